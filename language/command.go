package language

import (
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/figures"
	"anwei/language/lexicon"
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

// longestCommand is the most runes of a command.
const longestCommand = 40

func readCommand(typed string, f *figures.Reader, now time.Time) Command {
	if len(typed) > longestCommand*utf8.UTFMax {
		return Command{}
	}
	c := text.Fold(typed)
	if len(c.Runes) > longestCommand {
		return Command{}
	}
	if cmd, ok := readChange(typed, f, now); ok {
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
func (c Command) sound(typed string, dated bool) bool {
	switch c.Kind {
	case None:
		return false
	case Begin, Table, Progress, Show, Remind, Unchanged:
		return true
	case Help:
		return !dated
	default:
		return !dated && !strings.ContainsAny(typed, "?")
	}
}

func readFormCommand(typed string, forms *lexicon.Forms, form *figures.Reader, now time.Time) Command {
	id, rest := forms.Named(typed)
	if id == "" || utf8.RuneCountInString(typed) > longestCommand {
		return readCommand(typed, form, now)
	}
	if bare := text.Strip(strings.Trim(rest, " 。!,《》的")); bare == "" {
		return Command{Kind: Begin, Form: id}
	}
	// A wish for a table needs its noun: 发我10月台账.
	for _, s := range []string{rest, rest + "表"} {
		switch c := readCommand(s, form, now); c.Kind {
		case Begin, Table, Progress:
			c.Form, c.Rest = id, ""
			return c
		default:
		}
	}
	if p, span, ok := day.Period(rest, now); ok && text.Strip(strings.Trim(rest[:span.From]+rest[span.To:], " 。!,《》的")) == "" {
		return Command{Kind: Begin, Form: id, Period: p}
	}
	return readCommand(typed, form, now)
}
