package talk_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
)

// planted is the unit whose secrets nobody hears who may not see it. Each text that is
// kept of it has the secret word, its people the secret phone, and its figures have nine
// digits, so that a sum that has one of them, and a rate that comes of them, show too.
const (
	planted      = anwei.UnitID("xiacun")
	plantedTB    = anwei.PersonID("xiacun_tb")
	secret       = "朱砂梅"
	secretPhone  = "18873019919"
	secretFigure = 731_000_000
)

var secretNumber = regexp.MustCompile(`[0-9]{9,10}`)

// plantedHouse is the filled house with one unit that has something of everything.
func plantedHouse(t testing.TB) *house {
	t.Helper()
	h := filledHouse(t)
	at := func(month time.Month) time.Time { return time.Date(2026, month, 18, 10, 0, 0, 0, h.zone) }
	unit, _ := h.roster.Unit(planted)
	for _, p := range h.roster.People {
		if p.ReportsFor(planted) {
			p.Phone = secretPhone // whose name it is, is known to all
			h.putPerson(p)
		}
	}
	for m := time.July; m <= time.October; m++ {
		for _, id := range []anwei.FormID{"figures", "ledger"} {
			form, _ := h.plan.Form(id)
			r := anwei.Report{
				Key: anwei.ReportKey{Form: id, Period: anwei.MonthPeriod(2026, m), Unit: planted}, Plan: h.plan.Version,
				Values: anwei.Values{}, First: at(m), At: at(m), Revision: 1, By: plantedTB,
				Reasons: map[anwei.RuleID]string{},
			}
			rev := anwei.Revision{N: 1, At: at(m), By: r.By, Plan: r.Plan, Words: []string{"我们" + secret}, Reasons: r.Reasons}
			for i, f := range form.FieldsFor(unit) {
				v := anwei.Value{Text: fmt.Sprintf("第%d项%s已落实", i+1, secret)}
				if f.Kind == anwei.Count {
					v = anwei.Number(int64(secretFigure + 1000*int(m) + i))
				}
				r.Values[f.ID] = v
				rev.Changes = append(rev.Changes, anwei.Change{Field: f.ID, New: &v})
			}
			for _, c := range form.Checks {
				r.Reasons[c.ID] = "因为" + secret
			}
			hd := anwei.Handling{N: 1, Kind: anwei.Returned, Revision: 1, Reason: "退回因" + secret, By: "anban", At: at(m)}
			r.Handled = &hd
			h.reports[r.Key], h.revisions[r.Key] = r, []anwei.Revision{rev}
			h.desk.handlings[r.Key] = []anwei.Handling{hd}
		}
	}
	plantMatters(h, at(time.October))
	n := anwei.Notice{
		ID: 1, State: anwei.NoticeSent, Edition: 1, By: "anban", Unit: "xian", Created: at(10), Sent: at(10), Text: "请查" + secret,
		Audience: unit.Name, To: []anwei.Receiver{{Person: plantedTB, Name: secret, Unit: planted}}, Confirm: true, Feedback: true, Files: []string{"m1"},
	}
	b, err := json.Marshal(n)
	if err != nil {
		t.Fatal(err)
	}
	h.all = [][]byte{b}
	h.receipts[1] = map[anwei.PersonID]anwei.Receipt{plantedTB: {Notice: 1, Person: plantedTB, Done: at(10), Result: "查了" + secret}}
	return h
}

// plantMatters gives the planted unit duties, a case, a mark and what the record has of it.
func plantMatters(h *house, at time.Time) {
	for _, d := range h.plan.Duties {
		for month := time.July; month <= time.October; month++ {
			m := anwei.Matter{Unit: planted, Duty: d.ID, Period: d.Period(anwei.Date{Year: 2026, Month: month, Day: 18})}
			h.fulfilments[m] = []anwei.Fulfilment{{Matter: m, N: 1, On: anwei.DateOf(at), People: 23, Count: 1, Result: "解决" + secret, Words: "开会" + secret, By: plantedTB, At: at}}
			h.promises[m] = anwei.Promise{Matter: m, Kind: anwei.Difficult, On: anwei.DateOf(at.AddDate(0, 0, 9)), Reason: "难在" + secret, By: plantedTB, At: at}
		}
	}
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: planted}
	h.promises[anwei.ReportMatter(key)] = anwei.Promise{Matter: anwei.ReportMatter(key), Kind: anwei.Difficult, On: anwei.DateOf(at), Reason: "难在" + secret, By: plantedTB, At: at}
	for i, rule := range h.plan.Cases {
		c := anwei.Case{ID: anwei.CaseID(i + 1), Kind: rule.ID, Unit: planted, Text: secret + "矿着火", Opened: at, By: plantedTB}
		for _, s := range rule.Steps {
			c.Steps = append(c.Steps, anwei.CaseStep{ID: s.ID, Title: s.Title, Due: anwei.DateOf(at)})
		}
		c.Steps[0].Done, c.Steps[0].Result = at, "责令"+secret
		h.cases = append(h.cases, c)
	}
	for i, k := range h.plan.Marks {
		h.desk.marks = append(h.desk.marks, anwei.Mark{N: uint32(i + 1), Kind: k.ID, Unit: planted, Reason: "牌因" + secret, By: "anban", At: at})
	}
	h.desk.audits = append(h.desk.audits, anwei.Audit{ID: "a", At: at, By: "anban", Action: "退回", Unit: planted, Detail: "退回" + secret})
	h.desk.misheard = append(h.desk.misheard, anwei.Misheard{At: at, By: plantedTB, Text: "没听懂" + secret})
	h.desk.grants = append(h.desk.grants, anwei.Grant{
		ID: 1, From: plantedTB, To: plantedTB, Units: []anwei.UnitID{planted}, Since: anwei.DateOf(at), Until: anwei.DateOf(at.AddDate(0, 1, 0)), Words: "代" + secret, Asked: at,
	})
	h.evidence = append(h.evidence, anwei.Evidence{ID: "m1", Matter: anwei.ReportMatter(key), N: 1, Media: "m1", Kind: "image", By: plantedTB, At: at})
}

// outsiders are one of each kind that may not see the planted unit.
func outsiders() map[anwei.PersonID][]anwei.Assignment {
	as := func(r anwei.Role, u anwei.UnitID) []anwei.Assignment { return []anwei.Assignment{{Role: r, Unit: u}} }
	return map[anwei.PersonID][]anwei.Assignment{
		"x_reporter": as(anwei.Reporter, "nancun"), "x_leader": as(anwei.Leader, "nancun"), "x_office": as(anwei.Office, "nancun"),
		"x_deputy": {{Role: anwei.Reporter, Unit: "jiaoyu", Deputy: true}, {Role: anwei.Reporter, Unit: "shijian", Deputy: true}},
		"x_both":   {{Role: anwei.Leader, Unit: "nancun"}, {Role: anwei.Reporter, Unit: "zhoucun"}}, "x_nobody": {},
	}
}

// goldenLines are the lines of all talks that say something or move the clock, a slice a
// talk; the unit that most of them are about is the planted one.
func goldenLines(t testing.TB) [][]string {
	t.Helper()
	var out [][]string
	for _, folder := range []string{"talks", "questions", "young"} {
		files, err := filepath.Glob("../testdata/" + folder + "/*.txt")
		if err != nil || len(files) == 0 {
			t.Fatalf("no talks: %v", err)
		}
		for _, file := range files {
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for line := range strings.Lines(string(script)) {
				line = strings.TrimSuffix(line, "\n")
				_, _, said := strings.Cut(line, "> ")
				if strings.HasPrefix(line, "@ ") || said && !strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "#") {
					lines = append(lines, line)
				}
			}
			out = append(out, lines)
		}
	}
	return out
}

// leaks are what of an answer to who is a secret.
func (h *house) leaks(who anwei.PersonID, effects []bot.Effect) []string {
	var out []string
	for _, e := range effects {
		say, is := e.(bot.Say)
		if !is || say.To != "" && say.To != who {
			continue
		}
		told := textOf(say.Content)
		if card := cardOf(say.Content); card != nil {
			told += card.Title + card.Text + fmt.Sprint(card.Buttons)
		}
		if strings.Contains(told, secret) || strings.Contains(told, secretPhone) || secretNumber.MatchString(strings.ReplaceAll(told, "1350000", "")) {
			out = append(out, told)
		}
		if order, is := say.Content.(anwei.Order); is {
			at := order.Of().Unit
			if at == "" || h.roster.Within(planted, at) {
				out = append(out, showContent(say.Content))
			}
		}
	}
	return out
}

// tries takes one message and returns what of the answer is a secret.
func (h *house) tries(t testing.TB, who anwei.PersonID, text string) []string {
	t.Helper()
	h.turns++
	m := bot.Message{ID: fmt.Sprint("m", h.turns), From: who, At: h.now, Kind: bot.TextMessage, Text: strings.ReplaceAll(text, `\n`, "\n")}
	if key, is := strings.CutPrefix(text, "["); is {
		m.Kind, m.Text, m.Key = bot.ButtonMessage, "", strings.TrimSuffix(key, "]")
	}
	_, effects := h.step(t, m)
	for _, e := range effects {
		h.apply(t, who, e)
	}
	return h.leaks(who, effects)
}

// asPlanted is a planted house in which who has the roles.
func asPlanted(t testing.TB, who anwei.PersonID, roles []anwei.Assignment) *house {
	t.Helper()
	h := plantedHouse(t)
	if roles != nil {
		h.putPerson(anwei.Person{ID: who, Name: "某人", Roles: roles})
	}
	return h
}

// saysGolden says the messages of a talk, each also with the planted unit in place of the one
// that it names, and after them what follows one up; it returns what leaks, by message.
func (h *house) saysGolden(t *testing.T, who anwei.PersonID, lines []string) map[string][]string {
	t.Helper()
	about := strings.NewReplacer("南村镇", "下村镇", "南村", "下村", "nancun", string(planted))
	followUps := []string{"这个数从哪来", "明细", "那下村镇呢", "第2个", "看看", "上个月呢", "发我表格"}
	out := map[string][]string{}
	for i, line := range lines {
		if at, moves := strings.CutPrefix(line, "@ "); moves {
			h.now = parseTime(t, h, at)
			continue
		}
		_, text, _ := strings.Cut(line, "> ")
		if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") && !strings.Contains(text, "|") {
			continue
		}
		for _, text := range []string{text, about.Replace(text), followUps[i%len(followUps)]} {
			if leaks := h.tries(t, who, text); len(leaks) > 0 {
				out[text] = append(out[text], leaks...)
			}
		}
	}
	return out
}

// TestNothingLeaks says every message of the golden talks as those who may not see the
// planted unit, also with that unit in place of the one that the message names, follows
// each up, and presses the buttons that were shown to those who may. None of the secrets
// comes back.
func TestNothingLeaks(t *testing.T) {
	// A talk is said by one of the kinds of people; with 1 in its place, which takes some
	// minutes, by all.
	every, who := 6, slices.Sorted(maps.Keys(outsiders()))
	if testing.Short() {
		every = 6 * len(who)
	}
	insiders := map[anwei.PersonID]int{"anban": 50, plantedTB: 20}
	keys := map[string]bool{}
	for i, lines := range goldenLines(t) {
		for j, x := range who {
			if (i+j)%every != 0 {
				continue
			}
			for text, leaks := range asPlanted(t, x, outsiders()[x]).saysGolden(t, x, lines) {
				t.Errorf("%s says %q and hears\n%s", x, text, strings.Join(leaks, "\n"))
			}
		}
		if i%max(every/3, 3) != 0 {
			continue
		}
		for x := range insiders {
			h := asPlanted(t, x, nil)
			for _, leaks := range h.saysGolden(t, x, lines) {
				insiders[x] -= len(leaks)
			}
			for _, c := range h.cards[x] {
				for _, b := range c.Buttons {
					keys[b.Key] = true
				}
			}
		}
	}
	for x, missing := range insiders {
		if missing > 0 {
			t.Errorf("%s hears too little of what is planted, %d times", x, missing)
		}
	}
	if len(keys) < 50 {
		t.Errorf("only %d buttons were shown to those who may see", len(keys))
	}
	for _, x := range who {
		h := asPlanted(t, x, outsiders()[x])
		for _, key := range slices.Sorted(maps.Keys(keys)) {
			for _, text := range []string{"[" + key + "]", "明细"} {
				if leaks := h.tries(t, x, text); len(leaks) > 0 {
					t.Errorf("%s says %q, having pressed %q, and hears\n%s", x, text, key, strings.Join(leaks, "\n"))
				}
			}
		}
	}
}
