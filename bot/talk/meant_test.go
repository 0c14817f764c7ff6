package talk_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"anwei"
	"anwei/bot"
	"anwei/bot/query"
)

// murky is a question that our own reading makes nothing of.
const murky = "给我透个底呗朋友们"

// offered has somebody ask what nobody can read, and returns what the assistant is
// shown, nil where it is not asked.
func (h *house) offered(t *testing.T, who anwei.PersonID, text string) *bot.Choices {
	t.Helper()
	h.turns++
	m := bot.Message{ID: fmt.Sprint("m", h.turns), From: who, At: h.now, Kind: bot.TextMessage, Text: text}
	var out *bot.Choices
	for _, e := range h.turn(t, m) {
		h.apply(t, who, e)
		if a, ok := e.(bot.Ask); ok {
			out = a.Choices
		}
	}
	return out
}

// units are the ids of the units that an assistant may choose.
func units(c *bot.Choices) []string {
	var ids []string
	for _, s := range c.Slots {
		if s.ID == query.SlotUnit {
			for _, o := range s.Options {
				ids = append(ids, o.ID)
			}
		}
	}
	return ids
}

// TestChoicesAreInSight holds that an assistant is shown the units that the person
// may ask about and no other, and of people nothing at all.
func TestChoicesAreInSight(t *testing.T) {
	for who, sees := range map[anwei.PersonID]func(anwei.Unit) bool{
		"xianzhang": func(u anwei.Unit) bool { return u.Parent != "" },
		"anban":     func(u anwei.Unit) bool { return u.Parent != "" },
		"nancun_zz": func(u anwei.Unit) bool { return u.ID == "nancun" },
	} {
		h := newHouse(t)
		h.assisted = true
		c := h.offered(t, who, murky)
		if c == nil {
			t.Fatalf("%s: the assistant is not asked", who)
		}
		for _, u := range h.roster.Units {
			if got := slices.Contains(units(c), string(u.ID)); got != sees(u) {
				t.Errorf("%s: %s may be chosen: %t", who, u.Name, got)
			}
		}
		shown, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range h.roster.People {
			for _, private := range []string{p.Name, p.Phone, `"` + string(p.ID) + `"`} {
				if strings.Contains(string(shown), private) {
					t.Errorf("%s: %s is shown to the assistant", who, private)
				}
			}
		}
	}
}

// TestChoicesAreBounded holds that of a whole province only so many units are listed
// as the bound says, first those that share most with the text.
func TestChoicesAreBounded(t *testing.T) {
	h := newHouse(t)
	h.assisted = true
	for i := range 3000 {
		h.roster.Units = append(h.roster.Units, anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: fmt.Sprintf("第%d镇", i), Kind: "town", Parent: "xian"})
	}
	h.roster.Units = append(h.roster.Units, anwei.Unit{ID: "last", Name: "鹿鸣谷镇", Kind: "town", Parent: "xian"})
	got := units(h.offered(t, "xianzhang", "鹿鸣谷那个镇子咋弄的啊朋友"))
	if len(got) != 60 || got[0] != "last" {
		t.Errorf("%d units are listed, %v first", len(got), got[:min(3, len(got))])
	}
	if got := units(h.offered(t, "xianzhang", "哪家拖着腿走不动道呀")); slices.Contains(got, "u7") || len(got) > 60 {
		t.Errorf("units that share nothing with the text are listed: %v", got)
	}
}

// TestNotAskedForAQuestion holds where no assistant is asked: where the plan forbids
// it, where there is none, of a letter, and where something else waits for a yes.
func TestNotAskedForAQuestion(t *testing.T) {
	for name, prepare := range map[string]func(*house) string{
		"forbidden": func(h *house) string { h.plan.NoModel = true; return murky },
		"none":      func(h *house) string { h.assisted = false; return murky },
		"letter":    func(*house) string { return strings.Repeat("底下人动起来没有哇", 30) },
		"short":     func(*house) string { return "嘿嘿嘿" },
		"act":       func(h *house) string { h.hear(t, "anban", "黄牌 南村镇 推动不力"); return murky },
		"notice":    func(h *house) string { h.hear(t, "anban", "通知 各镇：请开展排查"); return murky },
	} {
		h := newHouse(t)
		h.assisted = true
		if c := h.offered(t, "anban", prepare(h)); c != nil {
			t.Errorf("%s: the assistant is asked %q", name, c.Text)
		}
	}
}

// choose has the assistant choose a question for somebody, and returns what is said.
func (h *house) choose(t *testing.T, who anwei.PersonID, choice string) string {
	t.Helper()
	if h.offered(t, who, murky) == nil {
		t.Fatal("the assistant is not asked")
	}
	return h.hear(t, who, choice)
}

// TestChoosesWithoutFigures holds that a plan of which no form asks for figures can be
// asked about as well.
func TestChoosesWithoutFigures(t *testing.T) {
	h := newHouse(t)
	h.assisted = true
	h.plan.Forms = slices.DeleteFunc(slices.Clone(h.plan.Forms), func(f anwei.Form) bool { return f.ID == "figures" })
	h.plan.Indicators = nil
	for choice, want := range map[string]string{
		"{intent=missing form=ledger}": "台账哪些单位没报", "{intent=rank order=worst}": "", "{intent=progress}": "",
	} {
		delete(h.talks, "xianzhang")
		if said := h.choose(t, "xianzhang", choice); want == "" != (said == "") || !strings.Contains(said, want) {
			t.Errorf("%s is shown as %q", choice, said)
		}
	}
}

// TestMeantIsAnsweredAsTyped holds that a yes to a chosen question gets, word for
// word, what the question gets that one types.
func TestMeantIsAnsweredAsTyped(t *testing.T) {
	for choice, typed := range map[string]string{
		"{intent=progress period=2026-09}":                                   "9月进度",
		"{intent=missing form=ledger period=2026-09}":                        "9月台账谁没报",
		"{intent=unit unit=bagong period=2026-09}":                           "巴公镇9月数据",
		"{intent=total unit=bagong period=2026-09 metric=rectify_rate}":      "巴公镇9月整改率",
		"{intent=missing unit=nancun period=2026-09 metric=hazards}":         "南村镇9月报了没有",
		"{intent=rank unit=bagong period=2026-09 metric=rectify_rate top=3}": "巴公镇9月整改率",
		"{intent=total period=2026-Q3 metric=shutdowns}":                     "全县三季度停产几家",
		"{intent=rank period=2026-09 metric=rectify_rate order=worst top=3}": "9月整改率排名倒数3名",
		"{intent=trend period=2026 metric=hazards unit=nancun}":              "南村镇今年隐患走势",
		"{intent=export period=2026-09}":                                     "9月汇总表",
		"{intent=duties period=2026-Q3 duty=committee_meeting}":              "专委会三季度开了没",
	} {
		h := filledHouse(t)
		h.now = parseTime(t, h, "2026-10-22 15:02")
		want := h.hear(t, "xianzhang", typed)
		h = filledHouse(t)
		h.now = parseTime(t, h, "2026-10-22 15:02")
		h.assisted = true
		said := h.choose(t, "xianzhang", choice)
		if got := h.hear(t, "xianzhang", "是"); got != want || !strings.Contains(said, "您是想问") {
			t.Errorf("%s is shown as\n%s and answered\n%s\n%s gets\n%s", choice, said, got, typed, want)
		}
	}
}

// TestMeantChecksRights holds that rights are those of the time of the yes: whoever lost
// one since he was asked has what was open forgotten.
func TestMeantChecksRights(t *testing.T) {
	for name, roles := range map[string][]anwei.Assignment{
		"moved":    {{Role: anwei.Leader, Unit: "xiacun"}},
		"reporter": {{Role: anwei.Reporter, Unit: "nancun"}},
		"nothing":  nil,
	} {
		h := filledHouse(t)
		h.now = parseTime(t, h, "2026-10-22 15:02")
		h.assisted = true
		h.choose(t, "xianzhang", "{intent=unit unit=bagong metric=rectify_rate period=2026-09}")
		p := h.person("xianzhang")
		p.Roles = roles
		h.putPerson(p)
		got := h.hear(t, "xianzhang", "是")
		if !strings.Contains(got, "您的职责有变动") || strings.Contains(got, "96.") || strings.Contains(got, "巴公镇9月") {
			t.Errorf("%s: the answer is %s", name, got)
		}
		if !strings.Contains(got, "= 记录 xianzhang 无权办理") {
			t.Errorf("%s: on record is %s", name, got)
		}
	}
}

// TestAnyChoiceFits holds of whatever an assistant chooses from the lists that it is
// shown on a card that fits, or not at all; that the units it names are in sight; and
// that a yes is answered.
func TestAnyChoiceFits(t *testing.T) {
	h := filledHouse(t)
	h.now = parseTime(t, h, "2026-10-22 15:02")
	h.assisted = true
	shown := 0
	rapid.Check(t, func(r *rapid.T) {
		who := rapid.SampledFrom([]anwei.PersonID{"xianzhang", "anban", "nancun_zz"}).Draw(r, "who")
		delete(h.talks, who)
		c := h.offered(t, who, murky)
		m := bot.Message{ID: bot.GuessID(fmt.Sprint("m", h.turns)), From: who, At: h.now, Kind: bot.GuessMessage, Chosen: bot.Chosen{}}
		for _, s := range c.Slots {
			if s.ID == query.SlotIntent || rapid.Bool().Draw(r, string(s.ID)) {
				m.Chosen[s.ID] = rapid.SampledFrom(s.Options).Draw(r, "id").ID
			}
		}
		for _, e := range h.turn(t, m) {
			say, ok := e.(bot.Say)
			card := cardOf(say.Content)
			if !ok || card == nil || utf8.RuneCountInString(card.Title) > 36 || utf8.RuneCountInString(card.Text) > 160 {
				r.Fatalf("%v is shown as %+v", m.Chosen, e)
			}
			shown++
		}
		if st := h.state(who); st.Pending == nil {
			return
		}
		answer := h.play(t, bot.Message{ID: "yes", From: who, At: h.now, Kind: bot.TextMessage, Text: "是"})
		if answer == "" || strings.Contains(answer, "%!") || strings.Contains(answer, "抱歉") {
			r.Fatalf("%v is answered %q", m.Chosen, answer)
		}
		if who == "nancun_zz" && strings.Contains(answer, "下村") {
			r.Fatalf("%v tells of another town: %q", m.Chosen, answer)
		}
	})
	if shown == 0 {
		t.Error("nothing is shown at all")
	}
}
