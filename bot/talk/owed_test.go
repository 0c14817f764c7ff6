package talk_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
)

// fifteen is a whole report of figures.
const fifteen = "党政领导带队检查2次，发现问题隐患8个；企业自查26家次，发现隐患41个，整改41个，重大隐患0个，重大隐患整改0个；部门检查19家次，发现隐患44个，整改44个，重大隐患0个，重大隐患整改0个，停产整顿1家，约谈2家，问责0人"

// types plays what somebody types, one after the other.
func (h *house) types(t *testing.T, who anwei.PersonID, texts ...string) {
	t.Helper()
	for _, text := range texts {
		h.hear(t, who, text)
	}
}

// After a report came back 填报 opens it, whatever was said in between.
func TestBeginOpensTheMostUrgent(t *testing.T) {
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	for _, word := range []string{"", "好的", "收到", "知道了", "我看看", "在吗", "谢谢", "什么时候截止", "我的任务"} {
		h := newHouse(t)
		h.types(t, "nancun_tb", fifteen, "确认提交")
		if h.reports[key].Revision != 1 {
			t.Fatal("the report is not in")
		}
		h.now = h.now.Add(10 * time.Minute)
		h.types(t, "anban", "退回 南村镇 第6项与台账不符", "确认退回")
		if word != "" {
			h.types(t, "nancun_tb", word)
		}
		h.types(t, "nancun_tb", "填报", "2")
		if d, begun := h.Draft(key); !begun || d.Values["self_major"] != anwei.Number(2) {
			t.Errorf("after %q 填报 and 2 leave %+v", word, d.Values["self_major"])
		}
	}
}

// What is not understood is answered with the one thing that is open, and little else.
func TestLostNamesWhatIsOpen(t *testing.T) {
	lost := func(h *house) anwei.Card {
		before := len(h.says["nancun_tb"])
		h.types(t, "nancun_tb", "哎呀这天气哈哈")
		says := h.says["nancun_tb"][before:]
		if len(says) != 1 || cardOf(says[0].Content) == nil || utf8.RuneCountInString(cardOf(says[0].Content).Title+cardOf(says[0].Content).Text) > 90 {
			t.Fatalf("%+v", says)
		}
		return *cardOf(says[0].Content)
	}
	for _, c := range []struct {
		name, want, button string
		said               []string
	}{
		{"nothing begun", "10月调度表还没有填", "填报", nil},
		{"begun", "已填2/15项", "填报", []string{"填报", "3 12", "稍后"}},
		{"a correction", "有一份更正没有提交", "填报", []string{fifteen, "确认提交", "改第1项 3", "稍后"}},
		{"the next form", "10月台账还没有填", "填报", []string{fifteen, "确认提交"}},
		{"a question", "正等您答复", "不对", []string{"10月15日开了专委会，23人参加，解决3个问题"}},
	} {
		h := newHouse(t)
		h.types(t, "nancun_tb", c.said...)
		card := lost(h)
		if !strings.Contains(card.Text, c.want) || !slices.ContainsFunc(card.Buttons, func(b anwei.Button) bool { return b.Text == c.button }) {
			t.Errorf("%s: %+v", c.name, card)
		}
	}
}

// A duty long over stays among the tasks, and is not the one thing that is named.
func TestLostForgetsOldDuties(t *testing.T) {
	h := newHouse(t)
	h.now = h.now.AddDate(0, 0, 4)
	h.types(t, "anban", "哎呀这天气哈哈", "哎呀这天气哈哈", "我的任务")
	says := h.says["anban"]
	if card := cardOf(says[len(says)-2].Content); card == nil || strings.Contains(card.Text, "2月23日") {
		t.Errorf("%+v", says)
	}
}

// What is owed is listed by its kind, and each of it in one line.
func TestOwedInOrder(t *testing.T) {
	h := newHouse(t)
	h.types(t, "nancun_tb", fifteen, "确认提交")
	h.types(t, "anban", "通知 南村镇：请报送值班表，请回复确认", "发送", "退回 南村镇 第6项与台账不符", "确认退回")
	in := h.input(bot.Message{From: "nancun_tb"})
	turn := bot.NewTurn(bot.State{}, in, bot.Rooms{})
	owed := bot.Owed(turn)
	var kinds []bot.DebtKind
	for _, d := range owed {
		if len(kinds) == 0 || kinds[len(kinds)-1] != d.Kind {
			kinds = append(kinds, d.Kind)
		}
		if text := bot.DebtText(turn, d); text == "" || strings.ContainsAny(text, "{}\n") {
			t.Errorf("%+v is %q", d, text)
		}
	}
	if want := []bot.DebtKind{bot.OwesReturned, bot.OwesReport, bot.OwesAnswer, bot.OwesDuty}; !slices.Equal(kinds, want) {
		t.Errorf("owed are %v, want %v", kinds, want)
	}
}
