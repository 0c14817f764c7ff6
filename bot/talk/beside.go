package talk

import (
	"maps"
	"slices"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/duty"
	"anwei/bot/filing"
	"anwei/bot/notice"
	"anwei/bot/office"
	"anwei/bot/phrases"
	"anwei/bot/query"
	"anwei/bot/roster"
	"anwei/bot/sheet"
	"anwei/bot/table"
	"anwei/language"
	answers "anwei/language/answer"
	"anwei/language/deed"
	"anwei/language/frame"
)

// does is the table of what rooms do, by the intent of a text or by its family.
func does() bot.Does {
	all := bot.Does{"how": how, "reply.confirm": heard}
	for _, room := range []bot.Does{
		filing.Does(), notice.Does(), sheet.Does(), duty.Does(), office.Does(), roster.Does(), query.Does(), table.Does(),
	} {
		maps.Copy(all, room)
	}
	return all
}

// wished gives a text to the room that does what it wants, by the best reading of it that
// some room takes.
func wished(t *bot.Turn, typed string) bool {
	all := does()
	for _, r := range t.Readings(typed) {
		family, _, _ := strings.Cut(string(r.Intent), ".")
		do := all[r.Intent]
		if do == nil {
			do = all[frame.Intent(family)]
		}
		if do != nil && do(t, typed) {
			return true
		}
	}
	return office.TwoActs(t, typed) || assented(t, typed)
}

// assented answers a yes, or that something is under way, where nothing waits for it and
// it commands nothing: 没问题, 在弄了. It is put on record nowhere.
func assented(t *bot.Turn, typed string) bool {
	if t.Hand.Stage != bot.Idle || t.Hear(typed).FormCommand(t.FormInMind()).Kind != language.None {
		return false
	}
	return bot.Assents(t, typed) && office.Heard(t)
}

// heard answers 好的 where nothing waits for it. A number is no such word.
func heard(t *bot.Turn, typed string) bool {
	r, _, _ := frame.Of(t.Readings(typed), "reply")
	return r.Number == 0 && !strings.ContainsAny(typed, "0123456789") && office.Heard(t)
}

// explicit does what names its report, item or piece itself, and so passes by whatever is
// asked.
func explicit(t *bot.Turn, typed string) bool {
	return slices.ContainsFunc(t.Readings(typed), func(r frame.Reading) bool {
		return strings.HasPrefix(string(r.Intent), "change.") && does()[r.Intent](t, typed)
	}) || sheet.Pasted(t, typed)
}

// sent takes the answer to what was sent to the person and waits for one: a notice, the
// figures at the month's end, what the office entered, a report that came back, a wish to report for another, what was
// reminded of, the last question that was answered.
func sent(t *bot.Turn, typed string) bool {
	return notice.Reply(t, typed) || filing.TopUpWords(t, typed) || office.Agreed(t, typed) || roster.Answered(t, typed) || filing.StandBy(t, typed) ||
		nothingWaits(t, typed) || query.FollowUp(t, typed) || duty.Late(t, typed)
}

// nothingWaits answers who wants something left undone where nothing waits for him.
func nothingWaits(t *bot.Turn, text string) bool {
	if !bot.AtRest(t) || text == phrases.WordLater || !bot.Drops(t, text) {
		return false
	}
	t.Tell("talk.nothing_to_drop")
	return true
}

// answer gives a text to the room whose question is open, and returns false where it is
// no answer.
func answer(t *bot.Turn, typed string) bool {
	q, asked := t.Top()
	if !asked || q.Room != filing.Room && bot.NamesItem(t, typed) || q.Room == duty.Room && bot.Reports(t, typed) {
		return false
	}
	if (typed == "取消" || typed == "算了") && bot.IsAsked(t) {
		t.Passing = nil
		t.Close()
		leaveAsked(t)
		return true
	}
	yes, agrees := bot.Heard(t, typed).As(answers.Yes)
	bare := agrees && yes.Rest == "" && !yes.Weak && !yes.Verb // 确认退回 says what is to be done
	if bare && q.Card != nil && q.Room != query.Room && !bot.ShownLast(t, q) {
		t.Open(q) // 是 is to what was shown last, and that was something else
		t.Out = append(t.Out, bot.Say{Content: q.Card})
		return true
	}
	taken := kindsOf(q)[q.Kind].Take(t, q, typed)
	if taken {
		t.Passing = nil
	}
	return taken
}

// promised keeps what is promised of another form beside what was told of the one in hand,
// and says so first: 另外台账明天报.
func promised(t *bot.Turn, typed string, from int) {
	told := slices.Clone(t.Out[from:])
	said := t.Out[:from:from]
	for _, part := range t.Hear(typed).Clauses() {
		f, named := t.In.Plan.Form(part.Form())
		p, ok := part.Promise()
		if !named || !ok || len(p.Refused) > 0 || f.ID == t.Form.ID || !f.Audience.Includes(t.Unit) {
			continue
		}
		q, asked := t.Top()
		t.Out = said
		duty.Promise(t, []anwei.Matter{anwei.ReportMatter(anwei.ReportKey{Form: f.ID, Period: bot.OpenPeriod(f, t.In), Unit: t.Unit.ID})}, p)
		if said = t.Out; asked {
			t.Open(q)
		}
	}
	t.Out = append(said, told...)
}

// mend drops a question that was stored damaged, or by a program that knew more: then the
// talk asks again.
func mend(t *bot.Turn) {
	q, asked := t.Top()
	if k := kindsOf(q)[q.Kind]; asked && (k.Fits == nil || !k.Fits(q)) {
		t.Close()
	}
}

// leaveAsked goes on after a question that was left open: with what was asked
// before it, or with what is missing next where that has its answer.
func leaveAsked(t *bot.Turn) {
	if t.Hand.Stage == bot.Asking && len(t.Draft.Values.Missing(bot.AskedFields(t))) == 0 {
		t.Rooms.GoOn(t, t.Text("duty.never_mind"))
		return
	}
	t.Rooms.Ask(t, t.Text("duty.never_mind"))
}

// pressMatter does what a button says about a matter, and returns false for the
// words that only a report in hand knows.
func pressMatter(t *bot.Turn, word string, m anwei.Matter) bool {
	switch word {
	case anwei.WordToday, anwei.WordTomorrow, anwei.WordDifficult, anwei.WordHeld, anwei.WordArranged:
		if !bot.MayTell(t, m) {
			t.Tell("common.not_yours", "unit", t.UnitName(m.Unit))
			return true
		}
	}
	switch word {
	case anwei.WordToday:
		duty.Promise(t, duty.Together(t, m), deed.PromiseSaid{Kind: anwei.Promised, On: t.Today()})
	case anwei.WordTomorrow:
		duty.Promise(t, duty.Together(t, m), deed.PromiseSaid{Kind: anwei.Promised, On: t.Today().AddDays(1)})
	case anwei.WordDifficult:
		duty.Promise(t, duty.Together(t, m), deed.PromiseSaid{Kind: anwei.Difficult})
	case anwei.WordArranged:
		duty.PressArranged(t, m)
	case anwei.WordHeld:
		duty.PressHeld(t, m)
	case anwei.WordSame, anwei.WordChanged:
		filing.PressTopUp(t, word, m)
	case anwei.WordGroup:
		duty.ToGroup(t, m)
	case anwei.WordNotNow:
		t.Tell("duty.not_to_group")
	case sheet.WordIsStamp, sheet.WordNoStamp:
		sheet.PressStamp(t, word, m)
	case sheet.WordAs, sheet.WordNotTaken:
		sheet.PressSheet(t, word, m)
	case phrases.WordNote, phrases.WordNotSo, phrases.WordOpen, phrases.WordReplace, phrases.WordAdd, phrases.WordKeepOld, phrases.WordApart, phrases.WordTogether:
		pressAbout(t, word, m)
	default:
		return false
	}
	return true
}

// pressAbout answers the question that was asked where it is still about the matter
// of the button.
func pressAbout(t *bot.Turn, word string, m anwei.Matter) {
	if q, asked := t.Top(); !asked || q.ID != m.String() || !answer(t, word) {
		t.Tell("common.old_question")
	}
}
