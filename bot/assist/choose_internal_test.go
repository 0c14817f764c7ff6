package assist

import (
	"testing"

	"anwei/bot"
	"anwei/bot/query"
)

// FuzzChoice holds of whatever a model says that what is taken of it stands in the
// lists, with an intent among it, or is nothing.
func FuzzChoice(f *testing.F) {
	slots := []bot.Slot{
		{ID: query.SlotIntent, Options: []bot.Option{{ID: "rank"}, {ID: "unit"}}},
		{ID: query.SlotUnit, Options: []bot.Option{{ID: "nancun"}, {ID: ""}, {ID: "none"}, {ID: "null"}}},
		{ID: query.SlotTop, Options: []bot.Option{{ID: "3"}}},
	}
	for _, said := range []string{
		`{"intent":"rank","top":3}`, `{"intent":"unit","unit":"nancun"}`, `{"intent":"rank","intent":"submit"}`, `{"INTENT":"rank"}`,
		`{"intent":"\u0072ank","unit":""}`, `{"intent":" rank ","top":3.0}`, "```json\n{}```", `<think>{"intent":"rank"}`, `null`, `{"intent":null}`, "\xff", `{"unit":"null"}`,
	} {
		f.Add(said)
	}
	f.Fuzz(func(t *testing.T, said string) {
		chosen, err := choice(said, slots)
		if err != nil && chosen != nil || chosen != nil && chosen[query.SlotIntent] == "" {
			t.Fatalf("%q is read as %v, %v", said, chosen, err)
		}
		for id, c := range chosen {
			listed := false
			for _, s := range slots {
				listed = listed || s.ID == id && s.Has(c)
			}
			if !listed || c == "" || c == unsaid {
				t.Fatalf("%q is read as %v", said, chosen)
			}
		}
	})
}
