package query

import (
	"slices"

	"anwei"
	"anwei/bot"
	"anwei/report"
)

// since is the first period that answers count the missing of: the one for which the
// form was reported in time at first, and the open one where none was yet. Before it
// the program was not in use, and nobody owed anything by it.
func since(t *bot.Turn, f anwei.Form) anwei.Period {
	if p, used := t.In.Ledger.InUseSince(f.ID); used {
		return p
	}
	return bot.OpenPeriod(f, t.In)
}

// covers reports whether there is anything to say of the form in a period: it has
// begun, and the program was in use then or somebody caught up on it later.
func covers(t *bot.Turn, f anwei.Form, p anwei.Period) bool {
	since := since(t, f)
	return slices.ContainsFunc(report.Within(f, p, t.In.Now), func(q anwei.Period) bool {
		return !q.Before(since) || len(bot.InBrief(t, f.ID, q)) > 0
	})
}
