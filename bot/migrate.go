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
	if err := json.Unmarshal(b, &p); err != nil {
		return fmt.Errorf("where a talk stands: %w", err)
	}
	switch *st = State(p); p.Version {
	case Version:
		return nil
	case 0:
		return st.upgrade(b)
	}
	return fmt.Errorf("where a talk stands is stored in form %d, this program knows %d: a newer one is needed", p.Version, Version)
}

// upgrade takes over what a state of version 0 has: the report in hand and the session
// in one, one bag for the questions of all rooms, and a place for each thing that
// stands.
func (st *State) upgrade(b []byte) error {
	var old struct {
		Hand     Hand                       `json:"-"`
		Spoke    time.Time                  `json:"spoke"`
		Proven   json.RawMessage            `json:"proven"`
		Asked    json.RawMessage            `json:"asked"`
		Noticing json.RawMessage            `json:"noticing"`
		Pending  map[string]json.RawMessage `json:"pending"`
	}
	if err := json.Unmarshal(b, &old); err != nil {
		return fmt.Errorf("where a talk stood: %w", err)
	}
	if err := json.Unmarshal(b, &old.Hand); err != nil {
		return fmt.Errorf("the report that was in hand: %w", err)
	}
	st.Version = Version
	if q := NewQuestion(Report.room(), Report, "", old.Hand); string(q.Data) != "{}" {
		st.Open = append(st.Open, q)
	}
	for _, x := range []struct {
		kind QuestionKind
		data json.RawMessage
	}{{Making, old.Noticing}, {Topic, old.Asked}, {Told, old.Proven}} {
		if len(x.data) > 0 {
			st.Open = append(st.Open, OpenQuestion{Room: x.kind.room(), Kind: x.kind, Data: x.data})
		}
	}
	if old.Pending != nil {
		if err := st.upgradePending(old.Pending); err != nil {
			return err
		}
	}
	for i := range st.Open {
		st.Open[i].Since = old.Spoke
	}
	return nil
}

// upgradePending makes a question of the bag that what was asked lay in: the names in
// it are those that the rooms use.
func (st *State) upgradePending(bag map[string]json.RawMessage) error {
	b, err := json.Marshal(bag)
	if err != nil {
		return fmt.Errorf("what was asked: %w", err)
	}
	var of struct {
		Ask    QuestionKind `json:"ask"`
		ID     string       `json:"id"`
		Matter anwei.Matter `json:"matter"`
	}
	if err := json.Unmarshal(b, &of); err != nil {
		return fmt.Errorf("what was asked: %w", err)
	}
	if of.ID == "" && of.Matter != (anwei.Matter{}) {
		of.ID = of.Matter.String()
	}
	delete(bag, "ask")
	delete(bag, "id")
	st.Open = append(st.Open, NewQuestion(oldRoom(of.Ask), of.Ask, of.ID, bag))
	return nil
}

// oldRoom is the room that a question of version 0 went to. What none knows is dropped
// when the next turn begins.
func oldRoom(k QuestionKind) string {
	switch k {
	case "which", "detail", "note", "day", "why", "open", "result", "proof":
		return "duty"
	case "same", "replace", "stand", "series", "zero":
		return "filing"
	case "act", "unlock", "wrong":
		return "office"
	case "sheet", "over", "stamp":
		return "sheet"
	case "feedback", "excuse", "proxy":
		return "notice"
	case "meant":
		return "query"
	}
	return ""
}
