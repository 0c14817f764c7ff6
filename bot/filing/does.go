package filing

import (
	"anwei"
	"anwei/bot"
	"anwei/language/frame"
)

// Does is what this room does.
func Does() bot.Does {
	return bot.Does{
		"change.form":    changeNamed,
		"change.item":    mendsItem,
		"show.item":      shows,
		"tasks":          func(t *bot.Turn, _ string) bool { Aside(t, func() { Tasks(t) }); return true },
		"return.correct": atNewest(correct),
		"return.stand":   atNewest(StandAt),
		"return.why":     atNewest(whyBack),
		"plea.same":      samePlea,
		"plea.explain":   explain,
		"plea.stuck":     explain,
		"plea.why":       whyAsked,
		"plea.restart":   restart,
	}
}

// atNewest does something with the report that came back.
func atNewest(do func(*bot.Turn, anwei.ReportKey)) func(*bot.Turn, string) bool {
	return func(t *bot.Turn, _ string) bool {
		r, back := bot.Back(t)
		if back {
			do(t, r.Key)
		}
		return back
	}
}

// correct opens a report that came back: 去更正.
func correct(t *bot.Turn, key anwei.ReportKey) {
	t.Hand.Words = ""
	Begin(t, key.Form, key.Period, key.Unit)
}

// whyBack says why a report came back.
func whyBack(t *bot.Turn, key anwei.ReportKey) {
	r, _ := t.In.Ledger.Report(key)
	Aside(t, func() {
		t.Tell("duty.back_waits", "about", t.About(anwei.ReportMatter(key)), "reason", r.Handled.Reason)
	})
}

// samePlea takes 同上月; 和9月一样 only in the month after it.
func samePlea(t *bot.Turn, typed string) bool {
	if t.Hand.Stage != bot.Asking {
		return false
	}
	r, _, _ := frame.Of(t.Readings(typed), "plea")
	if p := r.Period; !p.IsZero() && p != t.Draft.Key.Period.Prev() {
		return false
	}
	return Same(t)
}
