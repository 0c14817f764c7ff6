package language

import (
	"strings"
	"time"

	"anwei/language/day"
	"anwei/language/figures"
	"anwei/language/text"
)

// readChange reads 改第7项 12, 第7项应该是2 and 把自查重大隐患改成3.
func readChange(typed string, f *figures.Reader, now time.Time) (Command, bool) {
	c, ok := f.Change(typed)
	switch {
	case !ok:
		return Command{}, false
	case c.Time:
		p, span, dated := day.Period(typed, now)
		return Command{Kind: Change, Period: p}, dated && onlyPeriod(typed[span.To:])
	case c.Not:
		return Command{Kind: NotApplicable, Item: c.Item, Field: c.Field}, true
	}
	return Command{Kind: Change, Item: c.Item, Field: c.Field, Rest: c.Rest}, true
}

func onlyPeriod(rest string) bool {
	switch text.Strip(strings.TrimSpace(rest)) {
	case "", "数", "数据", "报表", "调度表", "的数", "的数据", "的报表", "的调度表":
		return true
	}
	return false
}
