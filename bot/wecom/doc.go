// Package wecom speaks to WeCom: callback, API and group robot. What texts, cards, names
// and errors are on any of its wires is here too, for the long connection (longlink).
//
// Paragraph signs (§) refer to reference/wecom-protocol.md. What is
// UNCONFIRMED there is built here so that either holds.
//
// # In
//
// A [Callback] is the http.Handler that WeCom posts a self-built app's messages
// to. It checks, decrypts and reads them, and hands each one to a bot.Handler.
// A message is acknowledged only after the handler has made it durable: when
// the handler fails or takes longer than four and a half seconds the answer is
// 500 or 503, WeCom delivers the message again under the same bot.Message.ID,
// and the handler finds what it has done already. A card's button that was
// pressed shows what was chosen in the response; where that came too late, or
// its connection broke, a call of the API shows it. Every kind of message and
// event has its fate in one table: it is handed on, told to the operator with
// what to do about it, or acknowledged and left alone.
//
// # Out
//
// A [Client] is the bot.Sender for the app's API. It works through
// github.com/silenceper/wechat, whose traps (§5.3) end in the exchange type. It
// also sends one message to many people, takes messages back, makes the menu and
// reads the corp's contacts. A [Webhook] is the bot.Sender for the one group that
// a group robot is in. Both return an [Error], which says whether to try again,
// whether it is the person who cannot be reached, and what someone has to mend.
//
// # Sent once
//
// message/send is not idempotent (§4): when the process dies, or the
// connection breaks, between WeCom's accepting a message and our marking it as
// sent, the outbox sends it again. WeCom's duplicate check closes that gap. It
// compares content, so content has to be the same when one message is sent
// again, and different when the bot says the same thing twice:
//
//   - A text ends in 16 invisible characters that spell the lowest 16 bits of
//     its Outgoing.Seq. A repeated prompt is another row with another Seq, and
//     is never swallowed. Of a text that is too long for one message, each
//     further part has four more that say which it is.
//   - The description of a card that opens a page ends like a text.
//   - A card with buttons has a task_id made of Outgoing.Seq and Key.
//   - A file goes out under File.Media where it was uploaded before, which the
//     outbox keeps in the ledger for as long as the check looks back.
//
// The check looks ten minutes back; a card's task id is refused for ever (42014), which
// counts as sent, of many people after each was asked about. What remains possible
// stands with the outbox. A group robot, whose webhook has no check, repeats whatever
// was unmarked. Should WeCom ignore the invisible characters when it compares
// (UNCONFIRMED), the same text to the same person is swallowed within ten minutes.
package wecom
