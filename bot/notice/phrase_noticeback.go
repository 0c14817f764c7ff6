package notice

// wording: 通知没有全部撤回

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/bot"
)

// noticeKept tells the one who recalled a notice who still has it.
func noticeKept(n anwei.Notice, s remaining) string {
	still := len(s.keptPeople()) + len(s.going)
	return fmt.Sprintf("⚠ %s没有全部撤回，还有%d人看得到：\n%s\n已另发一条说明作废给这些人；事情急的，请再打电话说一声。回复“%s”看撤回情况。",
		noticeName(n), still, keptText(s, 20), noticeName(n))
}

// backText says on the status of a recalled notice what became of the recall,
// empty where nobody had got it.
func backText(s remaining) string {
	kept := len(s.keptPeople())
	var parts []string
	for _, x := range []struct {
		n    int
		what string
	}{
		{s.taken, "已收回%d人"}, {len(s.going), "正在收回%d人"}, {kept, "没有收回%d人"}, {s.told, "不能收回、已另发说明作废%d人"},
	} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf(x.what, x.n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	text := "\n撤回情况：" + strings.Join(parts, "，")
	if kept > 0 {
		text += "\n" + keptText(remaining{kept: s.kept}, 10)
	}
	return text
}

// keptText lists who still has the notice, by cause.
func keptText(s remaining, most int) string {
	var lines []string
	for _, k := range s.kept {
		lines = append(lines, fmt.Sprintf("· %s：%s", k.why, receiverNames(anwei.Notice{To: k.who}, most)))
	}
	if len(s.going) > 0 {
		lines = append(lines, "· 企业微信还没有答复，仍在重试："+receiverNames(anwei.Notice{To: s.going}, most))
	}
	return strings.Join(lines, "\n")
}

// keptWhy is why WeCom did not take a notice back: it was too old by then, or
// WeCom's code.
func keptWhy(p anwei.Posted) string {
	if p.KeptAt.Sub(p.At) >= bot.RecallWithin {
		return "已超过24小时，企业微信不能收回"
	}
	if _, code, known := strings.Cut(p.Kept, "errcode "); known {
		code, _, _ = strings.Cut(code, ":")
		return "企业微信没有同意收回（错误码" + code + "）"
	}
	return "企业微信没有收回"
}
