package plan

import (
	"fmt"
	"slices"
	"strings"

	"anwei"
)

// checkWords checks what people say around figures, besides what all do.
func checkWords(c checker) {
	kinds, said := anwei.WordKinds(), seen{}
	for i := range c.plan.Words {
		row := &c.plan.Words[i]
		if !slices.Contains(kinds, row.Kind) {
			c.Problem(&row.Kind, "没有“%s”这种词；可以写的有：%s", row.Kind, strings.Trim(fmt.Sprint(kinds), "[]"))
		}
		if len(row.Words) == 0 {
			c.Problem(&row.Words, "没有填写；请补上人们怎样说，例如 [渔船]")
		}
		for j := range row.Words {
			if strings.ContainsAny(row.Words[j], " \t\n") || row.Words[j] == "" {
				c.Problem(&row.Words[j], "词里不能有空格，也不能是空的")
			}
			c.once(said, &row.Words[j], row.Words[j], "这个词")
		}
	}
}

// nearest is how many figures stand beside what the forms do not have.
const nearest = 3

// unheld checks what is said to be in no form. A plan may have nothing of the kind.
func (c checker) unheld() {
	words := seen{}
	for i := range c.plan.Unheld {
		u := &c.plan.Unheld[i]
		if len(u.Words) == 0 {
			c.Problem(&u.Words, "没有填写；请补上人们怎样说，例如 [处罚]")
		}
		c.words(words, u.Words, "表里没有的说法")
		if n := len(u.Near); n == 0 || n > nearest {
			c.Problem(&u.Near, "要写1至%d个相近的指标，现在是%d个", nearest, n)
		}
		for j := range u.Near {
			if _, ok := c.plan.Indicator(u.Near[j]); !ok {
				c.Problem(&u.Near[j], "方案里没有“%s”这个指标；请写 indicators 或表中数字指标的编号", u.Near[j])
			}
		}
	}
}
