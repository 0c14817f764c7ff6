package language_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/language"
)

// TestReadPlea lists what people say who are stuck, and what must not be taken
// for it.
func TestReadPlea(t *testing.T) {
	t.Parallel()
	form := figuresForm()
	rd := readerOf(form)
	for text, want := range map[string]struct {
		plea  language.Plea
		field anwei.FieldID
	}{
		"你好": {plea: language.Greet}, "在吗？": {plea: language.Greet}, "谢谢！": {plea: language.Greet}, "早上好": {plea: language.Greet},
		"找人": {plea: language.Human}, "转人工": {plea: language.Human}, "我要找安委办": {plea: language.Human},
		"重来": {plea: language.Restart}, "从头开始吧": {plea: language.Restart},
		"同上月": {plea: language.Same}, "和上个月一样": {plea: language.Same}, "跟上月一样吧": {plea: language.Same}, "按上月的数报": {plea: language.Same},
		"这个怎么算": {plea: language.Explain}, "怎么算？": {plea: language.Explain}, "口径": {plea: language.Explain}, "这项是什么意思": {plea: language.Explain},
		"第7项怎么算": {language.Explain, "self_major_rectified"}, "第99项怎么算": {plea: language.Beyond}, "停产整顿指什么": {language.Explain, "shutdowns"},
		"3 12": {}, "上月5个": {}, "同上月5个": {}, "检查3次": {}, "确认提交": {}, "": {}, "填报": {}, "改第7项 12": {},
		"上月遗留的隐患一并整改": {}, "隐患怎么整改的我再问问企业负责人然后报给你们好不好": {},
	} {
		got, field := rd.Hear(text, time.Date(2026, 10, 19, 9, 0, 0, 0, time.UTC)).Plea(form)
		if got != want.plea || field != want.field {
			t.Errorf("%q is read as %q %q, want %q %q", text, got, field, want.plea, want.field)
		}
	}
}

func FuzzReadPlea(f *testing.F) {
	for _, s := range []string{"这个怎么算", "第99项怎么算", "同上月", "\x00", "改改改怎么算"} {
		f.Add(s)
	}
	form := figuresForm()
	rd := readerOf(form)
	f.Fuzz(func(t *testing.T, text string) {
		plea, field := rd.Hear(text, time.Date(2026, 10, 19, 9, 0, 0, 0, time.UTC)).Plea(form)
		if field != "" && plea != language.Explain {
			t.Errorf("%q names %q as %q", text, field, plea)
		}
	})
}
