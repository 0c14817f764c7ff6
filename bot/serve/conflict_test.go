package serve_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"anwei"
	"anwei/storage"
)

// Two people of one unit who answer at the same instant lose nothing of what either
// said; and neither hands in what the other changed after it was shown to him.
func TestTwoOfOneUnit(t *testing.T) {
	b := newBench(t)
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "jiaoyu"}
	b.hear(t, text("a", "jiaoyu_tb", "填报调度表"))
	b.hear(t, text("b", "jianguan", "填报调度表"))
	b.hear(t, text("c", "jianguan", "教育局"))
	said := map[string][]string{
		"jiaoyu_tb": {"带队检查3次", "企业自查45家次", "部门检查20家次"},
		"jianguan":  {"带队检查发现隐患12个", "企业自查发现隐患120个", "约谈2家"},
	}
	var all sync.WaitGroup
	for who, words := range said {
		for i, w := range words {
			all.Go(func() {
				if _, err := b.Handle(t.Context(), text(fmt.Sprint(who, i), who, w)); err != nil {
					t.Error(err)
				}
			})
		}
	}
	all.Wait()
	b.update(t, func(tx storage.Ledger) error {
		d, _, err := tx.Draft(key)
		if len(d.Values) != 6 || len(d.Words) != 6 {
			t.Errorf("the draft holds %v of %q", d.Values, d.Words)
		}
		return err
	})
	// Which group is asked by now is chance, so every figure has its whole name.
	b.hear(t, text("d", "jiaoyu_tb", "企业自查整改118个，企业自查重大隐患2个，企业自查重大隐患整改2个"))
	b.hear(t, text("e", "jiaoyu_tb", "部门检查发现隐患44个，部门检查整改40个，部门检查重大隐患1个，部门检查重大隐患整改1个，停产0家，问责0人"))
	b.hear(t, text("f", "jianguan", "看看"))
	b.hear(t, text("g", "jianguan", "改第1项 7"))
	if a := b.hear(t, text("h", "jiaoyu_tb", "确认提交")); strings.Contains(a.Text, "已报送") {
		t.Errorf("what was changed meanwhile is handed in: %s", a.Text)
	}
	b.update(t, func(tx storage.Ledger) error {
		_, in, err := tx.Report(key)
		d, has, _ := tx.Draft(key)
		if in || !has || d.Values["leader_inspections"].N != 7 {
			t.Errorf("the report is in: %t; the draft holds %v", in, d.Values)
		}
		return err
	})
	var done sync.WaitGroup
	for i, who := range []string{"jiaoyu_tb", "jianguan", "jiaoyu_tb", "jianguan"} {
		done.Go(func() {
			for j, w := range []string{"看看", "确认提交", "确认提交"} {
				if _, err := b.Handle(t.Context(), text(fmt.Sprint("z", i, j), who, w)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	done.Wait()
	b.update(t, func(tx storage.Ledger) error {
		r, in, err := tx.Report(key)
		if _, has, _ := tx.Draft(key); !in || has || r.Revision != 1 || r.Values["leader_inspections"].N != 7 {
			t.Errorf("four who confirm at once leave %+v", r)
		}
		return err
	})
}
