package language

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/language/answer"
	"anwei/language/deed"
	"anwei/language/entry"
	"anwei/language/figures"
	"anwei/language/frame"
	"anwei/language/lexicon"
	"anwei/language/question"
	"anwei/language/text"
)

// Heard is one text with what each reader makes of it. What a text means by itself is read
// by Read, before anything is known of the talk; what also depends on the talk, such as the
// fields that are asked, is read when it is asked for. No reader reads a text twice for the
// same.
type Heard struct {
	Text string

	reader *Reader
	now    time.Time
	kept   map[heardAs]any
	counts []counted
	deeds  []deeds
	runs   map[heardAs]int
}

// heardAs is what a text was read as, of which form or, for figures and deeds, which fields
// and duties.
type heardAs struct {
	as   string
	form anwei.FormID
	of   string
}

// counted are the figures that were read where these fields were asked.
type counted struct {
	asked Asked
	got   Reading
}

// deeds is what was read of these duties.
type deeds struct {
	known deed.Known
	got   deed.Deed
}

// Read reads a text. All that does not depend on where a talk stands is read at once.
func (r *Reader) Read(typed string, now time.Time) *Heard {
	h := r.Hear(typed, now)
	h.Wishes()
	h.Answers()
	return h
}

// Hear takes a text of which little may be asked, such as a part of another: everything is
// read when it is asked for.
func (r *Reader) Hear(typed string, now time.Time) *Heard {
	return &Heard{Text: typed, reader: r, now: now, kept: map[heardAs]any{}, runs: map[heardAs]int{}}
}

// By reports whether the text was read by the reader, as one of a roster before.
func (h *Heard) By(r *Reader) bool { return h != nil && h.reader == r }

// Without is the text as if it could not be read as any of the intents.
func (h *Heard) Without(intents []frame.Intent) *Heard {
	c := *h
	c.kept, c.runs = maps.Clone(h.kept), maps.Clone(h.runs)
	c.kept[heardAs{as: "frames"}] = anwei.Where(h.Wishes(), func(r frame.Reading) bool { return !slices.Contains(intents, r.Intent) })
	return &c
}

// Twice names what read the text twice for the same, for tests.
func (h *Heard) Twice() []string {
	var out []string
	for as, times := range h.runs {
		if times > 1 {
			out = append(out, strings.TrimSpace(as.as+" "+string(as.form)+" "+as.of))
		}
	}
	return out
}

// once keeps what a reader makes of the text.
func once[T any](h *Heard, as string, form anwei.FormID, read func() T) T {
	key := heardAs{as: as, form: form}
	if got, ok := h.kept[key]; ok {
		return got.(T) //nolint:forcetypeassert // each key has its type
	}
	h.runs[key]++
	got := read()
	h.kept[key] = got
	return got
}

// onceIf keeps what a reader makes of the text, and whether it made anything.
func onceIf[T any](h *Heard, as string, read func() (T, bool)) (T, bool) {
	type made struct {
		got T
		ok  bool
	}
	m := once(h, as, "", func() made {
		got, ok := read()
		return made{got, ok}
	})
	return m.got, m.ok
}

// text is the text as the readers of frames share it.
func (h *Heard) text() *frame.Text {
	return once(h, "text", "", func() *frame.Text { return frame.Hear(h.Text, h.now) })
}

// Wishes are how the text may be understood by itself, as an intent with slots, the best
// first. Each explains the whole of it. Behind what the frames have stand a promise, a
// question and what is told of a duty, as intents without slots.
func (h *Heard) Wishes() []frame.Reading {
	return once(h, "frames", "", func() []frame.Reading {
		out := h.reader.frames.ReadText(h.text())
		if _, ok := h.FormChange(); ok {
			out = append(out, frame.Reading{Intent: "change.form", Text: h.Text})
		}
		if _, ok := h.PieceMove(); ok {
			out = append(out, frame.Reading{Intent: "change.piece", Text: h.Text})
		}
		if _, ok := h.Answered(); ok {
			out = append([]frame.Reading{{Intent: "plan.answer", Text: h.Text}}, out...)
		}
		if p, ok := h.Promise(); ok {
			out = append(out, frame.Reading{Intent: frame.Intent("promise." + p.Kind), Text: h.Text, Cost: told})
		}
		if q := h.Asks(nil); q.Intent != "" && q.Intent != question.AskNothing {
			out = append(out, frame.Reading{Intent: frame.Intent("question." + q.Intent), Text: h.Text, Cost: told})
		}
		if d := h.Deed(deed.Known{Duties: h.reader.duties}); d.Kind != deed.NoDeed {
			out = append(out, frame.Reading{Intent: frame.Intent("deed." + d.Kind), Text: h.Text, Cost: told})
		}
		slices.SortStableFunc(out, frame.Reading.Compare)
		return out
	})
}

// Answered is what the plan says to a question about itself, if it is one.
func (h *Heard) Answered() (anwei.Answer, bool) {
	return onceIf(h, "plan's answer", func() (anwei.Answer, bool) { return h.reader.question.Answered(h.Text, h.now) })
}

// FormChange is what it wants changed in one of several forms.
func (h *Heard) FormChange() (FormChange, bool) {
	return onceIf(h, "form change", func() (FormChange, bool) { return readFormChange(h.Text, h.reader.plan, h.now) })
}

// PieceMove is to which task a photo or file belongs that was just sent.
func (h *Heard) PieceMove() (PieceMove, bool) {
	return onceIf(h, "piece move", func() (PieceMove, bool) { return readPieceMove(h.Text) })
}

// told is what a reading costs that no frame has.
const told = 3

// Promise is what it promises, or why that is difficult.
func (h *Heard) Promise() (deed.PromiseSaid, bool) {
	return onceIf(h, "promise", func() (deed.PromiseSaid, bool) { return h.reader.deed.Promise(h.text(), h.now) })
}

// Clauses are the parts of the text between its marks, each read by itself.
func (h *Heard) Clauses() []*Heard {
	return once(h, "clauses", "", func() []*Heard {
		c := text.Plain(h.Text)
		return anwei.Each(c.Clauses(0, len(c.Runes)), func(s text.Stretch) *Heard { return h.reader.Hear(c.Cut(s.Begin, s.End).Text, h.now) })
	})
}

// Form is the one form that it names, empty where it names none, or two.
func (h *Heard) Form() anwei.FormID {
	id, _ := h.reader.named.Named(h.Text)
	return id
}

// Answers are how it may answer what was asked.
func (h *Heard) Answers() answer.Answers {
	return once(h, "answer", "", func() answer.Answers { return h.reader.answer.Read(h.text(), h.now) })
}

// Asks is the question that it is after the last one, nil where none was.
func (h *Heard) Asks(last *question.Query) question.Query {
	read := func() question.Query { return h.reader.question.Read(h.Text, h.now, last) }
	if last == nil {
		return once(h, "question", "", read)
	}
	return once(h, "question after", "", read)
}

// Ask is all that it asks, beside what is around it, and whether it is a question.
func (h *Heard) Ask(around question.Around) (question.Said, bool) {
	return onceIf(h, "ask", func() (question.Said, bool) { return h.reader.question.Ask(h.Text, h.now, around) })
}

// Kind is of which kind of units alone it speaks.
func (h *Heard) Kind() anwei.UnitKind {
	return once(h, "kind", "", func() anwei.UnitKind { return h.reader.question.Speaks(h.Text, h.now) })
}

// Asker reads how a text asks that is not all of what was heard.
func (h *Heard) Asker() *question.Reader { return h.reader.question }

// Manner is how an answer is wished for.
func (h *Heard) Manner() question.Manner {
	return once(h, "manner", "", func() question.Manner { return h.reader.question.Manner(h.Text) })
}

// Command is a command about the form, which is the one in hand. When in doubt it is None,
// so that the text is read as an answer instead.
func (h *Heard) Command(form anwei.Form) Command {
	return once(h, "command", form.ID, func() Command { return readCommand(h.Text, h.reader.words(form), h.now) })
}

// FormCommand is a command that may name one of the plan's forms: 填台账, 填报9月附件2,
// 台账进度. A form that is named alone is to be filled in. Where no form is named it
// is Command about form.
func (h *Heard) FormCommand(form anwei.Form) Command {
	if h.Form() == "" {
		return h.Command(form)
	}
	return once(h, "form command", form.ID, func() Command {
		return readFormCommand(h.Text, h.reader.named, h.reader.words(form), h.now)
	})
}

// Figures are the figures that it has. What is returned was said; what was not said, or
// not exactly, is left out and refused with a reason.
func (h *Heard) Figures(a Asked) Reading {
	for _, c := range h.counts {
		if c.asked.Form.ID == a.Form.ID && slices.Equal(c.asked.Fields, a.Fields) && (c.asked.Month == a.Month || !c.got.Dated) && maps.Equal(c.asked.Have, a.Have) {
			return c.got
		}
	}
	h.runs[heardAs{"figures", a.Form.ID, fmt.Sprint(a.Fields, len(a.Have), a.Month)}]++
	got := h.reader.words(a.Form).Read(h.Text, figures.Asked{Fields: a.Fields, Have: a.Have, Month: a.Month})
	a.Have = maps.Clone(a.Have)
	h.counts = append(h.counts, counted{a, got})
	return got
}

// Entries are the tasks that it answers.
func (h *Heard) Entries(a entry.EntriesAsked) entry.Entries {
	return h.reader.names(a.Form).Read(h.Text, a)
}

// Deed is what it tells of one of the duties.
func (h *Heard) Deed(known deed.Known) deed.Deed {
	known.Now = h.now
	same := func(a, b anwei.Duty) bool { return a.ID == b.ID }
	for _, d := range h.deeds {
		if d.known.Asked == known.Asked && slices.EqualFunc(d.known.Duties, known.Duties, same) {
			return d.got
		}
	}
	h.runs[heardAs{"deed", "", string(known.Asked) + strconv.Itoa(len(known.Duties))}]++
	got := h.reader.deed.Deed(h.Text, known)
	h.deeds = append(h.deeds, deeds{known, got})
	return got
}

// Near are three questions that it may have meant which is none after the last one.
func (h *Heard) Near(last *question.Query) []question.Query {
	return once(h, "near", "", func() []question.Query { return h.reader.question.Near(h.Text, h.now, last) })
}

// Units are the units that it names.
func (h *Heard) Units() []lexicon.Named {
	return once(h, "units", "", func() []lexicon.Named { return h.reader.units.Find(h.Text) })
}

// Courtesy reports whether it says nothing that wants an answer.
func (h *Heard) Courtesy() bool {
	return once(h, "courtesy", "", func() bool { return h.reader.question.Courtesy(h.Text) })
}
