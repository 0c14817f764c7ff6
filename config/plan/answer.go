package plan

import (
	"regexp"
	"slices"
	"unicode/utf8"

	"anwei"
)

// mostAnswer is how many characters a phone shows well of an answer.
const mostAnswer = 160

// checkAnswers checks what the plan says to questions about itself. A plan may say nothing.
func checkAnswers(c checker) {
	place := regexp.MustCompile(`[{]([^{}]*)[}]`)
	for i := range c.plan.Answers {
		a := &c.plan.Answers[i]
		if len(a.About) == 0 || slices.Contains(a.About, "") {
			c.Problem(&a.About, "没有填写；请写问的是什么，例如 [重大隐患]")
		}
		if len(a.Asks) == 0 || slices.Contains(a.Asks, "") {
			c.Problem(&a.Asks, "没有填写；请写人们怎样问，例如 [啥叫, 什么叫]")
		}
		if n := utf8.RuneCountInString(a.Text); n == 0 || n > mostAnswer {
			c.Problem(&a.Text, "有%d个字；请写怎样回答，手机上好读的，%d个字以内", n, mostAnswer)
		}
		for _, named := range place.FindAllStringSubmatch(a.Text, -1) {
			if !slices.Contains(anwei.AnswerPlaces(), named[1]) {
				c.Problem(&a.Text, "不认识{%s}；可以用{office}、{contact}、{due}", named[1])
			}
		}
		if a.Source == "" {
			c.Problem(&a.Source, "没有填写；请抄上通知里作依据的那一句")
		}
	}
}
