package lexicon

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
)

// scanned is Near without an index: every name is held against every place.
func scanned(g *Gazetteer, r []rune, free []Freedom) (units []int, from, to int) {
	a, best := g.alike(), 0
	heard := a.sounds.of(r)
	for k, name := range a.names {
		most, at, width := 0, 0, 0
		for i := 0; i+2 <= len(r) && i+len(name)-1 <= len(r); i++ {
			score, w := likeness(r[i:], name, heard[i:], a.heard[k])
			if score > most && allowed(r[i:i+w], name, free, i) {
				most, at, width = score, i, w
			}
		}
		switch {
		case most == 0 || most < best || most == best && at != from:
			continue
		case most > best:
			units, best, from, to = nil, most, at, at+width
		}
		units = append(units, g.names[g.order[k]]...)
	}
	slices.Sort(units)
	return slices.Compact(units), from, to
}

func TestNearFindsWhatAScanFinds(t *testing.T) {
	units := []anwei.Unit{{ID: "xian", Name: "泽州县"}}
	for name := range strings.FieldsSeq("南村镇 下村镇 大东沟镇 周村镇 巴公镇 高都镇 县应急管理局 县住建局 县交通运输局 县市场监管局 县消防救援大队 县公安局") {
		units = append(units, anwei.Unit{ID: anwei.UnitID(name), Name: name, Parent: "xian"})
	}
	g := NewGazetteer(units)
	strange := []rune("南男村寸镇阵下夏大东栋沟周州巴八公工都独县应急管理局住建交通市场监管消防大队安报了没")
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SliceOfN(rapid.SampledFrom(strange), 0, 3).Draw(t, "before")
		for _, c := range rapid.SampledFrom(g.order).Draw(t, "name") {
			switch rapid.IntRange(0, 9).Draw(t, "slip") {
			case 0:
				r = append(r, rapid.SampledFrom(strange).Draw(t, "wrong"))
			case 1:
				r = append(r, c, rapid.SampledFrom(strange).Draw(t, "more"))
			case 2:
			default:
				r = append(r, c)
			}
		}
		r = append(r, rapid.SliceOfN(rapid.SampledFrom(strange), 0, 3).Draw(t, "after")...)
		var free []Freedom
		if rapid.Bool().Draw(t, "bound") {
			free = rapid.SliceOfN(rapid.SampledFrom([]Freedom{Bound, Loose, Unknown}), len(r), len(r)).Draw(t, "free")
		}
		ids, from, to := g.Near(r, free)
		want, begin, end := scanned(g, r, free)
		if !slices.Equal(ids, want) || from != begin || to != end {
			t.Errorf("%s is %v at %d to %d, and by a scan %v at %d to %d", string(r), ids, from, to, want, begin, end)
		}
	})
}
