package outbox

// wording: 消息送不到时

import (
	"context"
	"sync"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

const (
	// tellEvery is how often one person is told the same trouble.
	tellEvery = time.Hour
	// maxAnswer is the most that an answer may have that goes back at once, in bytes.
	maxAnswer = 2048
)

// Telling returns the handler with a word to the office in its answers while WeCom
// refuses everything that is sent: what goes back in the response to a callback is the
// only thing that still arrives.
func (b *Outbox) Telling(h bot.Handler) bot.Handler {
	return &telling{Handler: h, box: b, told: map[anwei.PersonID]time.Time{}}
}

type telling struct {
	bot.Handler

	box  *Outbox
	mu   sync.Mutex
	told map[anwei.PersonID]time.Time
}

// Handle implements bot.Handler.
func (t *telling) Handle(ctx context.Context, m bot.Message) (bot.Answer, error) {
	a, err := t.Handler.Handle(ctx, m)
	why := t.box.Refused()
	if err != nil || why == "" || a.Text == "" || m.Kind == bot.ButtonMessage {
		return a, err
	}
	said := a.Text + "\n\n另外请您知道：助手现在给谁都发不出消息。" + why + "请转告系统管理员；改好以后，待发的消息会自动补发。"
	if len(said) <= maxAnswer && t.due(ctx, m.From) {
		a.Text = said
	}
	return a, nil
}

// due reports whether the person is of the office and was not told within the hour.
func (t *telling) due(ctx context.Context, who anwei.PersonID) bool {
	office := false
	err := t.box.store.View(ctx, func(tx storage.Ledger) error {
		p, _, err := tx.Person(who)
		office = p.Has(anwei.Office)
		return err
	})
	if err != nil || !office {
		return false // the answer itself is what he waits for
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.box.now()
	if age := now.Sub(t.told[who]); age >= 0 && age < tellEvery {
		return false
	}
	t.told[who] = now
	return true
}
