package wecom

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"

	"anwei/bot"
)

var errPanic = errors.New("wecom: the handler panicked")

// turn gives a message to the handler and waits for it no longer than ctx
// lasts, even where the handler does not listen to ctx.
func (c *Callback) turn(ctx context.Context, m bot.Message) (bot.Answer, error) {
	type outcome struct {
		answer bot.Answer
		err    error
	}
	done := make(chan outcome, 1) // nobody may be there to read it any more
	go func() {
		defer func() {
			if p := recover(); p != nil {
				c.log.ErrorContext(ctx, "handler panicked",
					"id", m.ID, "panic", describe(p), "stack", string(debug.Stack()))
				done <- outcome{err: errPanic}
			}
		}()
		answer, err := c.handler.Handle(ctx, m)
		done <- outcome{answer, err}
	}()
	select {
	case o := <-done:
		return o.answer, o.err
	case <-ctx.Done():
		return bot.Answer{}, ctx.Err()
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
