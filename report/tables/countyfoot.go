package tables

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/report"
)

// missing names the units that have not reported.
func (in scope) missing(units []anwei.Unit) []Line {
	var names []string
	for _, u := range units {
		if _, ok := in.Reports[u.ID]; !ok {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []Line{{Left: roll("未报单位", names) + "。"}}
}

// finals says, from the day of the form's top-up on, of how many units the
// figures are those of the whole period, and names the others.
func (in scope) finals(units []anwei.Unit) []Line {
	if in.TopUp.IsZero() || anwei.DateOf(report.Local(in.At, in.Zone)).Before(in.TopUp) {
		return nil
	}
	final := 0
	var open []string
	for _, u := range units {
		switch r, ok := in.Reports[u.ID]; {
		case !ok:
		case r.Final(in.TopUp, report.Local(in.At, in.Zone).Location()):
			final++
		default:
			open = append(open, u.Name)
		}
	}
	text := fmt.Sprintf("全月数已定稿%d家", final)
	if len(open) > 0 {
		text += roll("；仍是报送时的数", open)
	}
	return []Line{{Left: text + "。"}}
}

// underWay names the units whose figures are in and yet may change: returned to them, or
// said by them to be wrong; and those for which the office entered them. What a snapshot
// holds says only the last, which is of the revision itself.
func (in scope) underWay(units []anwei.Unit) []Line {
	var back, wrong, behalf []string
	for _, u := range units {
		r, ok := in.Reports[u.ID]
		switch {
		case !ok:
		case r.State() == anwei.Returned:
			back = append(back, u.Name)
		case r.Handled != nil && r.Handled.Kind == anwei.Disputed:
			wrong = append(wrong, u.Name)
		case r.Behalf:
			behalf = append(behalf, u.Name)
		}
	}
	var parts []string
	for _, p := range []struct {
		what  string
		units []string
	}{{"已退回待更正", back}, {"代录后单位说有误", wrong}, {"由安委办代录", behalf}} {
		if len(p.units) > 0 {
			parts = append(parts, roll(p.what, p.units))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []Line{{Left: strings.Join(parts, "；") + "。"}}
}
