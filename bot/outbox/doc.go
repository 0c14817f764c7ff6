// Package outbox sends what was committed, and retries what can be retried.
//
// A message is a row that was written in the transaction that decided on it. The
// outbox reads it, sends it with no transaction open, and marks it in a second
// transaction. One person's messages go out one at a time, in the order of their
// commits; a message that has to be tried again holds back the ones behind it,
// and nobody else's.
//
// A reminder is composed when it is sent, each time it is tried: what was done or
// promised since it was decided on is left out, and where nothing is left it is
// not sent. What was really said is noted with the matters it was about.
//
// Messages of one batch, which say the same, go out in calls for up to a thousand
// people where the Sender is a bot.Broadcaster; one call is under way at a time,
// and its rows are marked in one transaction, each on its own. The file that a
// batch orders is made once for the calls that follow each other.
//
// # Whose rows
//
// Anybody may add a row in a transaction: a turn its answers, the alarm its
// reminders, the office its notices. A row needs a Key that is unique for ever
// and begins with the name of what it is of (remind/, notice/), To, Created, and
// one of Text, Card, Order, Reminds and Bulletin. What says the same to many people has
// the same Batch. What takes a message back (Recall) is to a RecallLane of its own.
// What depends on what comes in meanwhile must have Reminds or
// Bulletin: all else is sent as it was written.
//
// # What fails
//
// What may pass is tried again for a day: 2 s, 4 s, 8 s … ten minutes. What will
// not pass is given up at once and set aside in the ledger, where the operator
// finds it and can have it sent again; the office is told so once a day. An error
// whose Person method returns true says that nothing reaches this person: that is
// kept, and the office is told once, until something has reached him; of those whom
// one call has lost, in one message.
//
// An error whose Away method returns true would have hit any message: after four of
// them in a row one message tries for all. An error whose Operator method returns true
// goes on until somebody has mended it: what waits for that does not grow old, its
// Advice is logged once an hour, and Refused and Telling pass it on. Nor does a
// reminder grow old, of which a person is told once, however many waited. An error
// whose Doubtful method returns true leaves it open whether WeCom took the message.
//
// # What is certain, and what is not
//
// No message is lost: a crash at any point leaves it pending or marked. A crash
// between sending and marking leaves it pending, so the next process sends it
// again: at most once more for each crash, and never after later messages of the
// same person. WeCom drops that repetition where the Sender sets
// enable_duplicate_check and the same is back within the interval of the check.
//
// So that it is the same, a call to many people, and one that brings a file, is a row
// before it is made (storage.Call): its number, which is the id of its cards, its
// people, and WeCom's id of the file. While nobody knows whether WeCom took it, it is
// repeated as it was, by this process or the next, all its messages at one time. These
// cases remain:
//
//   - A text or file is back only after the interval: people get it twice. A card is
//     not, as WeCom refuses its id.
//   - A part of what a reminder is about is done between the two: the second one
//     says less, is another message, and the person gets both.
//   - The send timed out and WeCom had taken it: this is retried, and the same
//     check applies.
//   - The text went back in the response to a callback, and the mark that says so
//     comes after the hold has passed: the person gets it twice, as WeCom compares
//     API messages with each other only.
//   - A report comes in between the look into the ledger and the send: the person
//     is reminded of what has just been done. So is whoever answers a notice while it
//     is in doubt whether he was chased.
//
// # Rates
//
// WeCom drops what exceeds a member's rates without an error, so the outbox keeps
// a little below them: 28 a minute to one person, 18666 to all together, 18 to the
// group of the office. Each process begins by counting what the ledger says was
// sent within the last hour. What a killed process had sent and not marked is
// missing there, until it is sent again as the first message of its people. The
// difference to WeCom's own bounds is for that: it is enough for two such messages
// to a person, and for one such call of a batch, within a minute. Answers in the
// response to a callback are not counted. What another program sends for the same app is not known here.
package outbox
