// Package lexicon knows what things are called: the units of a roster and the forms of a
// plan.
package lexicon

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"anwei"
	"anwei/language/text"
)

// Named is a place of a text that names a unit.
type Named struct {
	text.Span
	// Units are the units that fit equally well, in the order of the roster.
	Units []anwei.UnitID
	// Exact is false where a character was taken for another: the person should
	// see which unit was meant.
	Exact bool
}

// FindUnits finds the units that a text names, in the order of the text: by the
// full name or an alias, without 县 or without 镇 and 局, and, where no name
// stands in the text as it is, with characters of the same sound or with one
// wrong character. A name that is part of a longer word is not told apart here;
// question.Read does that.
func FindUnits(typed string, units []anwei.Unit) []Named { return NewGazetteer(units).Find(typed) }

// Find finds the units that a text names, as FindUnits does.
func (g *Gazetteer) Find(typed string) []Named {
	c := text.Fold(typed)
	var out []Named
	for i := 0; i < len(c.Runes); {
		ids, n := g.Longest(c, i)
		if n == 0 {
			i++
			continue
		}
		out = append(out, Named{Span: c.Span(i, i+n), Units: g.ids(ids), Exact: true})
		i += n
	}
	if len(out) > 0 {
		return out
	}
	if ids, from, to := g.Near(c.Runes, nil); to > from {
		out = append(out, Named{Span: c.Span(from, to), Units: g.ids(ids)})
	}
	return out
}

// Gazetteer holds every name that people use of the units. It is made once where
// several texts are read, since making one costs more than reading a text.
type Gazetteer struct {
	Units []anwei.Unit
	names map[string][]int // the units of a name, by their number
	long  map[rune]int     // runes of the longest name that begins with the rune
	order []string
	Tags  []string // the industries of the units, each once

	once  sync.Once
	index *alike
}

// NewGazetteer makes a gazetteer of the units. Their order is that in which units of
// one name are given.
func NewGazetteer(units []anwei.Unit) *Gazetteer {
	g := &Gazetteer{Units: units, names: map[string][]int{}, long: map[rune]int{}}
	counties := countyNames(units)
	own := make([][]string, len(units))
	for i, u := range units {
		for _, t := range u.Tags {
			if !slices.Contains(g.Tags, t) {
				g.Tags = append(g.Tags, t)
			}
		}
		for _, name := range append([]string{u.Name}, u.Aliases...) {
			own[i] = append(own[i], text.Clean(text.Fold(name).Low))
		}
		own[i] = append(own[i], withoutCounty(own[i][0], counties))
		for _, s := range slices.Concat(own[i], variants(own[i], counties)) {
			g.add(s, i)
		}
	}
	// A short form that is somebody's own name or alias is nobody else's.
	for name, named := range g.names {
		owners := slices.DeleteFunc(slices.Clone(named), func(i int) bool { return !slices.Contains(own[i], name) })
		if len(owners) > 0 {
			g.names[name] = owners
		}
	}
	return g
}

func (g *Gazetteer) add(name string, unit int) {
	if n := len([]rune(name)); n >= 2 && !slices.Contains(g.names[name], unit) {
		if g.names[name] == nil {
			g.order = append(g.order, name)
		}
		g.names[name] = append(g.names[name], unit)
		head, _ := utf8.DecodeRuneInString(name)
		g.long[head] = max(g.long[head], n)
	}
}

// ids returns the units of the numbers, in the order of the roster.
func (g *Gazetteer) ids(units []int) []anwei.UnitID {
	return anwei.Each(units, func(i int) anwei.UnitID { return g.Units[i].ID })
}

// Longest returns the units of the longest name at rune i of a text, and its length.
func (g *Gazetteer) Longest(c text.Folded, i int) (units []int, n int) {
	for n := min(g.long[c.Runes[i]], len(c.Runes)-i); n >= 2; n-- {
		if units := g.names[c.Word(i, i+n)]; len(units) > 0 {
			return units, n
		}
	}
	return nil, 0
}

// countyNames are the names of the units at the root, which may stand before
// every name: 泽州县住建局.
func countyNames(units []anwei.Unit) []string {
	out := []string{"县", "市", "区"}
	for _, u := range units {
		if u.Parent != "" || !slices.ContainsFunc(units, func(v anwei.Unit) bool { return v.Parent == u.ID }) {
			continue
		}
		name := text.Fold(u.Name).Low
		out = append(out, name)
		for _, s := range []string{"县", "市", "区"} {
			if short, ok := strings.CutSuffix(name, s); ok {
				out = append(out, short)
			}
		}
	}
	return out
}

// endings are what a unit's name may end in, the longer ones first.
const endings = "街道办事处 街道办 管理委员会 管委会 委员会 办事处 救援大队 服务中心 管理局 街道 大队 支队 总队 中心 公司 集团 镇 乡 局 委 办 队 村 厂 矿"

// withoutCounty takes the longest name of a county off a name.
func withoutCounty(name string, counties []string) string {
	bare := name
	for _, c := range counties {
		if s, ok := strings.CutPrefix(name, c); ok && len([]rune(s)) >= 2 && len(s) < len(bare) {
			bare = s
		}
	}
	return bare
}

// variants returns the further ways to write a unit's own names: with the
// county before them, and the official name, the last of them, without its
// ending and shortened to 交通局.
func variants(own, counties []string) []string {
	out := shortened(own[len(own)-1])
	if own[0] == own[len(own)-1] && !strings.HasSuffix(own[0], "局") {
		return out // a town is not 县巴公镇
	}
	for _, s := range slices.Concat(own[1:], out) {
		for _, c := range counties {
			out = append(out, c+s)
		}
	}
	return out
}

// shortened returns a name without its ending, and with its first two
// characters and the last: 应急, 应急局.
func shortened(name string) []string {
	for e := range strings.FieldsSeq(endings) {
		core, ok := strings.CutSuffix(name, e)
		r, end := []rune(core), []rune(e)
		if !ok || len(r) < 2 {
			continue
		}
		out := []string{core}
		if last := end[len(end)-1]; text.RuneIn(last, "局队委办") {
			out = append(out, string(r[:2])+string(last), core+string(last))
			if last == '队' && len(end) > 2 {
				out = append(out, string(r[:2])+"大队")
			}
		}
		return out
	}
	return nil
}
