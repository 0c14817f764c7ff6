package bot

import (
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/frame"
)

// Hear returns what is read of a text, which is the message, a part of it or what was
// kept of one before. Nothing is read twice within a turn.
func (t *Turn) Hear(text string) *language.Heard {
	if h := t.In.Heard; h.By(t.In.Reader) && h.Text == text {
		return h
	}
	h, ok := t.heard[text]
	if !ok {
		h = t.In.Reader.Hear(text, t.In.Now)
		t.heard[text] = h
	}
	return h
}

// Apart is a turn of its own that stands where this one does, and on which a text, said at
// that time, is none of the intents.
func Apart(t *Turn, text string, said time.Time, not []frame.Intent) *Turn {
	c := *t
	c.Out, c.Draft.Values, c.heard = slices.Clone(t.Out), t.Draft.Values.Clone(), maps.Clone(t.heard)
	h := t.Hear(text)
	if !said.Equal(t.In.Now) {
		h = t.In.Reader.Hear(text, said)
	}
	c.In.Heard = h.Without(not)
	c.In.Message.Text = text
	return &c
}

// Readings returns how a text may be understood, as the frames have it.
func (t *Turn) Readings(text string) []frame.Reading { return t.Hear(text).Wishes() }

// Heard returns how a text may be understood as an answer to what was asked.
func Heard(t *Turn, text string) answer.Answers { return t.Hear(text).Answers() }

// Own is what a person says himself, without what he quotes and what he was asked.
func Own(t *Turn, text string) string { return answer.Hear(text, t.Rooms.Prompt(t)) }

// Yes reports whether people answer so that something is right.
func Yes(t *Turn, text string) bool {
	return text == phrases.WordNote || text == phrases.WordOpen || Heard(t, text).Is(answer.Yes, answer.Go)
}

// Assents reports whether a text says that all is well or under way, and nothing else.
func Assents(t *Turn, text string) bool {
	heard := Heard(t, text)
	yes, agrees := heard.As(answer.Yes)
	return agrees && yes.Rest == "" || heard.Is(answer.Doing)
}

// No reports whether people answer so that something is wrong.
func No(t *Turn, text string) bool {
	return text == phrases.WordNotSo || Heard(t, text).Is(answer.No)
}

// Declines reports whether people answer so that what was shown is wrong, or not to be done.
func Declines(t *Turn, text string) bool { return No(t, text) || Drops(t, text) }

// Hindered is why something is not there, in its writer's own words. Figures of a form are
// none, whatever they count: 检查医院3家.
func Hindered(t *Turn, typed string) (answer.Answer, bool) {
	why, hindered := Heard(t, typed).As(answer.Hindered)
	f, counts := t.In.Plan.CountsForm()
	return why, hindered && (!counts || FiguresTold(t, typed, f) == 0)
}

// NotYet reports whether an answer to a report says that its writer has to ask or look
// first, or of figures why there are none, and no figure: 应该没有吧，我问问, 没催上来. That
// is no zero. A task may well tell at length of what is to be looked at.
func NotYet(t *Turn, typed string) bool {
	const curt = 14 // characters
	_, later := Heard(t, typed).As(answer.Later)
	_, why := Hindered(t, typed)
	if t.AskedWord() != "" {
		later, why = later && utf8.RuneCountInString(typed) <= curt, false
	}
	return t.Hand.Stage == Asking && (later || why) && !strings.ContainsAny(strings.ReplaceAll(typed, "一下", ""), "0123456789一二三四五六七八九十两")
}

// Explains reports whether a text can be why figures are right: more than a character,
// and not that they are, or what they are, once more: 没问题, 就是100.
func Explains(t *Turn, typed string) bool {
	return utf8.RuneCountInString(typed) > 1 && !Heard(t, typed).Is(answer.Yes, answer.Go, answer.Same, answer.Value)
}

// Drops reports whether somebody wants what was shown to him left undone: 取消, 先不退,
// 别催了.
func Drops(t *Turn, text string) bool { return Heard(t, text).Is(answer.Cancel) }

// Agrees reports whether somebody of the office wants what was shown done: a yes, or
// the verb of it, or both.
func Agrees(t *Turn, a Act, text string) bool {
	verb := func(said string) bool {
		return slices.Contains([]string{string(a.Kind), string([]rune(string(a.Kind))[:1]), wordAct(a.Kind)}, trimEnd(said))
	}
	yes, ok := Heard(t, text).As(answer.Yes)
	return Yes(t, text) || verb(text) || ok && verb(yes.Rest)
}

// Wants reports whether a text is a command, a plea or an act that its writer may want,
// and nothing else, so that it is no answer even where any words are one. A correction is
// one where a report is in hand.
func Wants(t *Turn, typed string) bool {
	switch c := t.Hear(typed).FormCommand(t.FormInMind()); c.Kind {
	case language.None, language.Unchanged:
	case language.Change:
		if t.Hand.Stage != Idle {
			return true
		}
	default:
		return true
	}
	families := []string{"change", "show", "tasks", "return", "unlock", "stamp", "due", "plan", "plea", "deputy", "case", "wish"}
	if t.In.Person.Has(anwei.Office) {
		families = append(families, "office", "roster", "mark", "notice", "making", "look", "remind", "baseline", "table")
	}
	return typed == phrases.WordTake || typed == phrases.WordWrong || slices.ContainsFunc(t.Readings(typed), func(r frame.Reading) bool {
		family, act, _ := strings.Cut(string(r.Intent), ".")
		switch family {
		case "reply":
			said, _ := frame.Reply(t.Readings(typed))
			return said.Sure
		case "duty":
			return act == "record" || act == "undo"
		case "notice":
			if act == "show" {
				return r.Cost < 2
			}
		}
		return r.Cost < 2 && slices.Contains(families, family)
	})
}

// CameBack is when a report came back to the person since he last spoke: 收到 is about
// that, and about no notice before it. It is zero where none did.
func CameBack(t *Turn) time.Time {
	if r, back := Back(t); back && r.Handled != nil && r.Handled.At.After(t.State.Spoke) {
		return r.Handled.At
	}
	return time.Time{}
}
