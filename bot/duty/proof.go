package duty

import (
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// justTold is how long after a task was answered a photo is of it, and not of the
// task that is asked by now.
const justTold = 3 * time.Minute

// Prove takes a photo or file as proof of what was told last or is asked for,
// and returns false where there is nothing to be proved.
func Prove(t *bot.Turn) bool {
	m := t.In.Message
	if m.Media == "" || m.Text != "image" && m.Text != "file" && m.Text != "video" {
		return false
	}
	if q, _ := t.Top(); q.Kind == bot.AskProof {
		p, _ := bot.Data[telling](q)
		bot.KeepProof(t, p.Matter, 0, "")
		if c, ok := t.In.Ledger.Case(p.Matter.Case); ok && c.Open() {
			close(t, c, p.Matter, p.Result)
		} else {
			t.Close()
		}
		return true
	}
	p, known := bot.Kept[bot.Proven](t.State, bot.Told)
	told := known && t.In.Now.Sub(p.At) <= bot.Provable
	justNow := known && t.In.Now.Sub(p.At) <= justTold
	if word := t.AskedWord(); word != "" && !justNow {
		p, told = bot.Proven{Matter: anwei.ReportMatter(t.Draft.Key), Field: word}, true
	}
	if !told {
		return t.Rooms.ProveReceipt(t)
	}
	bot.KeepProof(t, p.Matter, p.N, p.Field)
	if p.Field == "" {
		t.Reply("duty.proven", "about", t.About(p.Matter))
		return true
	}
	form, _ := t.In.Plan.Form(p.Matter.Form)
	f, _ := form.Field(p.Field)
	piece := phrases.PieceName(m.Text)
	t.Rooms.Ask(t, t.Text("duty.proven_task", "piece", piece, "n", bot.NumberIn(form, f.ID), "field", phrases.Quoted(f.Short)))
	return true
}
