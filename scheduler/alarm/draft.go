package alarm

// wording: 催报稿

import (
	"anwei"
	"anwei/scheduler"
)

// draft offers what can be done about those who are late: to remind them one by one, to
// see them all, and to send a text to the group chat of the office.
func (r *round) draft(m scheduler.Reminder) anwei.Outgoing {
	about := m.Items[0].Matter
	for _, it := range m.Items {
		if it.As == anwei.ToOffice && it.Matter.Form != "" {
			about = it.Matter
			break
		}
	}
	return anwei.Outgoing{Key: m.Key + "/draft", To: m.To, Created: r.now, Content: &anwei.Card{
		Title: "未报的，逐个催，还是发到工作群？",
		Text:  scheduler.Shorten(m.Draft, 150),
		Buttons: []anwei.Button{
			{Text: anwei.WordChase, Key: anwei.WordChase, Main: true},
			{Text: anwei.WordMissing, Key: anwei.WordMissing},
			{Text: anwei.WordGroup, Key: anwei.ButtonKey(anwei.WordGroup, about)},
			{Text: anwei.WordNotNow, Key: anwei.ButtonKey(anwei.WordNotNow, about)},
		},
	}}
}
