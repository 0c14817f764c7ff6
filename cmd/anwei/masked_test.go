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
	rows := outboxRows([]anwei.Outgoing{
		{Content: anwei.PlainText(said)}, {Content: anwei.PlainText(strings.Repeat("事", 22) + said), LastError: said},
	}, true)
	reminders := []scheduler.Reminder{{At: time.Now(), To: "anban", Items: anwei.Reminder{{Text: said, Line: said}}, Draft: said}}
	lines := dueLines(append([]scheduler.Reminder(nil), reminders...))
	var out bytes.Buffer
	c := &cobra.Command{}
	c.SetOut(&out)
	if err := printDue(c, dues{reminders: reminders}); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{rows[0].Text, rows[1].LastError, lines[0].Text, lines[0].Draft, out.String()} {
		if !strings.Contains(text, want) {
			t.Errorf("%q does not have %s", text, want)
		}
	}
	for _, text := range []string{rows[1].Text, out.String()} {
		if strings.Contains(text, "139356") {
			t.Errorf("%q has a number", text)
		}
	}
}
