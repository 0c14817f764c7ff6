package figures

import (
	"fmt"
	"slices"
	"strings"

	"anwei"
)

// shown is how many readings are explained.
const shown = 5

// Explain shows the readings that were compared, the best first, with what each
// costs and has the fields be, and why the best was taken or what is asked.
func (r Reading) Explain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "词：%s\n", r.symbols)
	for i, x := range r.readings[:min(shown, len(r.readings))] {
		note := ""
		if x.clash {
			note = "，前后矛盾"
		}
		fmt.Fprintf(&b, "读法%d（代价%d%s）：%s\n", i+1, x.cost, note, x.explain(r.fields))
	}
	b.WriteString(r.verdict())
	for _, d := range r.Doubts {
		ways := make([]string, len(d.Readings))
		for k, v := range d.Readings {
			ways[k] = explained(r.fields, func(i int) (int64, bool) {
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
	switch {
	case len(r.readings) == 0:
		return "没有一种读法能读到底。\n"
	case r.readings[0].clash:
		return "最省的读法前后矛盾，不采用。\n"
	case len(r.readings) == 1:
		return "只有这一种读法，采用。\n"
	}
	gap := r.readings[1].total() - r.readings[0].total()
	if gap >= margin {
		return fmt.Sprintf("读法1比读法2省%d（满%d就算数），采用。\n", gap, margin)
	}
	return fmt.Sprintf("读法1比读法2只省%d（不满%d），两种读法一致的才采用。\n", gap, margin)
}

// explain says what a reading has the fields be, and which of it a number that nothing
// explains keeps from being taken.
func (x *reading) explain(fields []anwei.Field) string {
	kept, held := x.part(fields, false), x.part(fields, true)
	if held != "" {
		held = "；不敢采用：" + held
	}
	if kept == "" {
		kept = "没有读出数"
	}
	return kept + held
}

func (x *reading) part(fields []anwei.Field, blocked bool) string {
	return explained(fields, func(i int) (int64, bool) {
		v, ok := x.values[i]
		return v.n, ok && v.blocked == blocked
	})
}

// explained lists the fields with their numbers, in the order of the form.
func explained(fields []anwei.Field, of func(int) (int64, bool)) string {
	var said []string
	for i, f := range fields {
		if n, ok := of(i); ok {
			said = append(said, fmt.Sprintf("%s=%d", f.Name, n))
		}
	}
	return strings.Join(said, " ")
}
