package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"

	"anwei"
	"anwei/cmd/anwei/record"
	"anwei/config"
	"anwei/storage"
)

// How often Daily looks whether a backup is due, how long it waits after one that
// failed, and how late a backup may be before that is told.
const (
	lookEvery  = time.Minute
	retryAfter = time.Hour
	lateAfter  = 2 * time.Hour
)

// The hours of the day in which the office is told.
const (
	officeOpens  = 8
	officeCloses = 18
)

// Daily makes a backup every day into a folder.
type Daily struct {
	Job
	// Hour and Minute are when, by the clock of Now.
	Hour, Minute int
	Now          func() time.Time
	Log          *slog.Logger
	// Wake is called when there is something to send.
	Wake func()

	tried  time.Time // when it was tried last
	failed error     // what came of it
	told   time.Time // what was due when the office was told
}

// DailyOf returns the daily backup that the settings have, by that clock, or nil.
func DailyOf(cfg config.Config, now func() time.Time) *Daily {
	if cfg.Backup.Folder == "" {
		return nil
	}
	d := &Daily{Job: Job{Ledger: cfg.Ledger(), Data: cfg.Data, To: cfg.Backup.Folder, Keep: cfg.Backup.Keep}, Now: now}
	d.Hour, d.Minute = cfg.Backup.At.Hour, cfg.Backup.At.Minute
	return d
}

// Run makes backups until ctx ends: one at once where the newest is older than the last
// time of day it was due at. One that fails is tried again every hour, and told to the
// office in office hours, once a day.
func (d *Daily) Run(ctx context.Context) error {
	for {
		d.look(ctx)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(lookEvery):
		}
	}
}

// due is when the last backup should have been made.
func (d *Daily) due(now time.Time) time.Time {
	at := time.Date(now.Year(), now.Month(), now.Day(), d.Hour, d.Minute, 0, 0, now.Location())
	if at.After(now) {
		at = at.AddDate(0, 0, -1)
	}
	return at
}

// look makes a backup where one is due, and tells of the last one where it failed.
func (d *Daily) look(ctx context.Context) {
	now := d.Now()
	due := d.due(now)
	if at, _ := newest(d.To, now); at.Before(due) && now.Sub(d.tried).Abs() >= retryAfter {
		d.failed = os.MkdirAll(d.To, 0o700)
		if d.failed == nil {
			d.failed = d.Job.Run(ctx, now, io.Discard)
		}
		if d.tried = now; d.failed != nil {
			d.Log.ErrorContext(ctx, "the ledger is not backed up", "folder", d.To, "error", d.failed)
		} else {
			d.Log.InfoContext(ctx, "the ledger is backed up", "folder", d.To)
		}
	}
	if h := now.Hour(); d.failed == nil || h < officeOpens || h >= officeCloses || ctx.Err() != nil || d.told.Equal(due) {
		return
	}
	if err := d.tell(ctx, now); err != nil {
		d.Log.ErrorContext(ctx, "the office was not told that there is no backup", "error", err)
		return
	}
	d.told = due
}

// tell puts a message to each person of the office, once for what was due.
func (d *Daily) tell(ctx context.Context, now time.Time) error {
	last, _ := d.Last(now)
	words := "今天的台账备份没有做好，" + last + "。报送照常，不受影响；请告诉维护助手的同志查看日志，运行 anwei doctor 检查。"
	var flawed flawedError
	if errors.As(d.failed, &flawed) {
		words = "台账备份照常做了，但核对时发现台账里有不对的地方。请尽快告诉维护助手的同志：运行 anwei verify 查明，以前的备份都留着。"
	}
	err := d.Store.Update(ctx, func(tx storage.Ledger) error {
		return record.TellOffice(tx, now, "backup/"+anwei.DateOf(d.due(now)).String(), words)
	})
	if err == nil {
		d.Wake()
	}
	return err
}

// Last says when the newest backup was made, and whether one is overdue.
func (d *Daily) Last(now time.Time) (words string, late bool) {
	at, found := newest(d.To, now)
	if !found {
		return "还没有一份备份", true
	}
	at = at.In(now.Location())
	words = fmt.Sprintf("最近一份备份是%d月%d日%s的", at.Month(), at.Day(), at.Format("15:04"))
	return words, at.Before(d.due(now.Add(-lateAfter)))
}

// Age is how old the newest backup is, and false where there is none.
func (d *Daily) Age(now time.Time) (time.Duration, bool) {
	at, found := newest(d.To, now)
	return now.Sub(at), found
}
