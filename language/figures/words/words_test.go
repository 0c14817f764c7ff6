package words_test

import (
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/language/figures/words"
	"anwei/language/text"
)

// floods is a form that no plan of ours has.
func floods() anwei.Form {
	return anwei.Form{
		ID: "floods", Every: anwei.Month,
		Groups: []anwei.Group{{ID: "dam", Name: "水库检查"}, {ID: "act", Name: "处置"}},
		Fields: []anwei.Field{
			{ID: "dams", Group: "dam", Kind: anwei.Count, Unit: "座", Title: "检查水库(座)", Name: "检查水库"},
			{ID: "found", Group: "dam", Kind: anwei.Count, Unit: "处", Title: "发现隐患(处)", Name: "水库隐患"},
			{ID: "mended", Group: "dam", Kind: anwei.Count, Unit: "处", Title: "整改(处)", Name: "水库整改"},
			{ID: "moved", Group: "act", Kind: anwei.Count, Unit: "人", Title: "转移群众/安置(人)", Name: "转移群众"},
			{ID: "how", Group: "act", Kind: anwei.Text, Title: "说明", Name: "说明"},
		},
	}
}

// TestLayout gives the fields of a form their parts by their titles.
func TestLayout(t *testing.T) {
	l := words.New(floods(), nil)
	if want := []words.Role{words.Check, words.Haz, words.Rect, words.Own, words.None}; !slices.Equal(l.Part, want) {
		t.Errorf("parts %v, want %v", l.Part, want)
	}
	for _, c := range []struct {
		group int
		part  words.Role
		want  int
	}{{0, words.Check, 0}, {0, words.Haz, 1}, {0, words.Rect, 2}, {0, words.Major, -1}, {1, words.Check, -1}, {-1, words.Haz, -1}, {0, words.Roles + 3, -1}} {
		if got := l.FieldAt(c.group, c.part); got != c.want {
			t.Errorf("part %d of group %d: field %d, want %d", c.part, c.group, got, c.want)
		}
	}
	if !slices.Equal(l.All, []int{0, 1, 2, 3}) {
		t.Errorf("counts %v", l.All)
	}
}

// TestWords finds what stands at a place of a text, the longest first.
func TestWords(t *testing.T) {
	l := words.New(floods(), []anwei.Words{{Kind: "hazard", Words: []string{"险工险段"}}})
	typed := text.Fold("发现重大事故隐患3处，险工险段2处，转移群众5人")
	at := func(word string) (kinds string, longest words.Entry) {
		i := len([]rune(typed.Low[:strings.Index(typed.Low, word)]))
		for n, e := range l.Words(&typed, i, len(typed.Runes)) {
			if kinds == "" {
				longest = e
			}
			kinds += strings.Repeat(string(e.Kind), 1)
			if n > len([]rune("重大事故隐患")) {
				t.Errorf("%s: %d runes", word, n)
			}
		}
		return kinds, longest
	}
	if kinds, e := at("重大"); !strings.HasPrefix(kinds, "MM") || !e.Is(words.Major) {
		t.Errorf("重大事故隐患: %q", kinds)
	}
	if _, e := at("险工"); e.Kind != 'H' || !e.Is(words.Haz) {
		t.Errorf("a county's own word is %c", e.Kind)
	}
	if _, e := at("转移"); e.Kind != 'F' || e.Fields != 1<<3 || e.Parts != 1 {
		t.Errorf("a form's own name: %+v", e)
	}
	if _, ok := l.Of("无此词"); ok {
		t.Error("a word that nobody has")
	}
}

// TestNoises finds the numbers that are no figures, in runes.
func TestNoises(t *testing.T) {
	l := words.New(floods(), nil)
	typed := "按〔2026〕31号，10月20日检查12座，电话13812345678"
	folded := text.Fold(typed)
	var got []string
	for n := range l.Noises(folded.Low) {
		if w := string(folded.Runes[n.From:n.To]); w != n.Word {
			t.Errorf("%q stands at %d, not %q", w, n.From, n.Word)
		}
		got = append(got, string(n.Kind)+n.Word)
	}
	if want := []string{"@[2026]31号", "@10月20日", "@电话13812345678"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
