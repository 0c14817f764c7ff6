package intake_test

import "testing"

// TestReadRowLabels holds what makes a row one of totals, of a unit that nobody
// knows, or one to be read; each case stands at the edge of a rule.
func TestReadRowLabels(t *testing.T) {
	r := newReading(t)
	for _, c := range []struct{ name, grid, want string }{
		{
			"a total says so in fourteen characters",
			"单位|企业自查（家次）|部门检查经营单位（家次）\n南村镇|20|15\n全县各乡镇及县直各部门的合计|29|26",
			"nancun  dept_checks=15@C2 self_checks=20@B2\n- A3 \"全县各乡镇及县直各部门的合计\" total-row \n",
		},
		{
			"fifteen are a name or a sentence",
			"单位|企业自查（家次）|部门检查经营单位（家次）\n南村镇|20|15\n全县各个乡镇及县直各部门的合计|29|26",
			"nancun  dept_checks=15@C2 self_checks=20@B2\n- A3 \"全县各个乡镇及县直各部门的合计\" unknown-unit \n",
		},
		{
			"one character is enough of a total",
			"单位|企业自查（家次）|部门检查经营单位（家次）\n南村镇|20|15\n计|29|26",
			"nancun  dept_checks=15@C2 self_checks=20@B2\n- A3 \"计\" total-row \n",
		},
		{
			"what stands behind the answers is no label",
			"单位|企业自查（家次）|部门检查经营单位（家次）|备注\n南村镇|20|15|比上月同期多",
			"nancun  dept_checks=15@C2 self_checks=20@B2\n- D2 \"比上月同期多\" no-heading \n",
		},
		{
			"but the unit is, wherever it stands",
			"企业自查（家次）|部门检查经营单位（家次）|单位\n20|15|南村镇\n29|26|合计",
			"nancun  dept_checks=15@B2 self_checks=20@A2\n- A3 \"29\" total-row \n",
		},
		{
			"a row of nobody knows whom, without an answer, is not spoken of",
			"单位|企业自查（家次）|部门检查经营单位（家次）\n南村镇|20|15\n北村2||",
			"nancun  dept_checks=15@C2 self_checks=20@B2\n",
		},
		{
			"of an unknown unit's table a row that names a known one is read, and one that names none is asked about",
			"填报单位：北村镇\n单位|企业自查（家次）|部门检查经营单位（家次）\n南村镇|20|15\n|8|9",
			"nancun  dept_checks=15@C3 self_checks=20@B3\n  (北村镇?) dept_checks=9@C4 self_checks=8@B4\n",
		},
		{
			"a total is one under any heading before the answers",
			"填报单位：南村镇\n序号|企业自查（家次）|部门检查经营单位（家次）\n1|20|15\n合计|29|26",
			"nancun  dept_checks=15@C3 self_checks=20@B3\n- A4 \"合计\" total-row \n",
		},
	} {
		if got := told(r.read(t, "figures", cells(c.grid))); got != c.want {
			t.Errorf("%s: got\n%swant\n%s", c.name, got, c.want)
		}
	}
}
