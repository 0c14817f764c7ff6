package phrases

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// Refused says why a number or a day was not taken.
func (c *Catalogue) Refused(r text.Reason) string {
	if !c.Has("common.refused." + string(r)) {
		r = "other"
	}
	return c.Text("common.refused." + string(r))
}

// Implied tells which items were answered with zero because what they are a part of
// is zero.
func (c *Catalogue) Implied(items []int) string {
	if len(items) == 0 {
		return ""
	}
	list := anwei.Each(items, func(n int) string { return c.Text("common.item", "n", n) })
	return c.Text("common.implied", "items", strings.Join(list, "、"), "last", items[len(items)-1])
}
