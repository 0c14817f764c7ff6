package query

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/question"
)

// understood makes a question of a choice, and returns false for one that is not in
// the lists or that nothing in sight answers.
func understood(t *bot.Turn, c bot.Chosen) (question.Asked, bool) {
	s := t.Sight()
	if !allowed(c, slots(t, s, t.State.Heard)) {
		return question.Asked{}, false
	}
	m := question.Asked{
		Query: question.Query{
			Intent: question.Intent(c[SlotIntent]), Unit: anwei.UnitID(c[SlotUnit]),
			Metric: question.Metric(c[SlotMetric]), Form: anwei.FormID(c[SlotForm]),
		},
		Kind: anwei.UnitKind(c[SlotKind]), Duty: anwei.DutyID(c[SlotDuty]), Order: question.Order(c[SlotOrder]),
	}
	if p, ok := c[SlotPeriod]; ok {
		m.Query.Period, _ = anwei.ParsePeriod(p) // it is in the list
	}
	m.Top, _ = strconv.Atoi(c[SlotTop])
	m = fitted(m, s.Roster)
	if m.Query.Metric == "" && (m.Query.Intent == question.AskRank || m.Query.Intent == question.AskTrend) {
		usual, known := t.In.Plan.UsualRate()
		if m.Query.Metric = question.Metric(usual.ID); !known {
			return question.Asked{}, false
		}
	}
	return m, len(viewOf(t, s, m.Query.Unit, m.Kind, "").units) > 0
}

// fitted returns the question without what its intent does not have, so that what is
// shown is just what will be answered. Of a unit with none below it there is nothing
// to rank and nobody else to be missing.
func fitted(m question.Asked, r anwei.Roster) question.Asked {
	q := &m.Query
	if u, ok := r.Unit(q.Unit); ok && u.Kind == m.Kind {
		m.Kind = ""
	}
	single := q.Unit != "" && !slices.ContainsFunc(r.Units, func(u anwei.Unit) bool { return u.Parent == q.Unit })
	switch q.Intent {
	case question.AskProgress, question.AskMissing:
		q.Metric = ""
		if single {
			q.Intent = question.AskUnit
		}
	case question.AskRank:
		if single {
			q.Intent = question.AskUnit
		}
	case question.AskUnit, question.AskTotal:
		q.Intent = question.AskTotal
		if q.Unit != "" {
			q.Intent = question.AskUnit
		}
	case question.AskExport:
		q.Metric, m.Kind = "", ""
	case question.AskDuties:
		q.Metric, q.Form, m.Kind = "", "", ""
	case question.AskTrend, question.AskRemind, question.AskHelp, question.AskNothing:
	}
	if q.Metric != "" || q.Intent == question.AskRank || q.Intent == question.AskTrend {
		q.Form = "" // the figure says which
	}
	if q.Intent != question.AskRank {
		m.Order, m.Top = "", 0
	}
	if q.Intent != question.AskDuties {
		m.Duty = ""
	}
	return m
}

// Suggest asks whether the question that the assistant chose is the one that was
// meant. One that stands on a button already is not shown again.
func Suggest(t *bot.Turn) {
	if waits(t) {
		return
	}
	m, ok := understood(t, t.In.Message.Chosen)
	if !ok || offered(t, m) {
		return
	}
	bot.Offer(t, bot.NewQuestion(Room, kindMeant, "", asked{Meant: &m}),
		t.Text("query.meant_title"), t.Text("query.meant_text", "question", phrases.Shorten(meantName(t, t.Sight(), m))), phrases.WordYes, phrases.WordWrong)
}

// offered reports whether the question stands on one of the three buttons that the
// text was answered with.
func offered(t *bot.Turn, m question.Asked) bool {
	if t.State.Missed > 1 || !m.Plain() {
		return false // the second time they are others, see missedAgain
	}
	near := t.Hear(t.State.Heard).Near(bot.LastAsked(t).Before())
	var open anwei.Period // what a button without a period is about
	if f := mainForm(t.In.Plan); f.ID != "" {
		open = bot.OpenPeriod(f, t.In)
	}
	return slices.ContainsFunc(near, func(q question.Query) bool {
		when := q.Period == m.Query.Period || q.Period.IsZero() && m.Query.Period == open
		return when && q.Intent == m.Query.Intent && q.Unit == m.Query.Unit &&
			q.Metric == m.Query.Metric && q.Form == m.Query.Form
	})
}

// meantWord reads the answer to whether a question was meant. It takes fewer words
// than yes does: 好的 may be about whatever came meanwhile.
func meantWord(t *bot.Turn, text string) (yes, ok bool) {
	said, yes := bot.Heard(t, text).As(answer.Yes)
	yes = yes && said.Sure && said.Rest == ""
	return yes, yes || bot.No(t, text)
}

// Room is what this room's questions are stored under.
const Room = "query"

// kindMeant is whether a question that an assistant chose was meant.
const kindMeant bot.QuestionKind = "meant"

// asked is what is kept with it.
type asked struct {
	Meant *question.Asked `json:"meant"`
}

// Kinds are how the questions of this room are answered.
func Kinds() bot.Kinds {
	return bot.Kinds{kindMeant: bot.KindOf(meant, func(p asked) bool { return p.Meant != nil })}
}

// meant takes the answer to whether a question was meant: after a yes it is answered
// as if it had been typed, with the rights of now.
func meant(t *bot.Turn, p asked, text string) bool {
	yes, ok := meantWord(t, text)
	if !ok {
		return false
	}
	m := *p.Meant
	t.Close()
	if !yes {
		t.Tell("query.not_meant")
		return true
	}
	whole(t, m)
	return true
}

// Overtaken drops what only the last message can be about: a guess that is still
// awaited, and the question whether something was meant. Opening the talk is no new
// message in this sense, and a picture sent beside a report leaves the guess about the
// one before it to come.
func Overtaken(t *bot.Turn) {
	switch t.In.Message.Kind {
	case bot.EnterMessage, bot.GuessMessage, bot.BookMessage:
		return
	case bot.OtherMessage:
		if t.Hand.Stage != bot.Idle {
			return
		}
	case bot.TextMessage, bot.ButtonMessage:
	}
	t.State.Consulted = ""
	q, _ := t.Top()
	if q.Kind == kindMeant && (t.In.Now.Sub(t.State.Spoke) > bot.Remembered || !aboutMeant(t, q)) {
		t.Close()
	}
}

// aboutMeant reports whether the message answers the question whether something was
// meant, drops it in so many words, or asks for help with it.
func aboutMeant(t *bot.Turn, q bot.OpenQuestion) bool {
	text := strings.TrimSpace(t.In.Message.Text)
	if t.In.Message.Kind == bot.ButtonMessage {
		word, about, _ := strings.Cut(t.In.Message.Key, "|")
		if about != "" {
			return bot.AskKey(word, q.ID) == t.In.Message.Key
		}
		text = word
	}
	_, answers := meantWord(t, text)
	return answers || bot.Drops(t, text) || t.Hear(text).Command(t.Form).Kind == language.Help
}
