package figures_test

import (
	"fmt"
	"strings"
	"testing"

	"anwei"
	"anwei/config/plan"
	"anwei/language/figures"
)

// TestFiguresOfAnotherCampaign reads a form that has nothing to do with checks
// and hazards: the names come from the form alone.
func TestFiguresOfAnotherCampaign(t *testing.T) {
	f := anwei.Form{
		ID: "training", Every: anwei.Quarter,
		Groups: []anwei.Group{
			{ID: "train", Title: "宣传培训情况", Name: "宣传培训", Words: []string{"培训宣传"}},
			{ID: "drill", Title: "应急演练情况", Name: "应急演练", Words: []string{"演练"}},
		},
		Fields: []anwei.Field{
			{ID: "sessions", Group: "train", Kind: anwei.Count, Title: "举办培训班(场次)", Name: "举办培训班场次", Short: "培训场次", Unit: "场次", Words: []string{"培训", "举办培训", "培训班"}},
			{ID: "trained", Group: "train", Kind: anwei.Count, Title: "参训人员(人次)", Name: "参训人次", Short: "参训人次", Unit: "人次", Words: []string{"参训", "培训人员", "受训"}},
			{ID: "leaflets", Group: "train", Kind: anwei.Count, Title: "发放宣传资料(份)", Name: "发放宣传资料", Short: "发放资料", Unit: "份", Words: []string{"宣传资料", "宣传单", "发放"}},
			{ID: "drills", Group: "drill", Kind: anwei.Count, Title: "开展演练(次)", Name: "演练次数", Short: "演练次数", Unit: "次", Words: []string{"演练", "开展演练"}},
			{ID: "money", Group: "drill", Kind: anwei.Count, Title: "投入资金(万元)", Name: "投入资金", Short: "投入资金", Unit: "万元", Words: []string{"资金", "投入"}},
			{ID: "remark", Group: "drill", Kind: anwei.Text, Title: "备注", Name: "备注", Short: "备注"},
		},
	}
	for _, c := range []struct {
		asked []anwei.FieldID
		text  string
		want  string
	}{
		{nil, "三季度举办培训班12场次，参训860人次，发放宣传资料3000份；开展演练4次", "sessions=12 trained=860 leaflets=3000 drills=4"},
		{[]anwei.FieldID{"sessions", "trained", "leaflets"}, "12 860 3000", "sessions=12 trained=860 leaflets=3000"},
		{[]anwei.FieldID{"sessions", "trained", "leaflets"}, "12场次 860人次 3000份", "sessions=12 trained=860 leaflets=3000"},
		{[]anwei.FieldID{"sessions", "trained", "leaflets"}, "培训12场，参训八百六十人次，没有发放宣传资料", "trained=860 leaflets=0"},
		{[]anwei.FieldID{"sessions", "trained", "leaflets"}, "没有", "sessions=0 trained=0 leaflets=0"},
		{[]anwei.FieldID{"drills", "money"}, "演练4次，检查企业12家", "drills=4"},
		{[]anwei.FieldID{"drills", "money"}, "演练4次，投入资金12万元", "drills=4"},
		{[]anwei.FieldID{"drills"}, "大约4次", ""},
		{nil, "零报告", "sessions=0 trained=0 leaflets=0 drills=0 money=0"},
		{nil, "第4项改成5", "drills=5"},
		{nil, "发现隐患12个", ""},
	} {
		var got []string
		for _, x := range figures.New(f).Read(c.text, figures.Asked{Fields: c.asked}).Found {
			got = append(got, fmt.Sprintf("%s=%d", x.Field, x.Value.N))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %s, want %s", c.text, s, c.want)
		}
	}
	if r := figures.New(anwei.Form{}).Read("3 12", figures.Asked{}); len(r.Found) > 0 || len(r.Refusals) == 0 {
		t.Errorf("without a form: %+v", r)
	}
}

// TestWordsOfPlans holds that each kind of words that a plan may have is one of the table.
func TestWordsOfPlans(t *testing.T) {
	for _, k := range anwei.WordKinds() {
		f := anwei.Form{ID: "f"}
		plain, more := figures.New(f), figures.New(f, anwei.Words{Kind: k, Words: []string{"渔排"}})
		text := "检查3渔排，发现渔排4，渔排"
		if plain.Read(text, figures.Asked{}).Explain() == more.Read(text, figures.Asked{}).Explain() {
			t.Errorf("a word of kind %s changes nothing", k)
		}
	}
}

// TestFiguresOfOtherPlans reads the forms of two other plans, one of which adds words
// of its county; without them the same text is not read.
func TestFiguresOfOtherPlans(t *testing.T) {
	for _, c := range []struct{ file, form, text, want, bare string }{
		{"../../bot/testdata/flood.yaml", "flood", "巡查河道12次，转移群众860人，已返回850人", "patrols=12 moved=860 returned=850", "same"},
		{"../../bot/testdata/flood.yaml", "flood", "巡查12次，没有转移群众", "patrols=12 moved=0", "same"},
		{"testdata/forest.yaml", "forest", "巡护检查林场4家、坟场9家、渔排2家，发现隐患8处，清掉7处，1处没清掉", "checks=15 risks=8 cleared=7", ""},
		{"testdata/forest.yaml", "forest", "巡护检查31宗户，巡出火险点12处，已隔离到位12处，插宣传旗30面", "checks=31 risks=12 cleared=12", ""},
		{"testdata/forest.yaml", "forest", "扑灭火情2起，受伤人员一概莫有", "fires=2 hurt=0", "fires=2"},
	} {
		p, err := plan.LoadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		f, _ := p.Form(anwei.FormID(c.form))
		read := func(words ...anwei.Words) string {
			var got []string
			for _, x := range figures.New(f, words...).Read(c.text, figures.Asked{}).Found {
				got = append(got, fmt.Sprintf("%s=%d", x.Field, x.Value.N))
			}
			return strings.Join(got, " ")
		}
		if got := read(p.Words...); got != c.want {
			t.Errorf("%s: got %s, want %s\n%s", c.text, got, c.want, figures.New(f, p.Words...).Read(c.text, figures.Asked{}).Explain())
		}
		if got := read(); c.bare != "same" && got == c.want {
			t.Errorf("%s: %s is read without the plan's words", c.text, got)
		}
	}
}
