package bot

import (
	"anwei"
	"anwei/language"
)

// NoticeStage is how far somebody of the office has come with a notice.
type NoticeStage string

// Noticing is the notice that a person of the office is making. What it says is
// in the ledger.
type Noticing struct {
	ID    anwei.NoticeID `json:"id"`
	Stage NoticeStage    `json:"stage"`
}

// AudienceKnown is what the reader of an audience may rely on.
func AudienceKnown(t *Turn) language.AudienceKnown {
	r := t.In.Ledger.Roster()
	return language.AudienceKnown{Plan: t.In.Plan, Units: r.Units, People: r.People, Now: t.In.Now}
}

// NamesOf are the names of units.
func NamesOf(t *Turn, ids []anwei.UnitID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = t.UnitName(id)
	}
	return out
}
