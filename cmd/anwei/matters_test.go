package main

import (
	"context"
	"encoding/json"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/storage"
	"anwei/storage/bolt"
)

func held(u anwei.UnitID, d anwei.DutyID, p anwei.Period, on anwei.Date) anwei.Fulfilment {
	return anwei.Fulfilment{
		Matter: anwei.Matter{Unit: u, Duty: d, Period: p}, N: 1, On: on, People: 23, Count: 1,
		Result: "研究解决3个问题", Words: "开了", By: reporterOf(u), At: on.In(time.UTC),
	}
}

func reporterOf(u anwei.UnitID) anwei.PersonID { return anwei.PersonID(u + "_tb") }

// thirdQuarter is a data directory with the sample roster, one meeting held, one
// arranged for, evidence of the first, and two cases. What it says of the third
// quarter is true on any day after it.
func thirdQuarter(t *testing.T) (data string, p anwei.Period) {
	t.Helper()
	data, p = t.TempDir(), anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}
	must(t, "", "roster", "import", "--sample", "--data", data)
	on := anwei.Date{Year: 2026, Month: 9, Day: 12}
	change(t, data, func(tx storage.Ledger) error {
		m := held("nancun", "committee_meeting", p, on)
		err := tx.AddFulfilment(m)
		for _, e := range []anwei.Evidence{
			{ID: "a", Matter: m.Matter, Media: "ma", Kind: "image", By: m.By, At: m.At, Size: 9},
			{ID: "b", Matter: m.Matter, Media: "mb", Kind: "image", By: m.By, At: m.At},
		} {
			if err == nil {
				err = tx.PutEvidence(e)
			}
		}
		if err != nil {
			return err
		}
		for _, c := range []anwei.Case{
			{Kind: "quick", Unit: "nancun", Text: "XX煤矿皮带着火隐患", Opened: m.At, Steps: []anwei.CaseStep{{ID: "scene", Title: "现场调查", Due: on}}},
			{Kind: "hazard", Unit: "xiacun", Text: "加油站储罐无液位报警", Opened: m.At, Closed: m.At, Outcome: "已整改"},
		} {
			if _, err := tx.PutCase(c); err != nil {
				return err
			}
		}
		return nil
	})
	return data, p
}

func change(t *testing.T, data string, fn func(storage.Ledger) error) {
	t.Helper()
	s, err := bolt.Open(data, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// at returns the program's tables as of a moment.
func at(t *testing.T, s storage.Store, now time.Time) files {
	t.Helper()
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	return files{store: s, rules: r, now: func() time.Time { return now.In(r.Zone) }}
}

func TestFileOfDuties(t *testing.T) {
	data, p := thirdQuarter(t)
	arranged := anwei.Promise{
		Matter: anwei.Matter{Unit: "xiacun", Duty: "committee_meeting", Period: p}, Kind: anwei.Arranged, By: "xiacun_tb",
		On: anwei.Date{Year: 2026, Month: 9, Day: 25}, At: time.Date(2026, 9, 14, 0, 0, 0, 0, time.UTC),
	}
	change(t, data, func(tx storage.Ledger) error { return tx.PutPromise(arranged) })
	s, err := bolt.Open(data, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	f := at(t, s, time.Date(2026, 9, 20, 1, 0, 0, 0, time.UTC))
	for name, test := range map[string]struct {
		order anwei.Order
		file  string
		rows  map[string]string
		not   string
	}{
		"one duty": {
			order: anwei.DutiesOrder{Extent: anwei.Extent{Period: p}, Duty: "committee_meeting"},
			file:  "泽州县“三大行动”专委会全体会议完成情况_2026年三季度.xlsx",
			rows: map[string]string{
				"南村镇": "专委会全体会议 2026年三季度 1 1 已完成 1/1 9月12日 23 研究解决3个问题 南村填报员 9月12日 08:00 2份",
				"下村镇": "专委会全体会议 2026年三季度 1 0 已安排 9月25日",
				"周村镇": "专委会全体会议 2026年三季度 1 0 未完成 0/1",
			},
			not: "县教育局",
		},
		"own": {
			order: anwei.DutiesOrder{Extent: anwei.Extent{Period: p, Unit: "xiacun"}, Duty: "committee_meeting", Own: true},
			file:  "泽州县“三大行动”专委会全体会议完成情况_2026年三季度_下村镇.xlsx",
			rows:  map[string]string{"下村镇": "专委会全体会议 2026年三季度 1 0 已安排 9月25日"},
			not:   "南村镇",
		},
	} {
		t.Run(name, func(t *testing.T) {
			file, err := f.File(t.Context(), test.order)
			if err != nil || file.Name != test.file {
				t.Fatalf("%s: %v", file.Name, err)
			}
			path := filepath.Join(t.TempDir(), file.Name)
			if err := os.WriteFile(path, file.Data, 0o600); err != nil {
				t.Fatal(err)
			}
			rows := readRows(t, path)
			for unit, want := range test.rows {
				if got := strings.Join(strings.Fields(strings.Join(rowOf(t, rows, 1, unit)[2:], " ")), " "); got != want {
					t.Errorf("%s: %s, want %s", unit, got, want)
				}
			}
			for _, r := range rows {
				if len(r) > 1 && r[1] == test.not {
					t.Errorf("%s has a row", test.not)
				}
			}
		})
	}
	for name, o := range map[string]anwei.Order{
		"unknown duty": anwei.DutiesOrder{Extent: anwei.Extent{Period: p}, Duty: "nonsense"},
		"unknown unit": anwei.DutiesOrder{Extent: anwei.Extent{Period: p, Unit: "nowhere"}},
	} {
		if _, err := f.File(t.Context(), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestCompileDutiesAndCases(t *testing.T) {
	data, _ := thirdQuarter(t)
	out := filepath.Join(t.TempDir(), "三季度")
	line := must(t, "", "compile", "--duties", "--duty", "joint_consult", "--period", "2026-H1", "--out", out, "--data", data, "--json")
	var got map[string]string
	if err := json.Unmarshal([]byte(line), &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"file": filepath.Join(out, "泽州县“三大行动”重点领域联合会商完成情况_2026年上半年.xlsx"), "table": "duties", "duty": "joint_consult", "period": "2026-H1",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	text := book(t, got["file"])
	for _, want := range []string{"2026年一季度", "2026年二季度", "县应急管理局", "重点领域联合会商（2026年一季度）：应完成"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table of the half-year lacks %q:\n%s", want, text)
		}
	}
	text = book(t, strings.TrimSpace(must(t, "", "compile", "--cases", "--out", out, "--data", data)))
	for _, want := range []string{"1号", "XX煤矿皮带着火隐患", "现场调查", "已办结", "已整改"} {
		if !strings.Contains(text, want) {
			t.Errorf("the table of cases lacks %q:\n%s", want, text)
		}
	}
}

func book(t *testing.T, path string) string {
	t.Helper()
	var b strings.Builder
	for _, r := range readRows(t, path) {
		b.WriteString(strings.Join(r, "|") + "\n")
	}
	return b.String()
}

func TestCompileRefuses(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	for name, test := range map[string]struct {
		args []string
		code int
		says string
	}{
		"no period":      {[]string{"--duties"}, exitUsage, "--period"},
		"bad period":     {[]string{"--duties", "--period", "三季度"}, exitUsage, "2026-Q3"},
		"unknown duty":   {[]string{"--duties", "--period", "2026-Q3", "--duty", "x"}, exitUsage, "committee_meeting（专委会全体会议）"},
		"duty alone":     {[]string{"--period", "2026-10", "--duty", "committee_meeting"}, exitUsage, "--duties"},
		"two at once":    {[]string{"--duties", "--cases", "--period", "2026-Q3"}, exitUsage, "只能给一个"},
		"form as well":   {[]string{"--duties", "--form", "ledger", "--period", "2026-Q3"}, exitUsage, "只能给一个"},
		"cases' period":  {[]string{"--cases", "--period", "2026-Q3"}, exitUsage, "不分期"},
		"outside plan":   {[]string{"--duties", "--period", "2019-Q3"}, exitFailed, "没有名单里的单位要完成的任务"},
		"quarterly form": {[]string{"--period", "2026-Q3"}, exitUsage, "没有2026年三季度的表"},
	} {
		t.Run(name, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "out")
			code, _, errs := call(t, "", append([]string{"compile", "--data", data, "--out", out}, test.args...)...)
			if code != test.code || !strings.Contains(errs, test.says) {
				t.Errorf("exit code %d, want %d, and %q in:\n%s", code, test.code, test.says, errs)
			}
			if left, _ := filepath.Glob(filepath.Join(out, "*")); len(left) > 0 {
				t.Errorf("it made %v", left)
			}
		})
	}
}

// reader counts what a table reads of the ledger.
type reader struct {
	storage.Store
	n *int
}

type readerTx struct {
	storage.Tx
	n *int
}

func (r reader) View(ctx context.Context, fn func(storage.Ledger) error) error {
	return r.Store.View(ctx, func(tx storage.Ledger) error { return fn(storage.Over(readerTx{tx.Tx, r.n})) })
}

func (r readerTx) Get(table string, key []byte) ([]byte, error) {
	*r.n++
	return r.Tx.Get(table, key)
}

func (r readerTx) Scan(table string, in storage.Range) iter.Seq2[storage.Row, error] {
	*r.n++
	return func(yield func(storage.Row, error) bool) {
		for row, err := range r.Tx.Scan(table, in) {
			if *r.n++; !yield(row, err) {
				return
			}
		}
	}
}

// TestDutiesReadNoHistory compiles one quarter before and after years of others.
func TestDutiesReadNoHistory(t *testing.T) {
	data, p := thirdQuarter(t)
	count := func() int {
		s, err := bolt.Open(data, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close() //nolint:errcheck // a test's own
		n := 0
		f := at(t, reader{s, &n}, time.Date(2026, 9, 20, 1, 0, 0, 0, time.UTC))
		if _, err := f.File(t.Context(), anwei.DutiesOrder{Extent: anwei.Extent{Period: p}, Duty: "committee_meeting"}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count()
	change(t, data, func(tx storage.Ledger) error {
		for q := p.Prev(); q.Year > 2006; q = q.Prev() {
			f := held("nancun", "committee_meeting", q, q.First())
			e := anwei.Evidence{ID: q.String(), Matter: f.Matter, Media: "m", At: f.At}
			if err := tx.AddFulfilment(f); err != nil {
				return err
			}
			if err := tx.PutEvidence(e); err != nil {
				return err
			}
		}
		return nil
	})
	if after := count(); after != before || before == 0 {
		t.Errorf("%d reads before and %d after twenty years", before, after)
	}
}
