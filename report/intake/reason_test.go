package intake_test

import (
	"testing"

	"anwei"
	"anwei/report/intake"
)

// Why a task does not concern a unit stands in its cell, and is read back from it.
func TestReasonsOfTasksComeBack(t *testing.T) {
	r := newReading(t)
	form, _ := r.plan.Form("ledger")
	rows := cells("填报单位：南村镇\n" + ledgerHead + "11|目标|落实主体企业责任|各单位|……|不涉及：辖区无主体企业\n12|目标|落实主要负责人职责|各单位|……|不涉及")
	in := intake.Read(intake.Grid{Rows: rows}, form, intake.NewUnitNames(r.units), r.reader, r.now)
	if len(in.Entries) != 1 {
		t.Fatalf("got %+v", in)
	}
	v := in.Entries[0].Values
	if got := v["main_enterprises"]; got != (anwei.Value{NA: true, Note: "辖区无主体企业"}) {
		t.Errorf("with a reason: %+v", got)
	}
	if got := v["principals"]; got != (anwei.Value{NA: true}) {
		t.Errorf("without one: %+v", got)
	}
	same := anwei.Value{Text: "a", Same: true, Note: "b"}
	if same.Says() != (anwei.Value{Text: "a"}) {
		t.Errorf("what is said is %+v", same.Says())
	}
}
