// Package serve takes one turn of a talk: load, step, and save what came of it
// in one transaction.
package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/bot/talk"
	"anwei/language"
	"anwei/storage"
)

// Hold is how long an answer that goes back in the response to a callback waits
// in the outbox. When the response did not get through, because the process
// died or the line broke, the outbox sends the answer after it.
const Hold = 20 * time.Second

// follow is how long what comes after such an answer waits, so that it does not
// overtake the answer on its way through WeCom.
const follow = time.Second

// remember is how long a turn is kept for redeliveries. WeCom gives up within
// minutes (protocol §2.5); each turn drops two old ones, so that they do not pile
// up.
const remember = 7 * 24 * time.Hour

// Handler takes turns for one plan. It may be used by several goroutines.
type Handler struct {
	store    storage.Store
	plan     anwei.Plan
	calendar anwei.Calendar
	now      func() time.Time
	wake     func()
	group    bool
	mailbox  string
	phrases  *phrases.Catalogue
	counties counties
	guesses  guesses
	reads    reads
	marks    marks
	log      *slog.Logger
}

var _ bot.Handler = (*Handler)(nil)

// New returns a handler. Now must return times in the plan's zone. Wake is
// called after each commit that left something to send, and must not block.
func New(store storage.Store, plan anwei.Plan, calendar anwei.Calendar, now func() time.Time, wake func()) *Handler {
	return &Handler{store: store, plan: plan, calendar: calendar, now: now, wake: wake, phrases: phrases.New(), counties: counties{plan: plan}, log: slog.New(slog.DiscardHandler)}
}

// HasGroup tells the handler that the office's group chat can be written to. It
// is called before the first message.
func (h *Handler) HasGroup() { h.group = true }

// Mailbox tells the handler where people shall send stamped sheets; empty leaves
// it unsaid. It is called before the first message.
func (h *Handler) Mailbox(address string) { h.mailbox = address }

// Handle applies a message once, whatever number of times it is delivered: a
// redelivery changes nothing and gets the same answer, unless the outbox has
// sent it meanwhile. The same id from two people is two messages.
func (h *Handler) Handle(ctx context.Context, m bot.Message) (bot.Answer, error) {
	written := m.From
	m.From = written.Folded()
	now := h.now()
	var answer bot.Answer
	var ask *bot.Ask
	var read *bot.Read
	var here *county
	var marked []mark
	heard, err := h.hear(ctx, m, now)
	if err != nil {
		return bot.Answer{}, err
	}
	defer func() { h.unmarked(ctx, marked, markAgain) }()
	given := m.ID
	err = h.store.Update(ctx, func(tx storage.Ledger) error {
		answer, ask, read, here = bot.Answer{}, nil, nil, nil
		marked = append(marked, h.marks.take()...)
		if err := writeMarks(tx, marked); err != nil {
			return err
		}
		var turn storage.Turn
		var seen bool
		if m.ID, turn, seen, err = delivered(tx, given, m.From); err != nil {
			return err
		}
		if !seen {
			w, err := h.turn(tx, m, heard, now)
			if m.Via == "" { // what is typed at the console is not of WeCom
				err = errors.Join(err, tx.Written(written))
			}
			if err != nil {
				return err
			}
			turn, ask, read, here = w.turn, w.ask, w.read, w.county
		} else if turn, err = unsent(tx, turn); err != nil {
			return err
		}
		answer = bot.Answer{Text: turn.Reply, Chosen: turn.Chosen, Seq: turn.ReplySeq}
		return nil
	})
	if errors.Is(err, storage.ErrDamaged) {
		return h.refuse(ctx, m, now, err)
	}
	if err != nil {
		return bot.Answer{}, fmt.Errorf("take a turn: %w", err)
	}
	marked = nil
	h.counties.keep(here)
	h.wake()
	if ask != nil {
		h.guess(ctx, m, *ask)
	}
	if read != nil {
		h.read(ctx, m, *read)
	}
	return answer, nil
}

// unsent is a turn that was taken, without its answer where the outbox has sent that.
func unsent(tx storage.Ledger, turn storage.Turn) (storage.Turn, error) {
	if turn.ReplySeq == 0 {
		return turn, nil
	}
	end, ended, err := tx.Ended(turn.ReplySeq)
	if ended && end.Result != storage.Answered {
		turn.Reply = ""
	}
	return turn, err
}

// delivered returns the turn that the person's message led to where it was
// delivered before, and the id that it goes by: the one that WeCom gave or, where
// that is of somebody else's message, one with the sender in it. WeCom has given
// different people the same id.
func delivered(tx storage.Ledger, id string, from anwei.PersonID) (string, storage.Turn, bool, error) {
	turn, seen, err := tx.Seen(id)
	if err == nil && seen && turn.By != "" && turn.By.Folded() != from {
		id += "/" + string(from)
		turn, seen, err = tx.Seen(id)
	}
	return id, turn, seen, err
}

// turn steps the talk and writes all that follows. The writer that it returns
// knows what is to be done after the commit.
func (h *Handler) turn(tx storage.Ledger, m bot.Message, heard *language.Heard, now time.Time) (writer, error) {
	person, known, err := tx.Person(m.From)
	if err != nil {
		return writer{}, err
	}
	if !known {
		person = anwei.Person{ID: m.From}
	}
	if person, err = granted(tx, person, now); err != nil {
		return writer{}, err
	}
	state, err := loadTalk(tx, m.From)
	if err != nil {
		return writer{}, err
	}
	ledger := &ledger{tx: tx, counties: &h.counties, today: anwei.DateOf(now)}
	here := ledger.here()
	state, effects := talk.Step(state, bot.Input{
		Message: m, Now: now, Person: person, Known: known,
		Plan: h.plan, Calendar: h.calendar, Ledger: ledger, Phrases: h.phrases, Reader: here.reader(), UnitNames: here.names, Heard: heard,
		Assisted: h.guesses.assistant != nil, Sees: h.guesses.pictures != nil,
		Group: h.group, Mailbox: h.mailbox, Reads: h.reads.open != nil,
	})
	// What the step decided on a failed read is void.
	if ledger.err != nil {
		return writer{}, ledger.err
	}
	if err := saveTalk(tx, m.From, state); err != nil {
		return writer{}, err
	}
	w := writer{tx: tx, message: m, now: now, turn: storage.Turn{By: m.From, At: now}, county: ledger.county}
	if m.Kind == bot.ButtonMessage {
		w.turn.Chosen = h.phrases.Text("common.button_pressed", "word", anwei.ButtonWord(m.Key))
	}
	for _, e := range effects {
		if err := w.write(e); err != nil {
			return writer{}, err
		}
	}
	if known {
		if err := keepUnread(tx, m, effects, now); err != nil {
			return writer{}, err
		}
	}
	if _, err := tx.ForgetSeen(now.Add(-remember), 2); err != nil {
		return writer{}, err
	}
	return w, tx.PutSeen(m.ID, w.turn)
}

// writer writes the effects of one turn.
type writer struct {
	tx      storage.Ledger
	message bot.Message
	now     time.Time
	turn    storage.Turn
	ask     *bot.Ask
	read    *bot.Read
	county  *county
	said    int
}

func (w *writer) write(e bot.Effect) error {
	switch e := e.(type) {
	case bot.Say:
		return w.say(e)
	case bot.SaveDraft:
		return w.tx.PutDraft(e.Draft)
	case bot.DropDraft:
		return w.tx.DeleteDraft(e.Key)
	case bot.Confirm:
		return w.tx.Confirm(e.Report, e.Revision)
	case bot.PutPromise:
		return w.tx.PutPromise(e.Promise)
	case bot.AddFulfilment:
		return w.tx.AddFulfilment(e.Fulfilment)
	case bot.VoidFulfilment:
		return w.tx.VoidFulfilment(e.Matter, e.N, e.Why, w.now)
	case bot.PutCase:
		return putNumbered(e.New, &e.Case, &e.Case.ID, w.tx.PutCase)
	case bot.PutEvidence:
		return w.tx.PutEvidence(e.Evidence)
	case bot.PutNotice:
		return putNumbered(e.New, &e.Notice, &e.Notice.ID, w.tx.PutNotice)
	case bot.PutReceipt:
		return w.tx.PutReceipt(e.Receipt)
	case bot.Post:
		return w.post(e)
	case bot.AddSnapshot:
		return w.tx.AddSnapshot(e.Snapshot)
	case bot.PutKeyed:
		return w.tx.PutKeyed(e.Keyed)
	case bot.Ask:
		w.ask = &e
		return nil
	case bot.Read:
		w.read = &e
		return nil
	case bot.Handle, bot.PutAudit, bot.PutReminded, bot.PutGrant, bot.PutMark, bot.PutPerson, bot.PutUnit, bot.AddMisheard,
		bot.PutWish, bot.PutBaseline:
		return w.desk(e)
	}
	return fmt.Errorf("unknown effect %T", e)
}

// putNumbered writes what has a number, which the number points at. Answers and buttons
// of the turn name the number of a new one, so that the ledger must give just that.
func putNumbered[T any, N ~uint32](isNew bool, v *T, number *N, put func(T) (N, error)) error {
	told := *number
	if isNew {
		*number = 0
	}
	given, err := put(*v)
	if err == nil && given != told {
		err = fmt.Errorf("the new %T is number %d, and people were told %d", *v, given, told)
	}
	return err
}

// say puts a message into the outbox. The first text to the person who spoke
// may also go back in the response to the callback, and is held meanwhile; to a
// pressed button WeCom takes no text in the response.
func (w *writer) say(s bot.Say) error {
	w.said++
	o := anwei.Outgoing{Key: s.Key, To: s.To, Content: s.Content, Created: w.now}
	o.To = cmp.Or(o.To, w.message.From)
	if o.Key == "" {
		o.Key = "turn/" + w.message.ID + "/" + strconv.Itoa(w.said)
	}
	text, _ := s.Content.(anwei.PlainText)
	direct := text != "" && s.To == "" && w.said == 1 &&
		w.message.Kind != bot.ButtonMessage && w.message.Kind != bot.GuessMessage && w.message.Kind != bot.BookMessage
	switch {
	case direct:
		o.NotBefore = w.now.Add(Hold)
	case w.turn.ReplySeq > 0 && o.To == w.message.From:
		o.NotBefore = w.now.Add(follow)
	}
	seq, added, err := w.tx.PutOutgoing(o)
	if err != nil {
		return err
	}
	if direct && added {
		w.turn.Reply, w.turn.ReplySeq = string(text), seq
	}
	return nil
}
