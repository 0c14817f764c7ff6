package talk

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/bot/filing"
	"anwei/bot/phrases"
	"anwei/bot/rights"
)

// permitted is what a turn leaves: its state and effects, or where the person may not
// make one of the effects, none of them, a refusal, a row of the record, and the state of
// before without what was open.
func permitted(before bot.State, t *bot.Turn) (bot.State, []bot.Effect) {
	_, unit, lacks := rights.Lacks(t)
	if !lacks {
		recordElsewhere(t)
		t.State.As = standings(t)
		return bot.Stored(t), t.Out
	}
	refused := bot.NewTurn(bot.State{Greeted: before.Greeted, Spoke: t.State.Spoke}, t.In, t.Rooms)
	refused.State.As = standings(t)
	refused.Hand = bot.Hand{}
	refused.Denied(phrases.RecordEffect, unit)
	refused.Tell("common.no_right", "unit", refused.UnitName(unit), "office", t.In.Plan.Office)
	return bot.Stored(refused), refused.Out
}

// recordElsewhere puts on record what was done elsewhere than in the talk in the name of
// somebody, where the room that did it left no row.
func recordElsewhere(t *bot.Turn) {
	does := func(e bot.Effect) bool {
		switch e.(type) {
		case bot.Say, bot.PutAudit, bot.AddMisheard, bot.Ask, bot.Read, bot.SaveDraft, bot.DropDraft:
			return false
		default:
			return true
		}
	}
	recorded := func(e bot.Effect) bool { _, is := e.(bot.PutAudit); return is }
	if t.In.Message.Via != "" && slices.ContainsFunc(t.Out, does) && !slices.ContainsFunc(t.Out, recorded) {
		t.Audit(anwei.Audit{Action: phrases.RecordElsewhere, Unit: t.Hand.Key.Unit, Detail: phrases.Shorten(t.In.Message.Text)})
	}
}

// standings are what the person is now: a role at a unit each. A unit that reports no
// more gives nobody a role.
func standings(t *bot.Turn) []string {
	var out []string
	for _, a := range t.In.Person.Roles {
		if u, ok := t.In.Ledger.Unit(a.Unit); ok && (!u.Retired || a.Role != anwei.Reporter) {
			out = append(out, string(a.Role)+"@"+string(a.Unit))
		}
	}
	return out
}

// forgetLost forgets what is open where the person has lost a role since he was last
// heard: it was asked of somebody who could do more. The record has that he answered it. What
// he told before is in the draft, which the unit keeps.
func forgetLost(t *bot.Turn) {
	now := standings(t)
	if !slices.ContainsFunc(t.State.As, func(was string) bool { return !slices.Contains(now, was) }) {
		return
	}
	q, asked := t.Top()
	open := !bot.AtRest(t) && (!asked || q.Kind != filing.KindNext || t.Hand.Stage != bot.Idle) // an offer is no loss
	if t.Hand.Stage != bot.Idle && t.Hand.Stage != bot.Choosing && !bot.MayReport(t, t.Hand.Key.Unit) {
		return // the report in hand is put away with all else, see pickUp
	}
	bot.PutAway(t, anwei.ReportKey{})
	if open {
		t.Denied(phrases.RecordEffect, "")
		t.Tell("common.role_lost")
	}
}
