package outbox

// wording: 消息送不到时

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
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

// MindSilent tells the office who has not spoken to the bot yet and so gets no
// reminder, where the long connection is the only way. It does so at the start
// and when somebody has spoken or an hour has passed, in office hours, at most
// once a day, and only when it is others than were told of last. It returns when
// ctx ends.
func (b *Outbox) MindSilent(ctx context.Context, spoke <-chan struct{}) error {
	if !b.spoken {
		<-ctx.Done()
		return nil
	}
	tick := time.NewTicker(silentEvery)
	defer tick.Stop()
	for {
		if err := b.TellSilent(ctx); err != nil && ctx.Err() == nil {
			b.log.ErrorContext(ctx, "the office was not told who cannot be reached", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
			return nil
		case <-spoke:
		case <-tick.C:
		}
	}
}

// TellSilent puts the message to each person of the office who can be reached, if it
// is time for it.
func (b *Outbox) TellSilent(ctx context.Context) error {
	now := b.now()
	if h := now.Hour(); h < officeOpens || h >= officeCloses {
		return nil
	}
	err := b.store.Update(ctx, func(tx storage.Ledger) error {
		list, err := tx.Roster()
		if err != nil {
			return err
		}
		silent, err := Silent(tx, list)
		if err != nil || len(silent) == 0 {
			return err
		}
		for _, p := range list.People {
			if !p.Has(anwei.Office) || slices.ContainsFunc(silent, func(s anwei.Person) bool { return s.ID == p.ID }) {
				continue
			}
			if err := putSilent(tx, p.ID, list, silent, now); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("look for people who have not spoken: %w", err)
	}
	b.Wake()
	return nil
}

// Silent are those with a role who have never spoken over the long
// connection, in the order of the roster.
func Silent(tx storage.Ledger, list anwei.Roster) ([]anwei.Person, error) {
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
func putSilent(tx storage.Ledger, to anwei.PersonID, list anwei.Roster, silent []anwei.Person, now time.Time) error {
	ids := anwei.Each(silent, func(p anwei.Person) string { return string(p.ID.Folded()) })
	slices.Sort(ids)
	sum := sha256.Sum256([]byte(strings.Join(ids, "\n")))
	key := fmt.Sprintf("silent/%s/%s", hex.EncodeToString(sum[:8]), to)
	said, err := tx.HasOutgoing(key)
	if err != nil || said {
		return err
	}
	today := fmt.Sprintf("silent/%s/%s", anwei.DateOf(now), to)
	fresh, err := tx.PutOccurrence(today, storage.Occurrence{At: now})
	if err != nil || !fresh {
		return err
	}
	_, _, err = tx.PutOutgoing(anwei.Outgoing{Key: key, To: to, Content: anwei.PlainText(silentText(list, silent)), Created: now})
	return err
}

// silentText asks the office to let people say something once.
func silentText(list anwei.Roster, silent []anwei.Person) string {
	names := make([]string, 0, maxNamed)
	for _, p := range silent[:min(len(silent), maxNamed)] {
		names = append(names, Named(list, p))
	}
	more := ""
	if n := len(silent) - len(names); n > 0 {
		more = fmt.Sprintf("等%d人", len(silent))
	}
	return "以下人员还没有和机器人说过话，收不到提醒，请通知他们在企业微信里打开本机器人，发一句“你好”：\n" +
		strings.Join(names, "、") + more + "。"
}
