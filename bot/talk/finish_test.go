package talk_test

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
	"anwei/bot"
	"anwei/bot/notice"
)

// finishes holds that wherever a talk stands, the person can hand in each of the
// forms of a unit with a bounded number of plain answers: there is no dead end.
func (h *house) finishes(t *testing.T, r *rapid.T, who anwei.PersonID) {
	t.Helper()
	p := h.person(who)
	if !p.Has(anwei.Reporter) {
		return // the office took the unit from him
	}
	unit := p.UnitsAs(anwei.Reporter)[0]
	u, _ := h.Unit(unit)
	for _, f := range h.plan.Forms {
		key := anwei.ReportKey{Form: f.ID, Period: anwei.PeriodOf(f.Every, h.now), Unit: unit}
		if !f.Covers(key.Period) || !f.Audience.Includes(u) {
			continue
		}
		before := h.reports[key].Revision
		var said []string
		for len(said) < 3*len(f.Fields)+10 && h.reports[key].Revision == 0 {
			text := h.nextAnswer(who, key, f, u, said)
			said = append(said, text)
			for _, e := range h.turn(t, bot.Message{ID: "f", From: who, At: h.now, Kind: bot.TextMessage, Text: text}) {
				h.apply(t, who, e)
			}
		}
		if before == 0 && h.reports[key].Revision == 0 {
			r.Fatalf("%s is not finished after %q; the talk stands at %s with %s", key, said, h.talks[who], h.drafts[key])
		}
	}
}

func (h *house) person(who anwei.PersonID) anwei.Person {
	for _, p := range h.roster.People {
		if p.ID == who {
			return p
		}
	}
	return anwei.Person{}
}

// spot is where a talk stands, with what the rooms keep of it taken out.
type spot struct {
	bot.State
	bot.Hand
	Pending  *pending
	Noticing *notice.Noticing
}

// pending is what the tests look at of the question that was asked.
type pending struct {
	Ask         bot.QuestionKind
	Act         *bot.Act
	Values, One anwei.Values
	Sheet       *struct{ Values anwei.Values }
}

func (h *house) state(who anwei.PersonID) spot {
	var p spot
	if b := h.talks[who]; b != nil {
		_ = json.Unmarshal(b, &p.State) // what was stored is read by turn as well
	}
	p.Hand, _ = bot.Kept[bot.Hand](p.State, bot.Report)
	if n, made := bot.Kept[notice.Noticing](p.State, bot.Making); made {
		p.Noticing = &n
	}
	turn := bot.Turn{State: p.State}
	if q, asked := turn.Top(); asked {
		x, _ := bot.Data[pending](q)
		x.Ask = q.Kind
		p.Pending = &x
	}
	return p
}

// nextAnswer is the plainest thing to say where the talk stands.
func (h *house) nextAnswer(who anwei.PersonID, key anwei.ReportKey, f anwei.Form, u anwei.Unit, said []string) string {
	st := h.state(who)
	switch {
	case st.Pending != nil:
		return "算了"
	case st.Stage == bot.Leaving:
		return "保留"
	case st.Stage == bot.Choosing || st.Stage == bot.Idle || st.Key != key:
		if _, again := h.Draft(key); st.Stage == bot.Choosing && again {
			return u.Name
		}
		if st.Stage == bot.Choosing {
			return "稍后"
		}
		return "填" + f.Short
	case st.Stage == bot.Guessing:
		return "不是"
	case st.Stage == bot.Fixing:
		return "跳过"
	case st.Stage == bot.Reason:
		return "上月遗留的一并整改，已核实"
	case st.Stage == bot.Review && len(said) > 0 && said[len(said)-1] == "确认提交":
		return h.repair(key, f)
	case st.Stage == bot.Review:
		return "确认提交"
	}
	return h.plainAnswer(st, key, f, u)
}

// repair makes a part of something zero that is more than the whole.
func (h *house) repair(key anwei.ReportKey, f anwei.Form) string {
	d, _ := h.Draft(key)
	for _, x := range f.Findings(d.Values, h.past(key)) {
		part, _, ok := x.Check.Bound()
		for i, fd := range f.Fields {
			if ok && fd.ID == part && x.Check.Level == anwei.ErrorLevel {
				return "改第" + strconv.Itoa(i+1) + "项 0"
			}
		}
	}
	return "确认提交"
}

// plainAnswer answers what is asked: zeros, the first option, a sentence.
func (h *house) plainAnswer(st spot, key anwei.ReportKey, f anwei.Form, u anwei.Unit) string {
	d, _ := h.Draft(key)
	var group []anwei.Field
	for _, fd := range f.FieldsFor(u) {
		if fd.Group == f.Groups[st.Group].ID {
			group = append(group, fd)
		}
	}
	missing := d.Values.Missing(group)
	counts := slices.DeleteFunc(slices.Clone(missing), func(fd anwei.Field) bool { return fd.Kind != anwei.Count })
	fd, word := f.Field(st.Field)
	if !word && len(counts) == 0 && len(missing) > 0 {
		fd, word = missing[0], true
	}
	switch {
	case word && fd.Kind == anwei.Choice:
		return fd.Options[0]
	case word && fd.Kind == anwei.Text:
		return "本期召开专题会议1次，研究解决2个问题"
	case len(counts) == 0:
		counts = slices.DeleteFunc(group, func(fd anwei.Field) bool { return fd.Kind != anwei.Count })
	}
	return strings.TrimSpace(strings.Repeat("0 ", len(counts)))
}

// A complete report of figures takes one pasted paragraph and one confirmation, and
// at most five messages where every group is asked.
func TestMessagesOfACompleteReport(t *testing.T) {
	for _, c := range []struct {
		name string
		most int
		said []string
	}{
		{"a paragraph", 2, []string{
			"党政领导带队检查2次，发现问题隐患8个；企业自查26家次，发现隐患41个，整改41个，重大隐患0个，重大隐患整改0个；部门检查19家次，发现隐患44个，整改40个，重大隐患3个，整改2个，停产整顿1家，约谈2家，问责0人",
			"确认提交",
		}},
		{"nothing to report", 2, []string{"零报告", "确认提交"}},
		{"nothing to report, and why", 2, []string{"这个月啥都没有，零报告", "确认提交"}},
		{"guided", 5, []string{"填报", "3 12", "45 120 118 2 2", "20 44 40 1 1 0 2 0", "确认提交"}},
	} {
		h := newHouse(t)
		key := anwei.ReportKey{Form: "figures", Period: anwei.PeriodOf(anwei.Month, h.now), Unit: "nancun"}
		n := 0
		for _, text := range c.said {
			h.hear(t, "nancun_tb", text)
			n++
			if h.reports[key].Revision > 0 {
				break
			}
		}
		if n > c.most || h.reports[key].Revision != 1 {
			t.Errorf("%s: revision %d after %d messages, at most %d", c.name, h.reports[key].Revision, n, c.most)
		}
	}
}
