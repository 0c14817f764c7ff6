package notice

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/day"
	"anwei/language/frame"
)

// newNotice begins a notice, and returns false where the words are for nobody and
// may have been about something else.
func newNotice(t *bot.Turn, said frame.NoticeSaid) bool {
	n := anwei.Notice{
		ID: nextNotice(t), State: anwei.NoticeDraft, Edition: 1, By: t.In.Person.ID,
		Unit: t.In.Person.UnitsAs(anwei.Office)[0], Created: t.In.Now, Confirm: true,
	}
	switch {
	case said.Audience != "":
		n.Audience, n.Text = said.Audience, said.Body
		if said.Loose && !somebody(t, n.Audience) {
			return false
		}
	default:
		a := language.ReadAudience(said.Body, bot.AudienceKnown(t), false)
		n.Audience = trimWhom(strings.TrimSpace(a.Span.Text))
		n.Text = strings.TrimLeft(said.Body[a.Span.To:], " ，,、：:\n")
		if said.Act == frame.NoticeNew && n.Audience == "" {
			return false
		}
	}
	if n.Text == "" {
		makes(t, n, true, Writing)
		t.Say(waitsFor(t, n, Writing))
		return true
	}
	timed(t, read(t, n), said.At)
	return true
}

// somebody reports whether words say for whom a notice is, and nothing else.
func somebody(t *bot.Turn, words string) bool {
	a := language.ReadAudience(words, bot.AudienceKnown(t), true)
	return !a.Nobody() && a.Unknown == ""
}

// timed previews a notice that was just said, with the time at which it is to go out
// where its words name one: before it, at the end of whom it is for, or at the end.
// Where there is no such time, it says so after the preview.
func timed(t *bot.Turn, n anwei.Notice, before string) {
	audience, at, ok := language.CutSend(n.Audience, t.In.Now, false)
	text := n.Text
	if !ok {
		audience = n.Audience
		text, at, ok = language.CutSend(n.Text, t.In.Now, true)
	}
	for _, m := range day.Moments(before, t.In.Now) {
		audience, text, at, ok = n.Audience, n.Text, m, true
	}
	if !ok || text == "" || audience == "" {
		preview(t, n, true)
		return
	}
	n.Audience, n.Text = audience, text
	n = read(t, n)
	when := at.At(t.In.Now.Location())
	why := cannotSendAt(t, n, at, when)
	if why == "" {
		n.SendAt = when
	}
	preview(t, n, true)
	if why != "" {
		t.Say(why)
	}
}

// nextNotice is the number that the ledger gives next.
func nextNotice(t *bot.Turn) anwei.NoticeID {
	for _, n := range t.In.Ledger.Notices(1) {
		return n.ID + 1
	}
	return 1
}

// makes keeps a notice in the making, and where it stands.
func makes(t *bot.Turn, n anwei.Notice, isNew bool, stage Stage) {
	t.Out = append(t.Out, bot.PutNotice{Notice: n, New: isNew})
	bot.Keep(t, Room, bot.Making, Noticing{ID: n.ID, Stage: stage})
}

// read takes what a notice asks for out of its text.
func read(t *bot.Turn, n anwei.Notice) anwei.Notice {
	terms := language.ReadTerms(n.Text, t.In.Now)
	n.Confirm, n.Feedback = !terms.NoConfirm, terms.Feedback
	n.Meeting = nil
	if terms.HasMeeting {
		n.Meeting = &anwei.Meeting{At: terms.Meeting.At(t.In.Now.Location()), Place: terms.Place}
	}
	if terms.HasDeadline && terms.Deadline.Reason == "" {
		n.AnswerBy = terms.Deadline.At(t.In.Now.Location())
	}
	return n
}

// Makes takes what is said while a notice is made. It returns false where no
// notice is, and where the words have nothing to do with the preview.
func Makes(t *bot.Turn, text string) bool {
	w, made := bot.Kept[Noticing](t.State, bot.Making)
	if !made {
		return false
	}
	n, ok := t.In.Ledger.Notice(w.ID)
	if !ok || n.State != anwei.NoticeDraft || !t.OfOffice(n) {
		bot.Forget(t, bot.Making)
		return false
	}
	if cancels(text) || bot.Drops(t, text) && (w.Stage == Shown || w.Stage == Whom) {
		cancelNotice(t, n)
		return true
	}
	switch {
	case postpones(t, n, w, text):
		return true
	case w.Stage == Shown:
		return atPreview(t, n, text)
	case t.Hear(text).Command(t.FormInMind()).Kind == language.Help:
		t.Say(waitsFor(t, n, w.Stage))
		return true
	}
	switch w.Stage {
	case Writing:
		compose(t, n, text)
	case Whom:
		whom(t, n, w, text)
	case Changing:
		if !besideMaking(t, n, w, text) {
			rewrite(t, n, text)
		}
	case Shown: // was taken before
	}
	return true
}

func cancels(text string) bool {
	switch strings.TrimRight(text, "。！!") {
	case phrases.WordCancel, "算了", "不发了", "取消通知", "不发":
		return true
	}
	return false
}

func cancelNotice(t *bot.Turn, n anwei.Notice) {
	if w, _ := bot.Kept[Noticing](t.State, bot.Making); w.ID == n.ID {
		bot.Forget(t, bot.Making)
	}
	n.State = anwei.NoticeCancelled
	t.Out = append(t.Out, bot.PutNotice{Notice: n})
	t.Reply("notice.not_sent", "n", n.ID)
}

// compose adds a message to the text, up to 结束.
func compose(t *bot.Turn, n anwei.Notice, text string) {
	switch strings.TrimRight(text, "。！!") {
	case phrases.WordEnd, "完了", "发完了", "写完了", "完毕":
		if n.Text == "" && len(n.Files) == 0 {
			t.Tell("notice.empty")
			return
		}
		preview(t, read(t, firstLine(t, n)), false)
		return
	}
	n.Text = strings.TrimSpace(n.Text + "\n" + text)
	makes(t, n, false, Writing)
	noted(t, n)
}

func noted(t *bot.Turn, n anwei.Notice) {
	t.Tell("notice.noted", "chars", len([]rune(n.Text)), "files", phrases.If(len(n.Files) > 0, len(n.Files)))
}

// firstLine takes for whom a notice is from the first line of it, where that says
// nothing else: 各镇 and then what they are to be told.
func firstLine(t *bot.Turn, n anwei.Notice) anwei.Notice {
	first, rest, more := strings.Cut(n.Text, "\n")
	whom := trimWhom(first)
	if n.Audience == "" && (more || len(n.Files) > 0) && somebody(t, whom) {
		n.Audience, n.Text = whom, strings.TrimSpace(rest)
	}
	return n
}

// whom takes for whom the notice is. Words that name nobody may be about something
// else.
func whom(t *bot.Turn, n anwei.Notice, w Noticing, text string) {
	n.Audience = trimWhom(text)
	if _, trouble := address(t, n); trouble == "" || !besideMaking(t, n, w, text) {
		preview(t, n, false)
	}
}

func trimWhom(text string) string {
	for _, w := range []string{"改发给", "发给", "改发", "通知", "改为", "给"} {
		text = strings.TrimPrefix(text, w)
	}
	return strings.Trim(text, " ：:，,。")
}

// rewrite replaces the text.
func rewrite(t *bot.Turn, n anwei.Notice, text string) {
	if rest, ok := bot.CutPrefixes(text, "改发给", "发给"); ok {
		n.Audience = trimWhom(rest)
		preview(t, n, false)
		return
	}
	n.Text, n.AnswerBy = text, time.Time{}
	preview(t, read(t, n), false)
}

// Piece takes a picture or file as a part of a notice that is written, or as
// an answer to one that was got.
func Piece(t *bot.Turn) bool {
	m := t.In.Message
	if m.Media == "" || m.Text != "image" && m.Text != "file" && m.Text != "video" {
		return false
	}
	w, made := bot.Kept[Noticing](t.State, bot.Making)
	if !made || w.Stage == Whom {
		return askedPiece(t)
	}
	n, ok := t.In.Ledger.Notice(w.ID)
	if !ok || n.State != anwei.NoticeDraft || !t.OfOffice(n) {
		return askedPiece(t)
	}
	if len(n.Files) >= maxPieces {
		t.Tell("notice.too_many_files", "most", maxPieces)
		return true
	}
	n.Files = append(n.Files[:len(n.Files):len(n.Files)], m.ID)
	bot.KeepProof(t, noticeMatter(n), 0, "")
	if w.Stage == Writing {
		makes(t, n, false, Writing)
		noted(t, n)
		return true
	}
	preview(t, n, false)
	return true
}

// maxPieces is how many pictures and files a notice may have.
const maxPieces = 9

// preview freezes whom the notice goes to and shows it before it is sent. Where
// the words for whom name nobody, or fit several, they are asked for again.
func preview(t *bot.Turn, n anwei.Notice, isNew bool) {
	trouble := ""
	if n.Audience != "" {
		n, trouble = address(t, n)
	}
	if n.Audience == "" || trouble != "" {
		n.Audience, n.To, n.Nobody = "", nil, nil
		makes(t, n, isNew, Whom)
		t.Say(trouble + waitsFor(t, n, Whom))
		return
	}
	var relative []string
	if now := t.In.Now; !n.SendAt.IsZero() && anwei.DateOf(n.SendAt.In(now.Location())) != anwei.DateOf(now) {
		n.Text, relative = dated(n.Text, anwei.DateOf(now))
	}
	n.Edition++
	makes(t, n, isNew, Shown)
	text := previewText(t, n)
	if len(relative) > 0 {
		text += "\n" + t.Text("notice.terms.relative", "words", strings.Join(relative, "”“"))
	}
	t.Say(text)
	t.Out = append(t.Out, bot.Say{Content: sendCard(t, n)})
}

// atPreview takes what is said to the preview.
func atPreview(t *bot.Turn, n anwei.Notice, text string) bool {
	if yes, agrees := bot.Heard(t, text).As(answer.Yes, answer.Go); agrees && yes.Rest == "" {
		if yes.Verb || yes.Sure && shownLast(t) && !bot.SentSince(t) {
			send(t, n)
			return true
		}
		if !bot.SentSince(t) { // 好的 may be said of the draft alone
			bot.Keep(t, Room, bot.Making, Noticing{ID: n.ID, Stage: Shown})
			t.Out = append(t.Out, bot.Say{Content: sendCard(t, n)})
			return true
		}
	}
	switch strings.TrimRight(text, "。！!") {
	case "马上发", "立即发送", "立即发", "现在发":
		n.SendAt = time.Time{}
		send(t, n)
	case phrases.WordChange, "改", "改一下", "修改内容":
		bot.Keep(t, Room, bot.Making, Noticing{ID: n.ID, Stage: Changing})
		t.Say(waitsFor(t, n, Changing))
	case phrases.WordNames:
		names(t, n)
	default:
		return terms(t, n, text)
	}
	return true
}

// shownLast reports whether nothing was said since the preview was shown.
func shownLast(t *bot.Turn) bool {
	return slices.ContainsFunc(t.State.Open, func(q bot.OpenQuestion) bool { return q.Kind == bot.Making && bot.ShownLast(t, q) })
}

// pressMaking does what a button of the preview says, unless the notice was sent
// or changed since.
func pressMaking(t *bot.Turn, word string, n anwei.Notice, m anwei.Matter) {
	edition, _ := strconv.Atoi(string(m.Step))
	switch {
	case !t.OfOffice(n):
		t.Denied(phrases.RecordNotice, n.Unit)
		t.Tell("common.only_office", "office", t.In.Plan.Office)
	case n.State != anwei.NoticeDraft:
		t.Say(already(t, n) + t.Returning())
	case edition != n.Edition:
		t.Reply("notice.changed", "n", n.ID)
	case word == phrases.WordSend:
		send(t, n)
	case word == phrases.WordCancel:
		cancelNotice(t, n)
	case word == phrases.WordNames:
		names(t, n)
	default:
		bot.Keep(t, Room, bot.Making, Noticing{ID: n.ID, Stage: Changing})
		t.Say(waitsFor(t, n, Changing))
	}
}

// send puts the notice on its way, to those that its preview named.
func send(t *bot.Turn, n anwei.Notice) {
	switch {
	case !t.OfOffice(n):
		t.Denied(phrases.RecordNotice, n.Unit)
		t.Tell("common.only_office", "office", t.In.Plan.Office)
		return
	case len(n.To) == 0:
		t.Tell("notice.nobody_to_send")
		return
	case n.SendAt.Before(t.In.Now) && !n.SendAt.IsZero():
		t.Tell("notice.send_past", "at", phrases.ClockText(n.SendAt))
		return
	}
	bot.Forget(t, bot.Making)
	if !n.SendAt.IsZero() {
		n.State, n.Look = anwei.NoticeScheduled, n.SendAt
		t.Out = append(t.Out, bot.PutNotice{Notice: n})
		t.Audit(anwei.Audit{Action: phrases.RecordNotice, Unit: n.Unit, Detail: recorded(t, n) + t.Text("office.recorded_later", "at", phrases.ClockText(n.SendAt))})
		t.Reply("notice.scheduled", "n", n.ID, "at", phrases.ClockText(n.SendAt), "people", len(n.To))
		return
	}
	n.State, n.Sent = anwei.NoticeSent, t.In.Now
	n.Look = nextLook(t.In.Plan, t.In.Calendar, n)
	t.Out = append(t.Out, bot.PutNotice{Notice: n}, bot.Post{Rows: Rows(t.Phrases, t.In.Plan, n)})
	t.Audit(anwei.Audit{Action: phrases.RecordNotice, Unit: n.Unit, Detail: recorded(t, n)})
	t.Reply("notice.sent", "n", n.ID, "people", len(n.To), "chased", phrases.If(n.Asks(), n.ID))
}

// names lists all receivers: as a table where they are too many for a phone.
func names(t *bot.Turn, n anwei.Notice) {
	if len(n.To) > maxNames {
		t.Tell("notice.sheet_coming", "n", n.ID)
		t.Out = append(t.Out, bot.Say{Content: anwei.ReceiptsOrder{Notice: n.ID}})
		return
	}
	t.Say(allNames(t, n) + t.Returning())
}

// maxNames is how many names are told by message.
const maxNames = 120
