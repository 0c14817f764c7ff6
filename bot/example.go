package bot

import (
	"strconv"

	"anwei"
)

// examples returns what stands in the example places of the sentences: things of the
// roster and plan at hand, so that nobody is shown a town or a figure that he does not
// have. It is looked up when a sentence is said that has such a place.
//
//	unit     the first unit that reports, of the kind that most are of
//	kind     what the units of that kind are called together: 镇
//	item     the number of a count of the first form that has counts
//	field    a short name of that count
//	task     the first task, or other text, that is asked
//	duty     the first duty by the name that people use
//	rate     the first indicator that is a rate
//	form     the short name of the first form
func examples(in Input) func(name string) string {
	return func(name string) string {
		switch name {
		case "unit":
			return exampleUnit(in).Name
		case "kind":
			return in.Plan.KindTitle(exampleUnit(in).Kind)
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
		}
		return ""
	}
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

// exampleItem is a count of the first form that has one: one in the middle, whose
// number is not taken for a day or a month.
func exampleItem(p anwei.Plan) (int, anwei.Field) {
	for _, f := range p.Forms {
		counts := OfCounts(f.Fields, true)
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
		if words := OfCounts(f.Fields, false); len(words) > 0 {
			return words[0].Short
		}
	}
	return ""
}

func exampleDuty(p anwei.Plan) string {
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
