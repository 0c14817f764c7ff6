package roster

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
)

// marks takes what is said of cards and of help. The list of the year is for
// whoever may read, of the units that he may see; what is proposed is the office's to
// look at, and putting and withdrawing its to do.
func marks(t *bot.Turn, text string) bool {
	said, ok := frame.Mark(t.Readings(text), t.In.Now)
	if !ok || len(t.In.Plan.Marks) == 0 {
		return false
	}
	kind := bot.ActMark
	if said.Act == frame.MarkWithdraw {
		kind = bot.ActWithdraw
	}
	office := t.In.Person.Has(anwei.Office)
	scope, reads := t.Scope()
	switch {
	case reads && (said.Act == frame.MarkYear || said.Act == frame.MarkPropose && !office):
		markYear(t, said, scope)
	case !office:
		t.Refuse(kind, bot.First(said.Units))
	case said.Act == frame.MarkPropose:
		propose(t, said)
	case said.Act == frame.MarkWithdraw:
		withdraw(t, said)
	default:
		putOn(t, said)
	}
	return true
}

// proposal is a mark that a rule of the plan proposes, and why.
type proposal struct {
	kind anwei.MarkKind
	unit anwei.Unit
	fact string
}

// proposals lists what the plan's rules propose for the units that the person runs
// the campaign for, but for marks that stand already.
func proposals(t *bot.Turn) []proposal {
	roster, standing := t.In.Ledger.Roster(), standingMarks(t)
	var out []proposal
	for _, r := range t.In.Plan.MarkRules {
		kind, ok := t.In.Plan.MarkKind(r.Mark)
		if !ok {
			continue
		}
		lapsed := lapsed(t, r.Form)
		for _, u := range roster.Units {
			has := slices.ContainsFunc(standing, func(m anwei.Mark) bool { return m.Kind == kind.ID && m.Unit == u.ID })
			if has || !kind.Audience.Includes(u) || !t.InOffice(roster, u.ID) {
				continue
			}
			if fact := fact(t, r, u, lapsed); fact != "" {
				out = append(out, proposal{kind, u, fact})
			}
		}
	}
	return out
}

// standingMarks are the marks of this year that were not withdrawn.
func standingMarks(t *bot.Turn) []anwei.Mark {
	return anwei.Where(t.In.Ledger.Marks(), func(m anwei.Mark) bool {
		return m.Stands() && m.At.In(t.In.Now.Location()).Year() == t.In.Now.Year()
	})
}

// fact says why a rule proposes its mark for the unit, or nothing where it does
// not. A rule about a form looks at the periods of it that are over, newest first.
func fact(t *bot.Turn, r anwei.MarkRule, u anwei.Unit, lapsed []anwei.Period) string {
	if r.Form != "" {
		f, ok := t.In.Plan.Form(r.Form)
		if !ok || !f.Audience.Includes(u) {
			return ""
		}
		late := lateRunning(t, f, u, lapsed)
		if len(late) < r.Running {
			return ""
		}
		return fillFact(r.Fact, len(late), f.Short, "") + lateDetail(t, late)
	}
	var worst int
	var which string
	for _, c := range t.In.Ledger.Cases(u.ID, true) {
		s, open := c.Next()
		if c.Kind != r.Case || !open || !s.Due.Before(t.Today()) {
			continue
		}
		if days := phrases.DaysBetween(s.Due, t.Today()); days >= r.Overdue && days > worst {
			worst, which = days, phrases.CaseName(t.In.Plan, c)
		}
	}
	if worst == 0 {
		return ""
	}
	return fillFact(r.Fact, worst, "", which)
}

// propose shows what the rules propose, with the facts, and what stands.
func propose(t *bot.Turn, said frame.MarkSaid) {
	var lines []string
	word, group := "", groupName(t, said.Group)
	for _, p := range proposals(t) {
		if p.kind.Group == said.Group && (said.Kind == "" || p.kind.ID == said.Kind) {
			lines = append(lines, proposalLine(t, p))
			if word == "" {
				word = p.kind.Title + " " + p.unit.Name
			}
		}
	}
	standing := 0
	for _, m := range standingMarks(t) {
		if k, _ := t.In.Plan.MarkKind(m.Kind); k.Group == said.Group && t.Runs(m.Unit) {
			standing++
		}
	}
	text := t.Text("roster.no_proposals", "group", group)
	if len(lines) > 0 {
		text = t.Text("roster.proposals", "group", group, "n", len(lines), "lines", phrases.Limited(lines, 20), "word", word)
	}
	if standing > 0 {
		text += t.Text("roster.marks_stand", "n", standing, "group", group)
	}
	t.Say(text + t.Returning())
}

// groupName is what people call a group of marks: 红黄牌.
func groupName(t *bot.Turn, g anwei.MarkGroup) string { return t.Text("roster.group." + string(g)) }

// fillFact puts the facts into a rule's words.
func fillFact(text string, n int, form, which string) string {
	return strings.NewReplacer("{n}", strconv.Itoa(n), "{form}", form, "{case}", which).Replace(text)
}

// lateDetail names the periods: （8月逾期、9月未报）.
func lateDetail(t *bot.Turn, late []latePeriod) string {
	const most = 6
	newest := late[max(0, len(late)-most):]
	parts := make([]string, len(newest))
	for i, l := range newest {
		parts[i] = t.Text("roster.late_period", "period", phrases.ShortPeriod(l.period))
		if l.missing {
			parts[i] = t.Text("roster.missing_period", "period", phrases.ShortPeriod(l.period))
		}
	}
	return t.Text("roster.late_detail", "most", phrases.If(len(late) > most, most), "periods", strings.Join(parts, "、"))
}

// proposalLine is a proposal without the periods, which its preview names.
func proposalLine(t *bot.Turn, p proposal) string {
	fact, _, _ := strings.Cut(p.fact, "（")
	return t.Text("roster.proposal_line", "mark", p.kind.Title, "unit", p.unit.Name, "fact", fact)
}

// markLine is one mark in a list; one that is not put on record yet has no number.
func markLine(t *bot.Turn, k anwei.MarkKind, m anwei.Mark) string {
	zone := t.In.Now.Location()
	return t.Text("roster.mark_line", "n", phrases.If(!m.At.IsZero(), m.N), "day", phrases.If(!m.At.IsZero(), anwei.DateOf(m.At.In(zone)).Chinese()),
		"mark", k.Title, "unit", t.UnitName(m.Unit), "reason", m.Reason,
		"withdrawn", phrases.If(!m.Stands(), anwei.DateOf(m.Withdrawn.In(zone)).Chinese()), "why", m.Why)
}

// putOn previews a mark. Where no reason was said, the facts of a proposal are one.
func putOn(t *bot.Turn, said frame.MarkSaid) {
	unit, ok := markedUnit(t, bot.ActMark, said)
	if !ok {
		return
	}
	kind, ok := kindFor(t, said, unit)
	if !ok {
		return
	}
	switch {
	case !kind.Audience.Includes(unit):
		t.Reply("roster.not_for_unit", "mark", kind.Title, "unit", unit.Name)
		return
	case slices.ContainsFunc(standingMarks(t), func(m anwei.Mark) bool { return m.Kind == kind.ID && m.Unit == unit.ID }):
		t.Reply("roster.marked_already", "mark", kind.Title, "unit", unit.Name)
		return
	}
	a := bot.Act{ID: t.In.Message.ID, Kind: bot.ActMark, Unit: unit.ID, Reason: said.Rest, Mark: &anwei.Mark{Kind: kind.ID, Unit: unit.ID}}
	if a.Reason == "" {
		for _, p := range proposals(t) {
			if p.kind.ID == kind.ID && p.unit.ID == unit.ID {
				a.Reason = p.fact
			}
		}
	}
	if a.Reason == "" {
		a.Why = true
		bot.AskOfAct(t, a, t.Text("roster.ask_mark_why", "unit", unit.Name, "mark", kind.Title))
		return
	}
	bot.PreviewMark(t, a)
}

// markedUnit is the one unit that is meant, within the person's office.
func markedUnit(t *bot.Turn, kind bot.ActKind, said frame.MarkSaid) (anwei.Unit, bool) {
	if len(said.Units) != 1 {
		t.Reply("common.name_one_unit", "word", strings.TrimSpace(markWord(t, said)))
		return anwei.Unit{}, false
	}
	if !t.Runs(said.Units[0]) {
		t.Refuse(kind, said.Units[0])
		return anwei.Unit{}, false
	}
	return t.In.Ledger.Unit(said.Units[0])
}

func markWord(t *bot.Turn, said frame.MarkSaid) string {
	if k, ok := t.In.Plan.MarkKind(said.Kind); ok && said.Act == frame.MarkPut {
		return k.Title
	}
	return string(bot.ActWithdraw)
}

// withdraw previews that a mark is taken back, with a reason.
func withdraw(t *bot.Turn, said frame.MarkSaid) {
	var found []anwei.Mark
	for _, m := range t.In.Ledger.Marks() {
		k, _ := t.In.Plan.MarkKind(m.Kind)
		fits := said.N == int(m.N) || said.N == 0 && slices.Contains(said.Units, m.Unit) && (said.Kind == "" || said.Kind == m.Kind)
		if fits && m.Stands() && (said.Group == "" || k.Group == said.Group) {
			found = append(found, m)
		}
	}
	for _, m := range found {
		if !t.Runs(m.Unit) {
			t.Refuse(bot.ActWithdraw, m.Unit)
			return
		}
	}
	if said.N == 0 && len(found) == 0 {
		unit, ok := markedUnit(t, bot.ActWithdraw, said)
		if ok {
			t.Reply("roster.nothing_to_withdraw", "unit", unit.Name)
		}
		return
	}
	switch len(found) {
	case 0:
		t.Reply("roster.no_such_mark", "n", said.N)
	case 1:
		a := bot.Act{ID: t.In.Message.ID, Kind: bot.ActWithdraw, Unit: found[0].Unit, Reason: said.Rest, Mark: &found[0]}
		if a.Reason == "" {
			a.Why = true
			bot.AskOfAct(t, a, t.Text("roster.ask_withdraw_why"))
			return
		}
		bot.PreviewMark(t, a)
	default:
		lines := make([]string, len(found))
		for i, m := range found {
			k, _ := t.In.Plan.MarkKind(m.Kind)
			lines[i] = markLine(t, k, m)
		}
		t.Reply("roster.which_mark", "lines", phrases.Limited(lines, 20))
	}
}

// PutMark puts or withdraws a mark that was confirmed, and tells those concerned.
func PutMark(t *bot.Turn, a bot.Act) {
	m := *a.Mark
	if !t.Runs(m.Unit) {
		t.Refuse(a.Kind, m.Unit)
		return
	}
	kind, _ := t.In.Plan.MarkKind(m.Kind)
	unit := t.UnitName(m.Unit)
	var text string
	if a.Kind == bot.ActWithdraw {
		i := slices.IndexFunc(t.In.Ledger.Marks(), func(x anwei.Mark) bool { return x.N == m.N && x.Stands() })
		if i < 0 {
			t.Reply("roster.no_such_mark", "n", m.N)
			return
		}
		m.Withdrawn, m.WithdrawnBy, m.Why = t.In.Now, t.In.Person.ID, a.Reason
		t.Out = append(t.Out, bot.PutMark{Mark: m})
		text = t.Text("roster.withdraw_notice", "unit", unit, "office", t.In.Plan.Office, "mark", kind.Title, "n", m.N, "why", strings.TrimRight(m.Why, "。"))
	} else {
		m.Reason, m.By, m.At, m.N = a.Reason, t.In.Person.ID, t.In.Now, nextMark(t)
		t.Out = append(t.Out, bot.PutMark{Mark: m, New: true})
		text = bot.Notice(t, kind, m)
	}
	t.Audit(anwei.Audit{Action: string(a.Kind), Unit: m.Unit, Detail: strings.TrimPrefix(markLine(t, kind, m), "· ")})
	people := bot.Marked(t, m.Unit)
	for _, p := range people {
		key := "mark/" + strconv.FormatUint(uint64(m.N), 10) + "/" + string(a.Kind) + "/" + string(p.ID)
		t.Out = append(t.Out, bot.Say{To: p.ID, Key: key, Content: anwei.PlainText(text)})
	}
	told := t.Text("roster.mark_told_nobody")
	if len(people) > 0 {
		told = t.Text("roster.mark_told", "people", len(people))
	}
	t.Reply("roster.mark_done."+string(a.Kind), "unit", unit, "mark", kind.Title, "n", m.N, "told", told)
}

// nextMark is the number that the ledger gives next.
func nextMark(t *bot.Turn) uint32 {
	var last uint32
	for _, m := range t.In.Ledger.Marks() {
		last = max(last, m.N)
	}
	return last + 1
}
