package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/scheduler"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

// dueOptions say which reminders are asked for.
type dueOptions struct {
	house.Place
	from, to, unit string
	json           bool
}

func dueCommand() *cobra.Command {
	var o dueOptions
	c := &cobra.Command{
		Use: "due --from 时间 --to 时间", Short: "看一段时间里会提醒谁、说什么，并不发送", Args: cobra.NoArgs,
		Long:    "按方案、节假日和已有的数据，列出一段时间里会提醒谁、说什么，并不发送。简报和小结在最后。\n临时代报的人在代报的日子里照样列出。\n过去的时间按当时的报送情况计算，将来的按现在的情况计算。",
		Example: "  anwei due --from 2026-10-19 --to 2026-10-24\n  anwei due --from 2026-10-01 --to 2026-11-01 --unit 南村镇",
		RunE: func(c *cobra.Command, _ []string) error {
			r, err := house.Load(o.Plan)
			if err != nil {
				return err
			}
			d, err := due(c, r, o)
			if err != nil {
				return err
			}
			if out := c.OutOrStdout(); o.json {
				return errors.Join(house.PrintJSON(out, dueLines(d.reminders)...), house.PrintJSON(out, d.bulletins...))
			}
			return printDue(c, d)
		},
	}
	f := c.Flags()
	f.StringVar(&o.from, "from", "", "从什么时间起（含），例如 2026-10-19 或 \"2026-10-19 09:00\"")
	f.StringVar(&o.to, "to", "", "到什么时间止（不含）")
	f.StringVar(&o.unit, "unit", "", "只看一个单位：编号或名称")
	o.Flags(c)
	f.BoolVar(&o.json, "json", false, "逐行输出JSON，一个事项一行")
	_ = c.MarkFlagRequired("from") // it fails only for a flag that does not exist
	_ = c.MarkFlagRequired("to")
	return c
}

// dues is what goes out in a span.
type dues struct {
	reminders []scheduler.Reminder
	bulletins []dueBulletin
}

func due(c *cobra.Command, r house.Rules, o dueOptions) (dues, error) {
	begin, err := r.Time(o.from)
	if err != nil {
		return dues{}, err
	}
	end, err := r.Time(o.to)
	if err != nil {
		return dues{}, err
	}
	if !begin.Before(end) {
		return dues{}, house.Wrong(fmt.Errorf("--from（%s）应早于 --to（%s）", o.from, o.to))
	}
	store, err := house.Read(c.Context(), o.Data, r.Plan)
	if err != nil {
		return dues{}, err
	}
	defer store.Close() //nolint:errcheck // nothing was written
	var out dues
	err = store.View(c.Context(), func(tx storage.Ledger) error {
		roster, err := tx.Roster()
		if err != nil {
			return err
		}
		unit, err := findUnit(roster, o.unit)
		if err != nil {
			return house.Wrong(err)
		}
		all, err := scheduler.Between(begin, end, r.Facts(), tx, roster)
		out.reminders = ofUnit(all, unit.ID)
		return err
	})
	if err == nil && o.unit == "" {
		out.bulletins, err = bulletinsDue(c.Context(), store, r, begin, end)
	}
	if err != nil {
		return dues{}, fmt.Errorf("计算提醒：%w", err)
	}
	return out, nil
}

// findUnit returns the unit with the id, the name or an alias; no name is no unit.
func findUnit(r anwei.Roster, name string) (anwei.Unit, error) {
	for _, u := range r.Units {
		if name != "" && (name == string(u.ID) || name == u.Name || slices.Contains(u.Aliases, name)) {
			return u, nil
		}
	}
	if name == "" {
		return anwei.Unit{}, nil
	}
	return anwei.Unit{}, fmt.Errorf("名单里没有“%s”这个单位；请写单位的编号或名称", name)
}

// ofUnit leaves out what is not about the unit; no unit is all.
func ofUnit(all []scheduler.Reminder, unit anwei.UnitID) []scheduler.Reminder {
	if unit == "" {
		return all
	}
	var out []scheduler.Reminder
	for _, r := range all {
		r.Items = anwei.Where(r.Items, func(it anwei.Item) bool { return it.Matter.Unit == unit })
		if len(r.Items) > 0 {
			out = append(out, r)
		}
	}
	return out
}

// dueLine is one item of a reminder as JSON. Items of one person and time are
// sent as one message.
type dueLine struct {
	At     time.Time      `json:"at"`
	To     anwei.PersonID `json:"to"`
	Unit   anwei.UnitID   `json:"unit"`
	Rule   anwei.RuleID   `json:"rule"`
	Period anwei.Period   `json:"period"`
	Duty   anwei.DutyID   `json:"duty,omitempty"`
	Case   anwei.CaseID   `json:"case,omitempty"`
	Text   string         `json:"text"`
	// Draft is what the office may send to its group, with the first item of the
	// reminder; it is sent only when somebody presses.
	Draft string `json:"draft,omitempty"`
}

func dueLines(reminders []scheduler.Reminder) []dueLine {
	var out []dueLine
	for _, r := range reminders {
		for _, it := range r.Items {
			m := it.Matter
			it = scheduler.Joined([]anwei.Item{it}, anwei.DateOf(r.At))[0]
			line := dueLine{At: r.At, To: r.To, Unit: m.Unit, Rule: it.Rule, Period: m.Period, Duty: m.Duty, Case: m.Case, Text: anwei.MaskPhones(it.Text)}
			line.Draft, r.Draft = anwei.MaskPhones(r.Draft), ""
			out = append(out, line)
		}
	}
	return out
}

func printDue(c *cobra.Command, d dues) error {
	out := c.OutOrStdout()
	for _, r := range d.reminders {
		text, card := scheduler.Compose(r.Items, anwei.DateOf(r.At))
		if card != nil {
			text = card.Text
		}
		if r.Draft != "" {
			text += "\n（另问安委办是否发到工作群，按了才发：" + r.Draft + "）"
		}
		text = anwei.MaskPhones(strings.ReplaceAll(text, "\n", "\n    "))
		if _, err := fmt.Fprintf(out, "%s  %s  %s\n", r.At.Format("2006-01-02 15:04"), r.To, text); err != nil {
			return err
		}
	}
	if len(d.reminders)+len(d.bulletins) == 0 {
		_, err := fmt.Fprintln(out, "这段时间没有要提醒的人。")
		return err
	}
	return printBulletins(c, d.bulletins)
}

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
func bulletinsDue(ctx context.Context, store storage.Store, r house.Rules, from, to time.Time) ([]dueBulletin, error) {
	var out []dueBulletin
	err := store.View(ctx, func(tx storage.Ledger) error {
		out = nil
		for _, o := range scheduler.Occasions(from, to, r.Facts()) {
			people, err := alarm.Receivers(tx, r.Plan, o)
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
