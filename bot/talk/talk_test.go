package talk_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/talk"
)

var update = flag.Bool("update", false, "rewrite the golden talks")

// TestTalks plays every talk under testdata/talks and compares what the bot
// says and does. A line "assistant" switches an assistant on, whose guess about
// the message before is "name> {field=number …}", or "name> {intent=id …}" where it
// chose a question. A line "name> text" is what a person types, "name> [text]" a
// button that the person was last shown, "name> [文件 table]" a file with what stands
// in testdata/tables, "@ time" moves the clock, by which notices go out and are
// chased, "! rule matter" is a reminder that the unit got, and all
// indented lines are the bot's.
func TestTalks(t *testing.T) { playTalks(t, "../testdata/talks", newHouse) }

// playTalks plays every talk of a folder, each in a house of its own, and compares
// it with what is written there.
func playTalks(t *testing.T, folder string, furnish func(testing.TB) *house) {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no talks: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(t, furnish(t), string(want))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(want) {
				t.Errorf("the talk differs; run go test ./bot -update and read the diff.\n%s", firstDifference(string(want), got))
			}
		})
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\n want %s\n got  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}

func play(t *testing.T, h *house, script string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		who, text, said := strings.Cut(line, "> ")
		switch {
		case strings.HasPrefix(line, "    "):
			continue
		case line == "assistant":
			h.assisted = true
		case strings.HasPrefix(line, "plan "):
			h.usePlan(t, line[5:])
		case strings.HasPrefix(line, "! "):
			h.remind(t, line[2:])
		case strings.HasPrefix(line, "@ "):
			h.now = parseTime(t, h, line[2:])
			b.WriteString(line + "\n" + h.mind(t))
			continue
		case said && !strings.HasPrefix(line, "#"):
			b.WriteString(line + "\n" + h.hear(t, anwei.PersonID(who), text))
			continue
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

func parseTime(t *testing.T, h *house, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, h.zone)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// hear takes one turn and returns what came of it, indented. State and drafts
// pass through their stored form.
func (h *house) hear(t *testing.T, who anwei.PersonID, text string) string {
	t.Helper()
	if strings.HasPrefix(text, "{intent=") {
		m := bot.Message{ID: bot.GuessID(fmt.Sprint("m", h.turns)), From: who, At: h.now, Kind: bot.GuessMessage, Chosen: chosen(text)}
		return h.play(t, m)
	}
	if strings.HasPrefix(text, "{") {
		m := bot.Message{ID: bot.GuessID(fmt.Sprint("m", h.turns)), From: who, At: h.now, Kind: bot.GuessMessage, Values: guess(t, text)}
		return h.play(t, m)
	}
	h.turns++
	m := bot.Message{ID: fmt.Sprint("m", h.turns), From: who, At: h.now, Kind: bot.TextMessage, Text: strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace(text)}
	switch {
	case strings.HasPrefix(text, "[文件 "):
		return h.sendFile(t, m, strings.Trim(text, "[]"))
	case text == "[进入]":
		m.Kind, m.Text = bot.EnterMessage, ""
	case strings.HasPrefix(text, "[发送") && text != "[发送]":
		m.Kind, m.Media = bot.OtherMessage, "MEDIA1"
		m.Text = strings.TrimSuffix(strings.TrimPrefix(text, "[发送"), "]")
	case strings.HasPrefix(text, "[") && strings.Contains(text, "|"):
		m.Kind, m.Text, m.Key = bot.ButtonMessage, "", strings.Trim(text, "[]")
	case strings.HasPrefix(text, "["):
		m.Kind, m.Text, m.Key = bot.ButtonMessage, "", h.button(t, who, strings.Trim(text, "[]"))
	}
	return h.play(t, m)
}

// say takes a text as it was typed, whatever it looks like.
func (h *house) say(t *testing.T, who anwei.PersonID, text string) string {
	t.Helper()
	h.turns++
	return h.play(t, bot.Message{ID: fmt.Sprint("m", h.turns), From: who, At: h.now, Kind: bot.TextMessage, Text: text})
}

// guess reads {self_checks=12 self_hazards=30}.
func guess(t *testing.T, text string) anwei.Values {
	t.Helper()
	v := anwei.Values{}
	for _, pair := range strings.Fields(strings.Trim(text, "{}")) {
		id, number, _ := strings.Cut(pair, "=")
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		v[anwei.FieldID(id)] = anwei.Number(n)
	}
	return v
}

// chosen reads {intent=rank period=2026-10}.
func chosen(text string) bot.Chosen {
	c := bot.Chosen{}
	for _, pair := range strings.Fields(strings.Trim(text, "{}")) {
		slot, id, _ := strings.Cut(pair, "=")
		c[bot.SlotID(slot)] = id
	}
	return c
}

func (h *house) play(t *testing.T, m bot.Message) string {
	t.Helper()
	who := m.From
	var out strings.Builder
	for _, e := range h.turn(t, m) {
		h.apply(t, who, e)
		out.WriteString(indent(h.show(who, e)))
	}
	return out.String()
}

// turn steps the talk of who spoke, for whom the message is read once.
func (h *house) turn(t testing.TB, m bot.Message) []bot.Effect {
	t.Helper()
	in, effects := h.step(t, m)
	readOnce(t, in)
	return effects
}

// step steps the talk of who spoke; its state passes through its stored form.
func (h *house) step(t testing.TB, m bot.Message) (bot.Input, []bot.Effect) {
	t.Helper()
	var st bot.State
	if b := h.talks[m.From]; b != nil {
		if err := json.Unmarshal(b, &st); err != nil {
			t.Fatal(err)
		}
	}
	in := h.input(m)
	st, effects := talk.Step(st, in)
	b, err := json.Marshal(st)
	if err != nil {
		t.Fatal(err)
	}
	h.talks[m.From] = b
	return in, effects
}

// readOnce reports what read the message's text twice for the same within the turn.
func readOnce(t testing.TB, in bot.Input) {
	t.Helper()
	if in.Heard == nil {
		return
	}
	if twice := in.Heard.Twice(); len(twice) > 0 {
		t.Errorf("%q is read twice as %v", in.Heard.Text, twice)
	}
}

func indent(s string) string {
	if s == "" {
		return ""
	}
	return "    " + strings.ReplaceAll(strings.TrimSuffix(s, "\n"), "\n", "\n    ") + "\n"
}

// show writes an effect as a reviewer reads it.
func (h *house) show(who anwei.PersonID, e bot.Effect) string {
	switch e := e.(type) {
	case bot.Say:
		to := ""
		if e.To != "" && e.To != who {
			to = "（发给" + string(e.To) + "）"
		}
		return to + showContent(e.Content)
	case bot.SaveDraft:
		return ""
	case bot.DropDraft:
		return "= 草稿清除 " + e.Key.String()
	case bot.Ask:
		if e.Choices != nil {
			return fmt.Sprintf("= 请教模型选问题 %q，上一问%q", e.Text, e.Choices.Last)
		}
		return fmt.Sprintf("= 请教模型 %q %s %v", e.Text, e.Media, e.Fields)
	case bot.Read:
		return "= 读取 " + e.Kind + " " + e.Media
	case bot.Confirm:
		var out strings.Builder
		fmt.Fprintf(&out, "= 报送 %s 第%d版 逾期=%t", e.Report.Key, e.Revision.N, e.Report.Late)
		if e.Revision.Behalf {
			out.WriteString(" 代录")
		}
		for _, c := range e.Revision.Changes {
			fmt.Fprintf(&out, "\n=   %s: %s → %s", c.Field, plain(c.Old), plain(c.New))
		}
		for _, id := range slices.Sorted(maps.Keys(e.Revision.Reasons)) {
			fmt.Fprintf(&out, "\n=   原因 %s: %s", id, e.Revision.Reasons[id])
		}
		fmt.Fprintf(&out, "\n=   原文 %q", e.Revision.Words)
		return out.String()
	case bot.PutPromise, bot.AddFulfilment, bot.VoidFulfilment, bot.PutCase, bot.PutEvidence:
		return showMatter(e)
	case bot.PutNotice, bot.PutReceipt, bot.Post:
		return showNotice(e)
	case bot.AddSnapshot, bot.PutKeyed:
		return showTables(e)
	case bot.Handle, bot.PutAudit, bot.PutReminded, bot.PutGrant, bot.PutMark, bot.PutPerson, bot.PutUnit, bot.AddMisheard,
		bot.PutWish, bot.PutBaseline:
		return showDesk(e)
	}
	return fmt.Sprintf("unknown %T", e)
}

// showMatter writes an effect about something else than a report.
func showMatter(e bot.Effect) string {
	switch e := e.(type) {
	case bot.PutPromise:
		return fmt.Sprintf("= 承诺 %s %s %s %s", e.Promise.Matter, e.Promise.Kind, e.Promise.On, e.Promise.Reason)
	case bot.AddFulfilment:
		f := e.Fulfilment
		return fmt.Sprintf("= 登记 %s 第%d次 %s %d人 计%d 结果%q 原文%q", f.Matter, f.N, f.On, f.People, f.Count, f.Result, f.Words)
	case bot.VoidFulfilment:
		return fmt.Sprintf("= 撤销 %s 第%d次 %s", e.Matter, e.N, e.Why)
	case bot.PutCase:
		var out strings.Builder
		fmt.Fprintf(&out, "= 案件 %d %s %s %q 新=%t 办结=%t", e.Case.ID, e.Case.Kind, e.Case.Unit, e.Case.Text, e.New, !e.Case.Open())
		for _, s := range e.Case.Steps {
			fmt.Fprintf(&out, "\n=   %s %s 完成=%t %s", s.ID, s.Due, !s.Done.IsZero(), s.Result)
		}
		return out.String()
	case bot.PutEvidence:
		if e.Evidence.Field != "" {
			return fmt.Sprintf("= 佐证 %s %s %s", e.Evidence.Matter, e.Evidence.Field, e.Evidence.Kind)
		}
		return strings.TrimSpace(fmt.Sprintf("= 佐证 %s 第%d次 %s %s %s", e.Evidence.Matter, e.Evidence.N, e.Evidence.Kind, e.Evidence.Code, e.Evidence.Void))
	case bot.Say, bot.SaveDraft, bot.DropDraft, bot.Confirm, bot.Ask, bot.Read, bot.PutNotice, bot.PutReceipt, bot.Post, bot.AddSnapshot, bot.PutKeyed,
		bot.Handle, bot.PutAudit, bot.PutReminded, bot.PutGrant, bot.PutMark, bot.PutPerson, bot.PutUnit, bot.AddMisheard,
		bot.PutWish, bot.PutBaseline:
	}
	return fmt.Sprintf("unknown %T", e)
}

func plain(v *anwei.Value) string {
	switch {
	case v == nil:
		return "未填"
	case v.NA && v.Note != "":
		return "不适用（" + v.Note + "）"
	case v.NA:
		return "不适用"
	case v.Same:
		return fmt.Sprintf("%q 沿用（%s）", v.Text, v.Note)
	case v.Text != "":
		return strconv.Quote(v.Text)
	}
	return strconv.FormatInt(v.N, 10)
}

func buttons(c *anwei.Card) string {
	var out []string
	for _, b := range c.Buttons {
		out = append(out, "["+b.Text+"]")
	}
	return strings.Join(out, " ")
}

// showContent writes what a message brings as a reviewer reads it.
func showContent(c anwei.Content) string {
	switch c := c.(type) {
	case anwei.PlainText:
		return string(c)
	case *anwei.Card:
		return "▣ " + c.Title + "\n" + c.Text + "\n" + buttons(c)
	case anwei.ReceiptsOrder:
		return fmt.Sprintf("〔文件 通知%d号签收表〕", c.Notice)
	case anwei.DutiesOrder:
		return fmt.Sprintf("〔文件 工作任务 %s %s %s〕", c.Duty, c.Period, c.Unit)
	case anwei.MarksOrder:
		return fmt.Sprintf("〔文件 挂牌 %s %s %s〕", c.Group, c.Period, c.Unit)
	case anwei.ListOrder:
		return fmt.Sprintf("〔文件 %s %s %s %s〕", c.Table, c.Period, c.Unit, c.Snapshot)
	case anwei.PictureOrder:
		return fmt.Sprintf("〔picture %s %s %s %s 走势=%t 低的在前=%t %s 本单位=%t〕", c.Form, c.Period, c.Unit, c.Indicator, c.Course, c.Low, c.Kind, c.Own)
	case anwei.SheetOrder:
		pdf := map[anwei.Format]string{anwei.PDF: " PDF"}
		return fmt.Sprintf("〔文件 %s %s %s 本单位=true%s〕", c.Form, c.Period, c.Unit, pdf[c.Format])
	case anwei.BookOrder:
		switch {
		case c.Snapshot != "":
			return fmt.Sprintf("〔文件 %s %s %s %s〕", c.Form, c.Period, c.Unit, c.Snapshot)
		case c.Format == anwei.PDF:
			return fmt.Sprintf("〔pdf %s %s %s  走势=false 低的在前=false  本单位=false〕", c.Form, c.Period, c.Unit)
		}
		return fmt.Sprintf("〔文件 %s %s %s 本单位=false〕", c.Form, c.Period, c.Unit)
	default:
		return fmt.Sprintf("〔%T〕", c)
	}
}
