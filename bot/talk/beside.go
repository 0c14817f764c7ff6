package talk

import (
	"slices"

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
	"anwei/language/deed"
)

// beside takes what is said beside the report in hand: the answer to a pending
// question, and what somebody tells of duties, promises and cases on his own
// accord. It returns false for a text that is nothing of the kind. The report
// stays where it was.
func beside(t *bot.Turn, typed string) bool {
	if Pending(t, typed) {
		return true
	}
	if sheet.StampWords(t, typed) || filing.TopUpWords(t, typed) || office.BehalfWords(t, typed) || filing.StandBy(t, typed) || cardWords(t, typed) || howWords(t, typed) || duty.DueQuestion(t, typed) || courtesies(t, typed) || pleas(t, typed) || filing.Shows(t, typed) || query.FollowUp(t, typed) {
		return true
	}
	if filing.Writes(t, typed) {
		return false
	}
	for _, told := range []func(string) bool{
		func(x0 string) bool { return office.DeskWords(t, x0) },
		func(x0 string) bool { return office.ChaseWords(t, x0) },
		func(x0 string) bool { return office.UnlockWords(t, x0) },
		func(x0 string) bool { return roster.DeputyWords(t, x0) },
		func(x0 string) bool { return roster.Words(t, x0) },
		func(x0 string) bool { return roster.MarkWords(t, x0) },
		func(x0 string) bool { return office.LookWords(t, x0) },
		func(x0 string) bool { return query.WishWords(t, x0) },
		func(x0 string) bool { return office.BaselineWords(t, x0) },
		func(x0 string) bool { return table.Words(t, x0) },
		func(x0 string) bool { return duty.OfficeWords(t, x0) },
		func(x0 string) bool { return duty.CaseWords(t, x0) },
		func(x0 string) bool { return duty.PromiseWords(t, x0) },
		func(x0 string) bool { return query.DutyQuestion(t, x0) },
		func(x0 string) bool { return duty.Words(t, x0) },
	} {
		if told(typed) {
			return true
		}
	}
	return false
}

// Pending takes the answer to the pending question, and returns false where the
// text is none.
func Pending(t *bot.Turn, typed string) bool {
	p := t.State.Pending
	if p == nil {
		return false
	}
	if typed == "取消" || typed == "算了" {
		t.State.Pending = nil
		leavePending(t)
		return true
	}
	switch p.Ask {
	case bot.AskWhich:
		return which(t, *p, typed)
	case bot.AskDetail:
		return duty.Detail(t, *p, typed)
	case bot.AskNote:
		return duty.Noted(t, *p, typed)
	case bot.AskDay:
		return duty.Day(t, *p, typed)
	case bot.AskWhy:
		return duty.Why(t, *p, typed)
	case bot.AskOpen:
		return duty.Opened(t, *p, typed)
	case bot.AskResult:
		return duty.Result(t, *p, typed)
	case bot.AskProof:
		return duty.Unproven(t, *p, typed)
	case bot.AskAct:
		return office.Acted(t, *p, typed)
	case bot.AskFeedback, bot.AskExcuse, bot.AskProxy:
		return notice.ReceiptAnswer(t, *p, typed)
	case bot.AskMeant:
		return query.Meant(t, *p.Meant, typed)
	default:
		return pendingOfReport(t, *p, typed)
	}
}

// pendingOfReport takes the answer to a question about a report.
func pendingOfReport(t *bot.Turn, p bot.Pending, typed string) bool {
	switch p.Ask { //nolint:exhaustive // the others are no questions about a report
	case bot.AskSame:
		return sameYes(t, p, typed)
	case bot.AskZero:
		return filing.ZeroYes(t, p, typed)
	case bot.AskReplace:
		return replace(t, p, typed)
	case bot.AskStand:
		return filing.Stood(t, p, typed)
	case bot.AskUnlock:
		return office.WhyUnlock(t, p, typed)
	case bot.AskWrong:
		return office.WhatWrong(t, p, typed)
	case bot.AskStamp:
		return sheet.StampAnswer(t, p, typed)
	case bot.AskSeries:
		return filing.SeriesSaid(t, p, typed)
	case bot.AskSheet:
		return sheet.WhichSheet(t, p, typed)
	case bot.AskOver:
		return sheet.Over(t, p, typed)
	}
	return false
}

// leavePending goes on after a question that was left open: with what was asked
// before it, or with what is missing next where that has its answer.
func leavePending(t *bot.Turn) {
	if t.State.Stage == bot.Asking && len(t.Draft.Values.Missing(bot.AskedFields(t))) == 0 {
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
		duty.Ask(t, bot.Pending{Ask: bot.AskWhy, Options: duty.Together(t, m)}, "")
	case anwei.WordArranged:
		duty.Ask(t, bot.Pending{Ask: bot.AskDay, Matter: m}, "")
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
		pressPending(t, word, m)
	default:
		return false
	}
	return true
}

// pressPending answers the pending question where it is still about the matter
// of the button.
func pressPending(t *bot.Turn, word string, m anwei.Matter) {
	if p := t.State.Pending; p == nil || p.Matter != m || !Pending(t, word) {
		t.Tell("common.old_question")
	}
}

// which takes the answer to a list of numbered options.
func which(t *bot.Turn, p bot.Pending, typed string) bool {
	i, ok := bot.Heard(t, typed).Of(len(p.Options))
	if !ok {
		i = slices.Index(bot.MatterLabels(t, p.Options), typed)
	}
	if i >= 0 {
		t.State.Pending = nil
		duty.Told(t, p.Options[i], p.Words)
		return true
	}
	var match []anwei.Matter
	for _, m := range p.Options {
		if u, known := t.In.Ledger.Unit(m.Unit); known && bot.GoesBy(u, typed) {
			match = append(match, m)
		}
	}
	if bot.No(t, typed) {
		t.State.Pending = nil
		leavePending(t)
		return true
	}
	if len(match) != 1 {
		return false
	}
	t.State.Pending = nil
	duty.Told(t, match[0], p.Words)
	return true
}
