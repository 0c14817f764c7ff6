package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"anwei"
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

// freeze takes the snapshot unless the period has one with the name.
func freeze(ctx context.Context, store storage.Store, r rules, now time.Time, req snapshotRequest) (frozen, error) {
	var out frozen
	err := store.Update(ctx, func(tx storage.Tx) error {
		snap, there, err := tx.Snapshot(req.Period, req.Name)
		if err == nil && !there {
			snap, err = r.desk(now).Freeze(ledger{tx}, anwei.Snapshot{Period: req.Period, Name: req.Name, At: now})
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
		return tx.AddSnapshot(snap)
	})
	if err != nil {
		return out, fmt.Errorf("定格：%w", err)
	}
	return out, nil
}

// freeze takes the snapshot that the options name, once they are known to be right:
// it stays for ever.
func (o compileOptions) freeze(c *cobra.Command, r rules, p anwei.Period) error {
	if o.unit != "" {
		store, err := readLedger(c.Context(), o.data, r.plan)
		if err != nil {
			return err
		}
		roster, err := readRoster(c.Context(), store)
		if err == nil {
			_, err = nodeNamed(roster, o.unit)
		}
		if err = errors.Join(err, store.Close()); err != nil {
			return err
		}
	}
	done, err := r.freezeAt(c.Context(), o.data, snapshotRequest{Period: p, Name: o.snapshot})
	if err == nil && !o.json {
		_, err = fmt.Fprintln(c.ErrOrStderr(), done.line(r.zone))
	}
	return err
}

// freezeAt takes the snapshot through a running server, or in the ledger itself
// where none is running.
func (r rules) freezeAt(ctx context.Context, dir string, req snapshotRequest) (frozen, error) {
	var out frozen
	if err := needLedger(dir); err != nil {
		return out, err
	}
	body, err := json.Marshal(req)
	if err != nil {
		return out, fmt.Errorf("定格：%w", err)
	}
	resp, err := knock(ctx, dir, http.MethodPost, "/snapshot", body)
	if err == nil {
		err = json.NewDecoder(resp.Body).Decode(&out)
		return out, errors.Join(err, resp.Body.Close())
	}
	if !errors.Is(err, errNoDoor) {
		return out, err
	}
	store, err := openLedger(ctx, dir, r.plan)
	if err != nil {
		return out, err
	}
	out, err = freeze(ctx, store, r, r.now(), req)
	return out, errors.Join(err, store.Close())
}

// snapshot freezes a period for a command.
func (d door) snapshot(w http.ResponseWriter, r *http.Request) {
	var req snapshotRequest
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&req)
	if err == nil {
		err = checkSnapshotName(req.Name)
	}
	if err != nil {
		http.Error(w, "定格的要求没有完整送到："+err.Error(), http.StatusBadRequest)
		return
	}
	done, err := freeze(r.Context(), d.store, d.engine.rules, d.engine.now(), req)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(done); err != nil {
		d.fail(w, r, err)
		return
	}
	_, _ = w.Write(b.Bytes()) // who asked is gone when this fails
}
