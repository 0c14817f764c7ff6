package bot

// wording: 改哪一张表

import (
	"fmt"
	"strings"

	"anwei"
)

// What the bot says where it is not known in which form an item is to be changed.

// itemText says in words that the form itself understands that an item is to be
// changed.
func itemText(f anwei.Form, item int, rest string) string {
	switch {
	case rest == "":
		return fmt.Sprintf("改第%d项", item)
	case f.Fields[item-1].Kind == anwei.Count:
		return fmt.Sprintf("改第%d项 %s", item, rest)
	}
	return fmt.Sprintf("第%d项改为：%s", item, rest)
}

// changeWord is what a button says, and what can be typed: 改台账第7项.
func changeWord(f anwei.Form, item int) string { return fmt.Sprintf("改%s第%d项", f.Short, item) }

func whichChangeTitle(item int) string { return fmt.Sprintf("改哪张表的第%d项？", item) }

func whichChangeText(forms []anwei.Form, item int) string {
	lines := make([]string, len(forms))
	for i, f := range forms {
		lines[i] = fmt.Sprintf("%s第%d项：%s", f.Short, item, f.Fields[item-1].Short)
	}
	return strings.Join(lines, "\n") + "\n请点选，或回复例如“" + changeWord(forms[0], item) + "”。"
}
