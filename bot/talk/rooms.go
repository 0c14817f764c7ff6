package talk

import (
	"anwei/bot"
	"anwei/bot/duty"
	"anwei/bot/filing"
	"anwei/bot/notice"
	"anwei/bot/office"
	"anwei/bot/query"
	"anwei/bot/roster"
	"anwei/bot/sheet"
	"anwei/bot/table"
)

// rooms joins the rooms: what one of them asks of another goes through the hall.
func rooms() bot.Rooms {
	return bot.Rooms{
		Perform:      office.Perform,
		Begin:        filing.Begin,
		Open:         filing.Open,
		Resume:       filing.Resume,
		Answer:       answer,
		PressGrant:   roster.PressGrant,
		PutMark:      roster.PutMark,
		Freeze:       table.Freeze,
		Chronic:      roster.Chronic,
		MisheardList: roster.MisheardList,
		Suggest:      query.Suggest,
		ProveReceipt: notice.ProveReceipt,
		Progress:     office.Progress,
		Table:        office.Table,
		Help:         office.Help,
		Prompt:       filing.Prompt,
		Ask:          filing.Ask,
		Prove:        duty.Prove,
		Question:     query.Question,
		Inquire:      query.Inquire,
		MayAsk:       query.MayAsk,
		Reopen:       office.Reopen,
		Alike:        office.Alike,
		Review:       filing.Review,
		ChangeRoster: roster.ChangeRoster,
		Accounted:    roster.Accounted,
		Text:         Text,
		Tasks:        filing.Tasks,
		GoOn:         filing.GoOn,
		TaskValue:    filing.TaskValue,
	}
}

// kindsOf are how the questions of the room that asked are answered, none where there
// is no such room.
func kindsOf(q bot.OpenQuestion) bot.Kinds {
	switch q.Room {
	case filing.Room:
		return filing.Kinds()
	case duty.Room:
		return duty.Kinds()
	case notice.Room:
		return notice.Kinds()
	case office.Room:
		return office.Kinds()
	case query.Room:
		return query.Kinds()
	case sheet.Room:
		return sheet.Kinds()
	case Room:
		return kinds()
	}
	return nil
}
