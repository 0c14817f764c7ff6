package messages

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/cmd/anwei/house"
	"anwei/storage"
)

// Row is a message as the operator sees it.
type Row struct {
	Seq       uint64         `json:"seq"`
	To        anwei.PersonID `json:"to"`
	Name      string         `json:"name,omitempty"`
	Created   time.Time      `json:"created,omitzero"`
	Attempts  int            `json:"attempts"`
	NotBefore time.Time      `json:"not_before,omitzero"`
	LastError string         `json:"last_error,omitempty"`
	// Text is how it begins; of one that was sent only the key is kept.
	Text  string `json:"text"`
	Aside bool   `json:"aside"`
	// Sent is when it was sent, zero while it was not.
	Sent time.Time `json:"sent,omitzero"`
}

// pageSize bounds what is read at once.
const pageSize = 500

// rows reads what was asked for, in one picture of the ledger.
func (o options) rows(ctx context.Context, store storage.Store, now time.Time) ([]Row, error) {
	var out []Row
	err := store.View(ctx, func(tx storage.Ledger) (err error) {
		if out, err = o.list(tx, now); err != nil {
			return err
		}
		return nameRows(tx, out)
	})
	if err != nil {
		return nil, fmt.Errorf("读取待发的消息：%w", err)
	}
	return out, nil
}

func (o options) list(tx storage.Ledger, now time.Time) ([]Row, error) {
	if o.sent {
		return sentRows(tx, now)
	}
	var out []Row
	if !o.aside {
		pending, err := allOutgoing(tx.Pending)
		if err != nil {
			return nil, err
		}
		out = rowsOf(pending, false)
	}
	aside, err := allOutgoing(tx.Aside)
	return append(out, rowsOf(aside, true)...), err
}

// allOutgoing reads all pages of a list.
func allOutgoing(page func(after uint64, limit int) ([]anwei.Outgoing, error)) ([]anwei.Outgoing, error) {
	var out []anwei.Outgoing
	for after := uint64(0); ; after = out[len(out)-1].Seq {
		more, err := page(after, pageSize)
		if err != nil || len(more) == 0 {
			return out, err
		}
		out = append(out, more...)
	}
}

func rowsOf(list []anwei.Outgoing, aside bool) []Row {
	return anwei.Each(list, func(o anwei.Outgoing) Row {
		return Row{
			Seq: o.Seq, To: o.To, Created: o.Created, Attempts: o.Attempts, NotBefore: o.NotBefore,
			LastError: anwei.MaskPhones(o.LastError), Text: beginning(o), Aside: aside,
		}
	})
}

// sentRows are the messages of the last day that can be recalled, oldest first.
func sentRows(tx storage.Ledger, now time.Time) ([]Row, error) {
	var out []Row
	old := 0
	err := tx.Endings(func(seq uint64, end storage.Ending) bool {
		switch {
		case now.Sub(end.At) >= bot.RecallWithin:
			old++
		case end.Result == storage.Sent && end.Detail != "":
			old = 0
			out = append(out, Row{Seq: seq, To: end.To, Text: end.Key, Sent: end.At})
		}
		// Messages end out of order, so one that ended long ago does not end the search,
		// but a long row of them does.
		return old == pageSize
	})
	slices.Reverse(out)
	return out, err
}

func nameRows(tx storage.Ledger, rows []Row) error {
	for i, r := range rows {
		if r.To == anwei.OfficeGroup {
			rows[i].Name = "安委办工作群"
			continue
		}
		p, _, err := tx.Person(r.To)
		if err != nil {
			return err
		}
		rows[i].Name = p.Name
	}
	return nil
}

// beginning is the first thirty characters of what a message says, without whole telephone
// numbers.
func beginning(o anwei.Outgoing) string {
	var text string
	switch c := o.Content.(type) {
	case anwei.Recall:
		text = "〔撤回已发出的通知〕"
	case anwei.Bulletin:
		text = "〔简报，发送时才写〕"
	case anwei.Reminder:
		text = c[0].Text
		if n := len(c); n > 1 {
			text = fmt.Sprintf("〔提醒%d件事〕%s", n, text)
		}
	case *anwei.Card:
		text = "〔卡片〕" + c.Title
	case anwei.Order:
		text = "〔表格〕" + c.Of().Period.Chinese()
	default:
		text = house.ContentText(c)
	}
	return anwei.Clip(anwei.MaskPhones(strings.Join(strings.Fields(text), " ")), 31)
}

func (o options) print(out io.Writer, rows []Row, r house.Rules) error {
	if len(rows) == 0 {
		_, err := fmt.Fprintln(out, o.none())
		return err
	}
	var b strings.Builder
	clock := func(t time.Time) string { return t.In(r.Zone).Format("01-02 15:04") }
	aside := 0
	for _, m := range rows {
		who := string(m.To)
		if m.Name != "" {
			who = fmt.Sprintf("%s（%s）", m.Name, m.To)
		}
		fmt.Fprintf(&b, "%d  %s  ", m.Seq, who)
		switch {
		case !m.Sent.IsZero():
			fmt.Fprintf(&b, "%s 发出", clock(m.Sent))
		case m.Aside:
			aside++
			fmt.Fprintf(&b, "%s 产生，试过%d次，已搁置", clock(m.Created), m.Attempts)
		default:
			fmt.Fprintf(&b, "%s 产生，%s", clock(m.Created), waits(m, clock))
		}
		fmt.Fprintf(&b, "  %s\n", m.Text)
		if m.LastError != "" {
			fmt.Fprintf(&b, "    最近一次的错误：%s\n", m.LastError)
		}
	}
	if aside > 0 {
		fmt.Fprintf(&b, "被搁置的有%d条，不会自己再发；查明原因后，请用 anwei outbox retry 编号 重发，或用 anwei outbox drop 编号 丢弃。\n", aside)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

func waits(m Row, clock func(time.Time) string) string {
	switch {
	case m.Attempts > 0:
		return fmt.Sprintf("试过%d次，%s 以后再试", m.Attempts, clock(m.NotBefore))
	case !m.NotBefore.IsZero():
		return "待发，不早于 " + clock(m.NotBefore)
	}
	return "待发"
}

func (o options) none() string {
	switch {
	case o.sent:
		return "24小时以内没有发出过消息。"
	case o.aside:
		return "没有被搁置的消息。"
	}
	return "没有待发的消息，也没有被搁置的消息。"
}
