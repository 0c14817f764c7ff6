package report

import (
	"fmt"
	"strings"

	"anwei"
)

// underWay names the units whose figures are in and yet may change: returned to them, or
// said by them to be wrong; and those for which the office entered them. What a snapshot
// holds says only the last, which is of the revision itself.
func (in Scope) underWay(units []anwei.Unit) []Line {
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
			parts = append(parts, fmt.Sprintf("%s（%d）：%s", p.what, len(p.units), strings.Join(p.units, "、")))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	return []Line{{Left: strings.Join(parts, "；") + "。"}}
}
