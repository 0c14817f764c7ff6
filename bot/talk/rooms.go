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
		Review:       filing.Review,
		ChangeRoster: roster.ChangeRoster,
		Accounted:    roster.Accounted,
		Text:         Text,
		Tasks:        filing.Tasks,
		GoOn:         filing.GoOn,
	}
}

// asking is a room that asks: which questions are its own, and how it takes their answers.
type asking struct {
	asks   func(bot.OpenQuestion) bool
	answer func(*bot.Turn, bot.OpenQuestion, string) bool
}

// roomOf is the room that a question is of, and one without any functions where there is
// no such room.
func roomOf(q bot.OpenQuestion) asking {
	switch q.Room {
	case filing.Room:
		return asking{filing.Asks, filing.Answer}
	case duty.Room:
		return asking{duty.Asks, duty.Answer}
	case notice.Room:
		return asking{notice.Asks, notice.Answer}
	case office.Room:
		return asking{office.Asks, office.Answer}
	case query.Room:
		return asking{query.Asks, query.Answer}
	case sheet.Room:
		return asking{sheet.Asks, sheet.Answer}
	}
	return asking{}
}
