package tables

import (
	"fmt"
	"strings"
	"time"

	"anwei"
	"anwei/report"
)

// Own is what a unit's own sheet is compiled from.
type Own struct {
	Form anwei.Form
	Unit anwei.Unit
	// UpTo is the last period shown. Later ones of its year have a row each, as
	// on the official form, and nothing in it.
	UpTo anwei.Period
	// Reports are what the unit confirmed, by period. One that is not there has
	// not been reported.
	Reports map[anwei.Period]anwei.Report
	// People are those among whom the one who confirmed is looked up.
	People []anwei.Person
	// Zone is the time zone of the plan; nil takes times as they are.
	Zone *time.Location
	At   time.Time // when the sheet is compiled; may be zero
}

// Sheet returns one unit's official sheet: for a form of figures a row a period
// with their total, for a ledger of tasks a row a task of the period asked.
func Sheet(in Own) Table {
	t := Table{
		Name: in.Unit.Name, Annex: in.Form.Annex, Title: in.Form.Title,
		Landscape: true, At: in.At,
	}
	newest, found := in.newest()
	date := "填报日期：    年  月  日"
	if found && !newest.At.IsZero() {
		date = "填报日期：" + day(report.Local(newest.At, in.Zone))
	}
	t.Code = report.Code(in.Reports[in.UpTo], in.Unit)
	t.Above = []Line{{Left: "填报单位：" + in.Unit.Name, Right: date}}
	if in.Form.Counts() {
		in.figures(&t)
	} else {
		in.ledger(&t)
	}
	by := person(in.People, newest.By)
	t.Foot = append([]Line{{
		Left: "填表联系人：" + by.Name, Middle: "职务：" + by.Post, Right: "电话：" + by.Phone,
	}}, t.Foot...)
	t.Foot = append(t.Foot, remarks(in.Form.Notes)...)
	return t.laid()
}

func (in Own) figures(t *Table) {
	t.OnePage, t.Keys = true, 1
	t.Columns = append([]Column{col("日期", 11)}, fieldColumns(in.Form)...)
	var due []anwei.Values
	reported := 0
	for _, p := range in.periods() {
		row := Row{Cells: []Cell{words(in.label(p))}}
		t.Columns[0].Width = max(t.Columns[0].Width, Width(in.label(p))+1)
		var v anwei.Values
		if r, ok := in.Reports[p]; ok && in.shows(p) {
			v = report.Answers(in.Form, in.Unit, r)
			reported++
			if r.Late {
				row.Mark = Late
			}
		} else if in.shows(p) {
			row.Mark = Missing
		}
		if in.shows(p) {
			due = append(due, v)
		}
		row.Cells = append(row.Cells, answerCells(in.Form.Fields, v)...)
		t.Rows = append(t.Rows, row)
	}
	title := "合计"
	if reported < len(due) {
		title = fmt.Sprintf("合计\n（%d/%d%s）", reported, len(due), measure(in.Form.Every))
	}
	sums := report.Totals(in.Form.Fields, due)
	t.Rows = append(t.Rows, Row{
		Mark:  Total,
		Cells: append([]Cell{words(title)}, sumCells(in.Form.Fields, sums)...),
	})
	t.Foot = explain(in.Form.Fields, sums, reported, measure(in.Form.Every))
}

// periods returns the reported periods of the year asked.
func (in Own) periods() []anwei.Period {
	if !in.Form.Every.Valid() {
		return nil
	}
	var out []anwei.Period
	for p := (anwei.Period{Kind: in.Form.Every, Year: in.UpTo.Year, N: 1}); p.Year == in.UpTo.Year; p = p.Next() {
		if in.Form.Covers(p) {
			out = append(out, p)
		}
	}
	return out
}

// shows reports whether the period ends no later than the one asked.
func (in Own) shows(p anwei.Period) bool {
	return in.UpTo.Kind.Valid() && !in.UpTo.Last().Before(p.Last())
}

// label returns the period as the official form has it, 2月, with the year only
// where the form runs over several.
func (in Own) label(p anwei.Period) string {
	if in.Form.First.Year != in.Form.Last.Year || p.Kind == anwei.Year {
		return p.Chinese()
	}
	return strings.TrimPrefix(p.Chinese(), fmt.Sprintf("%d年", p.Year))
}

// newest returns the report that is shown and was confirmed last.
func (in Own) newest() (anwei.Report, bool) {
	var last anwei.Report
	found := false
	periods := in.periods()
	if !in.Form.Counts() {
		periods = []anwei.Period{in.UpTo}
	}
	for _, p := range periods {
		r, ok := in.Reports[p]
		if ok && in.shows(p) && (!found || r.At.After(last.At)) {
			last, found = r, true
		}
	}
	return last, found
}
