package talk_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/notice"
)

// notices is what the house keeps of notices. What is posted arrives at once, but
// at those who are lost.
type notices struct {
	all      [][]byte
	receipts map[anwei.NoticeID]map[anwei.PersonID]anwei.Receipt
	posted   map[string]time.Time
	lost     map[anwei.PersonID]bool
	pushed   map[anwei.PersonID]bool
	kept     map[anwei.PersonID]bool // WeCom refuses to take anything back from them
}

func newNotices() notices {
	return notices{
		receipts: map[anwei.NoticeID]map[anwei.PersonID]anwei.Receipt{}, posted: map[string]time.Time{},
		lost: map[anwei.PersonID]bool{"zhoucun_tb": true}, pushed: map[anwei.PersonID]bool{"bagong_tb": true},
		kept: map[anwei.PersonID]bool{"jincun_tb": true},
	}
}

func (h *house) applyNotice(t testing.TB, e bot.Effect) {
	t.Helper()
	switch e := e.(type) {
	case bot.PutNotice:
		if e.New != (int(e.Notice.ID) == len(h.all)+1) {
			t.Fatalf("notice %d after %d, new %t", e.Notice.ID, len(h.all), e.New)
		}
		b, err := json.Marshal(e.Notice)
		if err != nil {
			t.Fatal(err)
		}
		if e.New {
			h.all = append(h.all, nil)
		}
		h.all[e.Notice.ID-1] = b
	case bot.PutReceipt:
		r := e.Receipt
		if h.receipts[r.Notice] == nil {
			h.receipts[r.Notice] = map[anwei.PersonID]anwei.Receipt{}
		}
		h.receipts[r.Notice][r.Person] = r
	case bot.Post:
		h.post(t, e.Rows)
	default:
		t.Fatalf("unknown effect %T", e)
	}
}

func (h *house) post(t testing.TB, rows []anwei.Outgoing) {
	t.Helper()
	for _, o := range rows {
		if _, twice := h.posted[o.Key]; twice {
			continue
		}
		h.posted[o.Key] = h.now
		if card := cardOf(o.Content); card != nil {
			h.cards[o.To] = append(h.cards[o.To], *card)
		}
	}
}

// mind lets the clock do what it does to notices, and shows it.
func (h *house) mind(t testing.TB) string {
	t.Helper()
	var out strings.Builder
	for id := range h.all {
		n, _ := h.Notice(anwei.NoticeID(id + 1))
		if n.Look.IsZero() || n.Look.After(h.now) {
			continue
		}
		in := notice.Minding{Phrases: h.phrases, Plan: h.plan, Calendar: h.calendar, Now: h.now, Receipts: h.Receipts(n.ID), Posted: h.Posted(n)}
		n, rows := notice.Mind(n, in)
		h.applyNotice(t, bot.PutNotice{Notice: n})
		rows = slices.DeleteFunc(rows, func(o anwei.Outgoing) bool { _, twice := h.posted[o.Key]; return twice })
		out.WriteString(indent(showRows(rows)))
		h.post(t, rows)
	}
	return out.String()
}

// showNotice writes an effect about a notice.
func showNotice(e bot.Effect) string {
	switch e := e.(type) {
	case bot.PutNotice:
		n := e.Notice
		if n.State == anwei.NoticeDraft {
			return ""
		}
		return fmt.Sprintf("= 通知 %d %s 发给%d人", n.ID, n.State, len(n.To))
	case bot.PutReceipt:
		r := e.Receipt
		return fmt.Sprintf("= 回执 %d %s 确认=%t 落实=%t%s 材料%d %s%s", r.Notice, r.Person, !r.Confirmed.IsZero(), !r.Done.IsZero(),
			r.Result, r.Proofs, r.Attend, r.Detail)
	case bot.Post:
		return showRows(e.Rows)
	default:
		return fmt.Sprintf("unknown %T", e)
	}
}

// showRows writes messages that say the same to many people once.
func showRows(rows []anwei.Outgoing) string {
	type group struct {
		what string
		to   []string
	}
	var groups []group
	for _, o := range rows {
		what := textOf(o.Content)
		switch c := o.Content.(type) {
		case *anwei.Card:
			what = "▣ " + c.Title + "\n" + c.Text + "\n" + buttons(c)
		case anwei.PieceOrder:
			what = fmt.Sprintf("〔附件%d〕", c.N)
		case anwei.Recall:
			what = "〔收回消息〕"
		default:
		}
		i := slices.IndexFunc(groups, func(g group) bool { return g.what == what })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{what: what})
		}
		groups[i].to = append(groups[i].to, string(o.To))
	}
	var out []string
	for _, g := range groups {
		if g.what == "〔收回消息〕" {
			out = append(out, fmt.Sprintf("%s%d批", g.what, len(g.to)))
			continue
		}
		to := strings.Join(g.to, "、")
		if len(g.to) > 3 {
			to = strings.Join(g.to[:3], "、") + fmt.Sprintf("等%d人", len(g.to))
		}
		out = append(out, "（发给"+to+"）"+g.what)
	}
	return strings.Join(out, "\n")
}

func (h *house) Notice(id anwei.NoticeID) (n anwei.Notice, ok bool) {
	if id < 1 || int(id) > len(h.all) {
		return n, false
	}
	return n, json.Unmarshal(h.all[id-1], &n) == nil
}

func (h *house) Notices(limit int) []anwei.Notice {
	var out []anwei.Notice
	for id := len(h.all); id > 0 && len(out) < limit; id-- {
		n, _ := h.Notice(anwei.NoticeID(id))
		out = append(out, n)
	}
	return out
}

func (h *house) NoticesTo(who anwei.PersonID, limit int) []anwei.Notice {
	var out []anwei.Notice
	for _, n := range h.Notices(len(h.all)) {
		if _, is := n.Receiver(who); is && n.State != anwei.NoticeDraft && len(out) < limit {
			out = append(out, n)
		}
	}
	return out
}

func (h *house) Receipt(id anwei.NoticeID, p anwei.PersonID) anwei.Receipt { return h.receipts[id][p] }

func (h *house) Receipts(id anwei.NoticeID) map[anwei.PersonID]anwei.Receipt { return h.receipts[id] }

func (h *house) Posted(n anwei.Notice) map[anwei.PersonID]anwei.Posted {
	out := map[anwei.PersonID]anwei.Posted{}
	for _, r := range n.To {
		p := anwei.Posted{Pushed: h.pushed[r.Person]}
		at, put := h.posted[anwei.NoticeKey(n.ID, r.Person)]
		switch {
		case h.lost[r.Person]:
			p.Why = "81013"
			if put {
				p.State, p.At = anwei.PostFailed, at
			}
		case put:
			p.State, p.At, p.Messages = anwei.PostSent, at, []string{fmt.Sprint("msg-", n.ID, h.kept[r.Person])}
			h.back(n, r.Person, &p)
		}
		out[r.Person] = p
	}
	return out
}

// back says what became of taking a notice back from somebody.
func (h *house) back(n anwei.Notice, who anwei.PersonID, p *anwei.Posted) {
	at, put := h.posted[anwei.RecallKey(n.ID, p.Messages[0])]
	switch {
	case n.State != anwei.NoticeRecalled || !put || p.Pushed:
	case h.kept[who]:
		p.Back, p.KeptAt, p.Kept = anwei.BackKept, at, "wecom: message/recall: errcode 40058: invalid msgid"
	default:
		p.Back = anwei.BackTaken
	}
}
