package office

// wording: 安委办查看

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot/phrases"
)

const recordContacts = "联系人"

// standingsText begins with how many wait for the office.
func standingsText(f anwei.Form, p anwei.Period, x standings, now time.Time) string {
	in := x.sealed + len(x.waiting) + len(x.returned) + len(x.unconfirmed)
	text := fmt.Sprintf("%s%s待收下%d家", phrases.ShortPeriod(p), f.Short, len(x.waiting))
	if len(x.waiting) > 0 {
		text += "：" + phrases.Names(x.waiting, 30)
	}
	text += fmt.Sprintf("。\n应报%d家，已报%d家，其中已收下%d家、退回待改%d家", x.of, in, x.sealed, len(x.returned))
	if len(x.returned) > 0 {
		text += "（" + phrases.Names(x.returned, 10) + "）"
	}
	if len(x.unconfirmed) > 0 {
		text += fmt.Sprintf("、代录待单位确认%d家（%s）", len(x.unconfirmed), phrases.Names(x.unconfirmed, 10))
	}
	text += "。" + phrases.AsOf(now)
	if len(x.waiting) > 0 {
		text += "\n都没问题，回复“收下全部已报”；要退，回复例如“退回 " + x.waiting[0] + "”加原因。"
	}
	return text
}

func toGroupTitle() string { return "把上面的话发到工作群吗？" }

func toGroupText() string { return "点了才发；不发就不用管。" }

func contactsNotYours(unit string) string {
	return "“" + unit + "”不在您负责的范围内，看不到它的联系人。"
}

// contactLine names those of a unit; short leaves out what is not needed in a list.
func contactLine(u anwei.Unit, all []holder, short bool) string {
	if len(all) == 0 {
		if short {
			return ""
		}
		return u.Name + "：名单里没有这样的人。"
	}
	var parts []string
	for i, h := range all {
		if slices.ContainsFunc(all[:i], func(x holder) bool { return x.person.ID == h.person.ID }) {
			continue
		}
		parts = append(parts, holderText(h, all[i:], short))
	}
	if short {
		return "· " + u.Name + "：" + strings.Join(parts, "、")
	}
	return u.Name + "：\n· " + strings.Join(parts, "\n· ")
}

// holderText is a person with all that he is at the unit.
func holderText(h holder, all []holder, short bool) string {
	var as []string
	for _, x := range all {
		if x.person.ID == h.person.ID {
			as = append(as, phrases.RoleText(x.as.Role, x.as.Deputy))
		}
	}
	text := strings.Join(as, "、") + " " + h.person.Name
	if h.person.Post != "" && !short {
		text += "（" + h.person.Post + "）"
	}
	if h.person.Phone != "" {
		text += " " + h.person.Phone
	}
	if !h.as.Until.IsZero() {
		text += "（代报至" + h.as.Until.Chinese() + "）"
	}
	return text
}

// contactsText lists the units; whoever may change the list is told how.
func contactsText(lines []string, all, office bool) string {
	if !all {
		return strings.Join(lines, "\n")
	}
	text := fmt.Sprintf("名单（%d个单位）：\n%s", len(lines), phrases.Limited(lines, 40))
	if len(lines) > 40 {
		text += "\n要看某一家，回复例如“南村镇填报员是谁”。"
	}
	if office {
		text += "\n要改，回复例如“换人”“加人”“停用”“李四 手机号改成 13800000000”。"
	}
	return text
}

func notReported(about string) string { return about + "还没有报。" }

// stateText says how a report stands with the office.
func stateText(about string, r anwei.Report, now time.Time) string {
	text := about + "：" + phrases.ClockText(r.At.In(now.Location())) + fmt.Sprintf("报的第%d版，", r.Revision)
	h := r.Handled
	switch {
	case r.Unconfirmed():
		text += "代录的，等单位确认"
	case h == nil:
		text += "还没有收下"
	case r.State() == anwei.Sealed:
		text += phrases.ClockText(h.At.In(now.Location())) + "已收下"
	case r.State() == anwei.Returned:
		text += phrases.ClockText(h.At.In(now.Location())) + "已退回（" + h.Reason + "），还没有更正"
	case h.Kind == anwei.Unlocked:
		text += phrases.ClockText(h.At.In(now.Location())) + "已解锁（" + h.Reason + "），还没有更正"
	case h.Kind == anwei.Disputed:
		text += "代录的，单位说有误：" + h.Reason
	default:
		text += "还没有收下"
	}
	return text + "。" + phrases.AsOf(now)
}

func promisedLine(about string, s anwei.Promise, today anwei.Date) string {
	return "· " + about + "：" + strings.TrimPrefix(promiseNote(s, today), "，")
}

func promisedText(f anwei.Form, lines []string, now time.Time) string {
	if len(lines) == 0 {
		return "没报" + f.Short + "的单位里，还没有谁说哪天报或有困难。" + phrases.AsOf(now)
	}
	return fmt.Sprintf("没报%s的单位里，说了哪天报或有困难的%d家次：\n%s", f.Short, len(lines), phrases.Limited(lines, 40)) + phrases.AsOf(now)
}
