package anwei_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
)

func anyValue() *rapid.Generator[anwei.Value] {
	return rapid.OneOf(
		rapid.Map(rapid.Int64Range(0, 1<<53), anwei.Number),
		rapid.Just(anwei.Value{NA: true}),
		rapid.Map(rapid.String(), func(s string) anwei.Value { return anwei.Value{Text: s} }),
	)
}

func anyValues() *rapid.Generator[anwei.Values] {
	return rapid.Map(rapid.MapOf(rapid.SampledFrom([]anwei.FieldID{"a", "b", "c", "d"}), anyValue()),
		func(m map[anwei.FieldID]anwei.Value) anwei.Values { return m })
}

func abcd() []anwei.Field {
	return []anwei.Field{{ID: "d"}, {ID: "c"}, {ID: "b"}, {ID: "a"}}
}

func TestZeroAbsentAndNotApplicableStayApart(t *testing.T) {
	in := anwei.Values{"a": anwei.Number(0), "b": {NA: true}, "d": anwei.Number(7)}
	b, err := json.Marshal(in)
	if err != nil {
		t.Fatal(err)
	}
	var out anwei.Values
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	for _, v := range []anwei.Values{in, out, in.Clone()} {
		for id, want := range map[anwei.FieldID]struct {
			n  int64
			ok bool
		}{"a": {0, true}, "b": {0, false}, "c": {0, false}, "d": {7, true}} {
			if n, ok := v.Number(id); n != want.n || ok != want.ok {
				t.Errorf("%s of %v: got %d, %v", id, v, n, ok)
			}
		}
		if got := ids(v.Missing(abcd())); got != "c" {
			t.Errorf("%q is missing of %v: 不适用 and zero are answers", got, v)
		}
	}
}

func TestCloneSharesNothing(t *testing.T) {
	v := anwei.Values{"a": anwei.Number(1)}
	w := v.Clone()
	w["a"], w["b"] = anwei.Number(2), anwei.Number(3)
	if len(v) != 1 || v["a"] != anwei.Number(1) {
		t.Errorf("the clone's change is seen in %v", v)
	}
	none := anwei.Values(nil).Clone()
	none["a"] = anwei.Number(1) // panics where the clone of nothing is nil
	if _, ok := anwei.Values(nil).Number("a"); ok {
		t.Error("nothing has a number")
	}
}

func TestChanges(t *testing.T) {
	old := anwei.Values{"a": anwei.Number(0), "b": anwei.Number(2), "c": {NA: true}}
	now := anwei.Values{"a": anwei.Number(0), "b": {NA: true}, "d": anwei.Number(0)}
	want := []anwei.Change{
		{Field: "d", New: &anwei.Value{}},
		{Field: "c", Old: &anwei.Value{NA: true}},
		{Field: "b", Old: &anwei.Value{N: 2}, New: &anwei.Value{NA: true}},
	}
	if got := anwei.Changes(abcd(), old, now); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
	if got := anwei.Changes(abcd(), nil, nil); got != nil {
		t.Errorf("nothing became something: %+v", got)
	}
}

func TestChangesLeadFromOldToNow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		old, now := anyValues().Draw(t, "old"), anyValues().Draw(t, "now")
		before, changes := old.Clone(), anwei.Changes(abcd(), old, now)
		got := old.Clone()
		for _, c := range changes {
			if was, ok := got[c.Field]; ok != (c.Old != nil) || ok && was != *c.Old {
				t.Fatalf("%+v does not start from %v", c, got)
			}
			if c.New == nil {
				delete(got, c.Field)
			} else {
				got[c.Field] = *c.New
			}
		}
		if !reflect.DeepEqual(got, now.Clone()) {
			t.Fatalf("%v and %+v lead to %v, not %v", old, changes, got, now)
		}
		if !reflect.DeepEqual(before, old.Clone()) {
			t.Fatal("Changes changed what it was given")
		}
		if len(anwei.Changes(abcd(), now, now)) != 0 {
			t.Fatal("something differs from itself")
		}
	})
}

func TestReportAsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "at"), 0).UTC()
		in := anwei.Report{
			Key:      anwei.ReportKey{Form: "figures", Period: anyPeriod().Draw(t, "p"), Unit: "nancun"},
			Plan:     "v1",
			Values:   anyValues().Draw(t, "values"),
			Reasons:  map[anwei.RuleID]string{"jump": rapid.String().Draw(t, "reason")},
			First:    at,
			Late:     rapid.Bool().Draw(t, "late"),
			Revision: rapid.IntRange(1, 99).Draw(t, "revision"),
			By:       "ann",
			At:       at.Add(time.Hour),
		}
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out anwei.Report
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(in, out) {
			t.Fatalf("%+v became %s and then %+v", in, b, out)
		}
	})
}

func TestRevisionAsJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anwei.Revision{
			N: 2, At: time.Unix(1_790_000_000, 0).UTC(), By: "ann", Plan: "v1",
			Changes: anwei.Changes(abcd(), anyValues().Draw(t, "old"), anyValues().Draw(t, "now")),
			Words:   []string{"检查3次", "改第7项 12"},
		}
		b, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		var out anwei.Revision
		if err := json.Unmarshal(b, &out); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(in, out) {
			t.Fatalf("%+v became %s and then %+v", in, b, out)
		}
	})
}

func TestReportKeysSortByPeriod(t *testing.T) {
	key := func(p string) string {
		return anwei.ReportKey{Form: "figures", Period: period(t, p), Unit: "nancun"}.String()
	}
	if got := key("2026-10"); got != "figures/2026-10/nancun" {
		t.Errorf("got %s", got)
	}
	if keys := []string{key("2025-12"), key("2026-02"), key("2026-09"), key("2026-10"), key("2027-01")}; !slices.IsSorted(keys) {
		t.Errorf("%v are out of order", keys)
	}
}
