package alarm

// wording: 催报稿

import (
	"anwei"
	"anwei/scheduler"
)

// draft offers to send a text to the group chat of the office.
func (r *round) draft(m scheduler.Reminder) anwei.Outgoing {
	about := m.Items[0].Matter
	for _, it := range m.Items {
		if it.As == anwei.ToOffice && it.Matter.Form != "" {
			about = it.Matter
			break
		}
	}
	return anwei.Outgoing{Key: m.Key + "/draft", To: m.To, Created: r.now, Content: &anwei.Card{
		Title: "把催报名单发到工作群吗？",
		Text:  scheduler.Shorten(m.Draft, 160),
		Buttons: []anwei.Button{
			{Text: anwei.WordGroup, Key: anwei.ButtonKey(anwei.WordGroup, about), Main: true},
			{Text: anwei.WordNotNow, Key: anwei.ButtonKey(anwei.WordNotNow, about)},
		},
	}}
}
