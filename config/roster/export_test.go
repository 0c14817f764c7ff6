package roster_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"anwei"
	"anwei/config/roster"
)

// words draws names as hard on YAML as people could make them.
func words() *rapid.Generator[string] {
	hard := rapid.OneOf(
		rapid.SampledFrom([]string{"null", "~", "true", "否", "00123", "1e3", "- 甲", "a: b", "甲： 乙", "#号", "“引号”", "'", `"`, "{甲}", "[乙]", "&a", "*a", "!x", "%", "@", "|", ">", "=1+1", "2026-01-01", "09:00"}),
		rapid.StringMatching(`[\p{Han}A-Za-z0-9 :#&*!|>'"%@\[\]{}-]{1,12}`),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.TrimSpace(hard.Filter(func(s string) bool { return strings.TrimSpace(s) != "" }).Draw(t, "word"))
	})
}

// rosters draws rosters that are in order: ids and names are told apart by a
// number.
func rosters(p anwei.Plan) *rapid.Generator[anwei.Roster] {
	return rapid.Custom(func(t *rapid.T) anwei.Roster {
		var r anwei.Roster
		for i := range rapid.IntRange(1, 6).Draw(t, "units") {
			n := 0
			word := func() string {
				n++ // a name that is written twice is refused
				return fmt.Sprintf("%s%d.%d", words().Draw(t, "word"), i, n)
			}
			u := anwei.Unit{
				ID: anwei.UnitID(fmt.Sprintf("u%d", i)), Name: word(),
				Kind:    rapid.SampledFrom(p.Kinds).Draw(t, "kind").ID,
				Retired: rapid.Bool().Draw(t, "retired"),
			}
			if i > 0 {
				u.Parent = r.Units[rapid.IntRange(0, i-1).Draw(t, "parent")].ID
			}
			for range rapid.IntRange(0, 2).Draw(t, "aliases") {
				u.Aliases, u.Tags = append(u.Aliases, word()), append(u.Tags, word())
			}
			r.Units = append(r.Units, u)
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "people") {
			who := anwei.Person{
				ID:   anwei.PersonID(fmt.Sprintf("%s%d", rapid.StringMatching(`[0-9a-z._@-]{0,8}`).Draw(t, "userid"), i)),
				Name: words().Draw(t, "name"), Post: words().Draw(t, "post"), Phone: rapid.StringMatching(`(0?[1-9][0-9]{9})?`).Draw(t, "phone"),
			}
			for _, u := range r.Units[:rapid.IntRange(0, len(r.Units)).Draw(t, "roles")] {
				a := anwei.Assignment{Role: rapid.SampledFrom([]anwei.Role{anwei.Reporter, anwei.Office, anwei.Leader}).Draw(t, "role"), Unit: u.ID}
				a.Deputy = a.Role == anwei.Reporter && rapid.Bool().Draw(t, "deputy")
				who.Roles = append(who.Roles, a)
			}
			r.People = append(r.People, who)
		}
		return r
	})
}

func TestExportReadsBack(t *testing.T) {
	p := plan2026(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := rosters(p).Draw(rt, "roster")
		var b bytes.Buffer
		if err := roster.Export(&b, r); err != nil {
			rt.Fatal(err)
		}
		got, err := roster.Load("x.yaml", b.Bytes(), p)
		if err != nil || !same(t, got, r) {
			rt.Fatalf("%v\n%s", err, b.String())
		}
	})
}

func TestExportExcelReadsBack(t *testing.T) {
	p := plan2026(t)
	rapid.Check(t, func(rt *rapid.T) {
		r := rosters(p).Draw(rt, "roster")
		var b bytes.Buffer
		if err := roster.ExportExcel(&b, r, p); err != nil {
			rt.Fatal(err)
		}
		got, _, err := roster.LoadExcel("x.xlsx", b.Bytes(), p)
		if err != nil || !same(t, got, r) {
			rt.Fatalf("%v\ngot  %+v\nwant %+v", err, got, r)
		}
	})
}

// TestExportLines holds that a roster is written one entry a line, as people
// compare and edit it.
func TestExportLines(t *testing.T) {
	var b bytes.Buffer
	if err := roster.Export(&b, sample(t)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"  - {id: nancun, name: 南村镇, kind: town, parent: xian, aliases: [南村], tags: [煤矿, 消防]}\n",
		"  - {userid: anban, name: 安委办经办, post: 安委办科员, phone: '13500000001', roles: [{role: office, unit: xian}]}\n",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	if n := strings.Count(b.String(), "\n"); n != 2+18+28 {
		t.Errorf("the file has %d lines", n)
	}
}
