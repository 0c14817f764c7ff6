package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/scheduler"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

// dueBulletin is a briefing or a summary that will go out to one person. What it
// says is composed only then.
type dueBulletin struct {
	At       time.Time          `json:"at"`
	To       anwei.PersonID     `json:"to"`
	Bulletin anwei.BulletinKind `json:"bulletin"`
	Period   *anwei.Period      `json:"period,omitempty"`
}

// bulletinsDue lists the bulletins of a span, with who gets them by the ledger as
// it is. They are about no single unit.
func bulletinsDue(ctx context.Context, store storage.Store, r rules, from, to time.Time) ([]dueBulletin, error) {
	var out []dueBulletin
	err := store.View(ctx, func(tx storage.Tx) error {
		out = nil
		for _, o := range scheduler.Occasions(from, to, r.facts()) {
			people, err := alarm.Receivers(tx, r.plan, o)
			if err != nil {
				return err
			}
			for _, p := range people {
				b := dueBulletin{At: o.At, To: p, Bulletin: o.Bulletin.Kind}
				if !o.Bulletin.Period.IsZero() {
					b.Period = &o.Bulletin.Period
				}
				out = append(out, b)
			}
		}
		return nil
	})
	return out, err
}

func printBulletinsJSON(c *cobra.Command, all []dueBulletin) error {
	enc := json.NewEncoder(c.OutOrStdout())
	for _, b := range all {
		if err := enc.Encode(b); err != nil {
			return err
		}
	}
	return nil
}

func printBulletins(c *cobra.Command, all []dueBulletin) error {
	for _, b := range all {
		what := map[anwei.BulletinKind]string{anwei.DailyBriefing: "每天简报", anwei.WeeklyBriefing: "每周简报"}[b.Bulletin]
		if b.Period != nil {
			what = b.Period.Chinese() + "小结"
		}
		if _, err := fmt.Fprintf(c.OutOrStdout(), "%s  %s  %s（发送时才写）\n", b.At.Format("2006-01-02 15:04"), b.To, what); err != nil {
			return err
		}
	}
	return nil
}
