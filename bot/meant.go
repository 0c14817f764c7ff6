package bot

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/language"
	"anwei/language/question"
)

// Meant is a question that a text may have meant, as an assistant chose it. It is
// shown, and answered only once the person has said yes.
type Meant struct {
	Query question.Query `json:"query"`
	Kind  anwei.UnitKind `json:"kind,omitempty"`
	Duty  anwei.DutyID   `json:"duty,omitempty"`
	Order question.Order `json:"order,omitempty"`
	Top   int            `json:"top,omitempty"`
}

// fitted returns the question without what its intent does not have, so that what is
// shown is just what will be answered. Of a unit with none below it there is nothing
// to rank and nobody else to be missing.
func (m Meant) fitted(r anwei.Roster) Meant {
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

// plain reports whether a query says all of the question.
func (m Meant) plain() bool {
	return m.Kind == "" && m.Duty == "" && m.Order == "" && m.Top == 0
}

// understood makes a question of a choice, and returns false for one that is not in
// the lists or that nothing in sight answers.
func (t *turn) understood(c Chosen) (Meant, bool) {
	s := t.sight()
	if !allowed(c, t.slots(s, t.st.Heard)) {
		return Meant{}, false
	}
	m := Meant{
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
	m = m.fitted(s.roster)
	if m.Query.Metric == "" && (m.Query.Intent == question.AskRank || m.Query.Intent == question.AskTrend) {
		m.Query.Metric = usualRate(t.in.Plan)
		if m.Query.Metric == "" {
			return Meant{}, false
		}
	}
	return m, len(t.view(s, m.Query.Unit, m.Kind, "").units) > 0
}

// usualRate is the metric of a ranking that names none: the first rate about the
// main form.
func usualRate(p anwei.Plan) question.Metric {
	for _, i := range p.Indicators {
		if i.Rate() && i.Form == mainForm(p).ID {
			return question.Metric(i.ID)
		}
	}
	return ""
}

// suggest asks whether the question that the assistant chose is the one that was
// meant. One that stands on a button already is not shown again.
func (t *turn) suggest() {
	if t.waits() {
		return
	}
	m, ok := t.understood(t.in.Message.Chosen)
	if !ok || t.offered(m) {
		return
	}
	t.offer(Pending{Ask: AskMeant, Meant: &m}, meantTitle(), meantText(t.meantName(t.sight(), m)), wordYes, wordWrong)
}

// offered reports whether the question stands on one of the three buttons that the
// text was answered with.
func (t *turn) offered(m Meant) bool {
	if t.st.Missed > 1 || !m.plain() {
		return false // the second time they are others, see missedAgain
	}
	near := question.Near(t.st.Heard, t.known(t.sight(), t.topic()))
	var open anwei.Period // what a button without a period is about
	if f := mainForm(t.in.Plan); f.ID != "" {
		open = openPeriod(f, t.in)
	}
	return slices.ContainsFunc(near, func(q question.Query) bool {
		when := q.Period == m.Query.Period || q.Period.IsZero() && m.Query.Period == open
		return when && q.Intent == m.Query.Intent && q.Unit == m.Query.Unit &&
			q.Metric == m.Query.Metric && q.Form == m.Query.Form
	})
}

// meantWord reads the answer to whether a question was meant. It takes fewer words
// than yes does: 好的 may be about whatever came meanwhile.
func meantWord(text string) (yes, ok bool) {
	switch strings.TrimRight(text, "。！!.") {
	case wordYes, "是的", "对", "对的", "没错":
		return true, true
	case wordWrong, "不是的", "不对", "否", "不":
		return false, true
	}
	return false, false
}

// meant takes the answer to whether a question was meant: after a yes it is answered
// as if it had been typed, with the rights of now.
func (t *turn) meant(m Meant, text string) bool {
	yes, ok := meantWord(text)
	if !ok {
		return false
	}
	t.st.Pending, t.st.Missed = nil, 0
	s := t.sight()
	switch {
	case !yes:
		t.say(notMeant())
		return true
	case s.nothing():
		t.help()
		return true
	}
	duty, _ := t.in.Plan.Duty(m.Duty)
	a := asking{
		turn: t, sight: s, text: duty.Title, first: t.topic() == nil, query: m.Query,
		manner: question.Manner{Kind: m.Kind, Order: m.Order, Top: m.Top},
	}
	t.st.Asked = nil // it was chosen whole and goes on about nothing
	a.answer()
	return true
}

// overtaken drops what only the last message can be about: a guess that is still
// awaited, and the question whether something was meant. Opening the talk is no new
// message in this sense, and a picture sent beside a report leaves the guess about the
// one before it to come.
func (t *turn) overtaken() {
	switch t.in.Message.Kind {
	case EnterMessage, GuessMessage, BookMessage:
		return
	case OtherMessage:
		if t.st.Stage != Idle {
			return
		}
	case TextMessage, ButtonMessage:
	}
	t.st.Consulted = ""
	p := t.st.Pending
	if p != nil && p.Ask == AskMeant && (t.in.Now.Sub(t.st.Spoke) > remembered || !t.aboutMeant(*p)) {
		t.st.Pending = nil
	}
}

// aboutMeant reports whether the message answers the question whether something was
// meant, drops it in so many words, or asks for help with it.
func (t *turn) aboutMeant(p Pending) bool {
	text := strings.TrimSpace(t.in.Message.Text)
	if t.in.Message.Kind == ButtonMessage {
		word, about, _ := strings.Cut(t.in.Message.Key, "|")
		if about != "" {
			return askKey(word, p.ID) == t.in.Message.Key
		}
		text = word
	}
	_, answers := meantWord(text)
	return answers || text == "取消" || text == "算了" || language.ReadCommand(text, t.form, t.in.Now).Kind == language.Help
}
