// Package notice is the room of broadcasts, receipts and meetings.
package notice

import (
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/scheduler"
)

// Room is what this room's questions are stored under.
const Room = "notice"

// What is asked about a notice that was got.
const (
	kindFeedback bot.QuestionKind = "feedback" // what was done about it
	kindPerhaps  bot.QuestionKind = "perhaps"  // whether words are what was done
	kindExcuse   bot.QuestionKind = "excuse"   // why he does not come to a meeting
	kindProxy    bot.QuestionKind = "proxy"    // who comes in his place
)

// Noticing is the notice that a person of the office is making. What it says is
// in the ledger.
type Noticing struct {
	ID    anwei.NoticeID `json:"id"`
	Stage Stage          `json:"stage"`
}

// Stage is how far somebody of the office has come with a notice.
type Stage string

// The stages of a notice in the making.
const (
	Writing  Stage = "writing"  // what is said is the text, up to 结束
	Whom     Stage = "whom"     // for whom it is
	Shown    Stage = "shown"    // the preview is shown
	Changing Stage = "changing" // what is said replaces the text
)

// Does is what this room does.
func Does() bot.Does {
	return bot.Does{
		"making.resume": func(t *bot.Turn, _ string) bool { return resumeNotice(t) },
		"making.send":   func(t *bot.Turn, _ string) bool { return sentLately(t) },
		"notice":        noticeSaid,
		"meeting.about": meetingAbout,
		"meeting":       func(t *bot.Turn, _ string) bool { return meetingAsked(t) },
	}
}

// noticeSaid takes what is said about notices.
func noticeSaid(t *bot.Turn, text string) bool {
	said, _ := frame.Notice(t.Readings(text))
	return aboutNotice(t, said)
}

// sentLately answers somebody who wants to send what he has sent.
func sentLately(t *bot.Turn) bool {
	const lately = 24 * time.Hour
	for _, n := range t.In.Ledger.Notices(recent) {
		if n.By == t.In.Person.ID && t.OfOffice(n) && n.State != anwei.NoticeDraft && t.In.Now.Sub(n.Created) < lately {
			t.Say(already(t, n) + t.Returning())
			return true
		}
	}
	return false
}

// twin returns a notice of the last day that says the same.
func twin(t *bot.Turn, n anwei.Notice) (anwei.Notice, bool) {
	const lately = 24 * time.Hour
	return anwei.Find(t.In.Ledger.Notices(recent), func(old anwei.Notice) bool {
		return old.ID != n.ID && old.Text == n.Text && old.State != anwei.NoticeDraft && old.State != anwei.NoticeCancelled && t.In.Now.Sub(old.Created) < lately
	})
}

// aboutNotice does what is said about notices, and returns false where the words
// may have been about something else.
func aboutNotice(t *bot.Turn, said frame.NoticeSaid) bool {
	if !t.In.Person.Has(anwei.Office) {
		switch {
		case (said.Act == frame.NoticeMissing || said.Act == frame.NoticeMeeting || said.Act == frame.NoticeReplies) && toLeader(t, said):
		case said.Act == frame.NoticeList:
			myNotices(t)
		case said.Act == frame.NoticeShow:
			myNotice(t, said.ID)
		case said.Act == frame.NoticeNew && said.Audience == "", said.Loose:
			return false
		default:
			t.Denied(phrases.RecordNotice, bot.First(bot.UnitsIn(t, said.Audience)))
			t.Reply("common.only_office", "office", t.In.Plan.Office)
		}
		return true
	}
	switch said.Act {
	case frame.NoticeNew, frame.NoticeCompose:
		return newNotice(t, said)
	case frame.NoticeList:
		listNotices(t)
	case frame.NoticeMeeting, frame.NoticeMoved, frame.NoticeReplies:
		return aboutNewest(t, said)
	case frame.NoticeShow, frame.NoticeMissing, frame.NoticeChase, frame.NoticeRecall, frame.NoticeSheet, frame.NoticeNames:
		n, ok := officeNotice(t, said.ID)
		switch {
		case !ok && said.Loose:
			return false
		case ok && said.Loose && said.ID == 0 && said.Act == frame.NoticeRecall:
			t.Reply("notice.which_recall", "n", n.ID, "text", scheduler.Shorten(n.Text, 30))
			return true
		}
		if !ok {
			if ownDraft(t, said.ID) {
				return true
			}
			bot.OthersNotice(t, said.ID)
			noSuch(t, said.ID)
			return true
		}
		actOn(t, n, said.Act, said.ID != 0)
	}
	return true
}

// noSuch says that there is no such notice; 0 is the newest.
func noSuch(t *bot.Turn, id anwei.NoticeID) {
	if id == 0 {
		t.Reply("notice.none_yet")
		return
	}
	t.Reply("notice.no_such", "n", id)
}

// actOn does what the office asks for about one notice. Where it was not named, it is
// shown whom a chase would go to, and goes out once it is.
func actOn(t *bot.Turn, n anwei.Notice, act frame.NoticeAct, named bool) {
	switch act {
	case frame.NoticeMissing:
		t.Say(noticeMissing(t, n) + t.Returning())
	case frame.NoticeChase:
		if named {
			chaseNotice(t, n)
		} else {
			t.Say(noticeMissing(t, n) + t.Returning())
		}
	case frame.NoticeRecall:
		recallNotice(t, n)
	case frame.NoticeSheet:
		t.Reply("notice.sheet_coming", "n", n.ID)
		t.Out = append(t.Out, bot.Say{Content: anwei.ReceiptsOrder{Notice: n.ID}})
	case frame.NoticeNames:
		names(t, n)
	case frame.NoticeShow, frame.NoticeNew, frame.NoticeCompose, frame.NoticeList,
		frame.NoticeMeeting, frame.NoticeMoved, frame.NoticeReplies:
		t.Say(noticeStanding(t, n) + t.Returning())
	}
}

// officeNotice returns the notice with the number, or the newest, where the person
// is of the office that it is from.
func officeNotice(t *bot.Turn, id anwei.NoticeID) (anwei.Notice, bool) {
	if id != 0 {
		n, ok := t.In.Ledger.Notice(id)
		return n, ok && t.OfOffice(n) && n.State != anwei.NoticeDraft && n.State != anwei.NoticeCancelled
	}
	return anwei.Find(t.In.Ledger.Notices(recent), func(n anwei.Notice) bool {
		return t.OfOffice(n) && n.State != anwei.NoticeDraft && n.State != anwei.NoticeCancelled
	})
}

// recent is how many notices are looked at where none is named.
const recent = 20

// Press does what a button says about a notice.
func Press(t *bot.Turn, word string, m anwei.Matter) {
	n, ok := t.In.Ledger.Notice(m.Notice)
	if !ok {
		noSuch(t, m.Notice)
		return
	}
	switch word {
	case phrases.WordSend, phrases.WordChange, phrases.WordCancel, phrases.WordNames:
		pressMaking(t, word, n, m)
	default:
		pressReply(t, word, n)
	}
}

// noticeMatter is what the buttons of a notice name; the edition where one that is
// out of date must do nothing.
func noticeMatter(n anwei.Notice) anwei.Matter { return anwei.Matter{Unit: n.Unit, Notice: n.ID} }
