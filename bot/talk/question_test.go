package talk_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
)

// filledHouse is a house with a year's reports up to October: most units have
// reported, some late, one twice, some left a figure out, to some a part does not
// apply, and some have not reported.
func filledHouse(t testing.TB) *house {
	t.Helper()
	h := newHouse(t)
	figures, _ := h.plan.Form("figures")
	ledger, _ := h.plan.Form("ledger")
	for i, u := range h.roster.Units {
		if !figures.Audience.Includes(u) {
			continue
		}
		for m := time.February; m <= time.October; m++ {
			if (i+int(m))%11 == 0 || m == time.October && i%3 == 0 {
				continue // not in
			}
			r := filled(h, u, i, m)
			r.Key.Form, r.Values = "figures", figuresOf(i, int(m))
			h.reports[r.Key] = r
			r.Key.Form, r.Values = "ledger", anwei.Values{}
			for _, fd := range ledger.FieldsFor(u) {
				r.Values[fd.ID] = anwei.Value{Text: "已落实"}
			}
			if m != time.October {
				h.reports[r.Key] = r
			}
		}
	}
	return h
}

func filled(h *house, u anwei.Unit, i int, m time.Month) anwei.Report {
	at := time.Date(2026, m, 18+i%4, 9+i%8, 10*(i%6), 0, 0, h.zone)
	r := anwei.Report{
		Key: anwei.ReportKey{Period: anwei.MonthPeriod(2026, m), Unit: u.ID}, Plan: h.plan.Version,
		First: at, At: at, Revision: 1, By: anwei.PersonID(string(u.ID) + "_tb"),
	}
	if (i+int(m))%7 == 0 {
		r.Late, r.First, r.At = true, at.AddDate(0, 0, 8), at.AddDate(0, 0, 8)
	}
	if (i+int(m))%9 == 0 {
		r.Revision, r.At = 2, r.At.Add(3*time.Hour)
	}
	if r.At.After(time.Date(2026, 10, 20, 15, 2, 0, 0, h.zone)) {
		r.At = time.Date(2026, 10, 20, 11, 5, 0, 0, h.zone)
		r.First, r.Late = r.At, false
	}
	return r
}

func figuresOf(i, m int) anwei.Values {
	n := func(k int) anwei.Value { return anwei.Number(int64(k)) }
	hazards, checks := 10+(i*7+m*3)%23, 20+(i*5+m)%31
	v := anwei.Values{
		"leader_inspections": n(1 + (i+m)%4), "leader_hazards": n((i * m) % 6),
		"self_checks": n(checks), "self_hazards": n(hazards), "self_rectified": n(hazards - (i+m)%4), "self_major": n((i + m) % 3), "self_major_rectified": n((i + m) % 3 * (m % 2)),
		"dept_checks": n(checks + 9), "dept_hazards": n(hazards + 4), "dept_rectified": n(hazards + 4 - (i*m)%3), "dept_major": n((i * m) % 2), "dept_major_rectified": n((i * m) % 2 * (i % 2)),
		"shutdowns": n(m % 2), "penalized": n((i + m) % 5), "accountable": n(0),
	}
	if i == 5 {
		for _, id := range []anwei.FieldID{"self_checks", "self_hazards", "self_rectified", "self_major", "self_major_rectified"} {
			v[id] = anwei.Value{NA: true}
		}
	}
	if i == 9 && m == 9 {
		delete(v, "penalized")
	}
	return v
}

// TestQuestionTalks plays the talks under testdata/questions in the filled house.
func TestQuestionTalks(t *testing.T) { playTalks(t, "../testdata/questions", filledHouse) }

// TestYoungTalks plays the talks under testdata/young in a house where the program is
// in use since September: whoever asks about the months before is told so, and nobody
// was missing then.
func TestYoungTalks(t *testing.T) {
	playTalks(t, "../testdata/young", func(t testing.TB) *house {
		t.Helper()
		h := filledHouse(t)
		for k := range h.reports {
			if k.Period.Before(anwei.MonthPeriod(2026, time.September)) {
				delete(h.reports, k)
			}
		}
		return h
	})
}

// queried asks questions, each of a talk of its own, and compares the answers with the
// golden ones; read their diff as who asked would.
func queried(t *testing.T, golden string, ask func(func(id string, at time.Time, who anwei.PersonID, text string) string)) {
	t.Helper()
	h := filledHouse(t)
	var b strings.Builder
	ask(func(id string, at time.Time, who anwei.PersonID, text string) string {
		h.now = at
		delete(h.talks, who)
		answer := h.play(t, bot.Message{ID: id, From: who, At: h.now, Kind: bot.TextMessage, Text: text})
		fmt.Fprintf(&b, "%s %s\n%s", id, text, answer)
		for part := range strings.SplitSeq(answer, "▣") {
			if len(part) > 2048 {
				t.Errorf("%s %s: an answer of %d bytes is no line for a phone", id, text, len(part))
			}
		}
		return answer
	})
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Errorf("the answers differ; run go test ./bot/talk -run '%s' -update and read the diff.\n%s", t.Name(), firstDifference(string(want), b.String()))
	}
}

// TestQueries asks all labelled questions as a leader of the county does.
func TestQueries(t *testing.T) {
	lines, err := os.ReadFile("../../language/testdata/queries.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	n, clock := 0, newHouse(t)
	queried(t, "../testdata/queries.golden", func(ask func(string, time.Time, anwei.PersonID, string) string) {
		for s := bufio.NewScanner(bytes.NewReader(lines)); s.Scan(); n++ {
			var q struct{ ID, Now, Text string }
			if err := json.Unmarshal(s.Bytes(), &q); err != nil {
				t.Fatal(err)
			}
			answer := ask(q.ID, parseTime(t, clock, q.Now+" 15:02"), "xianzhang", q.Text)
			if answer == "" || strings.Contains(answer, "没有看懂") || strings.Contains(answer, "%!") {
				t.Errorf("%s %s is answered %q", q.ID, q.Text, answer)
			}
		}
	})
	if n != 123 {
		t.Errorf("%d questions were asked, not 123", n)
	}
}

// TestLeadersAsk asks what was written without a look at the code, with what is true beside
// it: no answer may be another question's.
func TestLeadersAsk(t *testing.T) {
	for _, list := range []string{"leaders-1", "leaders-2"} {
		rows, err := os.ReadFile("../testdata/" + list + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		queried(t, "../testdata/"+list+".golden", func(ask func(string, time.Time, anwei.PersonID, string) string) {
			now, n := parseTime(t, newHouse(t), "2026-10-23 10:00"), 0
			for row := range strings.Lines(string(rows)) {
				if who, rest, ok := strings.Cut(row, "\t"); ok && !strings.HasPrefix(row, "#") {
					n++
					text, _, _ := strings.Cut(rest, "\t")
					ask(fmt.Sprintf("L%02d", n), now, anwei.PersonID(who), text)
				}
			}
		})
	}
}

// TestQuestionRights asks about a unit that is in sight and one that is not, by
// every kind of people and for every intent.
func TestQuestionRights(t *testing.T) {
	h := filledHouse(t)
	h.now = parseTime(t, h, "2026-10-22 15:02")
	const refused = "抱歉"
	intents := []string{"%s9月报了没有", "%s9月整改率", "%s今年隐患走势", "%s9月的表发我", "%s三季度专委会开了没", "%s9月数据", "%s整改率排第几", "%s10月比9月隐患", "%s9月整改率从哪来"}
	for _, c := range []struct {
		who string
		see []string
		not []string
	}{
		{"anban", []string{"南村镇", "县教育局"}, nil},
		{"xianzhang", []string{"南村镇", "县教育局"}, nil},
		{"nancun_zz", []string{"南村镇"}, []string{"下村镇", "县教育局"}},
		{"nancun_tb", []string{"南村镇"}, []string{"下村镇", "县教育局"}},
		{"jianguan", []string{"县教育局", "县市场监管局"}, []string{"南村镇", "县公安局"}},
	} {
		ask := func(pattern, unit string) string {
			delete(h.talks, anwei.PersonID(c.who))
			said := h.play(t, bot.Message{ID: c.who + unit + pattern, From: anwei.PersonID(c.who), At: h.now, Kind: bot.TextMessage, Text: fmt.Sprintf(pattern, unit)})
			row, rest, is := strings.Cut(said, "（拒绝）\n")
			if is && !strings.HasPrefix(row, "    = 记录 "+c.who+" 查询 ") || is != strings.Contains(rest, refused) {
				t.Errorf("%s asks "+pattern+", and on record is %s", c.who, unit, said)
			}
			return said
		}
		for _, pattern := range intents {
			for _, unit := range c.see {
				if got := ask(pattern, unit); strings.Contains(got, refused) || got == "" {
					t.Errorf("%s asks "+pattern+" and gets %s", c.who, unit, got)
				}
			}
			for _, unit := range c.not {
				got := ask(pattern, unit)
				if !strings.Contains(got, refused) || strings.Contains(got, "〔") || strings.ContainsAny(strings.ReplaceAll(got[strings.Index(got, refused):], "23", ""), "0123456789") {
					t.Errorf("%s asks "+pattern+" and gets %s", c.who, unit, got)
				}
			}
		}
	}
}
