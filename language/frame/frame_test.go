package frame_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/language/frame"
	"anwei/language/text"
)

func now() time.Time {
	return time.Date(2026, 10, 23, 9, 0, 0, 0, time.FixedZone("CST", 8*3600))
}

func known() frame.Known {
	return frame.Known{
		Forms: []anwei.Form{{ID: "figures", Short: "调度表", Fields: []anwei.Field{{ID: "penalized", Short: "曝光、约谈、联合惩戒家数"}}}, {ID: "ledger", Short: "台账"}},
		Units: []anwei.Unit{
			{ID: "xian", Name: "泽州县", Kind: "county"},
			{ID: "nancun", Name: "南村镇", Kind: "town", Aliases: []string{"南村"}},
			{ID: "xiacun", Name: "下村镇", Kind: "town", Aliases: []string{"下村"}},
			{ID: "jiaoyu", Name: "县教育局", Kind: "department", Aliases: []string{"教育局"}},
		},
		Marks: []anwei.MarkKind{
			{ID: "yellow", Title: "黄牌", Group: anwei.Cards, Words: []string{"黄牌预警"}},
			{ID: "red", Title: "红牌", Group: anwei.Cards},
			{ID: "assessment", Title: "安全评估", Group: anwei.Help, Words: []string{"约谈"}},
		},
		Cases: []anwei.CaseRule{
			{ID: "quick", Title: "快查快处", Word: "立案", Steps: []anwei.StepRule{
				{ID: "scene", Title: "现场调查"}, {ID: "opinion", Title: "调查意见"}, {ID: "analysis", Title: "案例剖析"}, {ID: "bulletin", Title: "案例通报"},
			}},
			{ID: "hazard", Title: "重大隐患", Word: "重大隐患", Months: 3, Steps: []anwei.StepRule{{ID: "rectify", Title: "整改销号", Named: true}}},
		},
		People: []anwei.Person{
			{ID: "nancun_tb", Name: "张三", Post: "安监站站长"},
			{ID: "lisi", Name: "李四", Post: "安监站副站长"},
		},
	}
}

func TestRowsAreSound(t *testing.T) {
	t.Parallel()
	for _, err := range frame.Load().Faults() {
		t.Error(err)
	}
}

// slots writes the slots of a reading as the rows do.
func slots(r frame.Reading) map[string]string {
	ids := make([]string, len(r.Units))
	for i, u := range r.Units {
		ids[i] = string(u)
	}
	items := text.Items(r.Rest["items"] + " " + r.Rest["why"])
	out := map[string]string{
		"unit": strings.Join(ids, ","), "form": string(r.Form), "phone": r.Phone, "account": r.Account,
		"items": strings.Trim(strings.ReplaceAll(fmt.Sprint(items), " ", ","), "[]"),
	}
	if !r.Period.IsZero() {
		out["period"] = r.Period.String()
	}
	for _, m := range r.Marks {
		out["mark"] = string(m.ID)
	}
	for name, typed := range r.Rest {
		if name != "items" {
			out[name] = typed
		}
	}
	return out
}

// The rows carry their own tests.
func TestRowsHoldTheirSentences(t *testing.T) {
	t.Parallel()
	f := frame.Load()
	r := f.For(known())
	yes, no := map[frame.Intent]int{}, map[frame.Intent]int{}
	for _, row := range f.Rows() {
		yes[row.Intent] += len(row.Yes)
		no[row.Intent] += len(row.No)
		for _, line := range row.Yes {
			typed, want, _ := strings.Cut(line, "=>")
			got := r.Read(strings.TrimSpace(typed), now())
			if len(got) == 0 || got[0].Intent != row.Intent || got[0].Cost != row.Cost {
				t.Errorf("%s: %s is read as %+v", row.Intent, typed, got)
				continue
			}
			if len(got) > 1 && got[1].Cost == row.Cost {
				t.Errorf("%s: %s is %s as well", row.Intent, typed, got[1].Intent)
			}
			is := slots(got[0])
			for _, pair := range strings.Split(want, " / ") {
				pair = strings.TrimSpace(pair)
				if slot, value, ok := strings.Cut(pair, "="); ok && is[slot] != value || !ok && pair != "" && !got[0].Said(slot) {
					t.Errorf("%s: %s has %s %q, want %q", row.Intent, typed, slot, is[slot], value)
				}
			}
		}
		for _, typed := range row.No {
			for _, got := range r.Read(typed, now()) {
				if got.Intent == row.Intent {
					t.Errorf("%s: %s is read as it", row.Intent, typed)
				}
			}
		}
	}
	for intent, n := range yes {
		if n < 5 || no[intent] < 3 {
			t.Errorf("%s has %d sentences that mean it and %d that do not; it takes five and three", intent, n, no[intent])
		}
	}
}

// What was written down apart from the rows, before them or not looking at them, is
// understood.
func TestSaid(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	files, err := filepath.Glob("testdata/said-*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		family := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "said-"), ".txt")
		right, all := 0, 0
		for _, line := range lines(t, file) {
			intent, typed, _ := strings.Cut(line, " ")
			if !strings.Contains(intent, ".") {
				intent = family + "." + intent
			}
			all++
			if got := r.Read(typed, now()); len(got) > 0 && string(got[0].Intent) == intent {
				right++
			} else {
				t.Errorf("%s: %s is read as %v", intent, typed, intents(got))
			}
		}
		t.Logf("%s: %d of %d", family, right, all)
	}
}

func intents(rs []frame.Reading) []string {
	var out []string
	for _, r := range rs {
		out = append(out, string(r.Intent))
	}
	return out
}

func lines(t *testing.T, path string) []string {
	t.Helper()
	typed, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(typed)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return slices.Clip(out)
}
