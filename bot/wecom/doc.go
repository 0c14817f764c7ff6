// Package wecom speaks to WeCom: callback and API.
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
// and the handler finds what it has done already.
//
// # Out
//
// A [Client] is the bot.Sender for the app's API. It works through
// github.com/silenceper/wechat, whose traps (§5.3) end in the exchange type.
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
//     is never swallowed.
//   - A card has a task_id made of Outgoing.Seq and Key.
//   - A file gets a new media id with each upload, so the check is blind.
//
// The check looks ten minutes back. What remains possible: a text or card
// reaches somebody twice when its first sending was unmarked and the next came
// more than ten minutes later (of a card WeCom may say 42014 instead); a file
// reaches somebody twice whenever its first sending was unmarked; a text
// reaches somebody twice when it went back in the response to a callback and
// the process died before Handler.Answered had run. Should WeCom ignore the
// invisible characters when it compares (UNCONFIRMED), the same text to the same
// person is swallowed within ten minutes.
package wecom
