package serve

import (
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/storage"
)

// keepUnread keeps that somebody sent what is no text, and that the
// talk had nothing but words for it.
func keepUnread(tx storage.Ledger, m bot.Message, effects []bot.Effect, now time.Time) error {
	if m.Kind != bot.OtherMessage {
		return nil
	}
	for _, e := range effects {
		if _, says := e.(bot.Say); !says {
			return nil
		}
	}
	return tx.AddMisheard(anwei.Misheard{At: now, By: m.From, Text: "〔" + phrases.MessageName(m.Text) + "〕"})
}
