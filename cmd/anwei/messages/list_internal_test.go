package messages

import (
	"strings"
	"testing"

	"anwei"
)

// TestListHasNoWholeNumbers holds that the list masks the telephone numbers that
// messages to the office have.
func TestListHasNoWholeNumbers(t *testing.T) {
	const said, want = "李四 13935600017 有困难", "139****0017"
	rows := rowsOf([]anwei.Outgoing{
		{Content: anwei.PlainText(said)}, {Content: anwei.PlainText(strings.Repeat("事", 22) + said), LastError: said},
	}, true)
	if !strings.Contains(rows[0].Text, want) || !strings.Contains(rows[1].LastError, want) || strings.Contains(rows[1].Text, "139356") {
		t.Errorf("the list has %+v", rows)
	}
}
