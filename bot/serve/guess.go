package serve

import (
	"context"
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
// them.
func (h *Handler) Wait() {
	h.guesses.running.Wait()
	h.reads.running.Wait()
}

// guess asks the assistant after the turn was committed and takes its guess as a
// turn of its own. A crash between the two loses a guess and nothing else; so
// does an error, and a question above the bound.
func (h *Handler) guess(ctx context.Context, m bot.Message, a bot.Ask) {
	select {
	case h.guesses.slots <- struct{}{}:
	default:
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), guessWithin)
	h.guesses.running.Go(func() {
		defer func() { <-h.guesses.slots }()
		defer cancel()
		values, chosen, err := h.asked(ctx, a)
		// Of words the rules' answer stands; of a picture the person still waits.
		if a.Media == "" && (err != nil || len(values) == 0 && len(chosen) == 0) {
			return
		}
		// A failed turn leaves the talk as it was: the guess is lost.
		_, _ = h.Handle(ctx, bot.Message{
			ID: bot.GuessID(m.ID), From: m.From, At: h.now(), Kind: bot.GuessMessage, Values: values, Chosen: chosen,
		})
	})
}

// asked asks the assistant for a question or for figures.
func (h *Handler) asked(ctx context.Context, a bot.Ask) (anwei.Values, bot.Chosen, error) {
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
	err := h.store.View(ctx, func(tx storage.Tx) error {
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
