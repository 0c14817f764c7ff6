package talk

import (
	"anwei"
	"anwei/bot"
	"anwei/bot/duty"
	"anwei/bot/filing"
	"anwei/bot/office"
	"anwei/bot/phrases"
	"anwei/bot/query"
	"anwei/bot/roster"
	"anwei/bot/sheet"
	"anwei/bot/table"
	"anwei/language/deed"
)

// beside takes what is said beside the report in hand: the answer to a pending
// question, and what somebody tells of duties, promises and cases on his own
// accord. It returns false for a text that is nothing of the kind. The report
// stays where it was.
func beside(t *bot.Turn, typed string) bool {
	if answer(t, typed) {
		return true
	}
	if answered(t, typed) || sheet.StampWords(t, typed) || filing.TopUpWords(t, typed) || office.BehalfWords(t, typed) || filing.StandBy(t, typed) || cardWords(t, typed) || howWords(t, typed) || duty.DueQuestion(t, typed) || courtesies(t, typed) || pleas(t, typed) || filing.Shows(t, typed) || query.FollowUp(t, typed) {
		return true
	}
	if filing.Writes(t, typed) {
		return false
	}
	for _, told := range []func(*bot.Turn, string) bool{
		office.DeskWords,
		office.ChaseWords,
		office.UnlockWords,
		roster.DeputyWords,
		roster.Words,
		roster.MarkWords,
		office.LookWords,
		query.WishWords,
		office.BaselineWords,
		table.Words,
		duty.OfficeWords,
		duty.CaseWords,
		duty.PromiseWords,
		query.DutyQuestion,
		duty.Words,
	} {
		if told(t, typed) {
			return true
		}
	}
	return false
}

// answer gives a text to the room whose question is open, and returns false where it is
// no answer.
func answer(t *bot.Turn, typed string) bool {
	q, asked := t.Top()
	if !asked {
		return false
	}
	if typed == "取消" || typed == "算了" {
		t.Close()
		leaveAsked(t)
		return true
	}
	return kindsOf(q)[q.Kind].Take(t, q, typed)
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
