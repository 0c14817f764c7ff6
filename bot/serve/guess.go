package serve

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/storage"
)

// guesses is what a handler needs to ask an assistant.
type guesses struct {
	assistant bot.Assistant
	pictures  bot.Pictures
	// slots bounds how many questions are under way at once.
	slots   chan struct{}
	running sync.WaitGroup
}

// guessWithin is how long an assistant may take. The person has had the rules'
// answer long before.
const guessWithin = 30 * time.Second

// Assist makes the handler ask the assistant where our own reading gives up;
// without pictures, about words only. It is called before the first message.
func (h *Handler) Assist(a bot.Assistant, p bot.Pictures) {
	h.guesses.assistant, h.guesses.pictures = a, p
	h.guesses.slots = make(chan struct{}, 2)
}

// Wait waits for the questions and files that are under way and what comes of
// them, and settles.
func (h *Handler) Wait() {
	h.guesses.running.Wait()
	h.reads.running.Wait()
	if err := h.Settle(context.Background()); err != nil {
		h.log.Error("answers cannot be marked in the ledger", slog.Any("error", err))
	}
}

// guess asks the assistant after the turn was committed and takes its guess as a
// turn of its own. A crash between the two loses a guess and nothing else. So does an
// error, and of words a question above the bound; a picture waits for its turn.
func (h *Handler) guess(ctx context.Context, m bot.Message, a bot.Ask) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), guessWithin)
	h.guesses.running.Go(func() {
		defer cancel()
		defer h.caught(ctx, m)
		picture := a.Media != ""
		g := bot.Message{ID: bot.GuessID(m.ID), From: m.From, At: h.now(), Kind: bot.GuessMessage}
		if h.slot(ctx, picture) {
			var err error
			if g.Values, g.Chosen, err = h.asked(ctx, a); err != nil {
				h.log.WarnContext(ctx, "the assistant made no guess", slog.Any("error", err))
			}
		}
		// Who sent a picture still waits; of words the rules' answer stands.
		if picture || len(g.Values) > 0 || len(g.Chosen) > 0 {
			h.late(ctx, g)
		}
	})
}

// slot reports whether there is room for another question. Where it is waited for,
// that may last until ctx ends.
func (h *Handler) slot(ctx context.Context, waits bool) bool {
	select {
	case h.guesses.slots <- struct{}{}:
		return true
	default:
	}
	if !waits {
		return false
	}
	select {
	case h.guesses.slots <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

// asked asks the assistant for a question or for figures, and gives the slot back.
func (h *Handler) asked(ctx context.Context, a bot.Ask) (anwei.Values, bot.Chosen, error) {
	defer func() { <-h.guesses.slots }()
	hide, err := h.hide(ctx)
	if err != nil {
		return nil, nil, err
	}
	if a.Choices != nil {
		c := *a.Choices
		c.Hide = hide
		chosen, err := h.guesses.assistant.Choose(ctx, c)
		return nil, chosen, err
	}
	q := bot.Question{Text: a.Text, Form: a.Form, Asked: a.Fields, Hide: hide}
	if a.Media != "" {
		if q.Picture, err = h.guesses.pictures.Picture(ctx, a.Media); err != nil {
			return nil, nil, err
		}
	}
	values, err := h.guesses.assistant.Guess(ctx, q)
	return values, nil, err
}

// hide lists what must not leave the house: names, userids and phone numbers.
func (h *Handler) hide(ctx context.Context) ([]string, error) {
	var out []string
	err := h.store.View(ctx, func(tx storage.Ledger) error {
		r, err := tx.Roster()
		out = nil
		for _, p := range r.People {
			for _, s := range []string{p.Name, string(p.ID), p.Phone} {
				if s != "" {
					out = append(out, s)
				}
			}
		}
		return err
	})
	return out, err
}
