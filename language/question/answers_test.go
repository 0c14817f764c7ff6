package question_test

import (
	"testing"
	"time"

	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/language/lexicon"
	"anwei/language/question"
)

// TestAnswered holds that the plan answers questions about itself, and nothing that only
// has their words: a reason why somebody is late, what a person's number is, a figure.
func TestAnswered(t *testing.T) {
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	list, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	rd, now := question.NewReader(p, lexicon.NewGazetteer(list.Units)), time.Date(2026, 10, 20, 9, 0, 0, 0, time.UTC)
	for typed, about := range map[string]string{
		"啥叫重大隐患": "重大事故隐患", "重大隐患到底是啥意思啊": "重大事故隐患", "填错了咋办": "填错", "不好意思，报错了怎么改": "填错",
		"照片发哪": "照片", "盖完章的图片发给谁呀": "照片", "能不能晚两天": "晚几天", "我们可以晚一天报吗": "晚几天",
		"表在哪下载": "表", "请问一下调度表哪里有": "表", "电话多少": "电话", "联系人是谁": "电话",
		"盖章必须要盖吗": "盖章", "用不用盖公章": "盖章", "整改率咋算": "整改率", "整改率是怎么算出来的": "整改率",
	} {
		if a, ok := rd.Answered(typed, now); !ok || a.About[0] != about {
			t.Errorf("%s is answered about %v", typed, a.About)
		}
	}
	for _, typed := range []string{
		"", "重大隐患3个", "能不能晚两天报，车坏了", "晚两天报", "张主任电话多少", "南村镇整改率怎么算的", "9月整改率怎么算的", "照片发了",
		"盖章了", "表报错了", "填错了，第3项改成12", "公章在局长那里，他出差了",
	} {
		if a, ok := rd.Answered(typed, now); ok {
			t.Errorf("%s is answered about %v", typed, a.About)
		}
	}
}
