package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/cmd/anwei/record"
	"anwei/storage"
)

// outboxOp is what can be done with one message.
type outboxOp string

const (
	outboxRetry  outboxOp = "retry"
	outboxDrop   outboxOp = "drop"
	outboxRecall outboxOp = "recall"
)

// outboxOrder asks a running server to do something with one message.
type outboxOrder struct {
	Op  outboxOp `json:"op"`
	Seq uint64   `json:"seq"`
	// All recalls a message that went to many people in one call from all of them, or
	// retries all that was set aside Since.
	All   bool      `json:"all,omitempty"`
	Since time.Time `json:"since,omitzero"`
}

// outbox does what the operator wants done with single messages.
func (k clerk) outbox(ctx context.Context, o outboxOrder) (string, error) {
	switch o.Op {
	case outboxRetry, outboxDrop:
		if o.All {
			return k.retryAll(ctx, o.Since)
		}
		return k.change(ctx, o)
	case outboxRecall:
		return k.takeBack(ctx, o)
	}
	return "", refusedError(fmt.Sprintf("不认识“%s”；可以用的是 retry、drop、recall", o.Op))
}

// change retries or drops a message that was set aside.
func (k clerk) change(ctx context.Context, o outboxOrder) (string, error) {
	err := k.store.Update(ctx, func(tx storage.Ledger) error {
		act := tx.Drop
		if o.Op == outboxRetry {
			act = tx.Retry
		}
		done, err := act(o.Seq, k.now())
		if err == nil && done {
			return k.recorded(tx, o.Op, fmt.Sprintf("第%d号", o.Seq))
		}
		if err != nil {
			return err
		}
		return whyNot(tx, o.Seq, k.now().Location())
	})
	switch {
	case err != nil:
		return "", err
	case o.Op == outboxDrop:
		return fmt.Sprintf("第%d号消息已丢弃，不会再发。", o.Seq), nil
	}
	return fmt.Sprintf("第%d号消息已重新列入待发，%s", o.Seq, k.soon()), nil
}

// soon wakes the outbox and says when it sends.
func (k clerk) soon() string {
	if k.wake == nil {
		return "助手下次运行时就会发送。"
	}
	k.wake()
	return "马上就会发送。"
}

// retryAll retries what was set aside since the time.
func (k clerk) retryAll(ctx context.Context, since time.Time) (string, error) {
	n := 0
	err := k.store.Update(ctx, func(tx storage.Ledger) error {
		n = 0
		aside, err := allOutgoing(tx.Aside)
		if err != nil {
			return err
		}
		for _, o := range aside {
			end, _, err := tx.Ended(o.Seq)
			if err != nil {
				return err
			}
			if end.At.Before(since) {
				continue
			}
			if _, err := tx.Retry(o.Seq, k.now()); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return nil
		}
		return k.recorded(tx, outboxRetry, fmt.Sprintf("%d条", n))
	})
	if err != nil || n == 0 {
		return "没有被搁置的消息。", err
	}
	return fmt.Sprintf("%d条消息已重新列入待发，%s", n, k.soon()), nil
}

// recorded puts on record what was done with a message, or with many.
func (k clerk) recorded(tx storage.Ledger, op outboxOp, which string) error {
	word := map[outboxOp]string{outboxRetry: "重发消息", outboxDrop: "丢弃消息", outboxRecall: "撤回消息"}[op]
	return record.Put(tx, k.now(), anwei.Audit{Action: word, Detail: which})
}

// whyNot says why a message is not among those that were set aside.
func whyNot(tx storage.Ledger, seq uint64, zone *time.Location) error {
	_, pending, err := tx.Outgoing(seq)
	if err != nil {
		return err
	}
	if pending {
		return refusedError(fmt.Sprintf("第%d号消息还在待发，没有被搁置；助手会按时发送，不用处理", seq))
	}
	end, ended, err := tx.Ended(seq)
	if err != nil {
		return err
	}
	if !ended {
		return refusedError(fmt.Sprintf("没有第%d号消息；请用 anwei outbox list 查看编号", seq))
	}
	return refusedError(fmt.Sprintf("第%d号消息没有被搁置：它已于%s%s", seq, end.At.In(zone).Format("2006-01-02 15:04"), endingWord(end.Result)))
}

func endingWord(r storage.Result) string {
	switch r {
	case storage.Sent:
		return "发出"
	case storage.Answered:
		return "作为即时回复送达"
	case storage.Pointless:
		return "因要提醒的事情已经办好而取消"
	case storage.Dropped:
		return "丢弃"
	case storage.Failed:
		return "放弃发送"
	}
	return "结束"
}

// takeBack recalls a message that was sent.
func (k clerk) takeBack(ctx context.Context, o outboxOrder) (string, error) {
	switch {
	case k.wake == nil:
		return "", errors.New("撤回要由正在运行的助手来做，现在没有助手在运行（或者 --data 不是它的数据目录）；请先运行 anwei serve")
	case k.recall == nil:
		return "", refusedError("这个助手没有配置企业微信的自建应用，不能撤回")
	}
	var end storage.Ending
	var people int
	err := k.store.View(ctx, func(tx storage.Ledger) error {
		var ended bool
		var err error
		if end, ended, err = tx.Ended(o.Seq); err != nil {
			return err
		}
		if !ended || end.Result != storage.Sent || end.Detail == "" {
			return refusedError(fmt.Sprintf("第%d号消息不是通过接口发出的，不能撤回；已发出的编号请用 anwei outbox list --sent 查看", o.Seq))
		}
		people, err = sameCall(tx, o.Seq, end.Detail)
		return err
	})
	switch {
	case err != nil:
		return "", err
	case k.now().Sub(end.At) >= bot.RecallWithin:
		return "", refusedError(fmt.Sprintf("第%d号消息已发出超过24小时，企业微信不再允许撤回", o.Seq))
	case people > 1 && !o.All:
		return "", refusedError(fmt.Sprintf("第%d号消息是一次发给%d人的，撤回对这%d人都生效；确定要撤回，请加 --all", o.Seq, people, people))
	}
	if err := k.recall(ctx, end.Detail); err != nil {
		return "", refusedError("企业微信没有撤回：" + recallReason(err))
	}
	if err := k.store.Update(ctx, func(tx storage.Ledger) error { return k.recorded(tx, o.Op, fmt.Sprintf("第%d号", o.Seq)) }); err != nil {
		return "", fmt.Errorf("撤回已办，没有记下：%w", err)
	}
	return fmt.Sprintf("第%d号消息已从%d人的会话里撤回（在微信里看到的人除外）。", o.Seq, people), nil
}

func recallReason(err error) string {
	var a interface{ Advice() string }
	if errors.As(err, &a) && a.Advice() != "" {
		return a.Advice()
	}
	return err.Error()
}

// sameCall counts the people who got the message in the same call. The messages
// of a call were committed together, so their numbers lie close to each other.
func sameCall(tx storage.Ledger, seq uint64, id string) (int, error) {
	const near = 5000
	n := 0
	for s := max(seq, near) - near + 1; s < seq+near; s++ {
		end, ended, err := tx.Ended(s)
		if err != nil {
			return 0, err
		}
		if ended && end.Result == storage.Sent && end.Detail == id {
			n++
		}
	}
	return n, nil
}
