package duty

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/language/answer"
	"anwei/language/deed"
	"anwei/language/text"
)

// difficultDays is for how many working days a unit is left alone that told a
// difficulty, so that the office can answer.
const difficultDays = 3

// longestWait is how many days ahead a day that is named with a reason may be.
const longestWait = 31

// Late takes why what the person was reminded of is not there, in his own words.
func Late(t *bot.Turn, typed string) bool {
	_, hindered := bot.Hindered(t, typed)
	return hindered && t.Hand.Stage == bot.Idle && !bot.IsAsked(t) && promises(t, typed)
}

// promises takes 今天报, 明天报 and 有困难 where they are typed: they are
// about what the person's units have not reported.
func promises(t *bot.Turn, typed string) bool {
	said, ok := t.Hear(typed).Promise()
	heard, _ := bot.Hindered(t, typed)
	var form anwei.FormID
	if ok {
		form = t.Hear(typed).Form()
	}
	owing := owedReports(t, form)
	if t.Hand.Stage != bot.Idle && t.Hand.Stage != bot.Choosing {
		owing = Together(t, anwei.ReportMatter(t.Hand.Key))
	}
	back, returned := bot.Back(t)
	switch {
	case ok && returned && back.State() == anwei.Returned && (t.Hand.Key == back.Key || len(owing) == 0 || !remindedSince(t, owing[0], back.Handled.At)):
		t.Tell("duty.back_waits", "about", t.About(anwei.ReportMatter(back.Key)), "reason", back.Handled.Reason)
		return true
	case len(owing) == 0 || !ok && !remindedSince(t, owing[0], t.State.Spoke):
		return false
	case !ok:
		said = whyNot(t, typed, heard)
	}
	if len(said.Refused) > 0 {
		if t.Hand.Stage != bot.Idle && said.Refused[0].Reason == text.Approximate {
			return false // 晚点再报 puts off the report in hand
		}
		t.Reply("duty.bad_day")
		return true
	}
	Promise(t, owing, said)
	return true
}

// remindedSince reports whether the matter was reminded of since then.
func remindedSince(t *bot.Turn, m anwei.Matter, then time.Time) bool {
	return slices.ContainsFunc(t.In.Ledger.Reminders(m), func(r anwei.Reminded) bool { return r.At.After(then) })
}

// whyNot is what is promised with the reason why something is late: by the day that is
// named with it, 人请假了，周一回来, else that there is a difficulty.
func whyNot(t *bot.Turn, typed string, heard answer.Answer) deed.PromiseSaid {
	for _, part := range t.Hear(typed).Clauses() {
		if said, ok := part.Promise(); ok && said.Kind == anwei.Promised && len(said.Refused) == 0 {
			said.Reason = heard.Rest
			return said
		}
	}
	for _, d := range heard.Days {
		if d.Reason == "" && !d.On.Before(t.Today()) && !t.Today().AddDays(longestWait).Before(d.On) {
			return deed.PromiseSaid{Kind: anwei.Promised, On: d.On, Reason: heard.Rest}
		}
	}
	return deed.PromiseSaid{Kind: anwei.Difficult, Reason: heard.Rest}
}

// owedReports are the reports, of the form where one is named, of the person's units that are missing, of the form and
// period that they were reminded of last, else of what is late, else of what is due; and with them what was
// reminded of together.
func owedReports(t *bot.Turn, form anwei.FormID) []anwei.Matter {
	forms := t.In.Plan.Forms
	if f, named := t.In.Plan.Form(form); named {
		forms = []anwei.Form{f}
	}
	owed := anwei.Where(bot.OwedReports(t, forms, anwei.Period{}), func(d bot.Debt) bool { return d.Kind == bot.OwesReport })
	if len(owed) == 0 {
		return nil
	}
	slices.SortStableFunc(owed, func(a, b bot.Debt) int { return bot.TrueFirst(a.Late, b.Late) })
	first, told := owed[0].Matter, time.Time{}
	for _, d := range owed {
		for _, r := range t.In.Ledger.Reminders(d.Matter) {
			if r.At.After(told) {
				first, told = d.Matter, r.At
			}
		}
	}
	var all []anwei.Matter
	for _, d := range owed {
		if d.Matter.Form == first.Form && d.Matter.Period == first.Period {
			all = append(all, Together(t, d.Matter)...)
		}
	}
	return all
}

// Together returns a report with those of the unit that are due on the same day,
// are missing too and were reminded of: one message spoke of them all.
func Together(t *bot.Turn, m anwei.Matter) []anwei.Matter {
	out := []anwei.Matter{m}
	f, ok := t.In.Plan.Form(m.Form)
	u, known := t.In.Ledger.Unit(m.Unit)
	if !ok || !known {
		return out
	}
	day := f.Deadline.On(m.Period, t.In.Calendar)
	for _, x := range t.In.Plan.Forms {
		other := anwei.Matter{Unit: m.Unit, Form: x.ID, Period: m.Period}
		if x.ID == f.ID || x.Every != f.Every || !x.Covers(m.Period) || !x.Audience.Includes(u) || x.Deadline.On(m.Period, t.In.Calendar) != day {
			continue
		}
		if done, _ := t.Done(other); !done && len(t.In.Ledger.Reminders(other)) > 0 {
			out = append(out, other)
		}
	}
	return out
}

// abouts names matters together: 南村镇10月调度表、台账.
func abouts(t *bot.Turn, ms []anwei.Matter) string {
	var out string
	for i, m := range ms {
		switch name := t.About(m); {
		case i == 0:
			out = name
		case m.Form != "" && m.Unit == ms[0].Unit && m.Period == ms[0].Period:
			f, _ := t.In.Plan.Form(m.Form)
			out += "、" + f.Short
		default:
			out += "、" + name
		}
	}
	return out
}

// Promise keeps what was said of the matters, and lets the office know of a
// difficulty.
func Promise(t *bot.Turn, about []anwei.Matter, said deed.PromiseSaid) {
	if said.Kind == anwei.Difficult && said.Reason == "" {
		askDifficulty(t, choice{Options: about}, "")
		return
	}
	if said.Kind == anwei.Difficult && said.On.IsZero() {
		said.On = t.In.Calendar.AddWorking(t.Today(), difficultDays)
	}
	t.Close()
	for len(about) > 0 {
		n := 1 // what is one unit's is answered in one sentence
		for n < len(about) && about[n].Unit == about[0].Unit {
			n++
		}
		promiseUnit(t, about[:n], said)
		about = about[n:]
	}
}

// askDifficulty asks what the difficulty is.
func askDifficulty(t *bot.Turn, p choice, lead string) {
	bot.AskBeside(t, bot.NewQuestion(Room, kindWhy, "", p), lead+t.Text("duty.ask_why", "about", abouts(t, p.Options)))
}

// promiseUnit keeps what was said of matters of one unit.
func promiseUnit(t *bot.Turn, about []anwei.Matter, said deed.PromiseSaid) {
	var kept []anwei.Matter
	var p anwei.Promise
	for _, m := range about {
		if done, how := t.Done(m); done {
			t.Tell("duty.done_already", "about", t.About(m), "how", how)
			continue
		}
		p = anwei.Promise{Matter: m, Kind: said.Kind, On: said.On, Reason: said.Reason, By: t.In.Person.ID, At: t.In.Now}
		t.Out = append(t.Out, bot.PutPromise{Promise: p})
		kept = append(kept, m)
	}
	if len(kept) == 0 {
		return
	}
	name := abouts(t, kept)
	t.Say(promised(t, name, p))
	if said.Kind == anwei.Difficult {
		key := "difficult/" + kept[0].String() + "/" + t.Today().String()
		who := strings.TrimSpace(t.In.Person.Name + " " + t.In.Person.Phone)
		t.TellOffice(key, t.Text("duty.difficulty", "about", name, "reason", said.Reason, "person", who), kept[0].Unit)
	}
}

// promised says what was noted of a promise.
func promised(t *bot.Turn, about string, p anwei.Promise) string {
	switch {
	case p.Kind == anwei.Difficult:
		return t.Text("duty.promised_difficult", "about", about, "reason", p.Reason, "office", t.In.Plan.Office, "day", p.On.AddDays(1).Chinese())
	case p.Kind == anwei.Promised && p.Matter.Form != "":
		return t.Text("duty.promised_report", "about", about, "day", p.On.Chinese())
	}
	return t.Text("duty.promised_"+string(p.Kind), "about", about, "day", p.On.Chinese())
}

// why takes the reason of a difficulty. Only what is clearly something else is
// none.
func why(t *bot.Turn, p choice, typed string) bool {
	if said, ok := t.Hear(typed).Promise(); ok && said.Kind == anwei.Promised && len(said.Refused) == 0 {
		Promise(t, p.Options, said)
		return true
	}
	switch {
	case bot.Wants(t, typed):
		return false
	case bot.Drops(t, typed):
		t.Close()
		t.Reply("duty.never_mind")
		return true
	case len([]rune(typed)) < 2:
		askDifficulty(t, p, t.Text("common.reason_too_short"))
		return true
	}
	Promise(t, p.Options, deed.PromiseSaid{Kind: anwei.Difficult, Reason: typed})
	return true
}
