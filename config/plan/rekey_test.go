package plan_test

import (
	"os"
	"strings"
	"testing"

	"anwei"
	"anwei/config/plan"
)

func TestRekey(t *testing.T) {
	p := load2026(t)
	if text := notice(t); !strings.Contains(text, squeeze(p.Rekey.Source)) || !strings.Contains(text, squeeze(p.Rekey.System)) {
		t.Errorf("%+v is not in the notice", p.Rekey)
	}
	// What is keyed is what the duty asks, of the same month.
	if d, ok := p.Duty(p.Rekey.Duty); !ok || d.Every != anwei.Month || !strings.Contains(d.Source, p.Rekey.Source) {
		t.Errorf("keying fulfils %+v", d)
	}
	form, _ := p.Form(p.Rekey.Form)
	if got := p.Rekey.Order(form); len(got) != 15 || got[0].ID != "leader_inspections" || p.Rekey.Note == "" {
		t.Errorf("%d fields from %v, note %q; want the official order, and a note that says so", len(got), got[0].ID, p.Rekey.Note)
	}
}

func TestRekeyInAnotherOrder(t *testing.T) {
	p, err := plan.Load("small.yaml", smallWith(t, "rekey: {system: 系统, form: figures, fields: [{field: hazards, label: 隐患总数}, {field: checks}]}"))
	if err != nil {
		t.Fatal(err)
	}
	form, _ := p.Form("figures")
	got := p.Rekey.Order(form)
	if len(got) != 2 || got[0].Name != "隐患总数" || got[0].ID != "hazards" || got[1].Name != "自查家次" {
		t.Errorf("order %+v", got)
	}
	var b strings.Builder
	if err := plan.Show(&b, p); err != nil || !strings.Contains(b.String(), "补录：系统，录《调度表》\n   1. 隐患总数\n   2. 自查家次\n") {
		t.Errorf("%v in\n%s", err, b.String())
	}
}

func TestBadRekey(t *testing.T) {
	for yaml, want := range map[string]string{
		"rekey: {system: 系统, form: ledger}":                                              "bad.yaml:6: rekey.form: 方案里没有“ledger”这张表",
		"rekey: {form: figures}":                                                         "bad.yaml:6: rekey.system: 没有填写；请补上要补录到哪个系统",
		"rekey: {system: 系统, form: figures, duty: no}":                                   "bad.yaml:6: rekey.duty: 方案里没有“no”这项工作任务",
		"rekey: {system: 系统, form: figures, fields: [{field: no}]}":                      "bad.yaml:6: rekey.fields[0].field: 调度表里没有“no”这个指标",
		"rekey: {system: 系统, form: figures, fields: [{field: checks}, {field: checks}]}": "bad.yaml:6: rekey.fields[1].field: 补录的指标“checks”重复",
	} {
		if _, err := plan.Load("bad.yaml", smallWith(t, yaml)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s:\n%v\nwant %s", yaml, err, want)
		}
	}
}

// smallWith is the small plan with a line after the office's.
func smallWith(t *testing.T, line string) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return []byte(strings.Replace(string(b), "office: 县安委办\n", "office: 县安委办\n"+line+"\n", 1))
}
