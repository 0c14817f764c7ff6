package storage_test

import (
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"anwei"
	"anwei/storage"
)

func notices() []test {
	return []test{
		{"NoticeNumbers", testNoticeNumbers},
		{"NoticesTo", testNoticesTo},
		{"NoticesDue", testNoticesDue},
		{"Receipts", testReceipts},
		{"Posted", testPosted},
		{"TakenBack", testTakenBack},
	}
}

func noticeOf(id anwei.NoticeID) func(storage.Ledger) (anwei.Notice, bool, error) {
	return func(tx storage.Ledger) (anwei.Notice, bool, error) { return tx.Notice(id) }
}

// sampleNotice is a notice without a number to the people.
func sampleNotice(state anwei.NoticeState, to ...anwei.PersonID) anwei.Notice {
	n := anwei.Notice{
		State: state, Edition: 2, By: "office", Unit: "county", Created: noon(), Text: "明天下午3点开会", Files: []string{"e1"},
		Audience: "各镇", Nobody: []anwei.UnitID{"b"}, Confirm: true, Feedback: true,
		Meeting:  &anwei.Meeting{At: noon().Add(27 * time.Hour), Place: "县政府二楼"},
		AnswerBy: noon().Add(time.Hour), Minded: []string{"chase/0"},
	}
	for _, p := range to {
		n.To = append(n.To, anwei.Receiver{Person: p, Name: string(p), Unit: "a"})
	}
	return n
}

func (k kit) putNotice(n anwei.Notice) anwei.Notice {
	k.Helper()
	k.update(func(tx storage.Ledger) (err error) {
		n.ID, err = tx.PutNotice(n)
		return err
	})
	return n
}

// noticeNumbers fails the test unless the listing returns those with the numbers.
func (k kit) noticeNumbers(what string, list func(storage.Ledger) ([]anwei.Notice, error), want ...anwei.NoticeID) {
	k.Helper()
	all := read(k, list)
	got := make([]anwei.NoticeID, 0, len(all))
	for _, n := range all {
		got = append(got, n.ID)
	}
	equal(k, what, got, append([]anwei.NoticeID{}, want...))
}

func noticesBefore(before anwei.NoticeID, limit int) func(storage.Ledger) ([]anwei.Notice, error) {
	return func(tx storage.Ledger) ([]anwei.Notice, error) { return tx.Notices(before, limit) }
}

func noticesTo(p anwei.PersonID, limit int) func(storage.Ledger) ([]anwei.Notice, error) {
	return func(tx storage.Ledger) ([]anwei.Notice, error) { return tx.NoticesTo(p, limit) }
}

func noticesDue(now time.Time, limit int) func(storage.Ledger) ([]anwei.Notice, error) {
	return func(tx storage.Ledger) ([]anwei.Notice, error) { return tx.NoticesDue(now, limit) }
}

func testNoticeNumbers(k kit) {
	absent(k, "Notice", noticeOf(1))
	absent(k, "Notice", noticeOf(0))
	k.noticeNumbers("Notices", noticesBefore(0, 9))
	k.refuse("a notice that fails", func(tx storage.Ledger) error {
		if _, err := tx.PutNotice(sampleNotice(anwei.NoticeDraft)); err != nil {
			return err
		}
		return os.ErrInvalid
	})
	for id := anwei.NoticeID(1); id <= 12; id++ {
		equal(k, "PutNotice", k.putNotice(sampleNotice(anwei.NoticeSent, "ann")).ID, id)
	}
	k.noticeNumbers("Notices", noticesBefore(0, 3), 12, 11, 10)
	k.noticeNumbers("Notices", noticesBefore(3, 9), 2, 1)
	k.noticeNumbers("Notices", noticesBefore(1, 9))
	k.noticeNumbers("Notices", noticesBefore(0, 0))
	back := sampleNotice(anwei.NoticeRecalled, "Ann", "bob")
	back.ID = 2
	equal(k, "PutNotice", k.putNotice(back).ID, 2)
	back.To[0].Person = "ann"
	equal(k, "Notice", find(k, noticeOf(2)), back)
	unknown := sampleNotice(anwei.NoticeSent)
	unknown.ID = 13
	k.refuse("a notice with a number that was never given", func(tx storage.Ledger) error { _, err := tx.PutNotice(unknown); return err })
	k.refuse("a notice to nobody with a name", func(tx storage.Ledger) error {
		_, err := tx.PutNotice(sampleNotice(anwei.NoticeSent, ""))
		return err
	})
	equal(k, "the number after those refused", k.putNotice(sampleNotice(anwei.NoticeDraft)).ID, 13)
}

func testNoticesTo(k kit) {
	k.noticeNumbers("NoticesTo", noticesTo("ann", 9))
	draft := k.putNotice(sampleNotice(anwei.NoticeDraft, "ann"))
	k.putNotice(sampleNotice(anwei.NoticeSent, "ann2", "Bob"))
	k.putNotice(sampleNotice(anwei.NoticeScheduled, "ann", "bob"))
	k.noticeNumbers("NoticesTo", noticesTo("ANN", 9), 3)
	k.noticeNumbers("NoticesTo", noticesTo("bob", 9), 3, 2)
	k.noticeNumbers("NoticesTo", noticesTo("bob", 1), 3)
	k.noticeNumbers("NoticesTo", noticesTo("", 9))
	draft.State = anwei.NoticeSent
	k.putNotice(draft)
	k.noticeNumbers("NoticesTo", noticesTo("ann", 9), 3, 1)
	draft.To = draft.To[:0]
	k.putNotice(draft)
	k.noticeNumbers("NoticesTo", noticesTo("ann", 9), 3)
}

func testNoticesDue(k kit) {
	never := k.putNotice(sampleNotice(anwei.NoticeSent))
	late, soon := sampleNotice(anwei.NoticeScheduled), sampleNotice(anwei.NoticeScheduled)
	late.Look, soon.Look = noon().Add(time.Hour), noon()
	late, soon = k.putNotice(late), k.putNotice(soon)
	k.noticeNumbers("NoticesDue", noticesDue(noon().Add(-1), 9))
	k.noticeNumbers("NoticesDue", noticesDue(noon(), 9), soon.ID)
	k.noticeNumbers("NoticesDue", noticesDue(noon().Add(time.Hour), 9), soon.ID, late.ID)
	k.noticeNumbers("NoticesDue", noticesDue(noon().Add(time.Hour), 1), soon.ID)
	soon.Look, never.Look = time.Time{}, noon().Add(2*time.Hour)
	k.putNotice(soon)
	k.putNotice(never)
	k.noticeNumbers("NoticesDue", noticesDue(noon().Add(9*time.Hour), 9), late.ID, never.ID)
}

func testReceipts(k kit) {
	n := k.putNotice(sampleNotice(anwei.NoticeSent, "ann", "bob"))
	other := k.putNotice(sampleNotice(anwei.NoticeSent, "ann"))
	receipt := func(id anwei.NoticeID, p anwei.PersonID) func(storage.Ledger) (anwei.Receipt, bool, error) {
		return func(tx storage.Ledger) (anwei.Receipt, bool, error) { return tx.Receipt(id, p) }
	}
	absent(k, "Receipt", receipt(n.ID, "ann"))
	r := anwei.Receipt{
		Notice: n.ID, Person: "Ann", Confirmed: noon(), Words: "收到", Done: noon().Add(time.Hour), Result: "已落实", Proofs: 2,
		Attend: anwei.Proxy, Detail: "张三", Answered: noon(),
	}
	k.update(func(tx storage.Ledger) error { return tx.PutReceipt(r) })
	r.Person = "ann"
	equal(k, "Receipt", find(k, receipt(n.ID, "ANN")), r)
	r.Words = "收到，马上落实"
	k.update(func(tx storage.Ledger) error { return tx.PutReceipt(r) })
	k.update(func(tx storage.Ledger) error { return tx.PutReceipt(anwei.Receipt{Notice: other.ID, Person: "ann"}) })
	all := read(k, func(tx storage.Ledger) (map[anwei.PersonID]anwei.Receipt, error) { return tx.Receipts(n.ID) })
	equal(k, "Receipts", all, map[anwei.PersonID]anwei.Receipt{"ann": r})
	none := read(k, func(tx storage.Ledger) (map[anwei.PersonID]anwei.Receipt, error) { return tx.Receipts(99) })
	equal(k, "Receipts of none", len(none), 0)
	k.refuse("a receipt of no notice", func(tx storage.Ledger) error { return tx.PutReceipt(anwei.Receipt{Notice: 99, Person: "ann"}) })
	k.refuse("a receipt of nobody", func(tx storage.Ledger) error { return tx.PutReceipt(anwei.Receipt{Notice: n.ID}) })
}

// testPosted follows the message of a notice to each of its ends.
func testPosted(k kit) {
	n := k.putNotice(sampleNotice(anwei.NoticeSent, "none", "waits", "sent", "failed", "dropped"))
	at := noon().Add(time.Minute)
	k.update(func(tx storage.Ledger) error {
		for _, p := range []anwei.PersonID{"waits", "sent", "failed", "dropped"} {
			seq, _, err := tx.PutOutgoing(anwei.Outgoing{Key: anwei.NoticeKey(n.ID, p), To: p, Content: anwei.PlainText("x")})
			if err != nil {
				return err
			}
			end := storage.Ending{At: at, Detail: "m-" + string(p)}
			switch p {
			case "sent":
				end.Result = storage.Sent
			case "failed":
				end.Result = storage.Failed
			case "dropped":
				end.Result = storage.Pointless
			default:
				continue
			}
			if err := tx.Done(seq, end); err != nil {
				return err
			}
		}
		// What was refused last time is told of whom nothing was put to, and of nobody else.
		for _, p := range []anwei.PersonID{"none", "waits", "sent", "dropped"} {
			if err := tx.PutReach(p, storage.Reach{Refused: "81013", RefusedAt: at}); err != nil {
				return err
			}
		}
		// A file of the notice went by the long connection, which gives no id.
		seq, _, err := tx.PutOutgoing(anwei.Outgoing{Key: n.NoticeKeys("sent")[2], To: "sent", Content: anwei.PlainText("x")})
		if err != nil {
			return err
		}
		return tx.Done(seq, storage.Ending{At: at, Result: storage.Sent})
	})
	got := read(k, func(tx storage.Ledger) (map[anwei.PersonID]anwei.Posted, error) { return tx.Posted(n) })
	equal(k, "Posted", got, map[anwei.PersonID]anwei.Posted{
		"none":    {Why: "81013"},
		"waits":   {State: anwei.PostWaiting},
		"sent":    {State: anwei.PostSent, At: at, Messages: []string{"m-sent"}, Pushed: true},
		"failed":  {State: anwei.PostFailed, At: at, Why: "m-failed"},
		"dropped": {State: anwei.PostDropped, At: at},
	})
}

// testTakenBack follows a recalled notice at each of those who got it, by two
// messages each.
func testTakenBack(k kit) {
	n := k.putNotice(sampleNotice(anwei.NoticeRecalled, "taken", "waits", "kept", "never", "old"))
	at := noon().Add(time.Minute)
	done := func(tx storage.Ledger, o anwei.Outgoing, r storage.Result, detail string) error {
		o.To, o.Content = "ann", anwei.PlainText("x")
		seq, _, err := tx.PutOutgoing(o)
		if err != nil || r == "" {
			return err
		}
		return tx.Done(seq, storage.Ending{At: at, Result: r, Detail: detail})
	}
	k.update(func(tx storage.Ledger) error {
		errs := make([]error, 0, 14)
		for _, p := range []anwei.PersonID{"taken", "waits", "kept", "old"} {
			keys := n.NoticeKeys(p)
			errs = append(errs,
				done(tx, anwei.Outgoing{Key: keys[0]}, storage.Sent, "1-"+string(p)),
				done(tx, anwei.Outgoing{Key: keys[2]}, storage.Sent, "2-"+string(p)))
		}
		for message, r := range map[string]storage.Result{
			"1-taken": storage.Sent, "2-taken": storage.Sent, "1-waits": storage.Sent, "2-waits": "", "1-kept": storage.Failed, "2-kept": "",
		} {
			errs = append(errs, done(tx, anwei.Outgoing{Key: anwei.RecallKey(n.ID, message)}, r, "refused"))
		}
		return errors.Join(errs...)
	})
	posted := read(k, func(tx storage.Ledger) (map[anwei.PersonID]anwei.Posted, error) { return tx.Posted(n) })
	got := map[anwei.PersonID]anwei.Posted{}
	for who, p := range posted {
		got[who] = anwei.Posted{Back: p.Back, Kept: p.Kept, KeptAt: p.KeptAt}
	}
	equal(k, "Posted", got, map[anwei.PersonID]anwei.Posted{
		"taken": {Back: anwei.BackTaken},
		"waits": {Back: anwei.BackWaiting},
		"kept":  {Back: anwei.BackKept, Kept: "refused", KeptAt: at},
		"never": {},
		"old":   {},
	})
}

// testNoticeModel does the same at random to the store and to a list, and compares
// what both say.
func testNoticeModel(t *testing.T, open opener) {
	t.Helper()
	rapid.Check(t, func(rt *rapid.T) {
		k := kit{rt, open(t, t.TempDir())}
		defer func() { closeStore(rt, k.store) }()
		var list []anwei.Notice
		rt.Repeat(map[string]func(*rapid.T){
			"": func(rt *rapid.T) { compareNotices(rt, k, list) },
			"put": func(rt *rapid.T) {
				n := drawNotice(rt)
				n.ID = anwei.NoticeID(rapid.IntRange(0, len(list)).Draw(rt, "id"))
				is := k.putNotice(n)
				if n.ID == 0 {
					list = append(list, is)
				} else {
					list[is.ID-1] = is
				}
			},
		})
	})
}

func drawNotice(rt *rapid.T) anwei.Notice {
	state := rapid.SampledFrom([]anwei.NoticeState{anwei.NoticeDraft, anwei.NoticeScheduled, anwei.NoticeSent, anwei.NoticeRecalled})
	people := rapid.SliceOfNDistinct(rapid.SampledFrom([]anwei.PersonID{"ann", "ann2", "bob", "李四"}), 0, 3, rapid.ID)
	n := sampleNotice(state.Draw(rt, "state"), people.Draw(rt, "to")...)
	n.Look = when(rt)
	return n
}

func compareNotices(rt *rapid.T, k kit, list []anwei.Notice) {
	limit, now := rapid.IntRange(0, 5).Draw(rt, "limit"), when(rt)
	who := rapid.SampledFrom([]anwei.PersonID{"ann", "ann2", "bob", "李四", "nobody"}).Draw(rt, "who")
	var newest, his, due []anwei.NoticeID
	for _, n := range slices.Backward(list) {
		newest = append(newest, n.ID)
		if _, is := n.Receiver(who); is && n.State != anwei.NoticeDraft {
			his = append(his, n.ID)
		}
	}
	byLook := slices.Clone(list)
	slices.SortStableFunc(byLook, func(a, b anwei.Notice) int { return a.Look.Compare(b.Look) })
	for _, n := range byLook {
		if !n.Look.IsZero() && !n.Look.After(now) {
			due = append(due, n.ID)
		}
	}
	cut := func(ids []anwei.NoticeID) []anwei.NoticeID { return ids[:min(limit, len(ids))] }
	k.noticeNumbers("Notices", noticesBefore(0, limit), cut(newest)...)
	k.noticeNumbers("NoticesTo", noticesTo(who, limit), cut(his)...)
	k.noticeNumbers("NoticesDue", noticesDue(now, limit), cut(due)...)
}
