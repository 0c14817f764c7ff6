// Package outbox sends what was committed, and retries what can be retried.
//
// A message is a row that was written in the transaction that decided on it. The
// outbox reads it, sends it with no transaction open, and marks it in a second
// transaction. One person's messages go out one at a time, in the order of their
// commits; a message that has to be tried again holds back the ones behind it,
// and nobody else's.
//
// # What is certain, and what is not
//
// No message is lost: a crash at any point leaves it pending or marked. A crash
// between sending and marking leaves it pending, so the next process sends it
// again: at most once more for each crash, and never after later messages of the
// same person. WeCom drops that repetition where the Sender sets
// enable_duplicate_check and the process is back within the interval of the
// check, half an hour by default. These cases remain:
//
//   - The process is back only after the interval: the person gets the message
//     twice.
//   - The message orders a file, which is made anew: where the figures changed
//     meanwhile, the second file is another one, and the person gets both.
//   - The send timed out and WeCom had taken it: this is retried, and the same
//     check applies.
//   - The text went back in the response to a callback, and the mark that says so
//     comes after the hold has passed: the person gets it twice, as WeCom compares
//     API messages with each other only.
//   - A report comes in between the look into the ledger and the send: the person
//     is reminded of what has just been done.
//   - WeCom drops what exceeds a member's rates without an error. The outbox keeps
//     below them, but counts in this process only: after a restart, or where
//     another program sends for the same app, the excess is lost.
package outbox
