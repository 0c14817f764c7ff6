package frame_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/language/frame"
)

func TestDesk(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	desk := func(text string) (frame.DeskSaid, bool) { return frame.Desk(r.Read(text, now())) }
	sept := anwei.MonthPeriod(2026, 9)
	for text, want := range map[string]frame.DeskSaid{
		"退回 南村镇 第6项与台账不符":       {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Items: []int{6}, Rest: "第6项与台账不符"},
		"退回南村镇9月第6、7项，数据与台账不符":  {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Period: sept, Items: []int{6, 7}, Rest: "第6、7项，数据与台账不符"},
		"退回下村镇9月":               {Act: frame.DeskReturn, Units: []anwei.UnitID{"xiacun"}, Period: sept},
		"退回9月南村调度表 第六项":         {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Period: sept, Form: "figures", Items: []int{6}},
		"把南村镇9月的报表退回，漏报了":       {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Period: sept, Rest: "漏报了"},
		"退回 南村镇 台账 第3项和第5项没有写明": {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Form: "ledger", Items: []int{3, 5}, Rest: "第3项和第5项没有写明"},
		"退回 南村镇 与教育局的数对不上":      {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Rest: "与教育局的数对不上"},
		"收下 南村镇":                {Act: frame.DeskSeal, Units: []anwei.UnitID{"nancun"}},
		"收下南村镇、下村镇":             {Act: frame.DeskSeal, Units: []anwei.UnitID{"nancun", "xiacun"}},
		"收下全部已报":                {Act: frame.DeskSeal, All: true},
		"解锁 南村镇 第6项要改":          {Act: frame.DeskUnlock, Units: []anwei.UnitID{"nancun"}, Items: []int{6}, Rest: "第6项要改"},
		"代录 南村镇 检查3次，发现隐患12个":   {Act: frame.DeskBehalf, Units: []anwei.UnitID{"nancun"}, Rest: "检查3次，发现隐患12个"},
		"南村的表退回去，重大隐患数不对":       {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Rest: "重大隐患数不对"},
		"南村镇9月的打回去重填":           {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Period: sept},
		"把南村退了，数不对":             {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Rest: "数不对"},
		"南村的数据有问题让他们重报":         {Act: frame.DeskReturn, Units: []anwei.UnitID{"nancun"}, Rest: "数据有问题"},
		// Said in other words than the act's own.
		"都收下吧":         {Act: frame.DeskSeal, All: true},
		"报上来的都收了":      {Act: frame.DeskSeal, All: true},
		"南村下村的收了":      {Act: frame.DeskSeal, Units: []anwei.UnitID{"nancun", "xiacun"}},
		"给南村解锁":        {Act: frame.DeskUnlock, Units: []anwei.UnitID{"nancun"}},
		"南村要改数给他解个锁":   {Act: frame.DeskUnlock, Units: []anwei.UnitID{"nancun"}, Rest: "要改数"},
		"给南村镇解一下锁，漏报了": {Act: frame.DeskUnlock, Units: []anwei.UnitID{"nancun"}, Rest: "漏报了"},
		"替南村镇填一下9月的":   {Act: frame.DeskBehalf, Units: []anwei.UnitID{"nancun"}, Period: sept},
		"南村电话报的，我替他填":  {Act: frame.DeskBehalf, Units: []anwei.UnitID{"nancun"}},
		"帮南村报一下，检查3次":  {Act: frame.DeskBehalf, Units: []anwei.UnitID{"nancun"}, Rest: "检查3次"},
		"催一下":          {Act: frame.DeskChase},
		"催一下教育局":       {Act: frame.DeskChase, Units: []anwei.UnitID{"jiaoyu"}},
		"催报9月":         {Act: frame.DeskChase, Period: sept},
	} {
		got, ok := desk(text)
		if !ok || !equalDesk(got, want) {
			t.Errorf("%s\n got %+v %t\nwant %+v", text, got, ok, want)
		}
	}
}

func equalDesk(a, b frame.DeskSaid) bool {
	join := func(ids []anwei.UnitID) string {
		var b strings.Builder
		for _, id := range ids {
			b.WriteString(string(id) + " ")
		}
		return b.String()
	}
	same := a.Act == b.Act && join(a.Units) == join(b.Units) && join(a.Either) == join(b.Either) &&
		a.All == b.All && a.Form == b.Form && a.Period == b.Period && a.Rest == b.Rest && len(a.Items) == len(b.Items)
	for i := range a.Items {
		same = same && a.Items[i] == b.Items[i]
	}
	return same
}

// What means something else is no act of the office.
func TestDeskNone(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	desk := func(text string) (frame.DeskSaid, bool) { return frame.Desk(r.Read(text, now())) }
	for _, text := range []string{
		"退回上一步", "催办记录 南村镇", "催化剂检查3次", "检查3次，发现12个隐患", "3 12", "填报", "",
		"上级退回的隐患3个", "南村镇站长退了，换成李四", "收到", "收到了", "审核通过", "南村帮扶企业3家", "南村镇整改通过验收3处", "帮我填报", "南村镇重报",
		"替换南村镇填报员", "第6项与台账不符", "南村镇检查了3次，收下整改单2份",
	} {
		if got, ok := desk(text); ok {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
}

// No text makes the reader panic, and what it leaves stands in the text.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"退回 南村镇 第6项与台账不符", "收下全部", "第第第项", "退回第", "把\xff退回", "催 第９９项"} {
		f.Add(s)
	}
	r := frame.Load().For(known())
	f.Fuzz(func(t *testing.T, text string) {
		for _, got := range r.Read(text, now()) {
			for slot, rest := range got.Rest {
				if slot != "items" && !strings.Contains(text, rest) {
					t.Errorf("%q has %s %q", text, slot, rest)
				}
			}
		}
	})
}

func TestAsksState(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	for text, want := range map[string]anwei.UnitID{
		"南村收下没":     "nancun",
		"南村的退回改了没":  "nancun",
		"南村镇确认了吗":   "nancun",
		"南村解锁了没":    "nancun",
		"收下南村":      "",
		"退回南村 漏报了没": "",
		"南村报了没":     "",
		"收下没":       "",
	} {
		if got, ok := frame.AsksState(r.Read(text, now())); got != want && ok || ok != (want != "") {
			t.Errorf("%q: got %q %t, want %q", text, got, ok, want)
		}
	}
}
