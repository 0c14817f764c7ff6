package tables

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/report"
)

// unitName returns the name of the unit, or the id where the roster has none of it.
func unitName(r anwei.Roster, id anwei.UnitID) string {
	if u, ok := r.Unit(id); ok {
		return u.Name
	}
	return string(id)
}

// personName returns the name of the person, or the id where nobody of the people has
// it: whoever left the roster is still told apart from others.
func personName(people []anwei.Person, id anwei.PersonID) string {
	if p := person(people, id); p.Name != "" {
		return p.Name
	}
	return string(id)
}

// scopeName names the unit that a table is limited to.
func scopeName(r anwei.Roster, root anwei.UnitID) string {
	if u, ok := r.Unit(root); ok {
		return u.Name
	}
	return "全部单位"
}

// official returns a title as official tables have it, after the county's name
// and that of the campaign.
func official(p anwei.Plan, title string) string {
	var b strings.Builder
	b.WriteString(p.County)
	if p.Short != "" {
		b.WriteString("“" + p.Short + "”")
	}
	b.WriteString(title)
	return b.String()
}

// person returns whom the id means, and nobody where the roster has him no more.
func person(people []anwei.Person, id anwei.PersonID) anwei.Person {
	id = id.Folded()
	p, _ := anwei.Find(people, func(p anwei.Person) bool { return p.ID.Folded() == id })
	return p
}

func day(t time.Time) string { return t.Format("2006年1月2日") }

// above is the line over a table of several units: of whom, of when, and as of when.
func above(r anwei.Roster, root anwei.UnitID, when string, at time.Time, zone *time.Location) []Line {
	return []Line{{Left: "汇总范围：" + scopeName(r, root), Middle: when, Right: asOf(at, zone)}}
}

func (in scope) above() []Line {
	return above(in.Roster, in.Root, "报送期："+in.Period.Chinese(), in.At, in.Zone)
}

// asOf says when a table was compiled.
func asOf(at time.Time, zone *time.Location) string {
	return "截至" + report.Local(at, zone).Format("2006年1月2日15:04")
}

// most is how many characters of names stand in a line. A cell holds 32,767, and of
// more nobody reads them; a row of the table has each.
const most = 2000

// roll counts units, or others, and names them, the first of them where they are many.
func roll(what string, names []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s（%d）：", what, len(names))
	long := 0
	for i, n := range names {
		if long += 1 + utf8.RuneCountInString(n); long > most {
			fmt.Fprintf(&b, "等，此处只列前%d个", i)
			break
		}
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(n)
	}
	return b.String()
}
