// Package question reads what leaders and the office ask, and how they wish to be answered.
package question

import (
	"time"

	"anwei"
	"anwei/language/lexicon"
)

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

// Known is what the reader of questions may rely on.
type Known struct {
	Forms  []anwei.Form
	Duties []anwei.Duty
	Units  []anwei.Unit
	// Names are those of Units; nil makes them for this one text.
	Names *lexicon.Gazetteer
	// Kinds and Indicators are those of the plan.
	Kinds      []anwei.Kind
	Indicators []anwei.Indicator
	// Now is in the plan's location.
	Now time.Time
	// Last is the question before, for follow-ups such as 巴公呢 and 上个月呢, or
	// nil.
	Last *Query
}

// Query is a question as understood. Slots of which nothing was said are zero.
type Query struct {
	Intent Intent
	Period anwei.Period
	Unit   anwei.UnitID
	Metric Metric
	Form   anwei.FormID
	// Kind is of which kind of units alone, and Tag of which industry.
	Kind anwei.UnitKind `json:",omitempty"`
	Tag  string         `json:",omitempty"`
	// County is set where the whole county is named, 全县.
	County bool `json:",omitempty"`
	// Either are units of which the text may mean any, or several that it names
	// at once: Unit is empty then, and the person is asked which.
	// Several is set where each of them is named: 南村和巴公.
	Either  []anwei.UnitID
	Several bool `json:",omitempty"`
}

// Read reads what a leader or the office asks. When in doubt the intent
// is AskNothing, and every other slot is empty then.
func Read(typed string, k Known) Query { return k.topic().read(typed, k.Now, k.Last) }

// Near returns three questions that a text may have meant, as Reader.Near does.
func Near(typed string, k Known) []Query { return k.topic().near(typed, k.Now, k.Last) }

// topic returns the words of what is known.
func (k Known) topic() *topic {
	names := k.Names
	if names == nil {
		names = lexicon.NewGazetteer(k.Units)
	}
	return newTopic(k, names)
}
