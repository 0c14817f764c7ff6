package messages

import (
	"context"
	"errors"
	"fmt"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/record"
	"anwei/storage"
)

// Op is what can be done with one message.
type Op string

// The things that can be done.
const (
	Retry  Op = "retry"
	Drop   Op = "drop"
	Recall Op = "recall"
)

// Order asks a running server to do something with one message.
type Order struct {
	Op  Op     `json:"op"`
	Seq uint64 `json:"seq"`
	// All recalls a message that went to many people in one call from all of them, or
	// retries all that was set aside Since.
	All   bool      `json:"all,omitempty"`
	Since time.Time `json:"since,omitzero"`
}

// Do does what the operator wants done with single messages.
func Do(ctx context.Context, k house.Clerk, o Order) (string, error) {
	switch o.Op {
	case Retry, Drop:
		if o.All {
			return retryAll(ctx, k, o.Since)
		}
		return change(ctx, k, o)
	case Recall:
		return takeBack(ctx, k, o)
	}
	return "", house.RefusedError(fmt.Sprintf("不认识“%s”；可以用的是 retry、drop、recall", o.Op))
}

// change retries or drops a message that was set aside.
func change(ctx context.Context, k house.Clerk, o Order) (string, error) {
	err := k.Store.Update(ctx, func(tx storage.Ledger) error {
		act := tx.Drop
		if o.Op == Retry {
			act = tx.Retry
		}
		done, err := act(o.Seq, k.Now())
		if err == nil && done {
			return recorded(tx, k, o.Op, fmt.Sprintf("第%d号", o.Seq))
		}
		if err != nil {
			return err
		}
		return whyNot(tx, o.Seq, k.Now().Location())
	})
	switch {
	case err != nil:
		return "", err
	case o.Op == Drop:
		return fmt.Sprintf("第%d号消息已丢弃，不会再发。", o.Seq), nil
	}
	return fmt.Sprintf("第%d号消息已重新列入待发，%s", o.Seq, soon(k)), nil
}

// soon wakes the outbox and says when it sends.
func soon(k house.Clerk) string {
	if k.Wake == nil {
		return "助手下次运行时就会发送。"
	}
	k.Wake()
	return "马上就会发送。"
}

// retryAll retries what was set aside since the time.
func retryAll(ctx context.Context, k house.Clerk, since time.Time) (string, error) {
	n := 0
	err := k.Store.Update(ctx, func(tx storage.Ledger) error {
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
			if _, err := tx.Retry(o.Seq, k.Now()); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return nil
		}
		return recorded(tx, k, Retry, fmt.Sprintf("%d条", n))
	})
	if err != nil || n == 0 {
		return "没有被搁置的消息。", err
	}
	return fmt.Sprintf("%d条消息已重新列入待发，%s", n, soon(k)), nil
}

// recorded puts on record what was done with a message, or with many.
func recorded(tx storage.Ledger, k house.Clerk, op Op, which string) error {
	word := map[Op]string{Retry: "重发消息", Drop: "丢弃消息", Recall: "撤回消息"}[op]
	return record.Put(tx, k.Now(), anwei.Audit{Action: word, Detail: which})
}

// whyNot says why a message is not among those that were set aside.
func whyNot(tx storage.Ledger, seq uint64, zone *time.Location) error {
	_, pending, err := tx.Outgoing(seq)
	if err != nil {
		return err
	}
	if pending {
		return house.RefusedError(fmt.Sprintf("第%d号消息还在待发，没有被搁置；助手会按时发送，不用处理", seq))
	}
	end, ended, err := tx.Ended(seq)
	if err != nil {
		return err
	}
	if !ended {
		return house.RefusedError(fmt.Sprintf("没有第%d号消息；请用 anwei outbox list 查看编号", seq))
	}
	return house.RefusedError(fmt.Sprintf("第%d号消息没有被搁置：它已于%s%s", seq, end.At.In(zone).Format("2006-01-02 15:04"), endingWord(end.Result)))
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
func takeBack(ctx context.Context, k house.Clerk, o Order) (string, error) {
	switch {
	case k.Wake == nil:
		return "", errors.New("撤回要由正在运行的助手来做，现在没有助手在运行（或者 --data 不是它的数据目录）；请先运行 anwei serve")
	case k.Recall == nil:
		return "", house.RefusedError("这个助手没有配置企业微信的自建应用，不能撤回")
	}
	var end storage.Ending
	var people int
	err := k.Store.View(ctx, func(tx storage.Ledger) error {
		var ended bool
		var err error
		if end, ended, err = tx.Ended(o.Seq); err != nil {
			return err
		}
		if !ended || end.Result != storage.Sent || end.Detail == "" {
			return house.RefusedError(fmt.Sprintf("第%d号消息不是通过接口发出的，不能撤回；已发出的编号请用 anwei outbox list --sent 查看", o.Seq))
		}
		people, err = sameCall(tx, o.Seq, end.Detail)
		return err
	})
	switch {
	case err != nil:
		return "", err
	case k.Now().Sub(end.At) >= bot.RecallWithin:
		return "", house.RefusedError(fmt.Sprintf("第%d号消息已发出超过24小时，企业微信不再允许撤回", o.Seq))
	case people > 1 && !o.All:
		return "", house.RefusedError(fmt.Sprintf("第%d号消息是一次发给%d人的，撤回对这%d人都生效；确定要撤回，请加 --all", o.Seq, people, people))
	}
	if err := k.Recall(ctx, end.Detail); err != nil {
		return "", house.RefusedError("企业微信没有撤回：" + recallReason(err))
	}
	if err := k.Store.Update(ctx, func(tx storage.Ledger) error { return recorded(tx, k, o.Op, fmt.Sprintf("第%d号", o.Seq)) }); err != nil {
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
