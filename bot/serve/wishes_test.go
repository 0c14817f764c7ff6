package serve_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/bot/phrases"
	"anwei/bot/serve"
	"anwei/storage"
)

// A wish and a baseline are kept through the ledger; the briefing is composed of
// what is in by then, within what the person may see.
func TestWishAndBriefing(t *testing.T) {
	b := newBench(t)
	b.hear(t, text("1", "xianzhang", "每天简报"))
	b.hear(t, text("2", "anban", "设基准 每千次检查发现重大隐患数 1.2"))
	b.hear(t, text("3", "nancun_tb", "零报告"))
	b.hear(t, text("4", "nancun_tb", "确认提交"))
	err := b.store.View(t.Context(), func(tx storage.Ledger) error {
		w, ok, err := tx.Wish("xianzhang")
		if err != nil || !ok || w.Briefing != anwei.DailyBriefing {
			t.Errorf("the wish is %+v, %v", w, err)
		}
		all, err := tx.Baselines()
		if err != nil || len(all) != 1 || all[0].Value != 1.2 || all[0].By != "anban" {
			t.Errorf("the baselines are %+v, %v", all, err)
		}
		for who, want := range map[anwei.PersonID]string{"xianzhang": "已报1家", "nancun_tb": "", "nobody": ""} {
			got, err := serve.Bulletin(tx, phrases.New(), b.plan, anwei.Calendar{}, b.now, who, anwei.Bulletin{Kind: anwei.DailyBriefing})
			if err != nil || !strings.Contains(got, want) || want == "" && got != "" {
				t.Errorf("%s reads %q, %v", who, got, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
