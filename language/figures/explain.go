package figures

import (
	"fmt"
	"slices"
	"strings"
)

// Explain shows the five best readings that were compared, the best first, with what each
// costs and has the fields be, and why the best was taken or what is asked.
func (r Reading) Explain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "词：%s\n", r.symbols)
	for k, x := range r.readings[:min(5, len(r.readings))] {
		kept := r.explained(func(i int) (int64, bool) { v, ok := x.values[i]; return v.n, ok && !v.blocked })
		held := r.explained(func(i int) (int64, bool) { v, ok := x.values[i]; return v.n, ok && v.blocked })
		fmt.Fprintf(&b, "读法%d（代价%d%s）：%s%s\n", k+1, x.cost, map[bool]string{true: "，前后矛盾"}[x.clash], kept, strings.Replace("；不敢采用："+held, "；不敢采用："+"没有", "", 1))
	}
	b.WriteString(r.verdict() + "\n")
	for _, d := range r.Doubts {
		ways := make([]string, len(d.Readings))
		for k, v := range d.Readings {
			ways[k] = r.explained(func(i int) (int64, bool) {
				n, ok := v.Number(r.fields[i].ID)
				return n, ok && slices.Contains(d.Fields, r.fields[i].ID)
			})
		}
		fmt.Fprintf(&b, "要问“%s”：%s？\n", d.Text, strings.Join(ways, "，还是"))
	}
	return b.String()
}

// verdict says why the best reading was taken, or why not.
func (r Reading) verdict() string {
	switch n := len(r.readings); {
	case n == 0:
		return "没有一种读法能读到底。"
	case r.readings[0].clash:
		return "最省的读法前后矛盾，不采用。"
	case n == 1:
		return "只有这一种读法，采用。"
	}
	gap := r.readings[1].total() - r.readings[0].total()
	if gap >= margin {
		return fmt.Sprintf("读法1比读法2省%d（满%d就算数），采用。", gap, margin)
	}
	return fmt.Sprintf("读法1比读法2只省%d（不满%d），两种读法一致的才采用。", gap, margin)
}

// explained lists the fields that have a number, in the order of the form.
func (r Reading) explained(of func(int) (int64, bool)) string {
	var said []string
	for i, f := range r.fields {
		if n, ok := of(i); ok {
			said = append(said, fmt.Sprintf("%s=%d", f.Name, n))
		}
	}
	if len(said) == 0 {
		return "没有"
	}
	return strings.Join(said, " ")
}
