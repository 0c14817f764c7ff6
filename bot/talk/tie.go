package talk

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/language/frame"
)

// Room is the name under which this package asks.
const Room = "talk"

// kindTie is the question which of several equally good readings of a text is meant.
const kindTie bot.QuestionKind = "tie"

// tie is what is kept with it: the text, whose slots are as on the day when it was said,
// and the intents, in the order of the buttons.
type tie struct {
	Text    string         `json:"text"`
	At      time.Time      `json:"at"`
	Intents []frame.Intent `json:"intents"`
}

func kinds() bot.Kinds {
	return bot.Kinds{kindTie: bot.KindOf(chosen, func(p tie) bool { return p.Text != "" && len(p.Intents) > 1 })}
}

// way is what comes of a text where it is read as the intent.
type way struct {
	intent frame.Intent
	turn   *bot.Turn
}

// equals returns the readings of a text that are as good as others, the best first.
func equals(t *bot.Turn, typed string) (out [][]frame.Intent) {
	all := t.Readings(typed)
	for len(all) > 0 {
		good := anwei.Where(all, func(r frame.Reading) bool { return r.Compare(all[0]) == 0 })
		if all = all[len(good):]; len(good) > 1 {
			out = append(out, anwei.Each(good, func(r frame.Reading) frame.Intent { return r.Intent }))
		}
	}
	return out
}

// settled takes a text that is understood in several ways that are equally good. Of those
// that come to the same, or to nothing here, one is taken; between two that do not the
// person is asked, and nothing is done.
func settled(t *bot.Turn, typed string) bool {
	for _, group := range equals(t, typed) {
		none := bot.Apart(t, typed, t.In.Now, group)
		take(none, typed)
		var ways []way
		for _, intent := range group {
			w := as(t, typed, t.In.Now, group, intent)
			if !same(w, none) && !slices.ContainsFunc(ways, func(x way) bool { return same(x.turn, w) }) {
				ways = append(ways, way{intent, w})
			}
		}
		if may := anwei.Where(ways, func(w way) bool { return !denied(w.turn) }); len(may) > 0 {
			ways = may
		}
		switch len(ways) {
		case 0:
			continue
		case 1:
			*t = *ways[0].turn
		default:
			askWay(t, typed, anwei.Each(ways, func(w way) frame.Intent { return w.intent }))
		}
		return true
	}
	return false
}

// as takes a text on a turn of its own that reads it as one of several intents.
func as(t *bot.Turn, typed string, at time.Time, group []frame.Intent, one frame.Intent) *bot.Turn {
	w := bot.Apart(t, typed, at, anwei.Where(group, func(x frame.Intent) bool { return x != one }))
	take(w, typed)
	return w
}

// denied reports whether the person wants what he may not do.
func denied(t *bot.Turn) bool {
	return slices.ContainsFunc(t.Out, func(e bot.Effect) bool { a, is := e.(bot.PutAudit); return is && a.Audit.Refused })
}

// same reports whether two turns leave the same.
func same(a, b *bot.Turn) bool {
	return reflect.DeepEqual(a.Out, b.Out) && reflect.DeepEqual(a.State, b.State) && reflect.DeepEqual(a.Hand, b.Hand)
}

// askWay asks which of the intents is meant, with a button each.
func askWay(t *bot.Turn, typed string, intents []frame.Intent) {
	names := meanings(t, intents)
	bot.Offer(t, bot.NewQuestion(Room, kindTie, "", tie{Text: typed, At: t.In.Now, Intents: intents}),
		t.Text("way.ask", "ways", strings.Join(names, t.Text("way.or"))), t.Text("way.ask_text"), names...)
}

// meanings are what the intents are called on buttons: each by its own name or, where
// those of a family come to the same, by the family's.
func meanings(t *bot.Turn, intents []frame.Intent) []string {
	return anwei.Each(intents, func(i frame.Intent) string {
		if name := string(i); t.Phrases.Has("way." + name) {
			return t.Text("way." + name)
		}
		family, _, _ := strings.Cut(string(i), ".")
		return t.Text("way." + family)
	})
}

// chosen does what was said in the way that the person meant.
func chosen(t *bot.Turn, p tie, typed string) bool {
	which := slices.Index(meanings(t, p.Intents), typed)
	if which < 0 {
		which, _ = bot.Heard(t, typed).Of(len(p.Intents))
	}
	if which < 0 {
		return false
	}
	t.Close()
	*t = *as(t, p.Text, p.At, p.Intents, p.Intents[which])
	return true
}
