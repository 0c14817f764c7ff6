package bot

import (
	"slices"
	"strconv"
	"strings"

	"anwei"
	"anwei/bot/phrases"
)

// examples returns what stands in the example places of the sentences: things of the
// roster and plan at hand, so that nobody is shown a town or a figure that he does not
// have. It is looked up when a sentence is said that has such a place.
//
//	unit     the first unit that reports, of the kind that most are of
//	kind     what a unit of that kind is called: 镇
//	kinds    what the units of that kind are called together: 各镇
//	other    the first unit of another kind, by its short name
//	otherkinds what the units of that other kind are called together: 各部门
//	tag      the first industry that a unit leads
//	item     the number of a count of the first form that has counts
//	field    a short name of that count
//	task     the first task, or other text, that is asked
//	duty     the first duty that comes again within the year, by the name that people use
//	rate     the first indicator that is a rate
//	form     the short name of the first form
//	second   the short name of the last form, where there are several
//	change   how a figure of that unit is corrected: 改第7项 12
//	figure   the rate, or the count where there is none
//	total    the first indicator that is no rate, or a count where there is none
//	baseline the first indicator that has a baseline, with a value for it
//	deed     that the duty was done, as people tell it: 开了专委会
//	mark     the title of the first mark
//	office   the office without its county: 安委办
//	case     the word that opens the first kind of case, and step its first step
func examples(in Input) func(name string) string {
	return func(name string) string {
		switch name {
		case "unit":
			return exampleUnit(in).Name
		case "kind":
			return in.Plan.KindTitle(exampleUnit(in).Kind)
		case "kinds":
			return together(in.Plan, exampleUnit(in).Kind)
		case "other":
			return shortName(otherUnit(in))
		case "otherkinds":
			return together(in.Plan, otherUnit(in).Kind)
		case "tag":
			return exampleTag(in)
		case "item":
			n, _ := exampleItem(in.Plan)
			return strconv.Itoa(n)
		case "field":
			_, f := exampleItem(in.Plan)
			return f.Short
		case "task":
			return exampleTask(in.Plan)
		case "duty":
			return exampleDuty(in.Plan)
		case "rate":
			return exampleRate(in.Plan)
		case "form":
			if len(in.Plan.Forms) > 0 {
				return in.Plan.Forms[0].Short
			}
		case "change":
			f, _ := in.Plan.CountsForm()
			return phrases.ChangeExample(f, exampleUnit(in))
		case "baseline":
			return exampleBaseline(in.Plan)
		case "deed":
			return exampleDeed(in.Plan)
		}
		return exampleName(in.Plan, name)
	}
}

// exampleName is what stands in a place that is filled by a name of the plan alone.
func exampleName(p anwei.Plan, name string) string {
	_, count := exampleItem(p)
	switch {
	case name == "office":
		return strings.TrimPrefix(p.Office, "县")
	case name == "second" && len(p.Forms) > 1:
		return p.Forms[len(p.Forms)-1].Short
	case name == "figure" && exampleRate(p) != "":
		return exampleRate(p)
	case name == "total":
		for _, i := range p.Indicators {
			if !i.Rate() && !i.Unlisted {
				return i.Name
			}
		}
		return count.Short
	case name == "figure":
		return count.Short
	case name == "mark" && len(p.Marks) > 0:
		return p.Marks[0].Title
	case name == "case" && len(p.Cases) > 0:
		return p.Cases[0].Word
	case name == "step" && len(p.Cases) > 0 && len(p.Cases[0].Steps) > 0:
		return p.Cases[0].Steps[0].Title
	}
	return ""
}

// exampleBaseline is 每千次检查发现重大隐患数 1.2: one that is no percentage where the plan
// has such.
func exampleBaseline(p anwei.Plan) string {
	percent := ""
	for _, i := range p.Indicators {
		switch {
		case i.BaselineName == "":
		case i.Times != 100:
			return i.Name + " 1.2"
		case percent == "":
			percent = i.Name + " 58.3"
		}
	}
	return percent
}

// exampleDeed tells that the duty was done: a meeting was held, anything else finished.
func exampleDeed(p anwei.Plan) string {
	d := exampleDuty(p)
	switch {
	case d == "":
		return ""
	case strings.HasSuffix(d, "会") || strings.HasSuffix(d, "会议"):
		return "开了" + d
	}
	return "完成了" + d
}

// exampleUnit is the first unit that is asked for a form.
func exampleUnit(in Input) anwei.Unit {
	for _, u := range in.Ledger.Roster().Units {
		for _, f := range in.Plan.Forms {
			if !u.Retired && u.Parent != "" && f.Audience.Includes(u) {
				return u
			}
		}
	}
	return anwei.Unit{}
}

// otherUnit is the first unit that is asked for a form and of another kind.
func otherUnit(in Input) anwei.Unit {
	first := exampleUnit(in)
	for _, u := range in.Ledger.Roster().Units {
		for _, f := range in.Plan.Forms {
			if !u.Retired && u.Kind != first.Kind && f.Audience.Includes(u) {
				return u
			}
		}
	}
	return anwei.Unit{}
}

// shortName is the first other name of a unit, or else its name.
func shortName(u anwei.Unit) string {
	if len(u.Aliases) > 0 {
		return u.Aliases[0]
	}
	return u.Name
}

// together is what the units of a kind are called together: the plan's word, or 各 and
// the kind.
func together(p anwei.Plan, k anwei.UnitKind) string {
	for _, kind := range p.Kinds {
		if kind.ID == k {
			return slices.Concat(kind.Words, []string{"各" + kind.Title})[0]
		}
	}
	return ""
}

func exampleTag(in Input) string {
	for _, u := range in.Ledger.Roster().Units {
		if len(u.Tags) > 0 {
			return u.Tags[0]
		}
	}
	return ""
}

// exampleItem is a count of the first form that has one: one in the middle, whose
// number is not taken for a day or a month.
func exampleItem(p anwei.Plan) (int, anwei.Field) {
	for _, f := range p.Forms {
		counts := anwei.CountsOf(f.Fields)
		if len(counts) == 0 {
			continue
		}
		chosen := counts[min(5, len(counts)-1)]
		for i, x := range f.Fields {
			if x.ID == chosen.ID {
				return i + 1, x
			}
		}
	}
	return 1, anwei.Field{}
}

func exampleTask(p anwei.Plan) string {
	for _, f := range p.Forms {
		if words := anwei.WordsOf(f.Fields); len(words) > 0 {
			return words[0].Short
		}
	}
	return ""
}

func exampleDuty(p anwei.Plan) string {
	for _, d := range p.Duties {
		if len(d.Words) > 0 && (d.Every == anwei.Quarter || d.Every == anwei.Month) {
			return d.Words[0]
		}
	}
	for _, d := range p.Duties {
		if len(d.Words) > 0 {
			return d.Words[0]
		}
	}
	if len(p.Duties) > 0 {
		return p.Duties[0].Title
	}
	return ""
}

func exampleRate(p anwei.Plan) string {
	for _, i := range p.Indicators {
		if i.Times > 0 && !i.Unlisted {
			return i.Name
		}
	}
	return ""
}
