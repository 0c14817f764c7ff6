package talk_test

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"anwei"
	"anwei/bot"
)

// holdsTurn holds what must hold of a turn as a whole: whoever speaks gets an
// answer; only who may acts, and it is on record; and nothing goes to more people
// than were named before.
func (w *walk) holdsTurn(r *rapid.T, m bot.Message, before spot, effects []bot.Effect) {
	answered := false
	audits := map[bool]int{}
	for _, e := range effects {
		switch e := e.(type) {
		case bot.Say:
			answered = answered || e.To == "" || e.To == m.From
		case bot.PutAudit:
			audits[e.Audit.Refused]++
			if e.Audit.By != m.From {
				r.Fatalf("%s acts, and %s is put on record", m.From, e.Audit.By)
			}
		default:
		}
	}
	// To open the talk again, and a guess that comes too late, needs no answer.
	if quiet := m.Kind == bot.EnterMessage || m.Kind == bot.GuessMessage; !answered && !quiet {
		r.Fatalf("%s gets no answer to %+v after %+v", m.From, m, w.heard)
	}
	for _, e := range effects {
		w.holdsAct(r, m, before, e, audits[false] > 0)
	}
}

// holdsAct holds of an act of the office that the office for that unit does it, as it
// was shown, and that it is put on record.
func (w *walk) holdsAct(r *rapid.T, m bot.Message, before spot, e bot.Effect, recorded bool) {
	bad := func(what string) { r.Fatalf("%s %s by %q%q: %+v", m.From, what, m.Text, m.Key, e) }
	switch e := e.(type) {
	case bot.Handle:
		switch e.Handling.Kind {
		case anwei.Returned, anwei.Sealed, anwei.Unlocked:
			if !w.runsFor(m.From, e.Key.Unit) || !recorded {
				bad("handles")
			}
		default:
			if !w.person(m.From).With(w.desk.grants, anwei.DateOf(w.now)).ReportsFor(e.Key.Unit) {
				bad("answers")
			}
		}
	case bot.PutMark:
		if !w.runsFor(m.From, e.Mark.Unit) || !recorded {
			bad("marks")
		}
	case bot.PutPerson:
		if !w.isOffice(m.From) || !recorded {
			bad("changes the roster")
		}
	case bot.PutUnit:
		if !w.runsFor(m.From, e.Unit.ID) || !recorded {
			bad("changes the roster")
		}
	case bot.PutReminded:
		act := before.Pending != nil && before.Pending.Act != nil
		key, _ := e.Reminded.Matter.Report()
		if !w.runsFor(m.From, e.Reminded.Matter.Unit) || act && before.Pending.Act.Kind == bot.ActChase && !slices.Contains(before.Pending.Act.Keys, key) {
			bad("chases")
		}
	case bot.AddSnapshot:
		if !w.isOffice(m.From) {
			bad("freezes")
		}
	case bot.Post:
		w.holdsPost(r, m, e)
	case bot.Confirm:
		// What is handed in unchanged is settled: it was shown when it came in.
		settled := len(e.Revision.Changes) == 0
		if !settled && !maps.Equal(before.Shown, e.Report.Values) {
			bad("hands in what was not shown")
		}
		if !settled && before.Stage != bot.Reason && !w.agrees(m) {
			bad("hands in without a word of confirmation")
		}
	default:
	}
}

// agrees reports whether the message is a word of confirmation: those of the buttons and
// those that issue 13 names, with whatever marks behind them.
func (w *walk) agrees(m bot.Message) bool {
	text := strings.TrimRightFunc(norm.NFKC.String(anwei.ButtonWord(m.Key)+m.Text), func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) || unicode.IsSpace(r) })
	return slices.Contains([]string{"确认提交", "确认", "提交", "是", "是的", "好的", "好", "没问题", "ok", "OK", "确认无误", "对", "对的", "可以", "行", "嗯", "没错", "就这样", "无误", "报吧"}, strings.TrimSpace(text))
}

func (w *walk) isOffice(who anwei.PersonID) bool { return w.person(who).Has(anwei.Office) }

func (w *walk) runsFor(who anwei.PersonID, u anwei.UnitID) bool {
	return slices.ContainsFunc(w.person(who).UnitsAs(anwei.Office), func(node anwei.UnitID) bool { return w.roster.Within(u, node) })
}

// holdsPost holds that a notice goes to nobody but those whom its preview named, and
// to the one who speaks.
func (w *walk) holdsPost(r *rapid.T, m bot.Message, e bot.Post) {
	for _, o := range e.Rows {
		if o.To == m.From || o.To == anwei.OfficeGroup {
			continue
		}
		if o.About == nil {
			r.Fatalf("%q posts to %s about nothing", m.Text, o.To)
		}
		n, _ := w.Notice(o.About.Notice)
		if _, named := n.Receiver(o.To); !named && o.To != n.By {
			r.Fatalf("%q posts to %s, whom notice %d does not name", m.Text, o.To, n.ID)
		}
	}
}

func (w *walk) allDrafts() map[anwei.ReportKey]anwei.Draft {
	out := map[anwei.ReportKey]anwei.Draft{}
	for k := range w.drafts {
		out[k], _ = w.Draft(k)
	}
	return out
}

// holdsDrafts holds that a message changes at most one draft; that what never
// answers anything changes none; and that a figure which is there is replaced only
// by one that was said, shown or reported before.
func (w *walk) holdsDrafts(r *rapid.T, m bot.Message, before spot, drafts map[anwei.ReportKey]anwei.Draft) {
	changed := 0
	for k, old := range drafts {
		now, still := w.Draft(k)
		if still && maps.Equal(old.Values, now.Values) || !still && len(old.Values) == 0 {
			continue
		}
		changed++
		quiet := m.Kind == bot.OtherMessage || m.Kind == bot.EnterMessage || m.Kind == bot.GuessMessage || m.Kind == bot.TextMessage && slices.Contains(harmless(), m.Text)
		if changed > 1 || quiet && before.Stage != bot.Reason {
			r.Fatalf("%+v changes %s from %v to %v (%t)", m, k, old.Values, now.Values, still)
		}
		for id, v := range old.Values {
			if x := now.Values[id]; still && x != v && !w.derivable(m, before, v, x, id, k) {
				r.Fatalf("%q%q makes %s %+v out of %+v, after %+v", m.Text, m.Key, id, x, v, w.heard)
			}
		}
	}
}

// derivable reports whether a value may come of a message.
func (w *walk) derivable(m bot.Message, before spot, old, x anwei.Value, id anwei.FieldID, k anwei.ReportKey) bool {
	if p := before.Pending; p != nil {
		if v, ok := p.Values[id]; ok && (v == x || v.N+old.N == x.N || v.Text != "" && strings.Contains(x.Text, v.Text)) {
			return true
		}
		if v, ok := p.One[id]; ok && v == x || p.Sheet != nil && p.Sheet.Values[id] == x {
			return true
		}
	}
	if before.Guess[id] == x || x == w.reports[anwei.ReportKey{Form: k.Form, Period: k.Period.Prev(), Unit: k.Unit}].Values[id] {
		return true
	}
	if word := anwei.ButtonWord(m.Key); m.Kind == bot.ButtonMessage { // an option of a choice, or that a figure is a total
		return x.Text != "" && strings.Contains(word, x.Text) || word == "是累计数"
	}
	if m.Kind != bot.TextMessage {
		return false
	}
	return saysIt(m.Text, old, x)
}

// saysIt reports whether a text can mean the value: it names the figure, or writes
// one in words, or says something of the text.
func saysIt(text string, old, x anwei.Value) bool {
	text = strings.Map(func(r rune) rune {
		if r == ',' || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
	if x.NA || x.Text != "" {
		return len([]rune(text)) > 0
	}
	if strings.ContainsAny(text, "零一二两三四五六七八九十百千万亿半无没均都全同不〇○") || strings.Contains(text, "是累计") {
		return true
	}
	digits := strings.Contains(text, strconv.FormatInt(x.N, 10))
	return digits || x.N > old.N && strings.Contains(text, strconv.FormatInt(x.N-old.N, 10))
}
