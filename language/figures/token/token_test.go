package token_test

import (
	"strings"
	"testing"

	"anwei"
	"anwei/language/figures/token"
	"anwei/language/figures/words"
)

// TestScan cuts numbers with their measures, and tells those that are no figures.
func TestScan(t *testing.T) {
	form := anwei.Form{ID: "f", Every: anwei.Month, Fields: []anwei.Field{
		{ID: "a", Kind: anwei.Count, Unit: "家", Title: "检查(家)", Name: "检查"},
		{ID: "b", Kind: anwei.Count, Unit: "个", Title: "发现隐患(个)", Name: "隐患"},
	}}
	lex := words.New(form, nil)
	for typed, want := range map[string]string{
		"检查12家，隐患三十个":    "F n , F n",
		"10月检查12家":       "N F n",
		"隐患12到15个":       "F ~ - ~",
		"按〔2026〕31号":     "u @",
		"第2项改成5":         "J c n",
		"两项：3、4":         "n : n / n",
		"1、检查12家\n2、隐患3": "@ F n . @ F n",
	} {
		var got strings.Builder
		for k, tok := range token.Scan(lex, typed, nil).Tokens {
			if k > 0 {
				got.WriteByte(' ')
			}
			got.WriteByte(tok.Kind)
		}
		if got.String() != want {
			t.Errorf("%s: %s, want %s", typed, got.String(), want)
		}
	}
}
