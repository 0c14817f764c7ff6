// Package question reads what leaders and the office ask, and how they wish to be answered.
package question

import "anwei"

// Intent is what a leader or the office asks for.
type Intent string

// The intents of a question.
const (
	AskProgress Intent = "progress" // how far the reporting is
	AskMissing  Intent = "missing"  // which units have not reported
	AskUnit     Intent = "unit"     // one unit's report or state
	AskTotal    Intent = "total"    // the totals of a period
	AskRank     Intent = "rank"     // the units ranked by a metric
	AskTrend    Intent = "trend"    // a metric month by month
	AskExport   Intent = "export"   // the compiled table as a file
	AskDuties   Intent = "duties"   // the state of the periodic duties
	AskRemind   Intent = "remind"   // chase those who have not reported
	AskHelp     Intent = "help"     // what the bot can do
	AskNothing  Intent = "none"     // no question for this bot
)

// Query is a question as understood. Slots of which nothing was said are zero.
type Query struct {
	Intent Intent
	Period anwei.Period `json:",omitzero"`
	Unit   anwei.UnitID `json:",omitempty"`
	Metric Metric       `json:",omitempty"`
	Form   anwei.FormID `json:",omitempty"`
	// Except are units, and Without a kind of them, that are left out.
	Except  []anwei.UnitID `json:",omitempty"`
	Without anwei.UnitKind `json:",omitempty"`
	// Kind is of which kind of units alone, and Tag of which industry.
	Kind anwei.UnitKind `json:",omitempty"`
	Tag  string         `json:",omitempty"`
	// County is set where the whole county is named, 全县.
	County bool `json:",omitempty"`
	// Either are units of which the text may mean any, or several that it names
	// at once: Unit is empty then, and the person is asked which.
	// Several is set where each of them is named: 南村和巴公.
	Either  []anwei.UnitID `json:",omitempty"`
	Several bool           `json:",omitempty"`
	// Summed is set where several units are asked about together, 加起来, and Compared where
	// they are held against each other.
	Summed   bool `json:"-"`
	Compared bool `json:"-"`
	// Left is what was said and that no slot accounts for, empty where there is nothing. With
	// Doubtful it is what would change the answer, such as a period or a negation, so that the
	// person is asked instead.
	Left     string `json:"-"`
	Doubtful bool   `json:"-"`
	// Metrics are the figures where several are named beside each other, and Kinds the kinds
	// of units where several are held against each other; Metric and Kind are empty then.
	Metrics []Metric         `json:",omitempty"`
	Kinds   []anwei.UnitKind `json:",omitempty"`
}
