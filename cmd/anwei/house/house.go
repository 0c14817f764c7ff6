// Package house is what the commands of the program have alike: the rules that they are
// told by data, the place of the ledger, an errand at a server that has it open, and how
// they print.
package house

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot/phrases"
	"anwei/cmd/anwei/ledger"
	"anwei/config"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/scheduler"
	"anwei/storage"
	"anwei/storage/postgres"
)

// Rules is what the program is told by data: the plan, the working days and the
// plan's zone.
type Rules struct {
	Plan     anwei.Plan
	Calendar anwei.Calendar
	Zone     *time.Location
	Phrases  *phrases.Catalogue
}

// Load reads the plan from a file, or the embedded one where no file is named.
func Load(path string) (Rules, error) {
	r := Rules{Phrases: phrases.New()}
	var err error
	if path == "" {
		r.Plan, err = plan.Default()
	} else {
		r.Plan, err = plan.LoadFile(path)
	}
	if err != nil {
		return r, err
	}
	if r.Calendar, err = calendar.Default(); err != nil {
		return r, err
	}
	if r.Zone, err = time.LoadLocation(r.Plan.Zone); err != nil {
		return r, fmt.Errorf("时区 %s：%w", r.Plan.Zone, err)
	}
	return r, nil
}

// Settled are the rules with the files that the settings name.
func Settled(cfg config.Config) (Rules, error) {
	r, err := Load(cfg.Plan)
	if err != nil || cfg.Calendar == "" {
		return r, err
	}
	own, err := calendar.LoadFile(cfg.Calendar)
	if err != nil {
		return r, err
	}
	r.Calendar = calendar.Merge(r.Calendar, own)
	return r, nil
}

// Now is the real clock in the plan's zone.
func (r Rules) Now() time.Time { return time.Now().In(r.Zone) }

// Time reads a time in the plan's zone: 2026-10-19 09:00, 2026-10-19, or RFC 3339.
func (r Rules) Time(s string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, r.Zone); err == nil {
			return t, nil
		}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, Wrong(fmt.Errorf("“%s”不是时间，请写成 2026-10-19 09:00", s))
	}
	return t.In(r.Zone), nil
}

// Facts is what decides whether a reminder is due.
func (r Rules) Facts() scheduler.Facts {
	return scheduler.Facts{Plan: r.Plan, Calendar: r.Calendar}
}

// Menu are the words of the app's menu: those that the plan gives something to answer to.
func (r Rules) Menu() []string {
	var words []string
	if len(r.Plan.Forms) > 0 {
		words = append(words, "填报")
	}
	words = append(words, "我的任务")
	if len(r.Plan.Forms)+len(r.Plan.Duties) > 0 {
		words = append(words, "进度")
	}
	return words
}

// Place is where a command finds the ledger and the plan.
type Place struct{ Data, Plan string }

// Flags are --data and --plan.
func (p *Place) Flags(c *cobra.Command) {
	c.Flags().StringVar(&p.Data, "data", "data", "数据目录，或数据库的地址 postgres://…")
	p.PlanFlag(c)
}

// PlanFlag is --plan alone.
func (p *Place) PlanFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.Plan, "plan", "", "方案文件；不给就用内置方案")
}

// Folder is where files are written: beside the ledger, or in the usual place where
// that is in a database.
func (p *Place) Folder() string {
	if ledger.InDatabase(p.Data) {
		return "data"
	}
	return p.Data
}

// Read calls fn with the rules and the ledger, for reading.
func (p *Place) Read(ctx context.Context, fn func(r Rules, store storage.Store) error) error {
	r, err := Load(p.Plan)
	if err != nil {
		return err
	}
	store, err := Read(ctx, p.Data, r.Plan)
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // nothing was written
	return fn(r, store)
}

// Open opens the ledger and keeps the plan in it, so that drafts begun under this
// version find it for ever.
func Open(ctx context.Context, at string, p anwei.Plan) (storage.Store, error) {
	store, err := ledger.Open(ctx, at, postgres.Options{})
	if err != nil {
		return nil, err
	}
	err = store.Update(ctx, func(tx storage.Ledger) error {
		_, known, err := tx.Plan(p.Version)
		if err != nil || known {
			return err
		}
		return tx.PutPlan(p)
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("保存方案：%w", err), store.Close())
	}
	return store, nil
}

// Read opens the ledger for a command that only reads: a copy of it where a server is
// running on a file, which need not be stopped.
func Read(ctx context.Context, at string, p anwei.Plan) (storage.Store, error) {
	if err := ledger.Need(at); err != nil {
		return nil, err
	}
	copied, err := ledger.Borrow(ctx, at)
	if err == nil {
		return copied, nil
	}
	if !errors.Is(err, ledger.ErrNoDoor) {
		return nil, err
	}
	return Open(ctx, at, p)
}

// Roster reads the units and people of a ledger, with their userids as they were written.
func Roster(ctx context.Context, store storage.Store) (anwei.Roster, error) {
	var list anwei.Roster
	err := store.View(ctx, func(tx storage.Ledger) (err error) {
		list, err = tx.Roster()
		for i, p := range list.People {
			as, wrong := tx.As(p.ID)
			list.People[i].ID, err = as, errors.Join(err, wrong)
		}
		return err
	})
	if err != nil {
		return list, fmt.Errorf("读取名单：%w", err)
	}
	return list, nil
}
