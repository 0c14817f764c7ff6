package alarm

import (
	"context"
	"fmt"
	"log/slog"
)

type logger struct {
	ctx context.Context // cron's interface has no place for it
	log *slog.Logger
}

// Info implements cron.Logger. Cron reports each minute that it woke.
func (l logger) Info(msg string, pairs ...any) {
	l.log.DebugContext(l.ctx, "cron", "event", msg, "detail", fmt.Sprint(pairs...))
}

// Error implements cron.Logger; it is called for a job that panicked.
func (l logger) Error(err error, msg string, pairs ...any) {
	l.log.ErrorContext(l.ctx, "cron", "event", msg, "error", err, "detail", fmt.Sprint(pairs...))
}
