package anwei_test

import (
	"testing"

	"anwei"
)

func TestMaskPhones(t *testing.T) {
	for typed, want := range map[string]string{
		"":                             "",
		"13500000010":                  "135****0010",
		"李四 13812345678改成13911112222":  "李四 138****5678改成139****2222",
		"编号2026101900001，电话1391111222": "编号2026101900001，电话1391111222",
		"113500000010":                 "113500000010",
		"身份证14050219900101123X 13500000010。": "身份证14050219900101123X 135****0010。",
	} {
		if got := anwei.MaskPhones(typed); got != want {
			t.Errorf("%s is shown as %s", typed, got)
		}
	}
}

// TestAuditsAreChained holds that the sum changes with whatever a row says and with the one
// before, and stays when something of a person is erased.
func TestAuditsAreChained(t *testing.T) {
	a := anwei.Audit{ID: "m1/1", By: "anban", Action: "退回", Unit: "nancun", Detail: "漏报", Old: "13500000010"}
	for name, b := range map[string]anwei.Audit{
		"another detail": {ID: "m1/1", By: "anban", Action: "退回", Unit: "nancun", Detail: "错报", Old: "13500000010"},
		"refused":        {ID: "m1/1", By: "anban", Action: "退回", Unit: "nancun", Detail: "漏报", Old: "13500000010", Refused: true},
	} {
		if a.Chained("x") == b.Chained("x") {
			t.Errorf("%s: the sum stays", name)
		}
	}
	if a.Chained("x") == a.Chained("y") {
		t.Error("the row before does not count")
	}
	numbered := a
	numbered.N, numbered.Sum = 7, "s"
	erased := a
	erased.Erased, erased.Old = a.Digest(), "135****0010"
	if a.Chained("x") != numbered.Chained("x") || a.Chained("x") != erased.Chained("x") {
		t.Error("its own number, or what is erased of it, changes the sum")
	}
}
