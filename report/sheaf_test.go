package report_test

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/report"
)

// TestSheaf gives back of each report what was put in, but for plan and reasons, and of
// a bare one what was answered.
func TestSheaf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		bare := rapid.Bool().Draw(t, "bare")
		s := report.NewSheaf(bare)
		want := map[anwei.UnitID]anwei.Report{}
		for _, u := range rapid.SliceOfDistinct(rapid.StringN(1, 5, -1), func(s string) string { return s }).Draw(t, "units") {
			at := time.Unix(rapid.Int64Range(0, 1e9).Draw(t, "at"), 0).UTC()
			r := anwei.Report{
				Key:    anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: anwei.UnitID(u)},
				Values: anwei.Values{}, First: at, At: at.Add(time.Hour), By: anwei.PersonID(u), Revision: rapid.IntRange(1, 9).Draw(t, "revision"),
				Late: rapid.Bool().Draw(t, "late"), Behalf: rapid.Bool().Draw(t, "behalf"),
			}
			if rapid.Bool().Draw(t, "handled") {
				r.Handled = &anwei.Handling{N: 1, Kind: anwei.Returned, Reason: "数不对"}
			}
			for _, f := range rapid.SliceOfDistinct(rapid.SampledFrom([]string{"a", "b", "c", "d"}), func(s string) string { return s }).Draw(t, "fields") {
				v := anwei.Value{N: rapid.Int64().Draw(t, "n"), NA: rapid.Bool().Draw(t, "na"), Same: rapid.Bool().Draw(t, "same")}
				v.Text, v.Note = rapid.String().Draw(t, "text"), rapid.String().Draw(t, "note")
				if rapid.Bool().Draw(t, "plain") {
					v = anwei.Value{N: v.N}
				}
				r.Values[anwei.FieldID(f)] = v
			}
			s.Add(r)
			want[r.Key.Unit] = r
		}
		for u, r := range want {
			got, ok := s.Of(u, nil)
			if bare {
				for id, v := range r.Values {
					r.Values[id] = anwei.Value{N: v.N, NA: v.NA}
				}
			}
			if !ok || !reflect.DeepEqual(got, r) {
				t.Fatalf("got %+v, want %+v", got, r)
			}
			r.Values = nil
			if got, _ := s.Head(u); !reflect.DeepEqual(got, r) {
				t.Fatalf("head %+v, want %+v", got, r)
			}
		}
		if _, ok := s.Of("nobody", nil); ok {
			t.Fatal("a report of nobody")
		}
	})
}
