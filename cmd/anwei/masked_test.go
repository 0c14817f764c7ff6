package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/scheduler"
)

// TestListsHaveNoWholeNumbers holds that lists for the operator mask the telephone numbers
// that messages to the office have.
func TestListsHaveNoWholeNumbers(t *testing.T) {
	const said, want = "李四 13935600017 有困难", "139****0017"
	reminders := []scheduler.Reminder{{At: time.Now(), To: "anban", Items: anwei.Reminder{{Text: said, Line: said}}, Draft: said}}
	lines := dueLines(append([]scheduler.Reminder(nil), reminders...))
	var out bytes.Buffer
	c := &cobra.Command{}
	c.SetOut(&out)
	if err := printDue(c, dues{reminders: reminders}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{lines[0].Text, lines[0].Draft, out.String()} {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not have %s", text, want)
		}
	}
	if strings.Contains(out.String(), "139356") {
		t.Errorf("%q has a number", out.String())
	}
}
