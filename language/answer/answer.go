// Package answer reads how people answer what they were asked: whether they agree or
// refuse, say that all is as before, put it off, give a bare figure or choose one of
// several. How each is said is data, in words.txt and answers.txt, and is read as every
// intent is, by language/frame; what an answer means is decided by the room that asked.
package answer

import (
	_ "embed"
	"slices"
	"strings"
	"time"

	"anwei/language/day"
	"anwei/language/frame"
)

//go:embed words.txt
var wordsText string

//go:embed answers.txt
var answersText string

// Kind is what somebody answers, as the rows of answers.txt name it.
type Kind string

// The kinds of answers.
const (
	Yes      Kind = "yes"      // 好, 没问题
	Go       Kind = "go"       // 报吧: the verb of what was asked
	No       Kind = "no"       // 不对
	Cancel   Kind = "cancel"   // 算了, 先不退
	Same     Kind = "same"     // 跟上次一样
	Differ   Kind = "differ"   // 有变化
	Because  Kind = "because"  // 原因是开展了专项行动
	Swap     Kind = "swap"     // 换成后面的
	Sum      Kind = "sum"      // 加起来
	KeepOld  Kind = "keepold"  // 前面的对
	Open     Kind = "open"     // 查什么内容, 下周才查
	Item     Kind = "item"     // 第4个写成11
	Clear    Kind = "clear"    // 清空
	Later    Kind = "later"    // 等会再交
	Hindered Kind = "hindered" // 等领导签字
	Done     Kind = "done"     // 查了，整改5处
	Doing    Kind = "doing"    // 正在查
	Value    Kind = "value"    // 应该是15
	Choice   Kind = "choice"   // 第2个, 后面那个
)

// Answer is one way to understand a text as an answer.
type Answer struct {
	Kind Kind
	// Number is the figure of a Value, and which of several a Choice is: from 1, and from
	// -1 for the last.
	Number int64
	// Rest is what else is said: 参加 of 好的，参加. Of what is told in his own words, a
	// Hindered and a Done, it is all of them, and of a Because the reason alone where nothing
	// else is told.
	Rest string
	// Days are the days that are named.
	Days []day.Said
	// Sure is set for a Yes that says that something is so, and does not only agree; Fine
	// for one that says that nothing is wrong: 没错.
	Sure, Fine bool
	// Verb is set where the verb of what was asked is said: 好，发.
	Verb bool
	// Weak is set where the words answer only what was asked last: 没有.
	Weak bool
}

// Answers are the ways to understand one text, the best first.
type Answers []Answer

// As returns the answer of the first of the kinds that the text may be.
func (a Answers) As(kinds ...Kind) (Answer, bool) {
	for _, k := range kinds {
		for _, one := range a {
			if one.Kind == k {
				return one, true
			}
		}
	}
	return Answer{}, false
}

// Is reports whether all that was said is an answer of one of the kinds.
func (a Answers) Is(kinds ...Kind) bool {
	for _, k := range kinds {
		if one, ok := a.As(k); ok && one.Rest == "" && !one.Weak {
			return true
		}
	}
	return false
}

// Of returns which of n is chosen, from 0.
func (a Answers) Of(n int) (int, bool) {
	c, ok := a.As(Choice)
	if c.Number < 0 {
		c.Number += int64(n) + 1
	}
	if !ok || c.Number < 1 || c.Number > int64(n) {
		return -1, false
	}
	return int(c.Number) - 1, true
}

// Reader reads answers. It may be used by several at a time.
type Reader struct{ frames *frame.Reader }

// Load makes a reader, which knows no plan and no roster.
func Load() *Reader { return &Reader{frames: Frames().For(frame.Known{})} }

// Frames are the rows that answers are read by.
func Frames() *frame.Frames { return frame.Parse(wordsText, answersText) }

// longestAnswer is how many bytes an answer may have that is read as one.
const longestAnswer = 240

// Read returns how a text may be understood as an answer. A question is none.
func (r *Reader) Read(typed *frame.Text, now time.Time) Answers {
	text := typed.Typed
	if len(text) > longestAnswer || strings.ContainsAny(text, "?？") {
		return nil
	}
	var out Answers
	hedged := false
	for _, got := range r.frames.ReadText(typed) {
		kind, place, _ := strings.Cut(string(got.Intent), "-")
		one := Answer{Kind: Kind(kind), Number: got.Number, Rest: got.Rest["rest"], Days: got.Days, Weak: got.Cost > 1}
		one.Fine = got.Said("fine") || got.Said("flaw") || got.Said("wrong") || got.Said("checked") || got.Said("agree") && (got.Said("topic") || got.Said("old"))
		one.Sure, one.Verb = one.Fine || got.Said("agree"), got.Said("go")
		switch {
		case place == "hedged":
			hedged = true
		case place == "first":
			one.Number = 1
		case place == "last":
			one.Number = -1
		case one.Kind == Because && got.Rest["what"] != "":
			one.Rest = strings.TrimSpace(text) // 整改多是因为…: it tells of what
		case one.Kind == Hindered, one.Kind == Done:
			one.Rest, one.Days = strings.TrimSpace(text), day.All(text, now, day.TenseAhead)
		}
		out = append(out, one)
	}
	if hedged { // 应该没有吧，我再确认一下 is no fact
		out = slices.DeleteFunc(out, func(a Answer) bool { return a.Kind != Later && a.Kind != Hindered && a.Kind != Cancel })
	}
	if len(out) > 0 && out[0].Kind == Doing { // 在安排了 is not done
		out = slices.DeleteFunc(out, func(a Answer) bool { return a.Kind == Done })
	}
	return out
}
