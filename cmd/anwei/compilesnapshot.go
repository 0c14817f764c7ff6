package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot/phrases"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/record"
	"anwei/storage"
)

// maxSnapshotName is how many characters the name of a snapshot may have: it is part
// of the names of files.
const maxSnapshotName = 40

// snapshotRequest asks the server to freeze a period under a name.
type snapshotRequest struct {
	Period anwei.Period `json:"period"`
	Name   string       `json:"name"`
}

// frozen is what came of it.
type frozen struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"`
	// Reports is how many reports of the period are held, Taken whether the snapshot
	// was taken just now; otherwise it was there.
	Reports int  `json:"reports"`
	Taken   bool `json:"taken"`
}

// line says it to the operator.
func (f frozen) line(zone *time.Location) string {
	at := f.At.In(zone).Format("2006年1月2日15:04")
	if f.Taken {
		return fmt.Sprintf("已定格“%s”：%d份报表，截至%s。以后用同一个名称生成的表格不变。", f.Name, f.Reports, at)
	}
	return fmt.Sprintf("按“%s”（%s定格，%d份报表）生成。", f.Name, at, f.Reports)
}

func checkSnapshotName(name string) error {
	if name != strings.TrimSpace(name) || strings.ContainsAny(name, "\x00\n\r\t") || utf8.RuneCountInString(name) > maxSnapshotName {
		return fmt.Errorf("定格的名称“%s”不能用：请写不超过%d个字、前后没有空格的一行字", name, maxSnapshotName)
	}
	return nil
}

// freeze takes the snapshot unless the period has one with the name, and returns what
// came of it as JSON.
func freeze(ctx context.Context, k house.Clerk, req snapshotRequest) (string, error) {
	if err := checkSnapshotName(req.Name); err != nil {
		return "", house.RefusedError(err.Error())
	}
	var out frozen
	err := k.Store.Update(ctx, func(tx storage.Ledger) error {
		snap, there, err := tx.Snapshot(req.Period, req.Name)
		if err == nil && !there {
			snap, err = desk(k.Rules, k.Now()).Freeze(tx, anwei.Snapshot{Period: req.Period, Name: req.Name, At: k.Now()})
		}
		if err != nil {
			return err
		}
		out = frozen{Name: snap.Name, At: snap.At, Taken: !there}
		for _, h := range snap.Held {
			if h.Key.Period == snap.Period {
				out.Reports++
			}
		}
		if there {
			return nil
		}
		row := anwei.Audit{Action: phrases.RecordFreeze, Detail: snap.Period.Chinese() + "，" + snap.Name}
		return errors.Join(tx.AddSnapshot(snap), record.Put(tx, k.Now(), row))
	})
	if err != nil {
		return "", fmt.Errorf("定格：%w", err)
	}
	said, err := json.Marshal(out)
	return string(said), err
}

// freeze takes the snapshot that the options name, once they are known to be right:
// it stays for ever.
func (o compileOptions) freeze(c *cobra.Command, r house.Rules, p anwei.Period) error {
	if o.unit != "" {
		store, err := house.Read(c.Context(), o.Data, r.Plan)
		if err != nil {
			return err
		}
		roster, err := house.Roster(c.Context(), store)
		if err == nil {
			_, err = findUnit(roster, o.unit)
		}
		if err = errors.Join(err, store.Close()); err != nil {
			return err
		}
	}
	if err := ledger.Need(o.Data); err != nil {
		return err
	}
	said, err := house.Entrust(c.Context(), r, o.Data, "/snapshot", snapshotRequest{Period: p, Name: o.snapshot}, freeze)
	if err != nil || o.json {
		return err
	}
	var done frozen
	if err := json.Unmarshal([]byte(said), &done); err != nil {
		return fmt.Errorf("定格：%w", err)
	}
	_, err = fmt.Fprintln(c.ErrOrStderr(), done.line(r.Zone))
	return err
}
