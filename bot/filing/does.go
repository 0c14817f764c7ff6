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
		"return.correct": func(t *bot.Turn, _ string) bool { return correctBack(t) },
		"return.stand":   func(t *bot.Turn, _ string) bool { return standBack(t) },
		"plea.same":      samePlea,
		"plea.explain":   explain,
		"plea.stuck":     explain,
		"plea.why":       whyAsked,
		"plea.restart":   restart,
	}
}

// correctBack opens the report that came back last: 去更正.
func correctBack(t *bot.Turn) bool {
	key, ok := newestBack(t)
	if ok {
		t.Hand.Words = ""
		Begin(t, key.Form, key.Period, key.Unit)
	}
	return ok
}

// standBack takes that the report that came back last is right as it is: 原数无误.
func standBack(t *bot.Turn) bool {
	key, ok := newestBack(t)
	if ok {
		StandAt(t, key)
	}
	return ok
}

// newestBack is the report that the office returned or unlocked last.
func newestBack(t *bot.Turn) (anwei.ReportKey, bool) {
	owed := bot.OwedReports(t, t.In.Plan.Forms, anwei.Period{})
	if len(owed) == 0 || owed[0].Kind > bot.OwesCorrection {
		return anwei.ReportKey{}, false
	}
	return owed[0].Matter.Report()
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
