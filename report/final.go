package report

import (
	"fmt"
	"strings"

	"anwei"
)

// finals says, from the day of the form's top-up on, of how many units the
// figures are those of the whole period, and names the others.
func (in Scope) finals(units []anwei.Unit) []Line {
	if in.TopUp.IsZero() || anwei.DateOf(local(in.At, in.Zone)).Before(in.TopUp) {
		return nil
	}
	final := 0
	var open []string
	for _, u := range units {
		switch r, ok := in.Reports[u.ID]; {
		case !ok:
		case r.Final(in.TopUp, local(in.At, in.Zone).Location()):
			final++
		default:
			open = append(open, u.Name)
		}
	}
	text := fmt.Sprintf("全月数已定稿%d家", final)
	if len(open) > 0 {
		text += fmt.Sprintf("；仍是报送时的数（%d）：%s", len(open), strings.Join(open, "、"))
	}
	return []Line{{Left: text + "。"}}
}
