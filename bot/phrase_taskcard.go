package bot

// wording: 台账的提问卡片

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/scheduler"
)

// The words of the buttons under a task that was reported last period as well.
const (
	wordUnchanged = "无变化"
	wordDone      = "完成"
	wordNone      = "不涉及"
)

// askTask asks for a text that was reported last period with a card, whose buttons
// answer what most often is answered. The list of a group comes before it.
func (t *turn) askTask(note string, f anwei.Field) {
	lead := note
	if texts := t.groupTexts(); t.opensGroup(f.ID, texts) {
		lead += taskHead(t.form, t.draft.Key.Period, t.unit.Name, t.answered(), len(t.fields())) + t.due() + "\n" + t.taskList(texts) +
			severalTasks(t.number(texts[0].ID), t.number(texts[1].ID), true)
	}
	if strings.TrimSpace(lead) != "" {
		t.say(lead)
	}
	n, key := t.number(f.ID), t.draft.Key
	card := anwei.Card{Title: taskTitle(n, f), Text: t.taskText(f)}
	for _, w := range []string{wordUnchanged, wordDone, wordNone} {
		// The key names the item, so that the button of an old card is about it too.
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: reportKey(fmt.Sprintf("第%d项 %s", n, w), key)})
	}
	t.out = append(t.out, Say{Card: &card})
}

// opensGroup reports whether the text is the first of a group in which nothing is
// answered yet.
func (t *turn) opensGroup(id anwei.FieldID, texts []anwei.Field) bool {
	begun := len(t.draft.Values.Missing(texts)) < len(texts)
	return len(texts) > 1 && texts[0].ID == id && !begun && t.st.Missed == 0
}

func taskTitle(n int, f anwei.Field) string {
	return scheduler.Shorten(fmt.Sprintf("第%d项 %s", n, f.Short), 36)
}

// taskText fits into a card: last period's entry is cut to what room there is.
func (t *turn) taskText(f anwei.Field) string {
	hint := f.HintFor(t.unit.Kind)
	if hint == "" {
		hint = "请简要写明本期情况"
	}
	prev := t.draft.Key.Period.Prev()
	head := fmt.Sprintf("%s%s%s已填%d/%d项。%s。\n%s：", scheduler.Shorten(t.unit.Name, 12), shortPeriod(t.draft.Key.Period), t.form.Short,
		t.answered(), len(t.fields()), scheduler.Shorten(strings.TrimRight(hint, "。"), 45), shortPeriod(prev))
	tail := "\n没有新情况、办结了请点选（原因写在后面，如“无变化，……”）；有新进展直接发，或“追加：……”。"
	room := maxCardText - utf8.RuneCountInString(head+tail)
	return head + t.lastEntry(f, min(room, 60)) + tail
}
