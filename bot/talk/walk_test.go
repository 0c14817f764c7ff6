package talk_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/bot"
	"anwei/bot/query"
	"anwei/bot/sheet"
	"anwei/report/intake"
)

// walk is one random talk of many people with one house.
type walk struct {
	*house
	t     *testing.T
	books []intake.Book
	// heard are the last messages, so that a failure shows what led to it.
	heard []bot.Message
}

// TestWalk talks at random, thousands of messages, as everybody of the county and
// as strangers, while the clock goes on and roles come and go; and holds after
// every message what holds says. At the end whoever reports can finish. The long
// run is -rapid.checks=2000.
func TestWalk(t *testing.T) {
	furnish, books := furnished(t), walkBooks(t)
	walks := 0
	rapid.Check(t, func(r *rapid.T) {
		if walks++; testing.Short() && walks > 5 {
			return
		}
		w := &walk{house: furnish(), t: t, books: books}
		flood := rapid.IntRange(0, 3).Draw(r, "campaign") == 0
		if flood {
			w.usePlan(t, "flood.yaml")
		}
		w.assisted, w.group = rapid.Bool().Draw(r, "assisted"), rapid.Bool().Draw(r, "group")
		w.putPerson(anwei.Person{ID: "zhen_anban", Name: "镇安委办", Roles: []anwei.Assignment{{Role: anwei.Office, Unit: "nancun"}}})
		if rapid.Bool().Draw(r, "month's end") && !flood {
			w.now = w.now.AddDate(0, 0, 11)
			w.handIn(t, "nancun", "jiaoyu", "shijian")
		}
		r.Repeat(map[string]func(*rapid.T){
			"says": w.says, "answers": w.answers, "shouts": w.shouts, "presses": w.presses, "forges": w.forges,
			"sends": w.sends, "tables": w.table, "guesses": w.guesses, "asks": w.asks, "waits": w.waits, "roles": w.roles, "runs": w.runs,
		})
		w.finishes(t, r, rapid.SampledFrom([]anwei.PersonID{"nancun_tb", "jiaoyu_tb"}).Draw(r, "finishes"))
	})
}

// walkBooks are the tables of testdata, and files that are none.
func walkBooks(t *testing.T) []intake.Book {
	t.Helper()
	var out []intake.Book
	for _, name := range []string{"南村镇10月", "南村镇9月", "南村镇缺项", "台账", "大阳镇10月", "改动", "无名", "通讯录"} {
		out = append(out, book(t, name))
	}
	for _, trouble := range []intake.Trouble{intake.NotABook, intake.NotFetched, "unheard of"} {
		out = append(out, intake.Book{Trouble: trouble})
	}
	return append(out, intake.Book{}, intake.Book{Grids: []intake.Grid{{Name: "\xff", Rows: [][]string{{}, {"", "\x00"}}}}})
}

func (w *walk) who(r *rapid.T) anwei.PersonID {
	return rapid.SampledFrom([]anwei.PersonID{
		"nancun_tb", "nancun_tb", "nancun_tb", "jiaoyu_tb", "jiaoyu_tb", "jianguan", "anban", "anban", "anban_zr", "zhen_anban", "xianzhang", "nancun_zz", "nobody",
	}).Draw(r, "who")
}

func (w *walk) message(who anwei.PersonID, kind bot.MessageKind) bot.Message {
	w.turns++
	return bot.Message{ID: fmt.Sprint("m", w.turns), From: who, At: w.now, Kind: kind}
}

func (w *walk) says(r *rapid.T) { w.types(r, w.who(r), append(said(), told()...)) }

// answers goes on with a report, so that some talks come far.
func (w *walk) answers(r *rapid.T) {
	w.types(r, rapid.SampledFrom([]anwei.PersonID{"nancun_tb", "jiaoyu_tb"}).Draw(r, "reporter"), []string{
		"填报", "3 12", "45 120 118 2 2", "20 44 40 1 1 0 2 0", "零报告", "确认提交", "上月遗留的隐患一并整改", "是", "替换", "无变化，本月没有开展", "改第7项 12", "第6项改成-1", "带队检查改成5次",
	})
}

func (w *walk) runs(r *rapid.T) {
	w.types(r, rapid.SampledFrom([]anwei.PersonID{"anban", "anban", "zhen_anban", "nancun_tb", "xianzhang", "jianguan"}).Draw(r, "runner"), append(officeSays(), peopleSay()...))
}

func (w *walk) types(r *rapid.T, who anwei.PersonID, words []string) {
	m := w.message(who, bot.TextMessage)
	m.Text = rapid.SampledFrom(append(words, harmless()...)).Draw(r, "text")
	w.take(r, m)
}

func (w *walk) shouts(r *rapid.T) {
	m := w.message(w.who(r), bot.TextMessage)
	m.Text = hostile(r)
	w.take(r, m)
}

// presses presses any button that anybody was ever shown, most often one's own.
func (w *walk) presses(r *rapid.T) {
	m := w.message(w.who(r), bot.ButtonMessage)
	of := m.From
	if rapid.IntRange(0, 4).Draw(r, "other's") == 0 {
		of = w.who(r)
	}
	keys := w.keysOf(of)
	if len(keys) == 0 {
		r.Skip("no button yet")
	}
	if m.Key = rapid.SampledFrom(keys).Draw(r, "key"); rapid.Bool().Draw(r, "newest") {
		m.Key = keys[len(keys)-1]
	}
	w.take(r, m)
}

func (w *walk) forges(r *rapid.T) {
	m := w.message(w.who(r), bot.ButtonMessage)
	m.Key = forged(r)
	w.take(r, m)
}

func (w *walk) sends(r *rapid.T) {
	m := w.message(w.who(r), bot.OtherMessage)
	m.Text, m.Media = rapid.SampledFrom([]string{"image", "file", "voice", "location", "hologram", ""}).Draw(r, "kind"), rapid.SampledFrom([]string{"MEDIA", ""}).Draw(r, "media")
	if rapid.IntRange(0, 5).Draw(r, "enters") == 0 {
		m.Kind, m.Text, m.Media = bot.EnterMessage, "", ""
	}
	w.take(r, m)
}

func (w *walk) table(r *rapid.T) {
	m := w.message(w.who(r), bot.OtherMessage)
	m.Text, m.Media = "file", "MEDIA"
	w.take(r, m)
	if rapid.IntRange(0, 3).Draw(r, "late") == 0 {
		w.says(r)
	}
	m.ID, m.Kind = sheet.ReadID(m.ID), bot.BookMessage
	m.Book = rapid.SampledFrom(w.books).Draw(r, "book")
	w.take(r, m)
}

// guesses brings a guess: about the last message, or much too late.
func (w *walk) guesses(r *rapid.T) {
	m := w.message(w.who(r), bot.GuessMessage)
	m.ID = bot.GuessID(fmt.Sprint("m", rapid.IntRange(max(1, w.turns-3), w.turns).Draw(r, "about")))
	if st := w.state(m.From); st.Consulted != "" && rapid.Bool().Draw(r, "timely") {
		m.ID = bot.GuessID(st.Consulted)
	}
	m.Values = anwei.Values{"self_checks": anwei.Number(rapid.Int64Range(-5, 50).Draw(r, "n")), "nonsense": anwei.Number(1)}
	w.take(r, m)
}

// asks asks what nobody can read, and brings the question that an assistant chose: in
// time, or after something else was said.
func (w *walk) asks(r *rapid.T) {
	m := w.message(rapid.SampledFrom([]anwei.PersonID{"xianzhang", "xianzhang", "anban", "nancun_zz", "zhen_anban"}).Draw(r, "asker"), bot.TextMessage)
	m.Text = murky
	w.take(r, m)
	if rapid.IntRange(0, 3).Draw(r, "late") == 0 {
		w.runs(r)
	}
	m.ID, m.Kind, m.Text, m.Chosen = bot.GuessID(m.ID), bot.GuessMessage, "", w.chooses(r)
	w.take(r, m)
	if p := w.state(m.From).Pending; p != nil && p.Ask == "meant" {
		w.types(r, m.From, []string{"是", "是", "不是", murky, "好的"})
	}
}

// chooses draws a question as an assistant may choose one, some of them nonsense.
func (w *walk) chooses(r *rapid.T) bot.Chosen {
	c := bot.Chosen{}
	for _, s := range []struct {
		slot bot.SlotID
		ids  []string
	}{
		{query.SlotIntent, []string{"progress", "missing", "unit", "total", "rank", "trend", "export", "duties", "duties", "none", "help", ""}},
		{query.SlotPeriod, []string{"2026-10", "2026-09", "2026-Q3", "2026-H1", "2026", "2031-01", "soon"}},
		{query.SlotUnit, []string{"nancun", "jiaoyu", "bagong", "xian", "nancun_tb", "nowhere"}},
		{query.SlotKind, []string{"town", "department", "county", "moon"}},
		{query.SlotMetric, []string{"rectify_rate", "hazards", "major_open", "on_time_rate", "self_checks", "100"}},
		{query.SlotForm, []string{"figures", "ledger", "poem"}},
		{query.SlotDuty, []string{"committee_meeting", "dept_meeting", "nothing"}},
		{query.SlotOrder, []string{"most", "least", "best", "worst", "random"}},
		{query.SlotTop, []string{"1", "3", "10", "99", "-1"}},
		{"figure", []string{"100"}},
	} {
		if of := rapid.IntRange(0, 3*len(s.ids)).Draw(r, string(s.slot)); of < len(s.ids) {
			c[s.slot] = s.ids[of]
		}
	}
	if _, ok := c[query.SlotIntent]; !ok {
		c[query.SlotIntent] = "rank"
	}
	return c
}

// waits moves the clock: a minute, over a deadline, a month, a year.
func (w *walk) waits(r *rapid.T) {
	w.now = rapid.SampledFrom([]time.Time{
		w.now.Add(time.Minute), w.now.Add(time.Minute), w.now.Add(5 * time.Hour), w.now.AddDate(0, 0, 1), w.now.AddDate(0, 0, 4), w.now.AddDate(0, 0, 12), w.now.AddDate(0, 1, 0), w.now.AddDate(1, 0, 0),
	}).Draw(r, "now")
	w.mind(w.t)
	if !slices.ContainsFunc(w.plan.Reminders, func(x anwei.ReminderRule) bool { return x.ID == "figures-topup" }) {
		return
	}
	p := anwei.PeriodOf(anwei.Month, w.now)
	for _, u := range []anwei.UnitID{"nancun", "jiaoyu"} {
		if _, in := w.reports[anwei.ReportKey{Form: "figures", Period: p, Unit: u}]; in && anwei.DateOf(w.now).Day >= 28 {
			w.remind(w.t, "figures-topup "+anwei.Matter{Form: "figures", Period: p, Unit: u}.String())
		}
	}
}

// roles takes somebody's roles away in the middle of a talk, or gives them back.
func (w *walk) roles(r *rapid.T) {
	who := rapid.SampledFrom([]anwei.PersonID{"nancun_tb", "jianguan", "anban", "zhen_anban"}).Draw(r, "whose")
	p := w.person(who)
	given := map[anwei.PersonID]anwei.Assignment{
		"nancun_tb": {Role: anwei.Reporter, Unit: "nancun"}, "jianguan": {Role: anwei.Reporter, Unit: "jiaoyu", Deputy: true}, "anban": {Role: anwei.Office, Unit: "xian"}, "zhen_anban": {Role: anwei.Office, Unit: "nancun"},
	}[who]
	if p.ID == "" {
		return // the office struck him off
	}
	if p.Roles = append(slices.Clone(p.Roles[:0:0]), given); rapid.IntRange(0, 2).Draw(r, "takes") == 0 {
		p.Roles = nil
	}
	w.putPerson(p)
}

// take steps the talk, holds what must hold, and applies it. Every third turn is
// taken twice, as a store may take it, and comes to the same.
func (w *walk) take(r *rapid.T, m bot.Message) {
	if w.heard = append(w.heard, m); len(w.heard) > 12 {
		w.heard = w.heard[1:]
	}
	before := w.state(m.From)
	drafts := w.allDrafts()
	stored := w.talks[m.From]
	effects := w.turn(w.t, m)
	after := w.talks[m.From]
	if w.turns%3 == 0 {
		w.talks[m.From] = stored
		again := w.turn(w.t, m)
		if !reflect.DeepEqual(effects, again) || string(after) != string(w.talks[m.From]) {
			r.Fatalf("%q taken twice differs:\n%+v\n%+v\n%s\n%s", m.Text, effects, again, after, w.talks[m.From])
		}
	}
	var st bot.State
	if err := json.Unmarshal(after, &st); err != nil {
		r.Fatalf("the state after %q does not load: %v", m.Text, err)
	}
	if b, err := json.Marshal(st); err != nil || string(b) != string(after) {
		r.Fatalf("the state after %q changes by being stored (%v):\n%s\n%s", m.Text, err, after, b)
	}
	w.holdsTurn(r, m, before, effects)
	for _, e := range effects {
		w.holds(r, m, e)
		w.apply(w.t, m.From, e)
	}
	w.holdsDrafts(r, m, before, drafts)
}
