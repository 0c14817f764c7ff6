package language

import (
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/language/day"
)

// DeputyAct is what is said of reporting in another's place.
type DeputyAct string

// What may be said of it.
const (
	DeputyAsk     DeputyAct = "ask"     // 请李四代报
	DeputyAccept  DeputyAct = "accept"  // 同意代报
	DeputyDecline DeputyAct = "decline" // 不便代报
	DeputyRevoke  DeputyAct = "revoke"  // 撤销代报
)

// DeputySaid is what was said of reporting in another's place.
type DeputySaid struct {
	Act DeputyAct
	// Who is the name or post as typed, People those whom it fits.
	Who    string
	People []anwei.PersonID
	// Since and Until are the first and last day, zero where none was said.
	Since, Until anwei.Date
	// Unclear is set where days were named that could not be read, or are over.
	Unclear bool
}

// ReadDeputy reads that somebody asks another to report in his place, 本月我出差，
// 请副站长代报, or answers or takes back such a wish.
func ReadDeputy(text string, people []anwei.Person, now time.Time) (DeputySaid, bool) {
	text = strings.TrimSpace(text)
	bare := strings.Trim(text, "。！!.，, 的了吧")
	switch bare {
	case "同意代报", "可以代报", "我来代报":
		return DeputySaid{Act: DeputyAccept}, true
	case "不便代报", "不同意代报", "不能代报", "代报不了":
		return DeputySaid{Act: DeputyDecline}, true
	}
	for _, w := range []string{"撤销代报", "取消代报", "收回代报", "停止代报", "结束代报", "不用代报", "不再代报", "不用他代报", "不用她代报"} {
		if strings.HasPrefix(bare, w) {
			return DeputySaid{Act: DeputyRevoke}, true
		}
	}
	at, verb := -1, ""
	for _, v := range []string{"代报", "代填", "代为填报", "代为报送", "代为上报", "替我报", "替我填", "帮我报", "帮我填", "代我报", "代我填"} {
		if i := strings.Index(text, v); i >= 0 && (at < 0 || i < at) {
			at, verb = i, v
		}
	}
	if at < 0 {
		return DeputySaid{}, false
	}
	before, begin := text[:at], -1
	for _, w := range []string{"请", "由", "让", "委托", "麻烦"} {
		if i := strings.LastIndex(before, w); i >= 0 && i+len(w) > begin {
			begin = i + len(w)
		}
	}
	mine := strings.Contains(verb, "我")
	if begin < 0 && !mine {
		return DeputySaid{}, false
	}
	who := before[max(begin, 0):]
	if begin < 0 {
		if i := strings.LastIndexAny(before, "，,。；; "); i >= 0 {
			who = strings.TrimLeft(before[i:], "，,。；; ")
		}
	}
	said := DeputySaid{Act: DeputyAsk, Who: deputyName(who)}
	if said.Who == "" {
		return DeputySaid{}, false
	}
	said.People = called(said.Who, people)
	said.Since, said.Until, said.Unclear = deputyDays(text, now)
	return said, true
}

// deputyName takes off what people put around a name.
func deputyName(who string) string {
	who = strings.Trim(who, " ，,、。：:")
	for _, w := range []string{"来", "先", "帮忙", "帮", "暂时", "临时", "同志", "老师"} {
		who = strings.TrimSpace(strings.TrimSuffix(who, w))
	}
	for _, w := range []string{"我们", "我站", "我局", "我的", "我", "单位", "同事", "站里的", "局里的"} {
		who = strings.TrimPrefix(who, w)
	}
	return who
}

// called returns the people whom a name fits: by the whole name or userid, and
// otherwise by the post or a part of the name.
func called(who string, people []anwei.Person) []anwei.PersonID {
	for _, fits := range []func(p anwei.Person) bool{
		func(p anwei.Person) bool { return p.Name == who || strings.EqualFold(string(p.ID), who) },
		func(p anwei.Person) bool { return p.Post == who },
		func(p anwei.Person) bool {
			return len([]rune(who)) >= 2 && (strings.Contains(p.Name, who) || strings.Contains(p.Post, who) || p.Name != "" && strings.Contains(who, p.Name))
		},
	} {
		var out []anwei.PersonID
		for _, p := range people {
			if fits(p) {
				out = append(out, p.ID)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// People returns the people whom a name, post or userid fits, the best fits alone.
func People(who string, people []anwei.Person) []anwei.PersonID {
	who = strings.TrimSpace(who)
	if who == "" {
		return nil
	}
	return slices.Clip(called(who, people))
}

// deputyDays reads for how long: a month or other period that is named, or until
// a day.
func deputyDays(text string, now time.Time) (since, until anwei.Date, unclear bool) {
	today := anwei.DateOf(now)
	if days := day.All(text, now, day.TenseAhead); len(days) > 0 {
		since, until = today, days[len(days)-1].On
		if len(days) > 1 && today.Before(days[0].On) {
			since = days[0].On
		}
		for _, d := range days {
			unclear = unclear || d.Reason != ""
		}
		if unclear || until.Before(since) {
			return anwei.Date{}, anwei.Date{}, true
		}
		return since, until, false
	}
	p, _, ok := day.Period(text, now)
	if !ok {
		return anwei.Date{}, anwei.Date{}, false
	}
	if since, until = p.First(), p.Last(); since.Before(today) {
		since = today
	}
	if until.Before(since) {
		return anwei.Date{}, anwei.Date{}, true
	}
	return since, until, false
}
