package language

import (
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
	"anwei/language/text"
)

// CommandKind is what a person wants the talk to do.
type CommandKind string

// The kinds of command.
const (
	None          CommandKind = ""
	Begin         CommandKind = "begin"          // 填报
	Confirm       CommandKind = "confirm"        // 确认提交
	Back          CommandKind = "back"           // 上一步
	Cancel        CommandKind = "cancel"         // 取消
	Later         CommandKind = "later"          // 稍后
	Show          CommandKind = "show"           // 看看
	Help          CommandKind = "help"           // 帮助
	Change        CommandKind = "change"         // 改第7项 12
	Skip          CommandKind = "skip"           // 跳过
	Table         CommandKind = "table"          // 汇总表
	Progress      CommandKind = "progress"       // 进度
	Remind        CommandKind = "remind"         // 催报
	NotApplicable CommandKind = "not-applicable" // 不适用
	Unchanged     CommandKind = "unchanged"      // 无变化
)

// Command is what a person types alone or with a short argument.
type Command struct {
	Kind CommandKind
	// Item is the number of the item named, counted from 1 in the order of the
	// form: 7 for 改第7项. It is 0 when none is named.
	Item int
	// Field is the field named, by its number or by its name.
	Field anwei.FieldID
	// Rest is what follows the command: 12 in 改第7项 12, 台账 in 填报台账.
	Rest string
	// Period is the period named, or none.
	Period anwei.Period
	// Form is the form named, for ReadFormCommand alone.
	Form anwei.FormID
}

// ReadCommand reads a command relative to now. When in doubt the answer is
// None, so that the text is read as an answer instead.
func ReadCommand(typed string, form anwei.Form, now time.Time) Command {
	c := text.Fold(typed)
	if len(c.Runes) > 40 {
		return Command{}
	}
	if cmd, ok := readChange(typed, c, form, now); ok {
		return cmd
	}
	period, span, dated := day.Period(typed, now)
	if dated {
		c = text.Fold(typed[:span.From] + typed[span.To:])
	}
	cmd := Command{Period: period}
	for _, piece := range text.Pieces(c.Low) {
		kind, rest := pieceKind(piece)
		switch {
		case kind == None && text.Polite(piece):
		case kind == None || cmd.Kind != None && cmd.Kind != kind:
			return Command{}
		default:
			cmd.Kind = kind
			if rest != "" {
				cmd.Rest = rest
			}
		}
	}
	if !cmd.sound(c.Low, dated) {
		return Command{}
	}
	return cmd
}

// sound refuses a question mark or a period where the command takes none.
func (c Command) sound(text string, dated bool) bool {
	switch c.Kind {
	case None:
		return false
	case Begin, Table, Progress, Show, Remind, Unchanged:
		return true
	case Help:
		return !dated
	default:
		return !dated && !strings.ContainsAny(text, "?")
	}
}
