package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/storage"
)

// prepareDemo puts the sample people into the ledger and, where it is new, made
// up reports of the months before, so that there is a last month to compare
// with.
func prepareDemo(ctx context.Context, store storage.Store, r rules, list anwei.Roster, start time.Time) error {
	form := r.plan.Forms[0]
	if _, err := importRoster(ctx, store, list, false); err != nil {
		return err
	}
	dice := rand.New(rand.NewPCG(2026, 10)) //nolint:gosec // sample figures need no secrecy
	err := store.Update(ctx, func(tx storage.Ledger) error {
		for p := form.First; p.Before(anwei.PeriodOf(form.Every, start)); p = p.Next() {
			if err := samplePeriod(tx, r, list, form, p, dice); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("准备示例数据：%w", err)
	}
	return nil
}

func samplePeriod(tx storage.Ledger, r rules, list anwei.Roster, form anwei.Form, p anwei.Period, dice *rand.Rand) error {
	have, err := tx.Reports(form.ID, p)
	if err != nil || len(have) > 0 {
		return err
	}
	for _, person := range list.People {
		for _, a := range person.Roles {
			u, _ := list.Unit(a.Unit)
			if a.Role != anwei.Reporter || a.Deputy || !form.Audience.Includes(u) {
				continue
			}
			at := form.Deadline.On(p, r.calendar).AddDays(-dice.IntN(3)).At(anwei.Clock{Hour: 10 + dice.IntN(6)}, r.zone)
			key := anwei.ReportKey{Form: form.ID, Period: p, Unit: u.ID}
			values := sampleValues(form, dice)
			report := anwei.Report{Key: key, Plan: r.plan.Version, Values: values, First: at, Revision: 1, By: person.ID, At: at}
			revision := anwei.Revision{
				N: 1, At: at, By: person.ID, Plan: r.plan.Version,
				Changes: anwei.Changes(form.Fields, nil, values), Words: []string{"（示例数据）"},
			}
			if err := tx.Confirm(report, revision); err != nil {
				return err
			}
		}
	}
	return nil
}

// sampleValues makes figures that agree with each other: what an error rule
// bounds is rare, and of what a doubt bounds nearly all is done.
func sampleValues(form anwei.Form, dice *rand.Rand) anwei.Values {
	v := anwei.Values{}
	for _, f := range form.Fields {
		switch f.Unit {
		case "家", "人":
			v[f.ID] = anwei.Number(int64(dice.IntN(2)))
		case "次":
			v[f.ID] = anwei.Number(int64(dice.IntN(4) + 2))
		default:
			v[f.ID] = anwei.Number(int64(dice.IntN(10) + 12))
		}
	}
	for _, c := range form.Checks {
		part, of, bound := c.Bound()
		whole, ok := v.Number(of)
		switch {
		case !bound || !ok:
		case c.Level == anwei.ErrorLevel:
			v[part] = anwei.Number(int64(dice.IntN(3)))
		default:
			v[part] = anwei.Number(max(0, whole-int64(dice.IntN(2))))
		}
	}
	return v
}

// simulatedUsers are the sample people as WeCom knows them.
func simulatedUsers(list anwei.Roster) []wecomtest.User {
	users := make([]wecomtest.User, len(list.People))
	for i, p := range list.People {
		users[i] = wecomtest.User{ID: string(p.ID), Name: p.Name, Mobile: p.Phone, Department: []int{1}, Position: p.Post}
	}
	return users
}

// progress counts the month's reports for the head of the page.
func (s stage) progress(ctx context.Context) (in, of int, missing []string, err error) {
	form := s.rules.plan.Forms[0]
	p := anwei.PeriodOf(form.Every, s.clock.Now())
	err = s.store.View(ctx, func(tx storage.Ledger) error {
		reports, err := tx.Reports(form.ID, p)
		if err != nil {
			return err
		}
		in, of, missing = 0, 0, nil
		for _, u := range s.roster.Units {
			if !form.Audience.Includes(u) {
				continue
			}
			of++
			if _, ok := reports[u.ID]; ok {
				in++
			} else {
				missing = append(missing, u.Name)
			}
		}
		return nil
	})
	return in, of, missing, err
}
