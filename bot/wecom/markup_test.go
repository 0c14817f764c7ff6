package wecom_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"
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

// TestWhatPeopleTypeIsNoMarkup sends every attack by every way in every kind of
// content, and as the answer to what was said, pressed and entered.
func TestWhatPeopleTypeIsNoMarkup(t *testing.T) {
	t.Parallel()
	t.Run("app and group", func(t *testing.T) {
		t.Parallel()
		for i, typed := range attacks() {
			app, chat := office(t), group(t)
			client, robot := newClient(t, app.URL(), appSecret), newWebhook(t, robotKey, chat.URL(), slowly())
			for _, m := range messages(typed, i) {
				m.o.To = "zhangsan"
				if err := send(t, client, m.o, m.file); err != nil {
					t.Fatal(err)
				}
				if err := tell(t, robot, m.o, m.file); err != nil {
					t.Fatal(err)
				}
			}
			inert(t, "app", typed, talk(t, app, 4))
			inert(t, "group", typed, chat.GroupTalk())
		}
	})
	t.Run("passive reply", func(t *testing.T) {
		t.Parallel()
		for _, typed := range attacks() {
			c := newCallback(t, answering(bot.Answer{Text: typed, Chosen: typed, Seq: 1}))
			for name, plain := range map[string]string{
				"said": text("x"), "pressed": event("template_card_event", "<EventKey>k</EventKey><TaskId>t</TaskId>"),
			} {
				got := open(t, serve(c, post(t, plain)).Body.Bytes())
				inert(t, name, typed, []wecomtest.Line{{Kind: wecomtest.KindText, Text: got.Content + got.Button.ReplaceName}})
			}
		}
	})
}
