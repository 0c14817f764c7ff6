package frame_test

import (
	"strconv"
	"testing"

	"anwei/language/frame"
)

func TestReply(t *testing.T) {
	t.Parallel()
	r := frame.Load().For(known())
	for text, want := range map[string]string{
		"收到":          "confirm! ",
		"收到，马上落实":     "confirm! ",
		"收到,谢谢":       "confirm! ",
		"已阅":          "confirm! ",
		"确认":          "confirm ",
		"好的":          "confirm ",
		"都收到":         "confirm! all ",
		"3号收到":        "confirm! 3 ",
		"通知3号，收到":     "confirm! 3 ",
		"收到，准时参加":     "confirm!  +attend",
		"收到，由李四替会":    "confirm!  +proxy李四",
		"收到通知":        "confirm! ",
		"参加":          "attend ",
		"3号参加":        "attend! 3 ",
		"请假，去市里开会":    "excuse 去市里开会",
		"去市里开会，请假":    "excuse 去市里开会",
		"请假":          "excuse ",
		"替会 张三":       "proxy 张三",
		"由副镇长李四替会":    "proxy 副镇长李四",
		"张三替我参加":      "proxy 张三",
		"派张三参加":       "proxy 张三",
		"已落实：检查企业12家": "done 已落实：检查企业12家",
		"3号已落实":       "done! 3 已落实",
		"反馈：已排查完毕":    "done 已排查完毕",
		"去不了，让王主任替我去": "proxy 王主任",
		"我们副镇长李明去":    "proxy 副镇长李明",
		"派李明参会":       "proxy 李明",
		"收到，我们副镇长李明去": "confirm!  +proxy副镇长李明",
		"镇长在市里开会，请个假": "excuse 镇长在市里开会",
		"改成请假，家里有事":   "excuse 家里有事",
		"改成参加":        "attend ",
		"我们明天去":       "",
		"我们去企业检查3家，发现隐患来": "",
		"让企业去参加培训，检查5家去":  "",
		"收到隐患线索3条":        "",
		"收到了吗？":           "",
		"检查3次，发现12个隐患":    "",
		"12":              "",
		"3号已完成":           "",
		"9月12日开了会，23人参加":  "",
		"确认提交":            "",
	} {
		s, ok := frame.Reply(r.Read(text, now()))
		got := ""
		if ok {
			got = string(s.Kind)
			if s.Sure {
				got += "!"
			}
			got += " "
			if s.ID > 0 {
				got += strconv.Itoa(int(s.ID)) + " "
			}
			if s.All {
				got += "all "
			}
			got += s.Rest
			if s.And != nil {
				got += " +" + string(s.And.Kind) + s.And.Rest
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
