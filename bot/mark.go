package bot

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/language/frame"
)

// markWords takes what is said of cards and of help. The list of the year is for
// whoever may read, of the units that he may see; what is proposed is the office's to
// look at, and putting and withdrawing its to do.
func (t *turn) markWords(text string) bool {
	said, ok := frame.Mark(t.readings(text), t.in.Now)
	if !ok || len(t.in.Plan.Marks) == 0 || t.answersReport(text) {
		return false
	}
	kind := ActMark
	if said.Act == frame.MarkWithdraw {
		kind = ActWithdraw
	}
	office := t.in.Person.Has(anwei.Office)
	scope, reads := t.scope()
	switch {
	case reads && (said.Act == frame.MarkYear || said.Act == frame.MarkPropose && !office):
		t.markYear(said, scope)
	case !office:
		t.refuse(kind, first(said.Units))
	case said.Act == frame.MarkPropose:
		t.propose(said)
	case said.Act == frame.MarkWithdraw:
		t.withdraw(said)
	default:
		t.putOn(said)
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
func (t *turn) proposals() []proposal {
	roster, standing := t.in.Ledger.Roster(), t.standingMarks()
	var out []proposal
	for _, r := range t.in.Plan.MarkRules {
		kind, ok := t.in.Plan.MarkKind(r.Mark)
		if !ok {
			continue
		}
		lapsed := t.lapsed(r.Form)
		for _, u := range roster.Units {
			has := slices.ContainsFunc(standing, func(m anwei.Mark) bool { return m.Kind == kind.ID && m.Unit == u.ID })
			if has || !kind.Audience.Includes(u) || !t.inOffice(roster, u.ID) {
				continue
			}
			if fact := t.fact(r, u, lapsed); fact != "" {
				out = append(out, proposal{kind, u, fact})
			}
		}
	}
	return out
}

// standingMarks are the marks of this year that were not withdrawn.
func (t *turn) standingMarks() []anwei.Mark {
	var out []anwei.Mark
	for _, m := range t.in.Ledger.Marks() {
		if m.Stands() && m.At.In(t.in.Now.Location()).Year() == t.in.Now.Year() {
			out = append(out, m)
		}
	}
	return out
}

// fact says why a rule proposes its mark for the unit, or nothing where it does
// not. A rule about a form looks at the periods of it that are over, newest first.
func (t *turn) fact(r anwei.MarkRule, u anwei.Unit, lapsed []anwei.Period) string {
	if r.Form != "" {
		f, ok := t.in.Plan.Form(r.Form)
		if !ok || !f.Audience.Includes(u) {
			return ""
		}
		late := t.lateRunning(f, u, lapsed)
		if len(late) < r.Running {
			return ""
		}
		return fillFact(r.Fact, len(late), f.Short, "") + lateDetail(late)
	}
	var worst int
	var which string
	for _, c := range t.in.Ledger.Cases(u.ID, true) {
		s, open := c.Next()
		if c.Kind != r.Case || !open || !s.Due.Before(t.today()) {
			continue
		}
		if days := daysBetween(s.Due, t.today()); days >= r.Overdue && days > worst {
			worst, which = days, caseName(t.in.Plan, c)
		}
	}
	if worst == 0 {
		return ""
	}
	return fillFact(r.Fact, worst, "", which)
}

func daysBetween(a, b anwei.Date) int {
	n := 0
	for a.Before(b) {
		a, n = a.AddDays(1), n+1
	}
	return n
}

// propose shows what the rules propose, with the facts, and what stands.
func (t *turn) propose(said frame.MarkSaid) {
	var lines []string
	for _, p := range t.proposals() {
		if p.kind.Group == said.Group && (said.Kind == "" || p.kind.ID == said.Kind) {
			lines = append(lines, proposalLine(p))
		}
	}
	standing := 0
	for _, m := range t.standingMarks() {
		if k, _ := t.in.Plan.MarkKind(m.Kind); k.Group == said.Group && t.runs(m.Unit) {
			standing++
		}
	}
	t.say(proposalText(said.Group, lines, standing) + t.returning())
}

// putOn previews a mark. Where no reason was said, the facts of a proposal are one.
func (t *turn) putOn(said frame.MarkSaid) {
	unit, ok := t.markedUnit(ActMark, said)
	if !ok {
		return
	}
	kind, ok := t.kindFor(said, unit)
	if !ok {
		return
	}
	switch {
	case !kind.Audience.Includes(unit):
		t.say(notForUnit(kind, unit) + t.returning())
		return
	case slices.ContainsFunc(t.standingMarks(), func(m anwei.Mark) bool { return m.Kind == kind.ID && m.Unit == unit.ID }):
		t.say(markedAlready(kind, unit) + t.returning())
		return
	}
	a := Act{ID: t.in.Message.ID, Kind: ActMark, Unit: unit.ID, Reason: said.Rest, Mark: &anwei.Mark{Kind: kind.ID, Unit: unit.ID}}
	if a.Reason == "" {
		for _, p := range t.proposals() {
			if p.kind.ID == kind.ID && p.unit.ID == unit.ID {
				a.Reason = p.fact
			}
		}
	}
	if a.Reason == "" {
		a.Why = true
		t.askAct(a, askMarkWhy(kind, unit))
		return
	}
	t.previewMark(a)
}

// markedUnit is the one unit that is meant, within the person's office.
func (t *turn) markedUnit(kind ActKind, said frame.MarkSaid) (anwei.Unit, bool) {
	if len(said.Units) != 1 {
		t.say(nameOneUnit(strings.TrimSpace(t.markWord(said))) + t.returning())
		return anwei.Unit{}, false
	}
	if !t.runs(said.Units[0]) {
		t.refuse(kind, said.Units[0])
		return anwei.Unit{}, false
	}
	return t.in.Ledger.Unit(said.Units[0])
}

func (t *turn) markWord(said frame.MarkSaid) string {
	if k, ok := t.in.Plan.MarkKind(said.Kind); ok && said.Act == frame.MarkPut {
		return k.Title
	}
	return string(ActWithdraw)
}

// previewMark shows a mark or its withdrawal with the words of the notice, and asks
// for the one yes.
func (t *turn) previewMark(a Act) {
	kind, _ := t.in.Plan.MarkKind(a.Mark.Kind)
	unit := t.unitName(a.Mark.Unit)
	if a.Kind == ActWithdraw {
		t.previewAct(a, withdrawPreview(kind, *a.Mark, unit, a.Reason))
		return
	}
	a.Mark.Reason = a.Reason
	t.previewAct(a, markPreview(kind, unit, t.notice(kind, *a.Mark), t.marked(a.Mark.Unit)))
}

// notice words what a unit is told of a mark.
func (t *turn) notice(k anwei.MarkKind, m anwei.Mark) string {
	return strings.NewReplacer(
		"{unit}", t.unitName(m.Unit), "{mark}", k.Title, "{reason}", strings.TrimRight(m.Reason, "。，"),
		"{office}", t.in.Plan.Office, "{date}", t.today().Chinese(),
	).Replace(k.Notice)
}

// marked are those who are told of a unit's mark: its reporters and its leaders.
func (t *turn) marked(u anwei.UnitID) []anwei.Person {
	var out []anwei.Person
	for _, p := range t.in.Ledger.Roster().People {
		if slices.ContainsFunc(p.Roles, func(a anwei.Assignment) bool { return a.Unit == u && a.Role != anwei.Office }) {
			out = append(out, p)
		}
	}
	return out
}

// withdraw previews that a mark is taken back, with a reason.
func (t *turn) withdraw(said frame.MarkSaid) {
	var found []anwei.Mark
	for _, m := range t.in.Ledger.Marks() {
		k, _ := t.in.Plan.MarkKind(m.Kind)
		fits := said.N == int(m.N) || said.N == 0 && slices.Contains(said.Units, m.Unit) && (said.Kind == "" || said.Kind == m.Kind)
		if fits && m.Stands() && (said.Group == "" || k.Group == said.Group) {
			found = append(found, m)
		}
	}
	for _, m := range found {
		if !t.runs(m.Unit) {
			t.refuse(ActWithdraw, m.Unit)
			return
		}
	}
	if said.N == 0 && len(found) == 0 {
		unit, ok := t.markedUnit(ActWithdraw, said)
		if ok {
			t.say(nothingToWithdraw(unit.Name) + t.returning())
		}
		return
	}
	switch len(found) {
	case 0:
		t.say(noSuchMark(said.N) + t.returning())
	case 1:
		a := Act{ID: t.in.Message.ID, Kind: ActWithdraw, Unit: found[0].Unit, Reason: said.Rest, Mark: &found[0]}
		if a.Reason == "" {
			a.Why = true
			t.askAct(a, askWithdrawWhy())
			return
		}
		t.previewMark(a)
	default:
		lines := make([]string, len(found))
		for i, m := range found {
			k, _ := t.in.Plan.MarkKind(m.Kind)
			lines[i] = markLine(k, m, t.unitName(m.Unit), t.in.Now.Location())
		}
		t.say(whichMark(lines) + t.returning())
	}
}

// putMark puts or withdraws a mark that was confirmed, and tells those concerned.
func (t *turn) putMark(a Act) {
	m := *a.Mark
	if !t.runs(m.Unit) {
		t.refuse(a.Kind, m.Unit)
		return
	}
	kind, _ := t.in.Plan.MarkKind(m.Kind)
	var text string
	if a.Kind == ActWithdraw {
		i := slices.IndexFunc(t.in.Ledger.Marks(), func(x anwei.Mark) bool { return x.N == m.N && x.Stands() })
		if i < 0 {
			t.say(noSuchMark(int(m.N)) + t.returning())
			return
		}
		m.Withdrawn, m.WithdrawnBy, m.Why = t.in.Now, t.in.Person.ID, a.Reason
		t.out = append(t.out, PutMark{Mark: m})
		text = withdrawNotice(kind, m, t.unitName(m.Unit), t.in.Plan.Office)
	} else {
		m.Reason, m.By, m.At, m.N = a.Reason, t.in.Person.ID, t.in.Now, t.nextMark()
		t.out = append(t.out, PutMark{Mark: m, New: true})
		text = t.notice(kind, m)
	}
	t.audit(anwei.Audit{Action: string(a.Kind), Unit: m.Unit, Detail: strings.TrimPrefix(markLine(kind, m, t.unitName(m.Unit), t.in.Now.Location()), "· ")})
	people := t.marked(m.Unit)
	for _, p := range people {
		key := "mark/" + strconv.FormatUint(uint64(m.N), 10) + "/" + string(a.Kind) + "/" + string(p.ID)
		t.out = append(t.out, Say{To: p.ID, Key: key, Text: text})
	}
	t.say(markDone(a.Kind, kind, m, t.unitName(m.Unit), len(people)) + t.returning())
}

// nextMark is the number that the ledger gives next.
func (t *turn) nextMark() uint32 {
	var last uint32
	for _, m := range t.in.Ledger.Marks() {
		last = max(last, m.N)
	}
	return last + 1
}
