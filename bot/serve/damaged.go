package serve

import (
	"context"
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// refuse tells a person that what his message needs is damaged, in place of a turn.
func (h *Handler) refuse(ctx context.Context, m bot.Message, now time.Time, cause error) (answer bot.Answer, err error) {
	h.log.ErrorContext(ctx, "a turn met what is damaged", "id", m.ID, "error", cause)
	err = h.store.Update(ctx, func(tx storage.Ledger) error {
		w := writer{tx: tx, message: m, now: now, turn: storage.Turn{By: m.From, At: now}}
		if err := w.say(bot.Say{Content: anwei.PlainText(h.phrases.Text("common.damaged"))}); err != nil {
			return err
		}
		answer = bot.Answer{Text: w.turn.Reply, Seq: w.turn.ReplySeq}
		return tx.PutSeen(m.ID, w.turn)
	})
	if err != nil {
		return bot.Answer{}, fmt.Errorf("refuse a turn: %w", err)
	}
	h.wake()
	return answer, nil
}
