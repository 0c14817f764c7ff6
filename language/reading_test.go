package language_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language"
	"anwei/language/text"
)

func TestReadingSaysWhy(t *testing.T) {
	f := figuresForm()
	for _, c := range []struct {
		asked, text string
		reason      text.Reason
		piece       string
	}{
		{"sc", "四十多家", text.Approximate, "四十多家"},
		{"sc", "-3", text.Negative, "-3"},
		{"sc", "28.5", text.Fraction, "28.5"},
		{"S", "12 30", text.Ambiguous, "12 30"},
		{"sc", "你好", text.NoNumber, "你好"},
		{"sc", "怎么填", text.Question, "怎么填"},
		{"sr", "全部整改到位", text.Unknown, "全部整改到位"},
		{"", "自查隐患少报了3个", text.Relative, "少报了3个"},
		{"li", "检查3次，一共检查8次", text.Contradiction, "检查8次"},
		{"", "隐患数改成25", text.Ambiguous, "隐患数改成25"},
	} {
		r := readerOf(f).Hear(c.text, time.Time{}).Figures(language.Asked{Form: f, Fields: ids(t, f, c.asked)})
		ok := false
		for _, x := range r.Refusals {
			ok = ok || x.Reason == c.reason && x.Text == c.piece
		}
		if !ok || len(r.Found) > 0 {
			t.Errorf("%s: got %+v, want %s of %q", c.text, r, c.reason, c.piece)
		}
	}
}

func TestReadingSaysWhere(t *testing.T) {
	f := figuresForm()
	r := readerOf(f).Hear("自查40家次，覆盖12个村，隐患１２个，均已整改", time.Time{}).Figures(language.Asked{Form: f, Fields: ids(t, f, "S")})
	want := map[anwei.FieldID]string{"self_checks": "自查40家次", "self_hazards": "隐患１２个", "self_rectified": "均已整改"}
	for _, x := range r.Found {
		if want[x.Field] != x.Text {
			t.Errorf("%s comes from %q, want %q", x.Field, x.Text, want[x.Field])
		}
	}
	if len(r.Found) != len(want) {
		t.Errorf("found %+v", r.Found)
	}
}
