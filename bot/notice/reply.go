package notice

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language/frame"
	"anwei/scheduler"
)

// Reply takes an answer to a notice that the person got. It returns false
// where the words are none, or where something else is being asked and they may be
// meant for that.
func Reply(t *bot.Turn, text string) bool {
	said, ok := replySaid(t, text)
	if !ok && perhapsDone(t, text) {
		return true
	}
	attends := said.Kind == frame.ReplyAttend || said.Kind == frame.ReplyExcuse || said.Kind == frame.ReplyProxy
	if !ok || !said.Sure && !idle(t) && (!attends || !counting(t)) {
		return false
	}
	mine := waiting(t, said)
	if !said.Sure && said.Kind == frame.ReplyConfirm {
		// 好的 answers what came since he last spoke, and nothing before it.
		mine = slices.DeleteFunc(mine, func(n anwei.Notice) bool { return !isNew(t, n) })
	}
	back := bot.CameBack(t)
	if said.Kind == frame.ReplyConfirm {
		mine = slices.DeleteFunc(mine, func(n anwei.Notice) bool { return n.Sent.Before(back) && n.Chased.Before(back) })
	}
	switch {
	case said.ID > 0:
		return replyTo(t, said, text)
	case len(mine) == 0:
		return back.IsZero() && said.Sure && said.Kind == frame.ReplyConfirm && repliedAlready(t)
	case len(mine) > 1 && !said.All:
		askNotice(t, mine, said)
		return true
	}
	for _, n := range mine {
		reply(t, n, said, text)
	}
	return true
}

// isNew reports whether a notice came, or was asked after, since the person last spoke, or
// is what he last confirmed.
func isNew(t *bot.Turn, n anwei.Notice) bool {
	got := t.In.Ledger.Receipt(n.ID, t.In.Person.ID).Confirmed
	return slices.ContainsFunc([]time.Time{n.Sent, n.Chased, got}, func(at time.Time) bool { return !at.Before(t.State.Spoke) })
}

// idle reports whether nothing else is asked.
func idle(t *bot.Turn) bool { return !bot.IsAsked(t) && t.Hand.Stage == bot.Idle }

// askNotice asks which of several notices an answer is about: with a card, unless
// there are too many or the answer says more than its kind.
func askNotice(t *bot.Turn, mine []anwei.Notice, said frame.ReplySaid) {
	word := map[frame.ReplyKind]string{
		frame.ReplyConfirm: wordHeard, frame.ReplyAttend: phrases.WordAttend, frame.ReplyExcuse: phrases.WordExcuse, frame.ReplyProxy: phrases.WordProxy,
	}[said.Kind]
	if word == "" || said.Rest != "" || len(mine) >= bot.MaxButtons {
		t.Reply("notice.which", "count", len(mine), "lines", whichLines(t, mine, "· ", 24), "n", mine[0].ID)
		return
	}
	lines := scheduler.Shorten(whichLines(t, mine, "", 18), 140)
	card := anwei.Card{Title: t.Text("notice.which_title", "count", len(mine)), Text: t.Text("notice.which_text", "lines", lines)}
	for i, n := range mine {
		w := strconv.Itoa(int(n.ID)) + "号" + word
		card.Buttons = append(card.Buttons, anwei.Button{Text: w, Key: w, Main: i == 0})
	}
	if said.Kind == frame.ReplyConfirm {
		card.Buttons = append(card.Buttons, anwei.Button{Text: wordAllHeard, Key: wordAllHeard})
	}
	t.Out = append(t.Out, bot.Say{Content: &card})
}

// askAttendance asks whether he comes to the meeting of a notice, where he has not
// said so.
func askAttendance(t *bot.Turn, n anwei.Notice, r anwei.Receipt) {
	if n.Meeting == nil || r.Attend != "" || !n.Live() || !t.In.Now.Before(n.Meeting.At) {
		return
	}
	t.Out = append(t.Out, bot.Say{Content: answerCard(n, t.Text("notice.attend_title", "n", n.ID, "at", momentText(n.Meeting.At, t.In.Now)), t.Text("notice.attend_text"))})
}

// waiting returns the notices that still wait for such an answer of the person.
func waiting(t *bot.Turn, said frame.ReplySaid) []anwei.Notice {
	var out []anwei.Notice
	for _, n := range t.In.Ledger.NoticesTo(t.In.Person.ID, recent) {
		r := t.In.Ledger.Receipt(n.ID, t.In.Person.ID)
		if n.Live() && wants(n, r, said.Kind, t.In.Now) {
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
func replyTo(t *bot.Turn, said frame.ReplySaid, text string) bool {
	n, ok := t.In.Ledger.Notice(said.ID)
	_, is := n.Receiver(t.In.Person.ID)
	switch {
	case !ok || !is:
		return false
	case !n.Live():
		t.Say(recalledYours(t.Phrases, n) + t.Returning())
	case said.Kind == frame.ReplyDone && !n.Feedback:
		return false
	default:
		reply(t, n, said, text)
	}
	return true
}

// repliedAlready answers somebody who confirms again, or what was recalled. It
// returns false where there was no notice lately.
func repliedAlready(t *bot.Turn) bool {
	const lately = 7 * 24 * time.Hour
	for _, n := range t.In.Ledger.NoticesTo(t.In.Person.ID, recent) {
		r := t.In.Ledger.Receipt(n.ID, t.In.Person.ID)
		switch {
		case n.Sent.IsZero() || t.In.Now.Sub(n.Sent) >= lately:
			continue
		case n.State == anwei.NoticeRecalled:
			t.Say(recalledYours(t.Phrases, n) + t.Returning())
		case !r.Confirmed.IsZero():
			confirmedAlready(t, n, r)
		default:
			continue
		}
		return true
	}
	return false
}

// reply puts an answer on record, and asks for what it lacks.
func reply(t *bot.Turn, n anwei.Notice, said frame.ReplySaid, words string) {
	r := receipt(t, n)
	acknowledge(t, &r, words)
	if said.Kind == frame.ReplyConfirm && said.And != nil && n.Meeting != nil {
		said = *said.And
	}
	m := receiptMatter(t, n)
	switch said.Kind {
	case frame.ReplyConfirm:
		keepReceipt(t, r)
		confirmed(t, n, r)
		if said.More == "" || !meetingAbout(t, said.More) { // 收到，几点？
			askAttendance(t, n, r)
		}
	case frame.ReplyDone:
		if said.Rest == "" {
			keepReceipt(t, r)
			bot.AskBeside(t, question(kindFeedback, m), t.Text("notice.ask_feedback", "n", n.ID))
			return
		}
		feedback(t, n, r, said.Rest)
	case frame.ReplyExcuse, frame.ReplyProxy:
		kind, words := kindExcuse, t.Text("notice.ask_excuse")
		if said.Kind == frame.ReplyProxy {
			kind, words = kindProxy, t.Text("notice.ask_proxy")
		}
		if said.Rest == "" {
			keepReceipt(t, r)
			bot.AskBeside(t, question(kind, m), words)
			return
		}
		attend(t, n, r, attendance(said.Kind), said.Rest)
	case frame.ReplyAttend:
		attend(t, n, r, anwei.Attends, scheduler.Shorten(said.Rest, 20))
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
func receipt(t *bot.Turn, n anwei.Notice) anwei.Receipt {
	r := t.In.Ledger.Receipt(n.ID, t.In.Person.ID)
	r.Notice, r.Person = n.ID, t.In.Person.ID
	return r
}

// acknowledge notes when he first confirmed: any answer does.
func acknowledge(t *bot.Turn, r *anwei.Receipt, words string) {
	if r.Confirmed.IsZero() {
		r.Confirmed, r.Words = t.In.Now, words
	}
}

func keepReceipt(t *bot.Turn, r anwei.Receipt) { t.Out = append(t.Out, bot.PutReceipt{Receipt: r}) }

// receiptMatter is what a proof of the person's is kept under.
func receiptMatter(t *bot.Turn, n anwei.Notice) anwei.Matter {
	to, _ := n.Receiver(t.In.Person.ID)
	to.Unit = cmp.Or(to.Unit, n.Unit)
	return anwei.Matter{Unit: to.Unit, Notice: n.ID}
}

// feedback puts on record what was done.
func feedback(t *bot.Turn, n anwei.Notice, r anwei.Receipt, result string) {
	if r.Done.IsZero() {
		r.Done = t.In.Now
	}
	r.Result = result
	t.Close()
	keepReceipt(t, r)
	t.Reply("notice.feedback_kept", "n", n.ID)
}

// attend puts on record whether he takes part, and tells the office of whoever
// does not.
func attend(t *bot.Turn, n anwei.Notice, r anwei.Receipt, how anwei.Attendance, detail string) {
	t.Close()
	if n.Meeting == nil || !t.In.Now.Before(n.Meeting.At) {
		t.Reply("notice.meeting_over", "n", n.ID)
		return
	}
	r.Attend, r.Detail, r.Answered = how, detail, t.In.Now
	keepReceipt(t, r)
	attendKept(t, n, r)
	if how == anwei.Attends {
		return
	}
	to, _ := n.Receiver(t.In.Person.ID)
	t.Out = append(t.Out, bot.Say{
		To: n.By,
		Content: anwei.PlainText(t.Text("notice.attend_news."+string(how), "n", n.ID, "at", phrases.ClockText(n.Meeting.At),
			"who", t.UnitName(to.Unit)+to.Name, "detail", r.Detail)),
		Key: "notice/attend/" + receiptMatter(t, n).String() + "/" + string(t.In.Person.ID) + "/" + t.In.Message.ID,
	})
}

// pressReply does what a button of a notice says.
func pressReply(t *bot.Turn, word string, n anwei.Notice) {
	if _, is := n.Receiver(t.In.Person.ID); !is {
		noSuch(t, n.ID)
		return
	}
	if !n.Live() {
		t.Say(recalledYours(t.Phrases, n) + t.Returning())
		return
	}
	kinds := map[string]frame.ReplyKind{
		phrases.WordReceived: frame.ReplyConfirm, phrases.WordFeedback: frame.ReplyDone,
		phrases.WordAttend: frame.ReplyAttend, phrases.WordExcuse: frame.ReplyExcuse, phrases.WordProxy: frame.ReplyProxy,
	}
	kind, ok := kinds[word]
	if !ok {
		t.Tell("common.old_question")
		return
	}
	if r := receipt(t, n); kind == frame.ReplyConfirm && !r.Confirmed.IsZero() {
		confirmedAlready(t, n, r)
		return
	}
	reply(t, n, frame.ReplySaid{Kind: kind}, word)
}

// askedPiece takes a picture or file that was asked for as what was done about a
// notice.
func askedPiece(t *bot.Turn) bool {
	q, _ := t.Top()
	if q.Kind != kindFeedback {
		return false
	}
	p, _ := bot.Data[asked](q)
	n, ok := t.In.Ledger.Notice(p.Matter.Notice)
	if !ok || !n.Live() {
		return false
	}
	piece(t, n)
	return true
}

// ProveReceipt takes a picture or file as what was done about the one notice that
// wants it, where nothing else is asked for.
func ProveReceipt(t *bot.Turn) bool {
	if bot.IsAsked(t) || t.Hand.Stage != bot.Idle {
		return false
	}
	wanting := slices.DeleteFunc(t.In.Ledger.NoticesTo(t.In.Person.ID, recent), func(n anwei.Notice) bool {
		r := t.In.Ledger.Receipt(n.ID, t.In.Person.ID)
		return !n.Live() || !n.Feedback || !r.Done.IsZero() && t.In.Now.Sub(r.Done) > bot.Provable
	})
	if len(wanting) != 1 {
		return false
	}
	piece(t, wanting[0])
	return true
}

// piece keeps a picture or file as what was done.
func piece(t *bot.Turn, n anwei.Notice) {
	r := receipt(t, n)
	acknowledge(t, &r, "")
	r.Proofs++
	if r.Done.IsZero() {
		r.Done = t.In.Now
	}
	bot.KeepProof(t, receiptMatter(t, n), 0, "")
	keepReceipt(t, r)
	t.Reply("notice.proof_kept", "n", n.ID)
}
