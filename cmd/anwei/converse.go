package main

import (
	"context"
	"errors"
	"fmt"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/cmd/anwei/record"
	"anwei/storage"
)

// takenOver is what the operator is told where another program has taken the bot.
const takenOver = "智能机器人的长连接被另一处连接接管了：同一个机器人同时只能有一个连接。" +
	"本机已停止使用长连接，以免两边互相挤掉。如果是有意换机器，请停掉这里的助手；如果不是，请找出并停掉另一处使用同一 Bot ID 的程序，再重启这里的助手。"

// converse keeps the long connection until ctx ends. When it ends for good, the
// reason stands in the log and in the health, and the office is told where an app
// can still tell it.
func (e *engine) converse(ctx context.Context) error {
	err := e.socket.Run(ctx)
	if err == nil || e.lease != nil && !e.lease.Held() { // the process that took over has the connection
		return nil
	}
	why := linkAdvice(err)
	e.ended.Store(&why)
	e.log.ErrorContext(ctx, "the long connection has ended and is not tried again", "advice", why, "error", err)
	if e.client == nil {
		return nil
	}
	if err := e.tellOperator(ctx, why); err != nil {
		e.log.ErrorContext(ctx, "the office was not told that the long connection has ended", "error", err)
	}
	return nil
}

// linkAdvice says why the long connection ended and who can mend it.
func linkAdvice(err error) string {
	if errors.Is(err, longlink.ErrKicked) {
		return takenOver
	}
	if e, ok := errors.AsType[*wecom.Error](err); ok && e.Advice() != "" {
		return e.Advice()
	}
	return "智能机器人的长连接已断开，不再重连：" + err.Error()
}

// tellOperator puts a message to the office by the app, at most one a day.
func (e *engine) tellOperator(ctx context.Context, why string) error {
	now := e.now()
	err := e.store.Update(ctx, func(tx storage.Ledger) error {
		return record.TellOffice(tx, now, "link/"+anwei.DateOf(now).String(), "请转告维护助手的同志："+why)
	})
	if err != nil {
		return fmt.Errorf("put a message to the office: %w", err)
	}
	e.outbox.Wake()
	return nil
}
