// Package talk takes one turn: Step reads what was heard, once, and gives it to the
// room that it is for.
package talk

import (
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/duty"
	"anwei/bot/filing"
	"anwei/bot/notice"
	"anwei/bot/office"
	"anwei/bot/phrases"
	"anwei/bot/query"
	"anwei/bot/sheet"
	"anwei/language"
)

// Step takes one turn of a talk: given where it stands and what was heard, it
// returns where it stands now and what should be done, in order. It depends on
// its arguments alone and changes neither.
func Step(st bot.State, in bot.Input) (bot.State, []bot.Effect) {
	in.Message = in.Message.Visible()
	t := bot.NewTurn(st, in, rooms())
	mend(t)
	hear(t)
	if in.Message.Kind != bot.GuessMessage {
		t.State.Spoke = in.Now
	}
	return permitted(st, t)
}

func hear(t *bot.Turn) {
	if !t.In.Known {
		office.Stranger(t)
		return
	}
	forgetLost(t)
	if !pickUp(t) {
		return
	}
	query.Overtaken(t)
	if kind := t.In.Message.Kind; t.Hand.Stage == bot.Idle && (kind == bot.ButtonMessage || kind == bot.TextMessage) {
		t.Missed, t.State.Missed = t.State.Missed, 0
	}
	switch t.In.Message.Kind {
	case bot.EnterMessage:
		office.Welcome(t)
	case bot.ButtonMessage:
		press(t, t.In.Message.Key)
	case bot.TextMessage:
		t.In.Message.Text = bot.Own(t, t.In.Message.Text)
		Text(t, strings.TrimSpace(t.In.Message.Text))
	case bot.OtherMessage:
		if !notice.Piece(t) && !sheet.FetchFile(t) && !sheet.StampFile(t) && !t.Rooms.Prove(t) {
			filing.Look(t)
		}
	case bot.BookMessage:
		sheet.OpenedFile(t)
	case bot.GuessMessage:
		filing.Guessed(t)
	}
}

// pickUp loads the report in hand. It returns false when there is none any
// more, because it was handed in by somebody else or the person does not report
// for the unit any longer, and has then said so.
func pickUp(t *bot.Turn) bool {
	if t.Hand.Stage == bot.Idle || t.Hand.Stage == bot.Choosing {
		return true
	}
	key := t.Hand.Key
	if !bot.Load(t, key) || !bot.MayReport(t, key.Unit) {
		f, _ := t.In.Plan.Form(key.Form)
		bot.PutAway(t, anwei.ReportKey{})
		t.Tell("common.talk_over", "report", phrases.ReportName(t.UnitName(key.Unit), key.Period, f), "word", phrases.BeginWord(f, key.Period))
		return false
	}
	bot.Fit(t)
	return true
}

// press does what a button says. A button names its report, so that one of an
// old card means what was written on it and never the report that is in hand by
// now.
func press(t *bot.Turn, key string) {
	if office.PressDesk(t, key) || query.Press(t, key) {
		return
	}
	word, m := anwei.ReadButtonKey(key)
	report, _ := m.Report()
	switch {
	case m.Unit == "":
		Text(t, word)
	case m.Notice != 0:
		notice.Press(t, word, m)
	case pressMatter(t, word, m):
	case word == phrases.WordStand && (report != t.Hand.Key || t.Hand.Stage == bot.Idle):
		filing.StandAt(t, report)
	case word == phrases.WordBegin:
		if t.Hand.Stage != bot.Choosing || !t.Hand.Key.Period.IsZero() && report.Period != t.Hand.Key.Period {
			t.Hand.Words = "" // they were typed for something else
		}
		t.Rooms.Begin(t, report.Form, report.Period, report.Unit)
	case report == t.Hand.Key && t.Hand.Stage == bot.Idle && bot.SayAlreadyIn(t, report):
	case report == t.Hand.Key:
		Text(t, word)
	case word == phrases.WordLater:
		if q, asked := t.Top(); !asked || q.ID != m.String() || !answer(t, word) {
			t.Tell("common.no_hurry")
		}
	default:
		f, _ := t.In.Plan.Form(report.Form)
		t.Tell("common.old_card", "report", phrases.ReportName(t.UnitName(report.Unit), report.Period, f), "word", phrases.BeginWord(f, report.Period))
	}
}

// Text takes what was typed, or what a button without a matter says.
func Text(t *bot.Turn, text string) {
	if text == "" {
		t.Rooms.Ask(t, t.Text("common.empty"))
		return
	}
	if !settled(t, text) {
		take(t, text)
	}
}

// take gives a text to what is open, or else to the room of its best reading.
func take(t *bot.Turn, text string) {
	if q, asked := t.Top(); asked && (q.Room == duty.Room || q.Room == filing.Room && t.Hand.Stage != bot.Idle) && bot.IsAsked(t) {
		bot.PassBy(t, q)
		defer bot.Passed(t, len(t.Out), filing.Stays(q.Kind))
	}
	if opened(t, text) || sent(t, text) || !filing.Takes(t, text) && wished(t, text) {
		return
	}
	from := len(t.Out)
	report(t, text)
	if t.Hand.Stage != bot.Idle && len(anwei.CountsOf(t.Form.Fields)) > 0 {
		promised(t, text, from)
	}
}

// opened gives a text to the question that is open, the newest first: a notice that is
// made, the report in hand, what was asked beside it. Only what names its own matter
// passes by.
func opened(t *bot.Turn, text string) bool {
	switch {
	case notice.Makes(t, text), t.Passing != nil && answer(t, text), written(t, text), filing.Settles(t, text), explicit(t, text):
		return true
	}
	return t.Hand.Stage != bot.Reason && answer(t, text) || filing.Reviewed(t, text)
}

// report gives a text to the report in hand, or begins one.
func report(t *bot.Turn, text string) {
	if text == phrases.WordTake || text == phrases.WordWrong {
		t.Say(t.Text("common.no_guess") + t.Rooms.Prompt(t))
		return
	}
	c := t.Hear(text).FormCommand(t.FormInMind())
	if anywhere(t, c) || filing.BeginNamed(t, text) {
		return
	}
	switch t.Hand.Stage {
	case bot.Idle:
		filing.Idle(t, c, text)
	case bot.Choosing:
		filing.Choose(t, c, text)
	default:
		filing.InReport(t, c, text)
	}
}

// anywhere does the commands that do not depend on a report in hand.
func anywhere(t *bot.Turn, c language.Command) bool {
	switch c.Kind {
	case language.Begin:
		if office.WantsTable(t, c) {
			filing.Aside(t, func() { t.Rooms.Table(t, c.Form, c.Period) })
			break
		}
		t.Hand.Words = ""
		t.Rooms.Begin(t, c.Form, c.Period, "")
	case language.Table:
		filing.Aside(t, func() { t.Rooms.Table(t, c.Form, c.Period) })
	case language.Progress:
		filing.Aside(t, func() { t.Rooms.Progress(t, c.Form, c.Period) })
	case language.Help:
		t.Rooms.Help(t)
	default:
		return false
	}
	return true
}
