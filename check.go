package anwei

import (
	"strconv"
	"strings"
)

// Finding is a check that a report does not pass.
type Finding struct {
	Check Check
	// Message names both figures, ready to be shown.
	Message string
}

// Findings returns the checks that the values do not pass, in the order of the
// plan. Last holds last period's figures, nil where there is no report; checks
// against them are skipped then. A check of which a figure is not answered or
// does not apply is skipped.
func (f Form) Findings(now, last Values) []Finding {
	var out []Finding
	for _, c := range f.Checks {
		left, ok := now.Number(c.Left)
		if !ok {
			continue
		}
		if c.Ratio > 0 {
			if before, ok := last.Number(c.Left); ok && c.jumps(left, before) {
				out = append(out, c.finding(left, before))
			}
			continue
		}
		if right, ok := now.Number(c.Right); ok && left > right {
			out = append(out, c.finding(left, right))
		}
	}
	return out
}

// jumps reports whether the figure is so far from last period's, upwards or
// downwards, that a person should look again.
func (c Check) jumps(now, before int64) bool {
	high, low := max(now, before), min(now, before)
	return high-low >= c.Floor && float64(high) > c.Ratio*float64(low)
}

func (c Check) finding(left, right int64) Finding {
	r := strings.NewReplacer("{left}", strconv.FormatInt(left, 10), "{right}", strconv.FormatInt(right, 10))
	return Finding{Check: c, Message: r.Replace(c.Message)}
}
