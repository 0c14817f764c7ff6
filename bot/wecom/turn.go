package wecom

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"runtime/debug"
	"time"

	"anwei"
	"anwei/bot"
)

// updateWithin is how long a change of a card by the API may take.
const updateWithin = 10 * time.Second

var errPanic = errors.New("wecom: the handler panicked")

type outcome struct {
	answer bot.Answer
	err    error
}

// turn gives a message to the handler and waits for it no longer than ctx
// lasts, even where the handler does not listen to ctx. Where it has waited in
// vain it returns late, and afterwards gets the handler's outcome in a goroutine
// of its own once there is one.
func turn(ctx context.Context, h bot.Handler, m bot.Message, log *slog.Logger, afterwards func(outcome)) (o outcome, late bool) {
	done, gone := make(chan outcome), make(chan struct{})
	go func() {
		o := handle(ctx, h, m, log)
		select {
		case done <- o:
		case <-gone:
			afterwards(o)
		}
	}()
	select {
	case o := <-done:
		return o, false
	case <-ctx.Done():
		close(gone)
		return outcome{err: ctx.Err()}, true
	}
}

// Handle gives a message to the handler and waits for it no longer than ctx lasts.
func Handle(ctx context.Context, h bot.Handler, m bot.Message, log *slog.Logger) (bot.Answer, error) {
	o, _ := turn(ctx, h, m, log, func(outcome) {})
	return o.answer, o.err
}

// handle gives a message to the handler, of which a panic is an error.
func handle(ctx context.Context, h bot.Handler, m bot.Message, log *slog.Logger) (o outcome) {
	defer func() {
		if p := recover(); p != nil {
			log.ErrorContext(ctx, "handler panicked",
				"id", m.ID, "panic", describe(p), "stack", string(debug.Stack()))
			o = outcome{err: errPanic}
		}
	}()
	o.answer, o.err = h.Handle(ctx, m)
	return o
}

// updateCard shows on a card what was chosen when the response to the press
// could not: it came too late, or the connection broke. WeCom may have delivered
// the press again meanwhile and changed the card; then this changes nothing.
func (c *Callback) updateCard(ctx context.Context, in *inbound, a bot.Answer) {
	if c.client == nil || !in.pressed() || a.Chosen == "" || in.ResponseCode == "" {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), updateWithin)
	defer cancel()
	if err := c.client.UpdateCard(ctx, anwei.PersonID(in.FromUserName), in.ResponseCode, a.Chosen); err != nil {
		c.log.WarnContext(ctx, "pressed card not updated", "id", in.id(), "err", err)
	}
}

// describe keeps what a person wrote out of the log: only the runtime's own
// panics are known to be without it.
func describe(p any) string {
	if err, ok := p.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("%T", p)
}
