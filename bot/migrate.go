package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"anwei"
)

// UnmarshalJSON loads a state, and brings one of an older program into the form of
// today. A newer one is refused.
func (st *State) UnmarshalJSON(b []byte) error {
	type plain State // without this method
	var p plain
	err := json.Unmarshal(b, &p)
	switch *st = State(p); {
	case err != nil:
	case p.Version == 0:
		err = st.upgrade(b)
	case p.Version != Version:
		err = fmt.Errorf("form %d is newer than this program, which knows %d", p.Version, Version)
	}
	if err != nil {
		return fmt.Errorf("where a talk stands: %w", err)
	}
	return nil
}

// upgrade takes over what a state of version 0 has: the report in hand was a part of it,
// what stands had a name each, and the questions of all rooms lay in one bag whose names
// are those that the rooms use.
func (st *State) upgrade(b []byte) error {
	var old struct {
		Hand
		Spoke    time.Time
		Noticing json.RawMessage
		Asked    json.RawMessage
		Proven   json.RawMessage
		Pending  map[string]json.RawMessage
	}
	if err := json.Unmarshal(b, &old); err != nil {
		return err
	}
	hand := NewQuestion("filing", Report, "", old.Hand)
	for _, q := range []OpenQuestion{
		hand, {Room: "notice", Kind: Making, Data: old.Noticing}, {Room: "query", Kind: Topic, Data: old.Asked}, {Room: "duty", Kind: Told, Data: old.Proven},
	} {
		if q.Since = old.Spoke; len(q.Data) > len("{}") {
			st.Open = append(st.Open, q)
		}
	}
	st.Version = Version
	if old.Pending == nil {
		return nil
	}
	q := NewQuestion("", "", "", old.Pending)
	of, ok := Data[struct {
		Ask    QuestionKind
		ID     string
		Matter anwei.Matter
	}](q)
	if q.Room, q.Kind, q.ID, q.Since = oldRoom(of.Ask), of.Ask, of.ID, old.Spoke; ok && q.ID == "" && of.Matter != (anwei.Matter{}) {
		q.ID = of.Matter.String()
	}
	st.Open = append(st.Open, q)
	return nil
}

// oldRoom is the room that a question of version 0 went to. What none knows is dropped
// when the next turn begins.
func oldRoom(k QuestionKind) string {
	switch k {
	case "which", "detail", "note", "day", "why", "open", "result", AskProof:
		return "duty"
	case "same", "replace", "stand", "series", "zero":
		return "filing"
	case AskAct, "unlock", "wrong":
		return "office"
	case "sheet", "over", "stamp":
		return "sheet"
	case "feedback", "excuse", "proxy":
		return "notice"
	case "meant":
		return "query"
	default:
		return ""
	}
}
