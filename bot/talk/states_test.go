package talk_test

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// TestOldStates holds that the states which earlier versions stored still load, lose
// nothing by it, and go on: each file under testdata/states is what a version wrote
// for one place in which a talk stands. They are contracts with ledgers that exist:
// -update writes those that are missing and never changes one that is there.
func TestOldStates(t *testing.T) {
	all := corners()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, version := range []string{"2026-11-", "v1-"} {
			t.Run(version+"at "+name, func(t *testing.T) {
				c := all[name]
				h := newHouse(t)
				who, _ := h.reach(t, c.script)
				file := filepath.Join("..", "testdata", "states", version+cmp.Or(name, "idle")+".json")
				old, err := os.ReadFile(file)
				if os.IsNotExist(err) && *update && version == "v1-" {
					old, err = h.talks[who], os.WriteFile(file, append(slices.Clone(h.talks[who]), '\n'), 0o600)
				}
				if os.IsNotExist(err) && version != "v1-" {
					t.Skip("that version did not ask this")
				}
				if err != nil {
					t.Fatal(err)
				}
				old = []byte(strings.TrimSpace(string(old)))
				again := storedAgain(t, old)
				if version == "v1-" && string(again) != string(old) {
					t.Errorf("what was stored is lost by loading:\n%s\n%s", old, again)
				}
				if twice := storedAgain(t, again); string(twice) != string(again) {
					t.Errorf("what was brought up to date changes again:\n%s\n%s", again, twice)
				}
				now := values(t, again)
				for x := range values(t, old) {
					if !now[x] {
						t.Errorf("%s is lost by loading:\n%s\n%s", x, old, again)
					}
				}
				was := at(h.state(who))
				if h.talks[who] = old; !slices.Equal(at(h.state(who)), was) {
					t.Errorf("the talk stands at %v, and at %v once it is stored anew", at(h.state(who)), was)
				}
				nextStep(t, h, who, corner{next: c.next, free: true}, nil)
			})
		}
	}
}

// storedAgain is a stored state, loaded and stored.
func storedAgain(t *testing.T, b []byte) []byte {
	t.Helper()
	var st bot.State
	if err := json.Unmarshal(b, &st); err != nil {
		t.Fatal(err)
	}
	again, err := json.Marshal(st)
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// values are all that is in a stored state, each with its name. What is asked was called
// ask before.
func values(t *testing.T, b []byte) map[string]bool {
	t.Helper()
	var whole any
	if err := json.Unmarshal(b, &whole); err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	var walk func(name string, v any)
	walk = func(name string, v any) {
		switch v := v.(type) {
		case map[string]any:
			for k, x := range v {
				walk(k, x)
			}
			if len(v) == 0 {
				out[name+" is empty"] = true
			}
		case []any:
			for _, x := range v {
				walk(name, x)
			}
		default:
			if name == "ask" {
				name = "kind"
			}
			out[fmt.Sprintf("%s %v", name, v)] = true
		}
	}
	walk("", whole)
	return out
}

// TestOldestStates holds that the states of the first version, which knew little,
// go on as well, and that fields nobody knows any more do no harm.
func TestOldestStates(t *testing.T) {
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	for _, old := range []string{
		`{}`, `null`, `{"stage":"asking","key":{"form":"figures","period":"2026-10","unit":"nancun"},"group":0}`,
		`{"stage":"fixing","key":{"form":"figures","period":"2026-10","unit":"nancun"},"group":1,"field":"self_checks"}`,
		`{"stage":"review","key":{"form":"figures","period":"2026-10","unit":"nancun"},"gone":{"x":1}}`,
		`{"stage":"leaving","key":{"form":"figures","period":"2026-10","unit":"nancun"}}`,
		`{"stage":"guessing","key":{"form":"figures","period":"2026-10","unit":"nancun"}}`,
		`{"stage":"reason","key":{"form":"figures","period":"2026-10","unit":"nancun"}}`,
		`{"stage":"choosing","key":{"form":"","period":"","unit":""}}`,
		`{"stage":"asking","key":{"form":"figures","period":"2026-10","unit":"nancun"},"group":99,"field":"gone"}`,
		`{"stage":"fixing","key":{"form":"figures","period":"2026-10","unit":"nancun"},"field":"gone"}`,
		`{"stage":"unheard of","key":{"form":"figures","period":"2026-10","unit":"nancun"}}`,
		`{"pending":{"ask":"unheard of"}}`, `{"pending":{"ask":"act"}}`, `{"pending":{"ask":"over"}}`, `{"pending":{"ask":"sheet"}}`, `{"pending":{"ask":"note"}}`,
		`{"pending":{"ask":"open"}}`, `{"pending":{"ask":"stamp"}}`, `{"pending":{"ask":"series"}}`, `{"noticing":{"id":9,"stage":"gone"}}`,
		`{"version":1,"open":[{"room":"duty","kind":"note","data":{"told":5}}]}`, `{"version":1,"open":[{"room":"duty","kind":"unheard of"}]}`,
		`{"version":1,"open":[{"room":"nowhere","kind":"note","data":{}}]}`, `{"version":1,"open":[{"room":"office","kind":"act"}]}`,
		`{"version":1,"open":[{"room":"filing","kind":"report","data":{"stage":7}},{"room":"query","kind":"topic","data":[]},{"room":"query","kind":"meant"}]}`,
	} {
		h := newHouse(t)
		h.listen(t, "nancun_tb", "填报")
		h.listen(t, "nancun_tb", "3 12")
		h.talks["nancun_tb"] = []byte(old)
		for _, text := range []string{"是", "看看", "算了", "填报", "保留", "填报", "45 120 118 2 2", "20 44 40 1 1 0 2 0", "确认提交"} {
			if len(h.listen(t, "nancun_tb", text)) == 0 {
				t.Errorf("%s: %s gets no answer", old, text)
			}
		}
		if h.reports[key].Revision != 1 {
			t.Errorf("%s: the report cannot be handed in; the talk stands at %s", old, h.talks["nancun_tb"])
		}
	}
}
