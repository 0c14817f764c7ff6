package bot

import (
	"context"
	"time"

	"anwei"
	"anwei/report/intake"
)

// MessageKind is the kind of thing that a person did.
type MessageKind string

// What a person can do.
const (
	TextMessage   MessageKind = "text"
	ButtonMessage MessageKind = "button" // a card's button or a menu entry was pressed
	EnterMessage  MessageKind = "enter"  // the talk was opened
	OtherMessage  MessageKind = "other"  // a picture, a voice, a place: what we do not read ourselves
	GuessMessage  MessageKind = "guess"  // what an assistant made of an earlier message
	BookMessage   MessageKind = "book"   // what a file turned out to be that was sent before
)

// Message is what a person said or pressed, whichever way it came.
type Message struct {
	// ID is the same when the message is delivered again, and never otherwise.
	ID   string
	From anwei.PersonID
	At   time.Time
	Kind MessageKind
	// Text is what was typed. For OtherMessage it is the kind that WeCom names.
	Text string
	// Key is the key of what was pressed.
	Key string
	// Media is the id of the picture, file or voice that was sent.
	Media string
	// Name is what the sender calls the file, where WeCom tells it.
	Name string
	// Via is where it was said if not in the talk, for the record.
	Via string
	// Values is what an assistant guessed; a person confirms it before it counts.
	Values anwei.Values
	// Chosen is the question that an assistant chose; a person confirms it before it
	// is answered.
	Chosen Chosen
	// Book is what the file turned out to be.
	Book intake.Book
}

// Answer is what may go back at once in the response to a callback.
type Answer struct {
	// Text is empty when there is nothing to say at once.
	Text string
	// Chosen replaces the buttons of the card that was pressed; empty leaves them.
	Chosen string
	// Seq is the outgoing message that Text also waits in.
	Seq uint64
}

// Handler takes a message. When Handle returns no error the message and all it
// led to are durable.
type Handler interface {
	Handle(ctx context.Context, m Message) (Answer, error)
	// Answered tells that the answer's text has gone back, so that the outbox
	// need not send it. The ledger has it a moment later; whoever handles sees to that.
	Answered(ctx context.Context, a Answer)
}

// Sender sends one message to one person. The file is what the message ordered,
// nil where it ordered none. It returns the id that a Recaller takes, which is
// empty where the message went by a way that takes nothing back. An error that has
// a method Temporary() bool returning true may be tried again.
type Sender interface {
	Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error)
}

// Broadcaster is a Sender that can send one message to many people at once. It
// returns, by person, the id that Send would, which many may share, and why
// somebody was not reached; an error is of all of them.
type Broadcaster interface {
	SendAll(ctx context.Context, to []anwei.PersonID, o anwei.Outgoing, file *anwei.File) (
		ids map[anwei.PersonID]string, refused map[anwei.PersonID]error, err error)
}

// Uploader is a Sender that can bring a file to WeCom before the message that it is
// of is sent, so that the message can be repeated as it was, with the same file. It
// returns WeCom's id of the file, for File.Media; an empty one where the way to the
// person has no use for that. Nobody is many people, of one message.
type Uploader interface {
	Upload(ctx context.Context, to anwei.PersonID, file *anwei.File) (media string, err error)
}

// Recaller takes back what a Sender or a Broadcaster sent, by the id that it
// returned, from everybody who got it under this id. WeCom allows it for
// RecallWithin; whoever reads in WeChat goes on seeing the message. An error is
// to be read as a Sender's.
type Recaller interface {
	Recall(ctx context.Context, id string) error
}

// RecallWithin is for how long after its sending a message can be taken back.
const RecallWithin = 24 * time.Hour

// Assistant guesses what a person may have meant, where our own reading gives
// up. A guess is a stranger's suggestion: it is shown, and counts only once the
// person has confirmed it. An error or an empty guess leaves the talk as it is.
type Assistant interface {
	Guess(ctx context.Context, q Question) (anwei.Values, error)
	// Choose chooses which question was meant, out of closed lists. Nothing is
	// returned where it chose none.
	Choose(ctx context.Context, c Choices) (Chosen, error)
}

// Question is what an assistant is asked. Of the person it holds nothing but the
// words; Hide lists names and ids that must not leave the house with them.
type Question struct {
	Text string
	// Picture is a photo of a filled sheet, nil where there is none.
	Picture []byte
	Form    anwei.Form
	// Asked are the fields that were just asked, in order.
	Asked []anwei.FieldID
	Hide  []string
}

// Pictures fetches what a person sent, by its media id.
type Pictures interface {
	Picture(ctx context.Context, media string) ([]byte, error)
}

// Files makes the file that a message orders, from the ledger as it is now.
type Files interface {
	File(ctx context.Context, o anwei.Order) (anwei.File, error)
}
