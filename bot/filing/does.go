package filing

import (
	"anwei/bot"
	"anwei/language/frame"
)

// Does is what this room does.
func Does() bot.Does {
	return bot.Does{
		"change.form":    changeNamed,
		"change.piece":   movesPiece,
		"show.item":      shows,
		"tasks":          func(t *bot.Turn, _ string) bool { Aside(t, func() { Tasks(t) }); return true },
		"return.correct": func(t *bot.Turn, _ string) bool { return correctBack(t) },
		"return.stand":   func(t *bot.Turn, _ string) bool { return standBack(t) },
		"plea.same":      samePlea,
		"plea.explain":   explain,
		"plea.restart":   restart,
	}
}

// correctBack opens the report that came back last: 去更正.
func correctBack(t *bot.Turn) bool {
	r, ok := lastBack(t, true)
	if ok {
		t.Hand.Words = ""
		Begin(t, r.Key.Form, r.Key.Period, r.Key.Unit)
	}
	return ok
}

// standBack takes that the report that came back last is right as it is: 原数无误.
func standBack(t *bot.Turn) bool {
	r, ok := lastBack(t, true)
	if ok {
		StandAt(t, r.Key)
	}
	return ok
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
