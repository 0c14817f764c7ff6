package anwei_test

import (
	"testing"
	"time"

	"anwei"
)

// What the office has set last takes the plan's place, and the plan stays as it is.
func TestWithBaselines(t *testing.T) {
	old := 0.5
	p := anwei.Plan{Indicators: []anwei.Indicator{{ID: "a", Baseline: &old, BaselineName: "全国平均水平"}, {ID: "b"}, {ID: "c", Baseline: &old}}}
	set := func(id anwei.IndicatorID, v float64, hour int) anwei.Baseline {
		return anwei.Baseline{Indicator: id, Value: v, At: time.Date(2026, 10, 22, hour, 0, 0, 0, time.UTC)}
	}
	got := p.WithBaselines([]anwei.Baseline{set("a", 1, 8), set("a", 1.2, 9), set("b", 3, 8)}, "基准")
	if v := *got.Indicators[0].Baseline; v != 1.2 || got.Indicators[0].BaselineName != "全国平均水平" {
		t.Errorf("a is compared with %g", v)
	}
	if b := got.Indicators[1]; b.Baseline == nil || *b.Baseline != 3 || b.BaselineName != "基准" {
		t.Errorf("b is %+v", b)
	}
	if *got.Indicators[2].Baseline != old || *p.Indicators[0].Baseline != old || p.Indicators[1].Baseline != nil {
		t.Error("what was not set has changed")
	}
}
