package language_test

import (
	"strings"
	"testing"
)

// TestPleas lists what people say who are stuck, and what must not be taken for it.
func TestPleas(t *testing.T) {
	t.Parallel()
	rd := readerOf(figuresForm())
	for text, want := range map[string]string{
		"你好": "greet", "在吗？": "greet", "谢谢！": "thanks", "早上好": "greet",
		"找人": "human", "转人工": "human", "我要找安委办": "human",
		"重来": "restart", "从头开始吧": "restart",
		"同上月": "same", "和上个月一样": "same", "跟上月一样吧": "same", "按上月的数报": "same",
		"这个怎么算": "explain", "怎么算？": "explain", "口径": "explain", "这项是什么意思": "explain",
		"第7项怎么算": "explain", "第99项怎么算": "explain", "停产整顿指什么": "explain",
		"3 12": "", "上月5个": "", "同上月5个": "", "检查3次": "", "确认提交": "", "": "", "填报": "", "改第7项 12": "",
		"上月遗留的隐患一并整改": "", "隐患怎么整改的我再问问企业负责人然后报给你们好不好": "",
	} {
		got := ""
		for _, w := range rd.Hear(text, tuesday()).Wishes() {
			if plea, ok := strings.CutPrefix(string(w.Intent), "plea."); ok && got == "" {
				got = plea
			}
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
