package bot

import (
	"slices"
	"time"

	"anwei"
	"anwei/language"
	"anwei/language/frame"
)

// replyToNotice takes an answer to a notice that the person got. It returns false
// where the words are none, or where something else is being asked and they may be
// meant for that.
func (t *turn) replyToNotice(text string) bool {
	said, ok := frame.Reply(t.readings(text))
	if text == wordFeedback { // the button, and no result
		said, ok = frame.ReplySaid{Kind: frame.ReplyDone, Sure: true}, true
	}
	if !ok {
		return false
	}
	if !said.Sure && (t.st.Pending != nil || t.st.Stage != Idle) {
		return false
	}
	mine := t.waiting(said)
	if !said.Sure && said.Kind == frame.ReplyConfirm {
		// 好的 answers what came since he last spoke, and nothing before it.
		mine = slices.DeleteFunc(mine, func(n anwei.Notice) bool {
			return n.Sent.Before(t.st.Spoke) && n.Chased.Before(t.st.Spoke)
		})
	}
	switch {
	case said.ID > 0:
		return t.replyTo(said, text)
	case len(mine) == 0:
		return said.Sure && said.Kind == frame.ReplyConfirm && t.repliedAlready()
	case len(mine) > 1 && !said.All:
		t.askNotice(mine, said)
		return true
	}
	for _, n := range mine {
		t.reply(n, said, text)
	}
	return true
}

// askNotice asks which of several notices an answer is about: with a card, unless
// there are too many or the answer says more than its kind.
func (t *turn) askNotice(mine []anwei.Notice, said frame.ReplySaid) {
	word := map[frame.ReplyKind]string{
		frame.ReplyConfirm: wordHeard, frame.ReplyAttend: wordAttend, frame.ReplyExcuse: wordExcuse, frame.ReplyProxy: wordProxy,
	}[said.Kind]
	if word == "" || said.Rest != "" || len(mine) >= maxButtons {
		t.say(whichNotice(mine) + t.returning())
		return
	}
	card := anwei.Card{Title: whichNoticeTitle(len(mine)), Text: whichNoticeText(mine)}
	for i, n := range mine {
		w := noticeNumberWord(n) + word
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w, Main: i == 0})
	}
	if said.Kind == frame.ReplyConfirm {
		card.Buttons = append(card.Buttons, anwei.Button{Text: wordAllHeard, Key: wordAllHeard})
	}
	t.out = append(t.out, Say{Card: &card})
}

// askAttendance asks whether he comes to the meeting of a notice, where he has not
// said so.
func (t *turn) askAttendance(n anwei.Notice, r anwei.Receipt) {
	if n.Meeting == nil || r.Attend != "" || !n.Live() || !t.in.Now.Before(n.Meeting.At) {
		return
	}
	t.out = append(t.out, Say{Card: answerCard(n, attendTitle(n), attendText())})
}

// waiting returns the notices that still wait for such an answer of the person.
func (t *turn) waiting(said frame.ReplySaid) []anwei.Notice {
	var out []anwei.Notice
	for _, n := range t.in.Ledger.NoticesTo(t.in.Person.ID, recent) {
		r := t.in.Ledger.Receipt(n.ID, t.in.Person.ID)
		if n.Live() && wants(n, r, said.Kind, t.in.Now) {
			out = append(out, n)
		}
	}
	return out
}

// wants reports whether such an answer means something to the notice.
func wants(n anwei.Notice, r anwei.Receipt, kind frame.ReplyKind, now time.Time) bool {
	switch kind {
	case frame.ReplyConfirm:
		return r.Confirmed.IsZero() && n.Asks()
	case frame.ReplyDone:
		return n.Feedback && r.Done.IsZero()
	case frame.ReplyAttend, frame.ReplyExcuse, frame.ReplyProxy:
		return n.Meeting != nil && now.Before(n.Meeting.At.Add(12*time.Hour)) // then it is told that it is over
	}
	return false
}

// replyTo answers the notice that was named by its number, and returns false where
// the number may be another thing's.
func (t *turn) replyTo(said frame.ReplySaid, text string) bool {
	n, ok := t.in.Ledger.Notice(said.ID)
	_, is := n.Receiver(t.in.Person.ID)
	switch {
	case !ok || !is:
		return false
	case !n.Live():
		t.say(recalledText(n) + t.returning())
	case said.Kind == frame.ReplyDone && !n.Feedback:
		return false
	default:
		t.reply(n, said, text)
	}
	return true
}

// repliedAlready answers somebody who confirms again, or what was recalled. It
// returns false where there was no notice lately.
func (t *turn) repliedAlready() bool {
	const lately = 7 * 24 * time.Hour
	for _, n := range t.in.Ledger.NoticesTo(t.in.Person.ID, recent) {
		r := t.in.Ledger.Receipt(n.ID, t.in.Person.ID)
		switch {
		case n.Sent.IsZero() || t.in.Now.Sub(n.Sent) >= lately:
			continue
		case n.State == anwei.NoticeRecalled:
			t.say(recalledText(n) + t.returning())
		case !r.Confirmed.IsZero():
			t.say(confirmedAlready(n, r) + t.returning())
			t.askAttendance(n, r)
		default:
			continue
		}
		return true
	}
	return false
}

// reply puts an answer on record, and asks for what it lacks.
func (t *turn) reply(n anwei.Notice, said frame.ReplySaid, words string) {
	r := t.receipt(n)
	t.acknowledge(&r, words)
	if said.Kind == frame.ReplyConfirm && said.And != nil && n.Meeting != nil {
		said = *said.And
	}
	m := t.receiptMatter(n)
	switch said.Kind {
	case frame.ReplyConfirm:
		t.keepReceipt(r)
		t.say(confirmed(n, r) + t.returning())
		t.askAttendance(n, r)
	case frame.ReplyDone:
		if said.Rest == "" {
			t.keepReceipt(r)
			t.askBeside(Pending{Ask: AskFeedback, Matter: m}, askFeedback(n))
			return
		}
		t.feedback(n, r, said.Rest)
	case frame.ReplyExcuse, frame.ReplyProxy:
		ask, question := AskExcuse, askExcuse()
		if said.Kind == frame.ReplyProxy {
			ask, question = AskProxy, askProxy()
		}
		if said.Rest == "" {
			t.keepReceipt(r)
			t.askBeside(Pending{Ask: ask, Matter: m}, question)
			return
		}
		t.attend(n, r, attendance(said.Kind), said.Rest)
	case frame.ReplyAttend:
		t.attend(n, r, anwei.Attends, "")
	}
}

func attendance(k frame.ReplyKind) anwei.Attendance {
	switch k {
	case frame.ReplyExcuse:
		return anwei.Excused
	case frame.ReplyProxy:
		return anwei.Proxy
	case frame.ReplyAttend, frame.ReplyConfirm, frame.ReplyDone:
	}
	return anwei.Attends
}

// receipt returns what the person has answered so far.
func (t *turn) receipt(n anwei.Notice) anwei.Receipt {
	r := t.in.Ledger.Receipt(n.ID, t.in.Person.ID)
	r.Notice, r.Person = n.ID, t.in.Person.ID
	return r
}

// acknowledge notes when he first confirmed: any answer does.
func (t *turn) acknowledge(r *anwei.Receipt, words string) {
	if r.Confirmed.IsZero() {
		r.Confirmed, r.Words = t.in.Now, words
	}
}

func (t *turn) keepReceipt(r anwei.Receipt) { t.out = append(t.out, PutReceipt{Receipt: r}) }

// receiptMatter is what a proof of the person's is kept under.
func (t *turn) receiptMatter(n anwei.Notice) anwei.Matter {
	to, _ := n.Receiver(t.in.Person.ID)
	if to.Unit == "" {
		to.Unit = n.Unit
	}
	return anwei.Matter{Unit: to.Unit, Notice: n.ID}
}

// feedback puts on record what was done.
func (t *turn) feedback(n anwei.Notice, r anwei.Receipt, result string) {
	if r.Done.IsZero() {
		r.Done = t.in.Now
	}
	r.Result = result
	t.st.Pending = nil
	t.keepReceipt(r)
	t.say(feedbackKept(n) + t.returning())
}

// attend puts on record whether he takes part, and tells the office of whoever
// does not.
func (t *turn) attend(n anwei.Notice, r anwei.Receipt, how anwei.Attendance, detail string) {
	t.st.Pending = nil
	if n.Meeting == nil || !t.in.Now.Before(n.Meeting.At) {
		t.say(meetingOver(n) + t.returning())
		return
	}
	r.Attend, r.Detail, r.Answered = how, detail, t.in.Now
	t.keepReceipt(r)
	t.say(attendKept(n, r) + t.returning())
	if how == anwei.Attends {
		return
	}
	to, _ := n.Receiver(t.in.Person.ID)
	t.out = append(t.out, Say{
		To: n.By, Text: attendNews(n, to, t.unitName(to.Unit), r),
		Key: "notice/attend/" + t.receiptMatter(n).String() + "/" + string(t.in.Person.ID) + "/" + t.in.Message.ID,
	})
}

// receiptAnswer takes the answer to what was asked beside the talk of a notice.
func (t *turn) receiptAnswer(p Pending, text string) bool {
	n, ok := t.in.Ledger.Notice(p.Matter.Notice)
	if !ok || !n.Live() {
		t.st.Pending = nil
		return false
	}
	if c := language.ReadCommand(text, t.formInMind(), t.in.Now); c.Kind != language.None && c.Kind != language.Unchanged || t.answersReport(text) {
		return false
	}
	r := t.receipt(n)
	t.acknowledge(&r, text)
	switch p.Ask {
	case AskFeedback:
		t.feedback(n, r, text)
	case AskExcuse:
		t.attend(n, r, anwei.Excused, text)
	case AskProxy:
		t.attend(n, r, anwei.Proxy, text)
	default:
		return false
	}
	return true
}

// pressReply does what a button of a notice says.
func (t *turn) pressReply(word string, n anwei.Notice) {
	if _, is := n.Receiver(t.in.Person.ID); !is {
		t.say(noSuchNotice(n.ID) + t.returning())
		return
	}
	if !n.Live() {
		t.say(recalledText(n) + t.returning())
		return
	}
	kinds := map[string]frame.ReplyKind{
		wordReceived: frame.ReplyConfirm, wordFeedback: frame.ReplyDone,
		wordAttend: frame.ReplyAttend, wordExcuse: frame.ReplyExcuse, wordProxy: frame.ReplyProxy,
	}
	kind, ok := kinds[word]
	if !ok {
		t.say(oldQuestion())
		return
	}
	if r := t.receipt(n); kind == frame.ReplyConfirm && !r.Confirmed.IsZero() {
		t.say(confirmedAlready(n, r) + t.returning())
		t.askAttendance(n, r)
		return
	}
	t.reply(n, frame.ReplySaid{Kind: kind}, word)
}

// askedPiece takes a picture or file that was asked for as what was done about a
// notice.
func (t *turn) askedPiece() bool {
	p := t.st.Pending
	if p == nil || p.Ask != AskFeedback {
		return false
	}
	n, ok := t.in.Ledger.Notice(p.Matter.Notice)
	if !ok || !n.Live() {
		return false
	}
	t.piece(n)
	return true
}

// proveReceipt takes a picture or file as what was done about the one notice that
// wants it, where nothing else is asked for.
func (t *turn) proveReceipt() bool {
	if t.st.Pending != nil || t.st.Stage != Idle {
		return false
	}
	wanting := slices.DeleteFunc(t.in.Ledger.NoticesTo(t.in.Person.ID, recent), func(n anwei.Notice) bool {
		r := t.in.Ledger.Receipt(n.ID, t.in.Person.ID)
		return !n.Live() || !n.Feedback || !r.Done.IsZero() && t.in.Now.Sub(r.Done) > provable
	})
	if len(wanting) != 1 {
		return false
	}
	t.piece(wanting[0])
	return true
}

// piece keeps a picture or file as what was done.
func (t *turn) piece(n anwei.Notice) {
	r := t.receipt(n)
	t.acknowledge(&r, "")
	r.Proofs++
	if r.Done.IsZero() {
		r.Done = t.in.Now
	}
	t.keepProof(t.receiptMatter(n), 0, "")
	t.keepReceipt(r)
	t.say(proofKept(n) + t.returning())
}
