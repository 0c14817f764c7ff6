package talk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot"
)

// deskHouse is what the house keeps of what was done about people and about
// reports that are in.
type deskHouse struct {
	handlings map[anwei.ReportKey][]anwei.Handling
	audits    []anwei.Audit
	grants    []anwei.Grant
	marks     []anwei.Mark
	misheard  []anwei.Misheard
	wishes    map[anwei.PersonID]anwei.Wish
	baselines []anwei.Baseline
}

// applyDesk applies an effect of the desk, and reports whether it is one.
func (h *house) applyDesk(t testing.TB, e bot.Effect) bool {
	t.Helper()
	switch e := e.(type) {
	case bot.Handle:
		r, in := h.reports[e.Key]
		if !in || e.Handling.N != len(h.desk.handlings[e.Key])+1 || e.Handling.Revision != r.Revision {
			t.Fatalf("handling %+v of %+v", e.Handling, r)
		}
		h.desk.handlings[e.Key] = append(slices.Clone(h.desk.handlings[e.Key]), e.Handling)
		r.Handled = &e.Handling
		h.reports[e.Key] = r
	case bot.PutAudit:
		a := e.Audit
		a.Detail, a.Old, a.New = anwei.MaskPhones(a.Detail), anwei.MaskPhones(a.Old), anwei.MaskPhones(a.New) // as the ledger does
		h.desk.audits = append(h.desk.audits, a)
	case bot.PutReminded:
		h.reminded[e.Reminded.Matter] = append(h.reminded[e.Reminded.Matter], e.Reminded)
	case bot.PutGrant:
		if e.New != (int(e.Grant.ID) == len(h.desk.grants)+1) {
			t.Fatalf("grant %+v after %d", e, len(h.desk.grants))
		}
		if e.New {
			h.desk.grants = append(h.desk.grants, e.Grant)
			return true
		}
		h.desk.grants[e.Grant.ID-1] = e.Grant
	case bot.PutMark:
		if e.New != (int(e.Mark.N) == len(h.desk.marks)+1) {
			t.Fatalf("mark %+v after %d", e, len(h.desk.marks))
		}
		if e.New {
			h.desk.marks = append(h.desk.marks, e.Mark)
			return true
		}
		h.desk.marks[e.Mark.N-1] = e.Mark
	case bot.PutPerson:
		e.Person.ID = e.Person.ID.Folded() // as the ledger does
		h.putPerson(e.Person)
	case bot.PutUnit:
		i := slices.IndexFunc(h.roster.Units, func(u anwei.Unit) bool { return u.ID == e.Unit.ID })
		h.roster.Units = slices.Clone(h.roster.Units)
		h.roster.Units[i] = e.Unit
	case bot.PutBaseline:
		h.desk.baselines = append(h.desk.baselines, e.Baseline)
	case bot.PutWish:
		if h.desk.wishes == nil {
			h.desk.wishes = map[anwei.PersonID]anwei.Wish{}
		}
		h.desk.wishes[e.Wish.Person] = e.Wish
	case bot.AddMisheard:
		h.desk.misheard = append(h.desk.misheard, e.Misheard)
	default:
		return false
	}
	return true
}

func (h *house) putPerson(p anwei.Person) {
	h.roster.People = slices.Clone(h.roster.People)
	for i, old := range h.roster.People {
		if old.ID == p.ID {
			h.roster.People[i] = p
			return
		}
	}
	h.roster.People = append(h.roster.People, p)
}

// showDesk writes an effect of the desk.
func showDesk(e bot.Effect) string {
	switch e := e.(type) {
	case bot.Handle:
		return fmt.Sprintf("= 处理 %s 第%d次 %s 第%d版 %v %s", e.Key, e.Handling.N, e.Handling.Kind, e.Handling.Revision, e.Handling.Fields, e.Handling.Reason)
	case bot.PutAudit:
		a := e.Audit
		line := fmt.Sprintf("= 记录 %s %s %s%s %s", a.By, a.Action, a.Unit, a.To, a.Detail)
		if a.Refused {
			line += "（拒绝）"
		}
		if a.Old+a.New != "" {
			line += fmt.Sprintf("\n=   %s → %s", a.Old, a.New)
		}
		return line
	case bot.PutReminded:
		return fmt.Sprintf("= 已催 %s %s", e.Reminded.Matter, e.Reminded.To)
	case bot.PutGrant:
		g := e.Grant
		return fmt.Sprintf("= 代报 %d %s→%s %v %s至%s 答复=%t 不便=%t 撤销=%t", g.ID, g.From, g.To, g.Units, g.Since, g.Until, !g.Answered.IsZero(), g.Declined, !g.Revoked.IsZero())
	case bot.PutMark:
		return fmt.Sprintf("= 挂牌 %d %s %s %s 撤回=%t %s", e.Mark.N, e.Mark.Kind, e.Mark.Unit, e.Mark.Reason, !e.Mark.Stands(), e.Mark.Why)
	case bot.PutPerson:
		var line strings.Builder
		fmt.Fprintf(&line, "= 名册 %s %s %s", e.Person.ID, e.Person.Name, e.Person.Phone)
		for _, a := range e.Person.Roles {
			fmt.Fprintf(&line, " [%s %s 副=%t]", a.Role, a.Unit, a.Deputy)
		}
		return line.String()
	case bot.PutUnit:
		return fmt.Sprintf("= 名册 %s %s 停用=%t", e.Unit.ID, e.Unit.Name, e.Unit.Retired)
	case bot.PutBaseline:
		return fmt.Sprintf("= 基准 %s %g", e.Baseline.Indicator, e.Baseline.Value)
	case bot.PutWish:
		return fmt.Sprintf("= 简报 %s %q", e.Wish.Person, e.Wish.Briefing)
	case bot.AddMisheard:
		return ""
	default:
		return fmt.Sprintf("unknown %T", e)
	}
}

func (h *house) Handlings(k anwei.ReportKey) []anwei.Handling { return h.desk.handlings[k] }

func (h *house) Grant(id anwei.GrantID) (anwei.Grant, bool) {
	if id < 1 || int(id) > len(h.desk.grants) {
		return anwei.Grant{}, false
	}
	return h.desk.grants[id-1], true
}

func (h *house) GrantsOf(p anwei.PersonID) []anwei.Grant {
	var out []anwei.Grant
	for _, g := range h.desk.grants {
		if g.From == p || g.To == p {
			out = append(out, g)
		}
	}
	return out
}

func (h *house) LastGrant() anwei.GrantID { return anwei.GrantID(len(h.desk.grants)) }

func (h *house) Marks() []anwei.Mark { return h.desk.marks }

func (h *house) Audits(since, until time.Time, limit int) []anwei.Audit {
	var out []anwei.Audit
	for _, a := range slices.Backward(h.desk.audits) {
		if !a.At.Before(since) && a.At.Before(until) && len(out) < limit {
			out = append(out, a)
		}
	}
	return out
}

func (h *house) Misheard(limit int) []anwei.Misheard {
	var out []anwei.Misheard
	for _, m := range slices.Backward(h.desk.misheard) {
		if len(out) < limit {
			out = append(out, m)
		}
	}
	return out
}

func (h *house) Wish(p anwei.PersonID) anwei.Wish { return h.desk.wishes[p] }

func (h *house) Baselines() []anwei.Baseline { return h.desk.baselines }

func (h *house) Put(key string) bool { return h.keys[key] }
