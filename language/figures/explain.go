package figures

import (
	"fmt"
	"strings"
)

// Explain shows the readings that were compared, the best first, with what each
// costs and what it has the numbers say.
func (r Reading) Explain() string {
	var b strings.Builder
	b.WriteString(r.symbols + "\n")
	for i, x := range r.readings {
		if i == 5 {
			break
		}
		fmt.Fprintf(&b, "%d) cost %d clash %v:", i+1, x.total(), x.clash)
		var claims []string
		for c := x.hyp.last; c != nil; c = c.prev {
			claims = append(claims, fmt.Sprintf(" [g%d %s f%d =%d k%d t%d-%d]", c.group, c.role, c.field, c.n, c.kind, c.tok, c.end))
		}
		for k := len(claims) - 1; k >= 0; k-- {
			b.WriteString(claims[k])
		}
		for f, v := range x.values {
			fmt.Fprintf(&b, " %d=%d%v", f, v.n, v.blocked)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// String names the part.
func (r role) String() string {
	return [...]string{"none", "check", "haz", "general", "major", "rect", "rectGen", "rectMaj", "open", "openGen", "openMaj", "ordered", "own", ""}[r]
}
