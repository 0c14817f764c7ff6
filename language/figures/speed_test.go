package figures_test

import (
	"strings"
	"testing"

	"anwei/language/figures"
)

// BenchmarkRead reads 2,000 characters of what is hard to read.
func BenchmarkRead(b *testing.B) {
	f := figuresForm()
	r := figures.New(f)
	text := string([]rune(strings.Repeat("1、", 2000))[:2000])
	for b.Loop() {
		r.Read(text, figures.Asked{Fields: ids(b, f, "S")})
	}
}
