package language_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language"
	"anwei/language/day"
	"anwei/language/text"
)

// words of which a value can be made that is no number in the text.
func statesAll(s string) bool {
	for _, w := range []string{"无", "没", "未", "零", "0", "整改", "改", "全", "均", "都", "销号", "办结", "消除", "闭环", "不存在", "不涉及", "整治"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// holdsNumeral reports whether n stands in s as some numeral.
func holdsNumeral(s string) bool {
	for i := range s {
		if _, _, ok := text.Numeral(s[i:]); ok {
			return true
		}
	}
	return false
}

func FuzzFigures(f *testing.F) {
	form := figuresForm()
	rd := readerOf(form)
	for _, l := range labelledSet(f) {
		f.Add(l.Text, uint16(len(l.Asked)))
	}
	f.Fuzz(func(t *testing.T, typed string, asked uint16) {
		a := language.Asked{Form: form}
		switch asked % 5 {
		case 1:
			a.Fields = []anwei.FieldID{"self_checks"}
		case 2:
			a.Fields = []anwei.FieldID{"leader_inspections", "leader_hazards"}
		case 3:
			a.Fields = []anwei.FieldID{"self_checks", "self_hazards", "self_rectified", "self_major", "self_major_rectified"}
		case 4:
			a.Fields = []anwei.FieldID{"dept_rectified"}
			a.Have = anwei.Values{"dept_hazards": anwei.Number(9)}
		}
		r := rd.Hear(typed, time.Time{}).Figures(a)
		last := -1
		for _, x := range r.Found {
			for i, fd := range form.Fields {
				if fd.ID == x.Field {
					if i <= last {
						t.Errorf("%q: %s is out of order or twice", typed, x.Field)
					}
					last = i
				}
			}
			if !holdsNumeral(x.Text) && !statesAll(x.Text) {
				t.Errorf("%q: %s=%d comes from %q", typed, x.Field, x.Value.N, x.Text)
			}
			if x.Value.N < 0 {
				t.Errorf("%q: %s=%d", typed, x.Field, x.Value.N)
			}
			inText(t, typed, x.Span)
		}
		for _, s := range r.Unplaced {
			inText(t, typed, s)
		}
		for _, x := range r.Refusals {
			inText(t, typed, x.Span)
		}
		if len(r.Found) == 0 && len(r.Refusals) == 0 {
			t.Errorf("%q: nothing found and no reason given", typed)
		}
	})
}

func inText(t *testing.T, typed string, s text.Span) {
	t.Helper()
	if s.From < 0 || s.From > s.To || s.To > len(typed) || typed[s.From:s.To] != s.Text {
		t.Errorf("%q: span %+v is not in the text", typed, s)
	}
}

func FuzzCommand(f *testing.F) {
	form := figuresForm()
	rd := readerOf(form)
	now := time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	for _, s := range []string{"填报", "改第7项 12", "把9月的汇总表发我", "第三季度", "2026.9", "1-9月", "@", "第", "改"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		c := rd.Hear(typed, now).Command(form)
		if c.Item < 0 || c.Item > len(form.Fields) {
			t.Errorf("%q: item %d", typed, c.Item)
		}
		if c.Rest != "" && utf8.ValidString(typed) && c.Kind == language.Change && !strings.Contains(typed, c.Rest) {
			t.Errorf("%q: rest %q is not in the text", typed, c.Rest)
		}
		if p, span, ok := day.Period(typed, now); ok {
			inText(t, typed, span)
			if q, err := anwei.ParsePeriod(p.String()); err != nil || q != p {
				t.Errorf("%q: period %v", typed, p)
			}
		}
		if _, size, ok := text.Numeral(typed); ok && (size <= 0 || size > len(typed)) {
			t.Errorf("%q: size %d", typed, size)
		}
	})
}
