package figures_test

import (
	"strings"
	"testing"

	"anwei/language/figures"
	"anwei/language/text"
)

// pieces are what long texts are made of, each hard to read in another way.
func pieces() []string {
	return []string{
		"1、", "1 ", "一", "检", "检查", "检查1家", "检查企业1家、", "隐患1个，", "整改", "均已整改，", "无", "无重大，", "其中", "其余1个", "除1个外", "重大1个", "一个都没", "第1项", "第1项改成2，",
		"(", "（重大1个）", "部门", "企业自查1家，", "书记1次", "书记镇长各1次，", "今年以来", "10月", "，", "\n", "\t", "1\t", "累计1家，", "不是1是2，", "大约1个", "本月检查企业27家次，发现隐患63个，整改60个；",
	}
}

func long(piece string, runes int) string {
	return string([]rune(strings.Repeat(piece, runes/len([]rune(piece))+1))[:runes])
}

// TestStepsAreLinear counts the steps of the search: twenty times as much text takes at
// most twenty times as many, besides what it takes until the beam is full.
func TestStepsAreLinear(t *testing.T) {
	f := figuresForm()
	r := figures.New(f)
	for _, asked := range []string{"", "S"} {
		a := figures.Asked{Fields: ids(t, f, asked)}
		for _, p := range pieces() {
			short, far := r.Read(long(p, 100), a).Steps(), r.Read(long(p, 2000), a).Steps()
			if far > most*short+2000 {
				t.Errorf("%q asked %q: %d steps for 100 characters, %d for 2,000", p, asked, short, far)
			}
		}
	}
}

// most is how many times the steps of 100 characters those of 2,000 may be.
const most = 20

// TestTooLong reads no text that nobody types.
func TestTooLong(t *testing.T) {
	got := figures.New(figuresForm()).Read(long("检查1家，", figures.Longest+1), figures.Asked{})
	if len(got.Found) > 0 || len(got.Refusals) != 1 || got.Refusals[0].Reason != text.TooLong || got.Steps() > 0 {
		t.Errorf("%d found, %v", len(got.Found), got.Refusals)
	}
}

// FuzzSteps holds the bound for any text: the steps grow no faster than its length.
func FuzzSteps(f *testing.F) {
	for _, p := range pieces() {
		f.Add(p)
	}
	form := figuresForm()
	r := figures.New(form)
	f.Fuzz(func(t *testing.T, piece string) {
		if n := len([]rune(piece)); n == 0 || n > 200 {
			t.Skip()
		}
		short, far := r.Read(long(piece, 200), figures.Asked{}).Steps(), r.Read(long(piece, 2000), figures.Asked{}).Steps()
		if far > most*short+2000 {
			t.Errorf("%q: %d steps for 200 characters, %d for 2,000", piece, short, far)
		}
	})
}

// BenchmarkRead reads 100 and 2,000 characters of what is hard to read.
func BenchmarkRead(b *testing.B) {
	f := figuresForm()
	r := figures.New(f)
	for _, p := range pieces() {
		for _, n := range []int{100, 2000} {
			typed := long(p, n)
			b.Run(strings.TrimSpace(p)+map[int]string{100: "/short", 2000: "/long"}[n], func(b *testing.B) {
				for b.Loop() {
					r.Read(typed, figures.Asked{Fields: ids(b, f, "S")})
				}
			})
		}
	}
}
