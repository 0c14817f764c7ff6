package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

// The hours of the day in which the office is told who cannot be reached, and how
// often that is looked at besides when somebody new has spoken.
const (
	officeOpens  = 8
	officeCloses = 18
	silentEvery  = time.Hour
)

// maxNamed bounds the people named in one message, which would be cut otherwise.
const maxNamed = 60

// mindSilent tells the office who has not spoken to the bot yet and so gets no
// reminder, where the long connection is the only way. It does so at the start
// and when somebody has spoken or an hour has passed, in office hours, at most
// once a day, and only when it is others than were told of last. It returns when
// ctx ends.
func (e *engine) mindSilent(ctx context.Context) error {
	if e.socket == nil || e.client != nil {
		<-ctx.Done()
		return nil
	}
	tick := time.NewTicker(silentEvery)
	defer tick.Stop()
	for {
		if err := e.tellSilent(ctx); err != nil && ctx.Err() == nil {
			e.log.ErrorContext(ctx, "the office was not told who cannot be reached", "error", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-e.reach.spoke:
		case <-tick.C:
		}
	}
}

// tellSilent puts the message to each person of the office who can be reached.
func (e *engine) tellSilent(ctx context.Context) error {
	now := e.now()
	if h := now.Hour(); h < officeOpens || h >= officeCloses {
		return nil
	}
	put := false
	err := e.store.Update(ctx, func(tx storage.Ledger) error {
		put = false
		list, err := tx.Roster()
		if err != nil {
			return err
		}
		silent, err := silentPeople(tx, list)
		if err != nil || len(silent) == 0 {
			return err
		}
		for _, p := range list.People {
			if !p.Has(anwei.Office) || slices.ContainsFunc(silent, func(s anwei.Person) bool { return s.ID == p.ID }) {
				continue
			}
			added, err := putSilent(tx, p.ID, list, silent, now)
			if err != nil {
				return err
			}
			put = put || added
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("look for people who have not spoken: %w", err)
	}
	if put {
		e.outbox.Wake()
	}
	return nil
}

// silentPeople are those with a role who have never spoken over the long
// connection, in the order of the roster.
func silentPeople(tx storage.Ledger, list anwei.Roster) ([]anwei.Person, error) {
	var silent []anwei.Person
	for _, p := range list.People {
		known, _, err := tx.Reach(p.ID)
		if err != nil {
			return nil, err
		}
		if len(p.Roles) > 0 && known.Spoke.IsZero() {
			silent = append(silent, p)
		}
	}
	return silent, nil
}

// putSilent puts the message unless this person was told of the same people
// before, or of any others today.
func putSilent(tx storage.Ledger, to anwei.PersonID, list anwei.Roster, silent []anwei.Person, now time.Time) (bool, error) {
	ids := make([]string, len(silent))
	for i, p := range silent {
		ids[i] = strings.ToLower(string(p.ID))
	}
	slices.Sort(ids)
	sum := sha256.Sum256([]byte(strings.Join(ids, "\n")))
	key := fmt.Sprintf("silent/%s/%s", hex.EncodeToString(sum[:8]), to)
	said, err := tx.HasOutgoing(key)
	if err != nil || said {
		return false, err
	}
	today := fmt.Sprintf("silent/%s/%s", anwei.DateOf(now), to)
	fresh, err := tx.PutOccurrence(today, storage.Occurrence{At: now})
	if err != nil || !fresh {
		return false, err
	}
	_, added, err := tx.PutOutgoing(anwei.Outgoing{Key: key, To: to, Content: anwei.PlainText(silentText(list, silent)), Created: now})
	return added, err
}

// silentText asks the office to let people say something once.
func silentText(list anwei.Roster, silent []anwei.Person) string {
	names := make([]string, 0, maxNamed)
	for _, p := range silent[:min(len(silent), maxNamed)] {
		names = append(names, namePerson(list, p))
	}
	more := ""
	if n := len(silent) - len(names); n > 0 {
		more = fmt.Sprintf("等%d人", len(silent))
	}
	return "以下人员还没有和机器人说过话，收不到提醒，请通知他们在企业微信里打开本机器人，发一句“你好”：\n" +
		strings.Join(names, "、") + more + "。"
}

// namePerson is a person with the units that he holds a role at: 南村镇李明.
func namePerson(list anwei.Roster, p anwei.Person) string {
	var units []string
	for _, a := range p.Roles {
		if u, ok := list.Unit(a.Unit); ok && !slices.Contains(units, u.Name) {
			units = append(units, u.Name)
		}
	}
	return strings.Join(units, "、") + p.Name
}
