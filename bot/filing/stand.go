package filing

import (
	"cmp"
	"slices"
	"strconv"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/text"
)

// offerNext offers the report of the same unit and period that is owed next, after one
// was handed in.
func offerNext(t *bot.Turn, done anwei.ReportKey) {
	for _, d := range bot.OwedReports(t, t.In.Plan.Forms, done.Period) {
		key, _ := d.Matter.Report()
		if d.Kind != bot.OwesReport || key.Unit != done.Unit || key == done {
			continue
		}
		f, _ := t.In.Plan.Form(key.Form)
		t.Open(bot.NewQuestion(Room, KindNext, d.Matter.String(), answered{Matter: d.Matter}))
		body := t.Text("filing.next_text", "n", len(f.FieldsFor(t.Unit)), "day", d.Due.Chinese(), "word", phrases.BeginWord(f, key.Period))
		t.Out = append(t.Out, bot.Say{Content: bot.MatterCard(d.Matter, t.Text("filing.next", "period", phrases.ShortPeriod(key.Period), "form", f.Short), body, phrases.WordBegin, phrases.WordLater)})
		return
	}
}

// nextSaid begins the report that was offered, for any yes to it. The offer is over once
// anything else was said or sent, unless that is done aside.
func nextSaid(t *bot.Turn, p answered, typed string) bool {
	if bot.Inquires(t, typed) || t.Hear(typed).FormCommand(t.FormInMind()).Kind == language.Help {
		return false
	}
	t.Close()
	key, _ := p.Matter.Report()
	switch said := bot.Heard(t, typed); {
	case typed == phrases.WordStand || bot.SentSince(t) || t.In.Now.Sub(t.State.Spoke) > bot.Remembered:
		return false
	case said.Is(answer.Yes, answer.Go):
		Begin(t, key.Form, key.Period, key.Unit)
		return true
	case said.Is(answer.Later, answer.Cancel, answer.No):
		t.Tell("common.no_hurry")
		return true
	}
	return false
}

// shows says one item in full: 看第3项.
func shows(t *bot.Turn, typed string) bool {
	if t.Form.ID == "" || t.Hand.Stage == bot.Idle || t.Hand.Stage == bot.Choosing {
		return false
	}
	items := text.Items(typed)
	if len(items) != 1 {
		return false
	}
	n := items[0]
	if n < 1 || n > len(t.Form.Fields) {
		Ask(t, t.Text("common.no_such_item", "n", min(n, 999), "of", len(t.Form.Fields)))
		return true
	}
	f := t.Form.Fields[n-1]
	v, had := t.Draft.Values[f.ID]
	if f.Kind.Counts() && had {
		v.Text = phrases.ValueText(f, v)
	}
	Ask(t, nowHolds(t, f, v, had)+"\n")
	return true
}

// StandBy takes that returned figures are right as they are, or the one figure that
// was asked back; also of a report that just came back and is not in hand yet.
func StandBy(t *bot.Turn, typed string) bool {
	if t.Hand.Stage == bot.Idle && !bot.IsAsked(t) {
		return cameBack(t, typed)
	}
	r, ok := bot.Returned(t)
	if !ok || t.Hand.Stage != bot.Asking && t.Hand.Stage != bot.Review {
		return false
	}
	why, right := stands(t, r, typed)
	if !right {
		return false
	}
	for _, id := range r.Handled.Fields {
		if v, was := r.Values[id]; was && t.Answers(id) {
			if _, now := t.Draft.Values[id]; !now {
				t.Draft.Values[id] = v
			}
		}
	}
	t.Keep(typed)
	if why != "" {
		standsBy(t, why)
		return true
	}
	bot.AskBeside(t, questionOf(t, kindStand, answered{}), t.Text("office.ask_stand"))
	return true
}

// standsBy keeps why returned figures are right, and goes on.
func standsBy(t *bot.Turn, why string) {
	giveReason(t, why, bot.StandRule)
	t.Save()
	GoOn(t, "")
}

// StandAt takes a report that came back in hand, of which the person says that its
// figures are right. One that was handed in again since is told of.
func StandAt(t *bot.Turn, key anwei.ReportKey) {
	r, in := t.In.Ledger.Report(key)
	switch {
	case in && r.State() == anwei.Returned:
		t.Hand.Words = phrases.WordStand
		Begin(t, key.Form, key.Period, key.Unit)
	case !bot.MayReport(t, key.Unit) || !bot.SayAlreadyIn(t, key):
		t.Reply("common.old_question")
	}
}

// cameBack takes an answer about the report that came back last.
func cameBack(t *bot.Turn, typed string) bool {
	last, back := bot.Back(t)
	if !back || last.State() != anwei.Returned {
		return false
	}
	value, one := bot.Heard(t, typed).As(answer.Value)
	one = one && len(last.Handled.Fields) == 1
	switch _, right := stands(t, last, typed); {
	case !right && !one:
		return false
	case right, len(text.Items(typed)) > 0:
		t.Hand.Words = typed
	default:
		t.Hand.Words = strconv.FormatInt(value.Number, 10) // 填15, of the one item
	}
	Begin(t, last.Key.Form, last.Key.Period, last.Key.Unit)
	return true
}

// stands reports whether a text says that figures that came back are right as they are, and
// why where it says that too: 不改, 没错, 就是2家，没错 where it was 2, 不改，我们核过了.
func stands(t *bot.Turn, r anwei.Report, typed string) (why string, right bool) {
	said := bot.Heard(t, typed)
	same, is := said.As(answer.Same)
	yes, _ := said.As(answer.Yes)
	rest := cmp.Or(same.Rest, yes.Rest)
	switch old, one := bot.Heard(t, yes.Rest).As(answer.Value); {
	case typed == phrases.WordStand || said.Is(answer.Same):
		return "", true
	case is && same.Weak || !is && !yes.Fine:
		return "", false
	case one:
		return "", len(r.Handled.Fields) == 1 && r.Values[r.Handled.Fields[0]].N == old.Number
	case rest == "":
		return "", true
	default:
		return typed, !bot.Wants(t, rest) && !bot.Inquires(t, rest) && !changes(t, r, rest)
	}
}

// changes reports whether a text has another figure than was handed in.
func changes(t *bot.Turn, r anwei.Report, typed string) bool {
	f, _ := t.In.Plan.Form(r.Key.Form)
	return slices.ContainsFunc(t.Hear(typed).Figures(language.Asked{Form: f}).Found, func(x language.Found) bool { return r.Values[x.Field] != x.Value })
}

// stood takes why returned figures are right, and shows the report again.
func stood(t *bot.Turn, p answered, typed string) bool {
	if bot.Wants(t, typed) {
		return false
	}
	if p.Matter != anwei.ReportMatter(t.Hand.Key) || t.Hand.Stage == bot.Idle {
		t.Close()
		return false
	}
	r, _ := bot.Returned(t)
	if why, right := stands(t, r, typed); !bot.Explains(t, typed) || right && why == "" {
		t.Say(t.Text("common.reason_too_short") + t.Text("office.ask_stand"))
		return true
	}
	t.Close()
	t.Keep(typed)
	standsBy(t, typed)
	return true
}

// settledUnchanged deals with a report that is handed in again as it was: where it came
// back it needs a reason, and otherwise there is nothing to hand in. It returns
// false where the report may go in.
func settledUnchanged(t *bot.Turn, old anwei.Report) bool {
	if old.State() != anwei.Returned {
		bot.Drop(t, unchanged(t, old))
		return true
	}
	if t.Draft.Reasons[bot.StandRule] != "" {
		return false
	}
	bot.AskBeside(t, questionOf(t, kindStand, answered{}), t.Text("office.ask_stand_still", "change", phrases.ChangeExample(t.Form, t.Unit)))
	return true
}

// unchanged says that a report was confirmed without a change. At the month's end
// that closes the month.
func unchanged(t *bot.Turn, old anwei.Report) string {
	if _, state := bot.LookAtTopUp(t, t.Form, old.Key); state != bot.Awaited {
		return t.Text("common.nothing_changed", "revision", old.Revision, "report", phrases.ReportName(t.Unit.Name, old.Key.Period, t.Form))
	}
	bot.ConfirmSame(t, old, phrases.WordConfirm)
	return t.Text("hall.month_closed", "about", t.About(anwei.ReportMatter(old.Key)))
}
