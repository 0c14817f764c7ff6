package language

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/language/day"
	"anwei/language/lexicon"
	"anwei/language/text"
)

// AudienceKnown is what the words for whom a notice is are read with.
type AudienceKnown struct {
	Plan   anwei.Plan
	Units  []anwei.Unit
	People []anwei.Person
	Now    time.Time
}

// AudienceSaid is for whom a notice is, in the words of a text.
type AudienceSaid struct {
	// All is everybody on the roster.
	All bool
	// Any are units by kind, tag or name.
	Any []anwei.Audience
	// Without are units that are left out: 各镇（除南村镇）.
	Without []anwei.UnitID
	People  []anwei.PersonID
	// Owes are those that have not handed in the form of the period (zero is the
	// open one) or not done the duty; Duty without Undone are all whom it concerns.
	Owes   bool
	Form   anwei.FormID
	Period anwei.Period
	Duty   anwei.DutyID
	Undone bool
	// Of is of which kind alone those are: 没报的镇.
	Of anwei.UnitKind
	// To is who of a unit is meant; empty where that is not said.
	To []anwei.Recipient
	// Span is how much of the text was read, from its beginning.
	Span text.Span
	// Unknown is the word that fits nobody, Either the units that it fits equally.
	Unknown string
	Either  []anwei.UnitID
}

// Nobody reports whether the words name nobody at all.
func (a AudienceSaid) Nobody() bool {
	return !a.All && len(a.Any) == 0 && len(a.People) == 0 && !a.Owes && a.Duty == ""
}

// ReadAudience reads for whom a notice is. Where whole is set all of the text must
// say so, and what does not is Unknown; otherwise it reads from the beginning as
// far as it goes.
func ReadAudience(typed string, k AudienceKnown, whole bool) AudienceSaid {
	r := audienceReader{AudienceKnown: k, text: typed, units: lexicon.FindUnits(typed, k.Units), whole: whole}
	r.all()
	return r.said
}

type audienceReader struct {
	AudienceKnown

	text  string
	units []lexicon.Named
	whole bool
	at    int
	said  AudienceSaid
}

func (r *audienceReader) all() {
	for r.at < len(r.text) {
		before := r.at
		r.skip()
		if r.at >= len(r.text) {
			break
		}
		if !r.except() && !r.owes() && !r.duty() && !r.everybody() && !r.person() && !r.chiefs() && !r.kind() && !r.tag() && !r.unit() {
			r.at = before
			break
		}
		r.role()
		r.said.Span.To = r.at
	}
	rest := strings.Trim(r.text[r.said.Span.To:], betweenGroups)
	r.said.Span.Text = r.text[:r.said.Span.To]
	if r.whole && rest != "" && r.said.Either == nil {
		r.said.Unknown = rest
	}
}

const betweenGroups = " 　、，,和及与；;并（）()"

func (r *audienceReader) skip() {
	for {
		rest := r.text[r.at:]
		trimmed := strings.TrimLeft(rest, betweenGroups)
		for _, w := range []string{"以及", "还有", "请", "给", "的"} {
			trimmed = strings.TrimPrefix(trimmed, w)
		}
		if trimmed == rest {
			return
		}
		r.at = len(r.text) - len(trimmed)
	}
}

// word takes the longest of the words that stands here.
func (r *audienceReader) word(words ...string) bool {
	best := ""
	for _, w := range words {
		if w != "" && len(w) > len(best) && strings.HasPrefix(r.text[r.at:], w) {
			best = w
		}
	}
	r.at += len(best)
	return best != ""
}

// everybody reads 所有人, which is whoever is on the roster, and 各单位, which is all that
// report: whoever runs the campaign gets no notice of his own.
func (r *audienceReader) everybody() bool {
	switch {
	case r.word("所有人员", "所有人", "全体人员", "全体", "大家"):
		r.said.All = true
	case r.word("所有单位", "各单位", "各有关单位", "全县各单位", "各成员单位", "全部单位", "各填报单位", "所有填报单位"):
		a := anwei.Audience{}
		for _, k := range r.Plan.Kinds {
			if !k.ByOffice {
				a.Kinds = append(a.Kinds, k.ID)
			}
		}
		r.said.Any = append(r.said.Any, a)
	default:
		return false
	}
	return true
}

// kind reads 各镇, 各部门 and, with an industry before it, 煤矿的镇.
func (r *audienceReader) kind() bool {
	if k, ok := r.kindHere(); ok {
		r.said.Any = append(r.said.Any, anwei.Audience{Kinds: []anwei.UnitKind{k}})
		return true
	}
	return false
}

func (r *audienceReader) kindHere() (anwei.UnitKind, bool) {
	best, kind, at := 0, anwei.UnitKind(""), r.at
	for _, k := range r.Plan.Kinds {
		words := append([]string{"各" + k.Title, "所有" + k.Title, "全部" + k.Title}, k.Words...)
		if r.at = at; r.word(words...) && r.at-at > best {
			best, kind = r.at-at, k.ID
		}
	}
	r.at = at + best
	return kind, best > 0
}

// tag reads an industry: 煤矿领域, 煤矿单位, 涉及煤矿的镇. An industry whose name is a
// unit's as well has to be followed by a word for one.
func (r *audienceReader) tag() bool {
	at := r.at
	r.word("涉及", "涉", "有", "主管", "分管")
	led := r.at > at
	var tags []string
	for _, u := range r.Units {
		tags = append(tags, u.Tags...)
	}
	from := r.at
	if !r.word(tags...) {
		r.at = at
		return false
	}
	tag := r.text[from:r.at]
	named := r.word("行业领域", "重点行业领域", "行业", "领域", "方面", "口")
	r.word("的")
	if k, ok := r.kindTitle(); ok {
		r.said.Any = append(r.said.Any, anwei.Audience{Kinds: []anwei.UnitKind{k}, Tags: []string{tag}})
		return true
	}
	named = r.word("牵头单位", "各单位", "单位", "企业") || named
	if !named && !led && r.unitAt(at) {
		r.at = at
		return false
	}
	a := anwei.Audience{Tags: []string{tag}}
	for _, k := range r.Plan.Kinds {
		if !k.ByOffice {
			a.Kinds = append(a.Kinds, k.ID)
		}
	}
	r.said.Any = append(r.said.Any, a)
	return true
}

// kindTitle reads a kind of unit by its title or words.
func (r *audienceReader) kindTitle() (anwei.UnitKind, bool) {
	if k, ok := r.kindHere(); ok {
		return k, true
	}
	for _, k := range r.Plan.Kinds {
		if r.word(k.Title, strings.TrimPrefix(k.Title, "县直")) {
			return k.ID, true
		}
	}
	return "", false
}

func (r *audienceReader) unitAt(at int) bool {
	return slices.ContainsFunc(r.units, func(n lexicon.Named) bool { return n.From == at })
}

// unit reads the name of a unit. A name that fits several is told, and so is one
// with another character than the unit's.
func (r *audienceReader) unit() bool {
	for _, n := range r.units {
		if n.From != r.at || !n.Exact {
			continue
		}
		if len(n.Units) > 1 {
			r.said.Either = n.Units
			return false
		}
		r.at = n.To
		r.said.Any = append(r.said.Any, anwei.Audience{Units: n.Units})
		return true
	}
	return false
}

// person reads the name of somebody on the roster.
func (r *audienceReader) person() bool {
	best := 0
	var who []anwei.PersonID
	for _, p := range r.People {
		if utf8.RuneCountInString(p.Name) < 2 || len(p.Name) < best || !strings.HasPrefix(r.text[r.at:], p.Name) {
			continue
		}
		if len(p.Name) > best {
			who = nil
		}
		best, who = len(p.Name), append(who, p.ID)
	}
	if len(who) == 0 {
		return false
	}
	r.at += best
	r.said.People = append(r.said.People, who...)
	return true
}

// except reads 除南村镇外.
func (r *audienceReader) except() bool {
	at := r.at
	if !r.word("除了", "除", "不含", "不包括") {
		return false
	}
	found := false
	for {
		r.skip()
		i := slices.IndexFunc(r.units, func(n lexicon.Named) bool { return n.From == r.at && n.Exact && len(n.Units) == 1 })
		if i < 0 {
			break
		}
		r.said.Without = append(r.said.Without, r.units[i].Units...)
		r.at, found = r.units[i].To, true
	}
	if !found {
		r.at = at
		return false
	}
	r.word("之外", "以外", "外")
	r.word("的")
	if k, ok := r.kindTitle(); ok {
		r.said.Any = append(r.said.Any, anwei.Audience{Kinds: []anwei.UnitKind{k}})
	}
	return true
}

// chiefs reads 镇长们: the leaders of all units of a kind.
func (r *audienceReader) chiefs() bool {
	for _, k := range r.Plan.Kinds {
		if r.word("各位"+k.Title+"长", "全体"+k.Title+"长", k.Title+"长们", k.Title+"长") {
			r.said.Any = append(r.said.Any, anwei.Audience{Kinds: []anwei.UnitKind{k.ID}})
			r.said.To = append(r.said.To, anwei.ToLeader)
			return true
		}
	}
	return false
}

// owes reads 没报的单位, 还没报10月调度表的单位, 没开专委会的单位.
func (r *audienceReader) owes() bool {
	at := r.at
	r.word("还", "尚")
	if !r.word("没有", "没", "未") {
		r.at = at
		return false
	}
	from := r.at
	end := strings.Index(r.text[from:], "的")
	if end < 0 {
		end = len(clauseAfter(r.text[from:]))
	}
	what := r.text[from : from+end]
	if d, ok := r.dutyIn(what); ok {
		r.said.Duty, r.said.Undone = d, true
	} else if text.ContainsAny(what, "报", "交", "填") {
		r.said.Owes = true
		r.said.Period, _, _ = day.Period(what, r.Now)
		for _, f := range r.Plan.Forms {
			if strings.Contains(what, f.Short) {
				r.said.Form = f.ID
			}
		}
	} else {
		r.at = at
		return false
	}
	r.at = from + end
	r.whose()
	return true
}

// whose reads of which kind the units are that owe something: 没报的镇, 没开会的部门.
func (r *audienceReader) whose() {
	r.word("的")
	if r.word("各单位", "单位", "人员", "人", "几家") {
		return
	}
	if k, ok := r.kindTitle(); ok {
		r.said.Of = k
	}
}

// duty reads 有专委会任务的单位.
func (r *audienceReader) duty() bool {
	at := r.at
	if !r.word("有", "承担", "应开", "要开", "应完成", "负责") {
		return false
	}
	end := strings.Index(r.text[r.at:], "的")
	if end > 0 {
		if d, ok := r.dutyIn(r.text[r.at : r.at+end]); ok {
			r.said.Duty = d
			r.at += end
			r.whose()
			return true
		}
	}
	r.at = at
	return false
}

// dutyIn finds the duty whose longest word stands in the text.
func (r *audienceReader) dutyIn(typed string) (anwei.DutyID, bool) {
	best, id := 0, anwei.DutyID("")
	for _, d := range r.Plan.Duties {
		for _, w := range append([]string{d.Title}, d.Words...) {
			if len(w) > best && strings.Contains(typed, w) {
				best, id = len(w), d.ID
			}
		}
	}
	return id, best > 0
}

// role reads who of the units is meant: 各镇领导, 各镇填报员.
func (r *audienceReader) role() {
	for {
		r.word("的")
		var to anwei.Recipient
		switch {
		case r.word("主要领导", "分管领导", "单位领导", "领导", "主要负责人", "负责人", "镇长", "局长"):
			to = anwei.ToLeader
		case r.word("填报员", "经办人", "联络员", "经办"):
			to = anwei.ToReporter
		default:
			return
		}
		if !slices.Contains(r.said.To, to) {
			r.said.To = append(r.said.To, to)
		}
		r.skip()
	}
}
