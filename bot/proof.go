package bot

import (
	"strings"
	"time"

	"anwei"
)

// provable is how long after something was told a photo is taken for its proof.
const provable = 2 * time.Hour

// justTold is how long after a task was answered a photo is of it, and not of the
// task that is asked by now.
const justTold = 3 * time.Minute

// prove takes a photo or file as proof of what was told last or is asked for,
// and returns false where there is nothing to be proved.
func (t *turn) prove() bool {
	m := t.in.Message
	if m.Media == "" || m.Text != "image" && m.Text != "file" && m.Text != "video" {
		return false
	}
	if p := t.st.Pending; p != nil && p.Ask == AskProof {
		t.keepProof(p.Matter, 0, "")
		if c, ok := t.in.Ledger.Case(p.Matter.Case); ok && c.Open() {
			t.close(c, p.Matter, p.Result)
		} else {
			t.st.Pending = nil
		}
		return true
	}
	p := t.st.Proven
	told := p != nil && t.in.Now.Sub(p.At) <= provable
	justNow := p != nil && t.in.Now.Sub(p.At) <= justTold
	if word := t.askedWord(); word != "" && !justNow {
		p, told = &Proven{Matter: anwei.ReportMatter(t.draft.Key), Field: word}, true
	}
	if !told {
		return t.proveReceipt()
	}
	t.keepProof(p.Matter, p.N, p.Field)
	if p.Field == "" {
		t.say(proven(t.about(p.Matter)) + t.returning())
		return true
	}
	form, _ := t.in.Plan.Form(p.Matter.Form)
	f, _ := form.Field(p.Field)
	t.ask(evidenceOfTask(m.Text, numberIn(form, f.ID), f) + "\n")
	return true
}

func (t *turn) keepProof(about anwei.Matter, n int, field anwei.FieldID) {
	m := t.in.Message
	t.out = append(t.out, PutEvidence{Evidence: anwei.Evidence{
		ID: m.ID, Matter: about, N: n, Field: field, Media: m.Media, Kind: m.Text, By: t.in.Person.ID, At: t.in.Now,
	}})
}

// cutPrefixes returns what follows the first of the prefixes that the text has.
func cutPrefixes(text string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(text, p); ok {
			return strings.TrimLeft(rest, "，,：:。 "), true
		}
	}
	return "", false
}
