package bot

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/language/deed"
	"anwei/language/text"
)

// beside takes what is said beside the report in hand: the answer to a pending
// question, and what somebody tells of duties, promises and cases on his own
// accord. It returns false for a text that is nothing of the kind. The report
// stays where it was.
func (t *turn) beside(text string) bool {
	if t.pending(text) {
		return true
	}
	if t.stampWords(text) || t.topUpWords(text) || t.standBy(text) || t.cardWords(text) || t.howWords(text) || t.dueQuestion(text) || t.courtesies(text) || t.pleas(text) || t.shows(text) || t.followUp(text) {
		return true
	}
	if t.writes(text) {
		return false
	}
	for _, told := range []func(string) bool{
		t.deskWords,
		t.chaseWords,
		t.unlockWords,
		t.behalfWords,
		t.deputyWords,
		t.rosterWords,
		t.markWords,
		t.lookWords,
		t.wishWords,
		t.baselineWords,
		t.tableWords,
		t.officeWords,
		t.caseWords,
		t.promiseWords,
		t.dutyQuestion,
		t.dutyWords,
	} {
		if told(text) {
			return true
		}
	}
	return false
}

// pending takes the answer to the pending question, and returns false where the
// text is none.
func (t *turn) pending(text string) bool {
	p := t.st.Pending
	if p == nil {
		return false
	}
	if text == "取消" || text == "算了" {
		t.st.Pending = nil
		t.leavePending()
		return true
	}
	switch p.Ask {
	case AskWhich:
		return t.which(*p, text)
	case AskDetail:
		return t.detail(*p, text)
	case AskNote:
		return t.noted(*p, text)
	case AskDay:
		return t.day(*p, text)
	case AskWhy:
		return t.why(*p, text)
	case AskOpen:
		return t.opened(*p, text)
	case AskResult:
		return t.result(*p, text)
	case AskProof:
		return t.unproven(*p, text)
	case AskAct:
		return t.acted(*p, text)
	case AskFeedback, AskExcuse, AskProxy:
		return t.receiptAnswer(*p, text)
	case AskMeant:
		return t.meant(*p.Meant, text)
	default:
		return t.pendingOfReport(*p, text)
	}
}

// pendingOfReport takes the answer to a question about a report.
func (t *turn) pendingOfReport(p Pending, text string) bool {
	switch p.Ask { //nolint:exhaustive // the others are no questions about a report
	case AskSame:
		return t.sameYes(p, text)
	case AskZero:
		return t.zeroYes(p, text)
	case AskReplace:
		return t.replace(p, text)
	case AskStand:
		return t.stood(p, text)
	case AskUnlock:
		return t.whyUnlock(p, text)
	case AskWrong:
		return t.whatWrong(p, text)
	case AskStamp:
		return t.stampAnswer(p, text)
	case AskSeries:
		return t.seriesSaid(p, text)
	case AskSheet:
		return t.whichSheet(p, text)
	case AskOver:
		return t.over(p, text)
	}
	return false
}

// leavePending goes on after a question that was left open: with what was asked
// before it, or with what is missing next where that has its answer.
func (t *turn) leavePending() {
	if t.st.Stage == Asking && len(t.draft.Values.Missing(t.askedFields())) == 0 {
		t.goOn(neverMind())
		return
	}
	t.ask(neverMind())
}

// pressMatter does what a button says about a matter, and returns false for the
// words that only a report in hand knows.
func (t *turn) pressMatter(word string, m anwei.Matter) bool {
	switch word {
	case anwei.WordToday, anwei.WordTomorrow, anwei.WordDifficult, anwei.WordHeld, anwei.WordArranged:
		if !t.mayTell(m) {
			t.say(notYours(t.unitName(m.Unit)))
			return true
		}
	}
	switch word {
	case anwei.WordToday:
		t.promise(t.together(m), deed.PromiseSaid{Kind: anwei.Promised, On: t.today()})
	case anwei.WordTomorrow:
		t.promise(t.together(m), deed.PromiseSaid{Kind: anwei.Promised, On: t.today().AddDays(1)})
	case anwei.WordDifficult:
		t.askBeside(Pending{Ask: AskWhy, Options: t.together(m)}, askWhy(t.abouts(t.together(m))))
	case anwei.WordArranged:
		t.askBeside(Pending{Ask: AskDay, Matter: m}, askDay(t.about(m)))
	case anwei.WordHeld:
		t.pressHeld(m)
	case anwei.WordSame, anwei.WordChanged:
		t.pressTopUp(word, m)
	case anwei.WordGroup:
		t.toGroup(m)
	case anwei.WordNotNow:
		t.say(notToGroup())
	case wordIsStamp, wordNoStamp:
		t.pressStamp(word, m)
	case wordAs, wordNotTaken:
		t.pressSheet(word, m)
	case wordNote, wordNotSo, wordOpen, wordReplace, wordAdd, wordKeepOld, wordApart, wordTogether:
		t.pressPending(word, m)
	default:
		return false
	}
	return true
}

// pressPending answers the pending question where it is still about the matter
// of the button.
func (t *turn) pressPending(word string, m anwei.Matter) {
	if p := t.st.Pending; p == nil || p.Matter != m || !t.pending(word) {
		t.say(oldQuestion())
	}
}

// askBeside asks something beside the report in hand.
func (t *turn) askBeside(p Pending, text string) {
	t.st.Pending = &p
	t.say(text)
}

func (t *turn) today() anwei.Date { return anwei.DateOf(t.in.Now) }

// about names a matter: 南村镇三季度专委会全体会议.
func (t *turn) about(m anwei.Matter) string {
	name := t.unitName(m.Unit)
	switch {
	case m.Form != "":
		f, _ := t.in.Plan.Form(m.Form)
		return name + t.period(m.Period) + f.Short
	case m.Duty != "":
		d, _ := t.in.Plan.Duty(m.Duty)
		return name + t.period(m.Period) + quoted(d.Title)
	}
	c, _ := t.in.Ledger.Case(m.Case)
	s, _ := c.Step(m.Step)
	return stepName(t.in.Plan, c, s)
}

// period names a period, without the year where it is this year's; no period is
// nothing.
func (t *turn) period(p anwei.Period) string {
	switch {
	case p.IsZero():
		return ""
	case p.Kind == anwei.Year || p.Kind == anwei.Month || p.Year != t.in.Now.Year():
		return shortPeriod(p)
	}
	return strings.TrimPrefix(p.Chinese(), strconv.Itoa(p.Year)+"年")
}

// mine returns the units that the person may tell about: those he reports for
// and, for the office, those that it looks after itself.
func (t *turn) mine() []anwei.Unit {
	var out []anwei.Unit
	for _, id := range t.in.Person.UnitsAs(anwei.Reporter) {
		if u, ok := t.in.Ledger.Unit(id); ok && !u.Retired {
			out = append(out, u)
		}
	}
	if !t.in.Person.Has(anwei.Office) {
		return out
	}
	roster := t.in.Ledger.Roster()
	for _, u := range roster.Units {
		if t.in.Plan.ByOffice(u) && !u.Retired && t.inOffice(roster, u.ID) {
			out = append(out, u)
		}
	}
	return out
}

// inOffice reports whether the person is of the office for the unit.
func (t *turn) inOffice(roster anwei.Roster, u anwei.UnitID) bool {
	for _, node := range t.in.Person.UnitsAs(anwei.Office) {
		if roster.Within(u, node) {
			return true
		}
	}
	return false
}

// mayTell reports whether the person may say something of the matter: of his own
// units, and the office of every case.
func (t *turn) mayTell(m anwei.Matter) bool {
	for _, u := range t.mine() {
		if u.ID == m.Unit {
			return true
		}
	}
	return m.Case != 0 && t.inOffice(t.in.Ledger.Roster(), m.Unit)
}

// which takes the answer to a list of numbered options.
func (t *turn) which(p Pending, typed string) bool {
	n, size, ok := text.Numeral(typed)
	if ok && size == len(typed) && n >= 1 && n <= int64(len(p.Options)) {
		t.st.Pending = nil
		t.told(p.Options[n-1], p.Words)
		return true
	}
	if i := slices.Index(t.matterLabels(p.Options), typed); i >= 0 {
		t.st.Pending = nil
		t.told(p.Options[i], p.Words)
		return true
	}
	var match []anwei.Matter
	for _, m := range p.Options {
		if u, known := t.in.Ledger.Unit(m.Unit); known && goesBy(u, typed) {
			match = append(match, m)
		}
	}
	if len(match) != 1 {
		return false
	}
	t.st.Pending = nil
	t.told(match[0], p.Words)
	return true
}

// yes and no are how people answer whether something is right.
func yes(text string) bool {
	switch strings.TrimRight(text, "。！!.") {
	case wordNote, wordOpen, "是", "是的", "对", "对的", "没错", "确认", "好", "好的", "可以", "嗯", "行":
		return true
	}
	return false
}

func no(text string) bool {
	switch strings.TrimRight(text, "。！!.") {
	case wordNotSo, "不是", "不是的", "错了", "否", "不", "不用", "不记", "有误":
		return true
	}
	return false
}
