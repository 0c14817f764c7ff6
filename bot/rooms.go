package bot

import (
	"anwei"
	"anwei/language/frame"
	"anwei/language/question"
)

// Does is what a room does, by the intent that a text is read as or, for all of a family,
// by what stands before its dot. A function returns false for what whoever says it can not
// have meant.
type Does map[frame.Intent]func(t *Turn, text string) bool

// Rooms are what the rooms do for one another.
type Rooms struct {
	Perform      func(t *Turn, a Act)
	Begin        func(t *Turn, form anwei.FormID, p anwei.Period, unit anwei.UnitID)
	Open         func(t *Turn, key anwei.ReportKey, f anwei.Form)
	Resume       func(t *Turn, words string)
	Answer       func(t *Turn, text string) bool
	PressGrant   func(t *Turn, word string, id string)
	PutMark      func(t *Turn, a Act)
	Freeze       func(t *Turn, a Act)
	Chronic      func(t *Turn)
	MisheardList func(t *Turn)
	Suggest      func(t *Turn)
	ProveReceipt func(t *Turn) bool
	Progress     func(t *Turn, form anwei.FormID, p anwei.Period)
	Table        func(t *Turn, form anwei.FormID, p anwei.Period)
	Help         func(t *Turn)
	Prompt       func(t *Turn) string
	Ask          func(t *Turn, note string)
	Prove        func(t *Turn) bool
	Question     func(t *Turn, text string)
	Inquire      func(t *Turn, q question.Query)
	MayAsk       func(t *Turn, text string) bool
	Reopen       func(t *Turn, r anwei.Report, words string)
	Alike        func(t *Turn, r anwei.Report, changes []anwei.Change)
	Review       func(t *Turn, note string)
	ChangeRoster func(t *Turn, a Act)
	Accounted    func(t *Turn, a Act, text string) bool
	Text         func(t *Turn, text string)
	Tasks        func(t *Turn)
	GoOn         func(t *Turn, note string)
	TaskValue    func(t *Turn, f anwei.Field, typed string) (anwei.Value, string)
}
