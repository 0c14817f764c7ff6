package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot/phrases"
	"anwei/cmd/anwei/ledger"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/scheduler"
	"anwei/storage"
	"anwei/storage/postgres"
)

// rules is what the program is told by data: the plan, the working days and the
// plan's zone.
type rules struct {
	plan     anwei.Plan
	calendar anwei.Calendar
	zone     *time.Location
	phrases  *phrases.Catalogue
}

// place is where a command finds the ledger and the plan.
type place struct{ data, plan string }

func (p *place) flags(c *cobra.Command) {
	c.Flags().StringVar(&p.data, "data", "data", "数据目录，或数据库的地址 postgres://…")
	p.planFlag(c)
}

func (p *place) planFlag(c *cobra.Command) {
	c.Flags().StringVar(&p.plan, "plan", "", "方案文件；不给就用内置方案")
}

// folder is where files are written: beside the ledger, or in the usual place where
// that is in a database.
func (p place) folder() string {
	if ledger.InDatabase(p.data) {
		return "data"
	}
	return p.data
}

// read calls fn with the rules and the ledger, for reading.
func (p place) read(ctx context.Context, fn func(r rules, store storage.Store) error) error {
	r, err := loadRules(p.plan)
	if err != nil {
		return err
	}
	store, err := readLedger(ctx, p.data, r.plan)
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // nothing was written
	return fn(r, store)
}

// loadRules reads the plan from a file, or the embedded one where no file is
// named.
func loadRules(path string) (rules, error) {
	r := rules{phrases: phrases.New()}
	var err error
	if path == "" {
		r.plan, err = plan.Default()
	} else {
		r.plan, err = plan.LoadFile(path)
	}
	if err != nil {
		return r, err
	}
	if r.calendar, err = calendar.Default(); err != nil {
		return r, err
	}
	if r.zone, err = time.LoadLocation(r.plan.Zone); err != nil {
		return r, fmt.Errorf("时区 %s：%w", r.plan.Zone, err)
	}
	return r, nil
}

// openLedger opens the ledger and keeps the plan in it, so that drafts begun under
// this version find it for ever.
func openLedger(ctx context.Context, at string, p anwei.Plan) (storage.Store, error) {
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

// readLedger opens the ledger for a command that only reads: a copy of it where
// a server is running on a file, which need not be stopped.
func readLedger(ctx context.Context, at string, p anwei.Plan) (storage.Store, error) {
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
	return openLedger(ctx, at, p)
}

// now is the real clock in the plan's zone.
func (r rules) now() time.Time { return time.Now().In(r.zone) }

// parseTime reads a time in the plan's zone: 2026-10-19 09:00, 2026-10-19, or
// RFC 3339.
func (r rules) parseTime(s string) (time.Time, error) {
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly} {
		if t, err := time.ParseInLocation(layout, s, r.zone); err == nil {
			return t, nil
		}
	}
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return t, usageError{fmt.Errorf("“%s”不是时间，请写成 2026-10-19 09:00", s)}
	}
	return t.In(r.zone), nil
}

// facts is what decides whether a reminder is due.
func (r rules) facts() scheduler.Facts {
	return scheduler.Facts{Plan: r.plan, Calendar: r.calendar}
}

func copyCommand() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use: "copy --from data --to postgres://…", Short: "把台账从数据目录搬进数据库，或从数据库搬回来", Args: cobra.NoArgs,
		Long: "把全部台账原样抄到另一处，逐表核对行数和校验和。目标必须是空的；来源不会改动。\n" +
			"先停止助手再搬，搬完改好设置文件的 storage 再启动；照片等文件仍在数据目录里，不用搬。",
		Example: "  anwei copy --from data --to data2",
		RunE: func(c *cobra.Command, _ []string) error {
			if from == "" || to == "" {
				return usageError{errors.New("请用 --from 写来源、--to 写目标：数据目录，或数据库的地址 postgres://…")}
			}
			return ledger.Copy(c.Context(), from, to, c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&from, "from", "", "来源：数据目录，或数据库的地址")
	c.Flags().StringVar(&to, "to", "", "目标：空的数据目录，或数据库的地址")
	return c
}
