package serve

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"anwei/bot"
)

// lateWithin is how long the turn of what came late may take.
const lateWithin = 30 * time.Second

// Log tells the handler where it says what goes wrong behind a turn, when nobody
// waits for its error; without it that is lost. It is called before the first message.
func (h *Handler) Log(log *slog.Logger) { h.log = log }

// late takes what came of a turn after it, a guess or a file, as a turn of its own.
// The time that was spent on it does not count: what took too long is told all the
// same. A failed turn leaves the talk as it was.
func (h *Handler) late(ctx context.Context, m bot.Message) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), lateWithin)
	defer cancel()
	if _, err := h.Handle(ctx, m); err != nil {
		h.log.ErrorContext(ctx, "what came late was not told",
			slog.String("userid", string(m.From)), slog.String("id", m.ID), slog.Any("error", err))
	}
}

// caught logs a panic behind a turn: what one person sent must not end the process
// for everybody. It is deferred.
func (h *Handler) caught(ctx context.Context, m bot.Message) {
	if p := recover(); p != nil {
		h.log.ErrorContext(ctx, "what came late panicked",
			slog.String("userid", string(m.From)), slog.String("id", m.ID), slog.String("stack", string(debug.Stack())))
	}
}
