package talk_test

import (
	"slices"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
)

// withReports is the sample county with 南村镇 and 下村镇 reported.
func withReports(t *testing.T) *house {
	t.Helper()
	h := newHouse(t)
	for _, u := range []anwei.UnitID{"nancun", "xiacun"} {
		key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, time.October), Unit: u}
		v := anwei.Values{"self_checks": anwei.Number(3)}
		h.apply(t, "", bot.Confirm{
			Report:   anwei.Report{Key: key, Plan: h.plan.Version, Values: v, Revision: 1, First: h.now, At: h.now},
			Revision: anwei.Revision{N: 1, At: h.now, Changes: anwei.Changes(h.plan.Forms[0].Fields, nil, v)},
		})
	}
	return h
}

// TestRightsOfTables says of each kind of person what of the ledger each word may
// change or show: who may freeze a period, whose report he may tick off, and what
// part of the county the lists are of.
func TestRightsOfTables(t *testing.T) {
	const none = ""
	for _, test := range []struct {
		who                    anwei.PersonID
		freeze, tickIn, tickEx bool
		lists                  anwei.UnitID // the node of 修订清单
		moves, ledger          anwei.UnitID
	}{
		{"anban", true, true, true, "xian", "xian", "xian"},
		{"anban_zr", true, true, true, "xian", "xian", "xian"},
		{"xianzhang", false, false, false, "xian", "xian", "xian"},
		{"nancun_tb", false, true, false, "nancun", none, none},
		{"nancun_zz", false, false, false, "nancun", "nancun", "nancun"},
		{"nobody", false, false, false, none, none, none},
	} {
		h := withReports(t)
		h.frozen = []anwei.Snapshot{{Period: anwei.MonthPeriod(2026, time.October), Name: "旧", At: h.now}}
		did := func(text string) (frozen bool, keyed []anwei.UnitID, order anwei.UnitID) {
			h.turns++
			for _, e := range h.turn(t, bot.Message{ID: text, From: test.who, At: h.now, Kind: bot.TextMessage, Text: text}) {
				switch e := e.(type) {
				case bot.AddSnapshot:
					frozen = true
				case bot.PutKeyed:
					keyed = append(keyed, e.Keyed.Key.Unit)
				case bot.Say:
					if o, is := e.Content.(anwei.Order); is {
						order = o.Of().Unit
					}
				default:
				}
			}
			return frozen, keyed, order
		}
		if got, _, _ := did("定格10月 报市"); got {
			t.Errorf("%s freezes before it was shown", test.who)
		}
		if got, _, _ := did("确认定格"); got != test.freeze {
			t.Errorf("%s freezes: %t", test.who, got)
		}
		if _, got, _ := did("已录 南村镇"); slices.Contains(got, "nancun") != test.tickIn || len(got) > 1 {
			t.Errorf("%s ticks off %v", test.who, got)
		}
		if _, got, _ := did("已录 下村镇"); slices.Contains(got, "xiacun") != test.tickEx || len(got) > 1 {
			t.Errorf("%s ticks off %v", test.who, got)
		}
		for text, want := range map[string]anwei.UnitID{"修订清单": test.lists, "10月上报后有什么变化": test.moves, "台账汇总": test.ledger} {
			if _, _, got := did(text); got != want {
				t.Errorf("%s: %s is of %q, want %q", test.who, text, got, want)
			}
		}
	}
}

// What only sounds like a word about tables is left to the others.
func TestNotAboutTables(t *testing.T) {
	for _, text := range []string{"已录入系统3条", "定格动画看了2次", "录好像不对", "南村镇已录3家", "没录"} {
		h := withReports(t)
		for _, e := range h.turn(t, bot.Message{ID: "m", From: "anban", At: h.now, Kind: bot.TextMessage, Text: text}) {
			switch e.(type) {
			case bot.AddSnapshot, bot.PutKeyed:
				t.Errorf("%s: %#v", text, e)
			default:
			}
		}
	}
}
