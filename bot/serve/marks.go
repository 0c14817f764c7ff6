package serve

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"anwei/bot"
	"anwei/storage"
)

// markWithin is how long the mark of an answer waits for a turn to be committed with, and
// markAgain how long after a failure. A crash meanwhile has the person read the answer
// twice, once the hold is over.
const (
	markWithin = 20 * time.Millisecond
	markAgain  = time.Second
)

// mark says that an outgoing message went back in the response to a callback.
type mark struct {
	seq uint64
	at  time.Time
}

// marks are those that are not in the ledger yet.
type marks struct {
	mu    sync.Mutex
	open  []mark
	timed bool // a timer will settle
	// settling is held by who writes them without a turn.
	settling sync.Mutex
}

// Answered ends the outgoing message that the answer also waited in: with the next turn
// that is committed, or in a moment where none comes, so that a turn costs one commit.
func (h *Handler) Answered(ctx context.Context, a bot.Answer) {
	if a.Seq != 0 {
		h.unmarked(ctx, []mark{{a.Seq, h.now()}}, markWithin)
	}
}

// unmarked keeps marks for the next turn, or for the time after the pause.
func (h *Handler) unmarked(ctx context.Context, all []mark, pause time.Duration) {
	h.marks.mu.Lock()
	defer h.marks.mu.Unlock()
	h.marks.open = append(h.marks.open, all...)
	if h.marks.timed || len(all) == 0 {
		return
	}
	h.marks.timed = true
	ctx = context.WithoutCancel(ctx)
	time.AfterFunc(pause, func() {
		h.marks.mu.Lock()
		h.marks.timed = false
		h.marks.mu.Unlock()
		if err := h.Settle(ctx); err != nil {
			h.log.ErrorContext(ctx, "answers cannot be marked in the ledger", slog.Any("error", err))
		}
	})
}

// take returns the marks that are open, which are the caller's to write.
func (m *marks) take() []mark {
	m.mu.Lock()
	defer m.mu.Unlock()
	all := m.open
	m.open = nil
	return all
}

// Settle writes the marks of the answers so far. Those that cannot be written are tried
// again until their hold is over and the outbox sends the answers.
func (h *Handler) Settle(ctx context.Context) error {
	h.marks.settling.Lock()
	defer h.marks.settling.Unlock()
	all := h.marks.take()
	if len(all) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, Hold)
	defer cancel()
	if err := h.store.Update(ctx, func(tx storage.Ledger) error { return writeMarks(tx, all) }); err != nil {
		all = slices.DeleteFunc(all, func(m mark) bool { return h.now().Sub(m.at) >= Hold })
		h.unmarked(ctx, all, markAgain)
		return fmt.Errorf("mark answers: %w", err)
	}
	h.wake()
	return nil
}

func writeMarks(tx storage.Ledger, all []mark) error {
	for _, m := range all {
		if err := tx.Done(m.seq, storage.Ending{At: m.at, Result: storage.Answered}); err != nil {
			return err
		}
	}
	return nil
}
