package bot

import (
	"strconv"
	"strings"
	"time"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// newNotice begins a notice, and returns false where the words are for nobody and
// may have been about something else.
func (t *turn) newNotice(said frame.NoticeSaid) bool {
	n := anwei.Notice{
		ID: t.nextNotice(), State: anwei.NoticeDraft, Edition: 1, By: t.in.Person.ID,
		Unit: t.in.Person.UnitsAs(anwei.Office)[0], Created: t.in.Now, Confirm: true,
	}
	switch {
	case said.Audience != "":
		n.Audience, n.Text = said.Audience, said.Body
		if said.Loose && !t.somebody(n.Audience) {
			return false
		}
	default:
		a := language.ReadAudience(said.Body, t.audienceKnown(), false)
		n.Audience = trimWhom(strings.TrimSpace(a.Span.Text))
		n.Text = strings.TrimLeft(said.Body[a.Span.To:], " ，,、：:\n")
		if said.Act == frame.NoticeNew && n.Audience == "" {
			return false
		}
	}
	if n.Text == "" {
		t.makes(n, true, NoticeWriting)
		t.say(writeNotice(n))
		return true
	}
	t.timed(t.read(n), said.At)
	return true
}

// somebody reports whether words say for whom a notice is, and nothing else.
func (t *turn) somebody(words string) bool {
	a := language.ReadAudience(words, t.audienceKnown(), true)
	return !a.Nobody() && a.Unknown == ""
}

// timed previews a notice that was just said, with the time at which it is to go out
// where its words name one: before it, at the end of whom it is for, or at the end.
// Where there is no such time, it says so after the preview.
func (t *turn) timed(n anwei.Notice, before string) {
	audience, at, ok := language.CutSend(n.Audience, t.in.Now, false)
	text := n.Text
	if !ok {
		audience = n.Audience
		text, at, ok = language.CutSend(n.Text, t.in.Now, true)
	}
	for _, m := range language.Moments(before, t.in.Now) {
		audience, text, at, ok = n.Audience, n.Text, m, true
	}
	if !ok || text == "" || audience == "" {
		t.preview(n, true)
		return
	}
	n.Audience, n.Text = audience, text
	n = t.read(n)
	when := at.At(t.in.Now.Location())
	why := t.cannotSendAt(n, at, when)
	if why == "" {
		n.SendAt = when
	}
	t.preview(n, true)
	if why != "" {
		t.say(why)
	}
}

// nextNotice is the number that the ledger gives next.
func (t *turn) nextNotice() anwei.NoticeID {
	for _, n := range t.in.Ledger.Notices(1) {
		return n.ID + 1
	}
	return 1
}

// makes keeps a notice in the making, and where it stands.
func (t *turn) makes(n anwei.Notice, isNew bool, stage NoticeStage) {
	t.out = append(t.out, PutNotice{Notice: n, New: isNew})
	t.st.Noticing = &Noticing{ID: n.ID, Stage: stage}
}

// read takes what a notice asks for out of its text.
func (t *turn) read(n anwei.Notice) anwei.Notice {
	terms := language.ReadTerms(n.Text, t.in.Now)
	n.Confirm, n.Feedback = !terms.NoConfirm, terms.Feedback
	n.Meeting = nil
	if terms.HasMeeting {
		n.Meeting = &anwei.Meeting{At: terms.Meeting.At(t.in.Now.Location()), Place: terms.Place}
	}
	if terms.HasDeadline && terms.Deadline.Reason == "" {
		n.AnswerBy = terms.Deadline.At(t.in.Now.Location())
	}
	return n
}

// making takes what is said while a notice is made. It returns false where no
// notice is, and where the words have nothing to do with the preview.
func (t *turn) making(text string) bool {
	w := t.st.Noticing
	if w == nil {
		return false
	}
	n, ok := t.in.Ledger.Notice(w.ID)
	if !ok || n.State != anwei.NoticeDraft || !t.ofOffice(n) {
		t.st.Noticing = nil
		return false
	}
	if cancels(text) || drops(text) && (w.Stage == NoticeShown || w.Stage == NoticeWhom) {
		t.cancelNotice(n)
		return true
	}
	switch {
	case t.postpones(n, *w, text):
		return true
	case w.Stage == NoticeShown:
		return t.atPreview(n, text)
	case language.ReadCommand(text, t.formInMind(), t.in.Now).Kind == language.Help:
		t.say(helpMaking(n, w.Stage))
		return true
	}
	switch w.Stage {
	case NoticeWriting:
		t.compose(n, text)
	case NoticeWhom:
		t.whom(n, *w, text)
	case NoticeChanging:
		if !t.besideMaking(n, *w, text) {
			t.rewrite(n, text)
		}
	case NoticeShown: // was taken before
	}
	return true
}

func cancels(text string) bool {
	switch strings.TrimRight(text, "。！!") {
	case wordCancel, "算了", "不发了", "取消通知", "不发":
		return true
	}
	return false
}

func (t *turn) cancelNotice(n anwei.Notice) {
	if w := t.st.Noticing; w != nil && w.ID == n.ID {
		t.st.Noticing = nil
	}
	n.State = anwei.NoticeCancelled
	t.out = append(t.out, PutNotice{Notice: n})
	t.say(noticeNotSent(n) + t.returning())
}

// compose adds a message to the text, up to 结束.
func (t *turn) compose(n anwei.Notice, text string) {
	switch strings.TrimRight(text, "。！!") {
	case wordEnd, "完了", "发完了", "写完了", "完毕":
		if n.Text == "" && len(n.Files) == 0 {
			t.say(noticeEmpty())
			return
		}
		t.preview(t.read(t.firstLine(n)), false)
		return
	}
	n.Text = strings.TrimSpace(n.Text + "\n" + text)
	t.makes(n, false, NoticeWriting)
	t.say(noticeNoted(n))
}

// firstLine takes for whom a notice is from the first line of it, where that says
// nothing else: 各镇 and then what they are to be told.
func (t *turn) firstLine(n anwei.Notice) anwei.Notice {
	first, rest, more := strings.Cut(n.Text, "\n")
	whom := trimWhom(first)
	if n.Audience == "" && (more || len(n.Files) > 0) && t.somebody(whom) {
		n.Audience, n.Text = whom, strings.TrimSpace(rest)
	}
	return n
}

// whom takes for whom the notice is. Words that name nobody may be about something
// else.
func (t *turn) whom(n anwei.Notice, w Noticing, text string) {
	n.Audience = trimWhom(text)
	if _, trouble := t.address(n); trouble == "" || !t.besideMaking(n, w, text) {
		t.preview(n, false)
	}
}

func trimWhom(text string) string {
	for _, w := range []string{"改发给", "发给", "改发", "通知", "改为", "给"} {
		text = strings.TrimPrefix(text, w)
	}
	return strings.Trim(text, " ：:，,。")
}

// rewrite replaces the text.
func (t *turn) rewrite(n anwei.Notice, text string) {
	if rest, ok := cutPrefixes(text, "改发给", "发给"); ok {
		n.Audience = trimWhom(rest)
		t.preview(n, false)
		return
	}
	n.Text, n.AnswerBy = text, time.Time{}
	t.preview(t.read(n), false)
}

// noticePiece takes a picture or file as a part of a notice that is written, or as
// an answer to one that was got.
func (t *turn) noticePiece() bool {
	m := t.in.Message
	if m.Media == "" || m.Text != "image" && m.Text != "file" && m.Text != "video" {
		return false
	}
	w := t.st.Noticing
	if w == nil || w.Stage == NoticeWhom {
		return t.askedPiece()
	}
	n, ok := t.in.Ledger.Notice(w.ID)
	if !ok || n.State != anwei.NoticeDraft || !t.ofOffice(n) {
		return t.askedPiece()
	}
	if len(n.Files) >= maxPieces {
		t.say(tooManyPieces(maxPieces))
		return true
	}
	n.Files = append(n.Files[:len(n.Files):len(n.Files)], m.ID)
	t.keepProof(noticeMatter(n), 0, "")
	if w.Stage == NoticeWriting {
		t.makes(n, false, NoticeWriting)
		t.say(noticeNoted(n))
		return true
	}
	t.preview(n, false)
	return true
}

// maxPieces is how many pictures and files a notice may have.
const maxPieces = 9

// preview freezes whom the notice goes to and shows it before it is sent. Where
// the words for whom name nobody, or fit several, they are asked for again.
func (t *turn) preview(n anwei.Notice, isNew bool) {
	trouble := ""
	if n.Audience != "" {
		n, trouble = t.address(n)
	}
	if n.Audience == "" || trouble != "" {
		n.Audience, n.To, n.Nobody = "", nil, nil
		t.makes(n, isNew, NoticeWhom)
		t.say(trouble + askWhom())
		return
	}
	n.Edition++
	t.makes(n, isNew, NoticeShown)
	t.say(t.previewText(n))
	m := noticeMatter(n)
	m.Step = anwei.StepID(strconv.Itoa(n.Edition))
	t.out = append(t.out, Say{Card: sendCard(n, m, t.in.Now)})
}

// atPreview takes what is said to the preview.
func (t *turn) atPreview(n anwei.Notice, text string) bool {
	switch strings.TrimRight(text, "。！!") {
	case wordSend, "发", "发吧", "发出", "确认发送", "确认", "可以发":
		t.send(n)
	case "马上发", "立即发送", "立即发", "现在发":
		n.SendAt = time.Time{}
		t.send(n)
	case wordChange, "改", "改一下", "修改内容":
		t.st.Noticing.Stage = NoticeChanging
		t.say(howToChange(n))
	case wordNames:
		t.names(n)
	default:
		return t.terms(n, text)
	}
	return true
}

// pressMaking does what a button of the preview says, unless the notice was sent
// or changed since.
func (t *turn) pressMaking(word string, n anwei.Notice, m anwei.Matter) {
	edition, _ := strconv.Atoi(string(m.Step))
	switch {
	case !t.ofOffice(n):
		t.denied(recordNotice, n.Unit)
		t.say(onlyOffice(t.in.Plan.Office))
	case n.State != anwei.NoticeDraft:
		t.say(noticeAlready(n) + t.returning())
	case edition != n.Edition:
		t.say(noticeChanged(n) + t.returning())
	case word == wordSend:
		t.send(n)
	case word == wordCancel:
		t.cancelNotice(n)
	case word == wordNames:
		t.names(n)
	default:
		t.st.Noticing = &Noticing{ID: n.ID, Stage: NoticeChanging}
		t.say(howToChange(n))
	}
}

// send puts the notice on its way, to those that its preview named.
func (t *turn) send(n anwei.Notice) {
	switch {
	case !t.ofOffice(n):
		t.denied(recordNotice, n.Unit)
		t.say(onlyOffice(t.in.Plan.Office))
		return
	case len(n.To) == 0:
		t.say(nobodyToSend())
		return
	case n.SendAt.Before(t.in.Now) && !n.SendAt.IsZero():
		t.say(sendAtPast(n.SendAt))
		return
	}
	t.st.Noticing = nil
	if !n.SendAt.IsZero() {
		n.State, n.Look = anwei.NoticeScheduled, n.SendAt
		t.out = append(t.out, PutNotice{Notice: n})
		t.audit(anwei.Audit{Action: recordNotice, Unit: n.Unit, Detail: recordedNotice(n) + recordedLater(n.SendAt)})
		t.say(noticeScheduled(n) + t.returning())
		return
	}
	n.State, n.Sent = anwei.NoticeSent, t.in.Now
	n.Look = nextLook(t.in.Plan, t.in.Calendar, n)
	t.out = append(t.out, PutNotice{Notice: n}, Post{Rows: NoticeRows(t.in.Plan, n)})
	t.audit(anwei.Audit{Action: recordNotice, Unit: n.Unit, Detail: recordedNotice(n)})
	t.say(noticeSent(n) + t.returning())
}

// names lists all receivers: as a table where they are too many for a phone.
func (t *turn) names(n anwei.Notice) {
	if len(n.To) > maxNames {
		t.say(sheetOfNotice(n))
		t.out = append(t.out, Say{Order: &anwei.Order{Notice: n.ID}})
		return
	}
	t.say(t.allNames(n) + t.returning())
}

// maxNames is how many names are told by message.
const maxNames = 120
