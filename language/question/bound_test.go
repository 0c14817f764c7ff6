package question_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/language/lexicon"
	"anwei/language/question"
)

// plain reads questions about no plan in particular.
func plain() *question.Reader { return question.NewReader(anwei.Plan{}, lexicon.NewGazetteer(nil)) }

func TestBoundIsRead(t *testing.T) {
	below := func(n float64) question.Bound { return question.Bound{Below: true, N: n} }
	percent := func(b question.Bound) question.Bound { b.Percent = true; return b }
	for text, want := range map[string]struct {
		bound question.Bound
		rest  string
	}{
		"整改率低于90%的有哪些":    {percent(below(90)), "整改率的有哪些"},
		"哪些镇整改率没到95.5％":   {percent(below(95.5)), "哪些镇整改率"},
		"整改率不足百分之九十的单位":   {percent(below(90)), "整改率的单位"},
		"整改率不到九成的镇":       {percent(below(90)), "整改率的镇"},
		"隐患超过100个的镇":      {question.Bound{N: 100}, "隐患的镇"},
		"检查家次不少于40家次的":    {question.Bound{Even: true, N: 40}, "检查家次的"},
		"整改率没达到九成五的":      {percent(below(95)), "整改率的"},
		"整改率不到八成半的镇":      {percent(below(85)), "整改率的镇"},
		"9月整改率100%的有哪些":   {percent(question.Bound{Exact: true, N: 100}), "9月整改率的有哪些"},
		"9月哪些单位隐患是0":      {question.Bound{Exact: true}, "9月哪些单位隐患"},
		"重大隐患为0的单位":       {question.Bound{Exact: true}, "重大隐患的单位"},
		"10月整改率90%以下的":    {percent(below(90)), "10月整改率的"},
		"隐患一百个以上的":        {question.Bound{Even: true, N: 100}, "隐患的"},
		"10月重大隐患不超过3个的部门": {question.Bound{Below: true, Even: true, N: 3}, "10月重大隐患的部门"},
	} {
		terms, rest := plain().Terms(text, time.Time{})
		got := terms.Bound
		if got == nil || *got != want.bound || rest != want.rest {
			t.Errorf("%s is %+v, %q", text, got, rest)
		}
	}
	for _, text := range []string{"", "10月整改率", "没到10月吧", "整改率没到位", "超过三天没报的", "前3名", "2026年以上", "不到位的有哪些", "检查3次隐患12个"} {
		if got, rest := plain().Terms(text, time.Time{}); got.Bound != nil || rest != text {
			t.Errorf("%s has a bound: %+v, %q", text, got, rest)
		}
	}
}

func TestBoundFits(t *testing.T) {
	for _, c := range []struct {
		b    question.Bound
		want string // of 1, 2 and 3 against 2
	}{
		{question.Bound{Below: true, N: 2}, "yes no no"},
		{question.Bound{Below: true, Even: true, N: 2}, "yes yes no"},
		{question.Bound{N: 2}, "no no yes"},
		{question.Bound{Even: true, N: 2}, "no yes yes"},
	} {
		var got []string
		for _, v := range []float64{1, 2, 3} {
			got = append(got, map[bool]string{true: "yes", false: "no"}[c.b.Fits(v)])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v fits %v", c.b, got)
		}
	}
}

func FuzzTerms(f *testing.F) {
	rd := plain()
	for _, s := range []string{"整改率低于90%的", "超过一百个", "百分之", "不到九成", "95.5%以上", "没到10月"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		terms, rest := rd.Terms(text, time.Time{})
		if !terms.Said() && rest != text || len(rest) > len(text)+len("哪些单位") {
			t.Errorf("%q is %+v, %q", text, terms, rest)
		}
	})
}
