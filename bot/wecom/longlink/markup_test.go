package longlink_test

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom/wecomtest"
)

// attacks are what somebody may type as a reason, a name, a notice or the name of
// a file, to have it speak in the bot's voice.
func attacks() []string {
	return []string{
		`<a href="https://evil.example/x">请重新登录</a>`, `<A HREF=https://evil.example>请重新登录</A>`, "< a\thref='x'>登录</a>",
		"<a\nhref=x>登录</a>", `<<a href=x>登录</a>`, `3<a href=x>4</a>`, "<\va href=x>登录</a>", "<\u200ba href=x>登录</a>",
		`<div class="highlight">已批准</div>`, "<br>", `<font color="warning">逾期</font>`, "<!--x-->",
		"<@all>", "<@zhangsan> 请到我办公室", "[请重新登录](https://evil.example/x)", "[登录] (https://evil.example)",
		"![图](https://evil.example/p.png)", "[登录][1]\n[1]: https://evil.example", "<https://evil.example>", "https://a.cn/<a href=x>b</a>",
		"# 安委办通知", "> 县长：同意", "**已批准**", "__已批准__", "~~作废~~", "`x`", "```\nx\n```", "标题\n===", "|a|b|\n|---|---|", "---",
		"&lt;a href=x&gt;登录&lt;/a&gt;", "]]><MsgType>news</MsgType>", "已\u202e批准\u2066", "同\u2060意\ufeff\u00ad\u3164", "批\x1b[8m准\x07", "\u200d\u200c好",
	}
}

// active finds markup as the most generous reader of it would, and what nobody sees but
// the mark at the end.
func active(kind, shown string) string {
	hidden := func(r rune) bool { return unicode.Is(unicode.C, r) && r != '\n' && r != '\t' }
	if at := strings.IndexFunc(strings.TrimRight(shown, "\u200c\u200d"), hidden); at >= 0 {
		return fmt.Sprintf("%q", shown[at:])
	}
	found := regexp.MustCompile(`(?i)<\s*[/!@a-z\p{Han}\x{200b}]`)
	if kind == wecomtest.KindMarkdown {
		found = regexp.MustCompile("(?im)<|\\][ \\t]*[(:\\[]|[*`~|]|(?:^|\\s)_+\\S|^\\s*(?:#|>|=)|^-+\\s*$|&#?\\w")
	}
	return found.FindString(shown)
}

// seen is all that a person reads of a line.
func seen(l wecomtest.Line) (all []string) {
	all = append(all, l.Text, l.File)
	if l.Card != nil {
		all = append(all, l.Card.Title, l.Card.Sub, l.Card.Replaced)
		for _, b := range l.Card.Buttons {
			all = append(all, b.Text)
		}
	}
	return all
}

// outgoing is a message with the file that it orders.
type outgoing struct {
	o    anwei.Outgoing
	file *anwei.File
}

// messages bring the i-th text that was typed in every kind of content.
func messages(typed string, i int) []outgoing {
	card := &anwei.Card{Title: typed, Text: typed, Buttons: []anwei.Button{{Text: typed, Key: typed}}}
	all := []outgoing{
		{o: anwei.Outgoing{Content: anwei.PlainText("南村镇说有困难：" + typed)}},
		{o: anwei.Outgoing{Content: anwei.PlainText(typed)}},
		{o: anwei.Outgoing{Content: card}},
		{anwei.Outgoing{Content: anwei.BookOrder{}}, &anwei.File{Name: typed + ".xlsx", Data: []byte("a small workbook")}},
	}
	for n := range all {
		all[n].o.Seq = uint64(i*len(all) + n + 1)
		all[n].o.Key = "key/" + strconv.Itoa(i) + "/" + strconv.Itoa(n)
	}
	return all
}

func inert(t *testing.T, way, typed string, lines []wecomtest.Line) {
	t.Helper()
	if len(lines) == 0 {
		t.Fatalf("%s: %q has not arrived", way, typed)
	}
	for _, l := range lines {
		for _, shown := range seen(l) {
			if mark := active(l.Kind, shown); mark != "" {
				t.Errorf("%s: %q arrives as %q, with %q", way, typed, shown, mark)
			}
		}
	}
}

// TestWhatPeopleTypeIsNoMarkup sends every attack in every kind of content, and as the
// answer to what was said, pressed and entered.
func TestWhatPeopleTypeIsNoMarkup(t *testing.T) {
	t.Parallel()
	h := &handler{handle: func(_ context.Context, m bot.Message) (bot.Answer, error) {
		return bot.Answer{Text: m.Text, Chosen: m.Key, Seq: 1}, nil
	}}
	bubble(t, wecomtest.Options{}, h, func(w *world) {
		for i, typed := range attacks() {
			before := len(w.got("lisi"))
			w.do(w.BotSay("lisi", typed))
			settle(time.Minute)
			for _, m := range messages(typed, i) {
				m.o.To = "lisi"
				w.sent(m.o, m.file)
			}
			lines := w.got("lisi")[before:]
			inert(w.T, "answer and push", typed, lines)
			card := lines[len(lines)-2].Card
			w.do(w.BotClick("lisi", card.TaskID, card.Buttons[0].Key))
			settle(time.Minute)
			inert(w.T, "pressed", typed, w.got("lisi")[before:])
		}
	})
}
