package anwei_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"anwei"
)

// TestStoredMessages reads a message of each kind as older programs stored it, and
// writes it so that they read the same: a ledger goes back and forth between programs
// of one schema.
func TestStoredMessages(t *testing.T) {
	rows, err := os.ReadFile("testdata/outgoing.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[reflect.Type]int{}
	for row := range bytes.Lines(rows) {
		var o anwei.Outgoing
		if err := json.Unmarshal(row, &o); err != nil {
			t.Fatalf("%s: %v", row, err)
		}
		kinds[reflect.TypeOf(o.Content)]++
		raw, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		if was, is := fields(t, row), fields(t, raw); !reflect.DeepEqual(was, is) {
			t.Errorf("stored was %v, now it is %v", was, is)
		}
		var again anwei.Outgoing
		if err := json.Unmarshal(raw, &again); err != nil || !reflect.DeepEqual(o, again) {
			t.Errorf("%+v comes back as %+v, %v", o, again, err)
		}
	}
	if len(kinds) != 13 {
		t.Errorf("there are samples of %d kinds: %v", len(kinds), kinds)
	}
}

// fields are those of a stored message. What a notice's orders do not say was written
// as empty once.
func fields(t *testing.T, raw []byte) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatal(err)
	}
	if order, ok := out["order"].(map[string]any); ok {
		for _, key := range []string{"period", "unit"} {
			if order[key] == "" {
				delete(order, key)
			}
		}
	}
	return out
}

// A reminder once had words beside its items, which are made anew when it is sent.
func TestStoredReminderWithWords(t *testing.T) {
	var o anwei.Outgoing
	err := json.Unmarshal([]byte(`{"key":"k","to":"ann","text":"请填报","reminds":[{"key":"r"}]}`), &o)
	if items, ok := o.Content.(anwei.Reminder); err != nil || !ok || len(items) != 1 {
		t.Errorf("it is %+v, %v", o, err)
	}
}
