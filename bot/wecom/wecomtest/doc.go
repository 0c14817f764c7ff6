// Package wecomtest provides a WeCom server on loopback for tests, the demo and curious developers,
// as net/http/httptest does for HTTP.
//
// A Server plays both sides of three products of one corp:
//
//   - the self-built app (自建应用): it answers the REST API that the app calls, and it delivers to the app's callback URL,
//     encrypted, what people say and press (Say, Click …);
//   - the bot (智能机器人) in long-connection mode: it accepts the bot's WebSocket at BotURL, delivers over it what people
//     say and press (BotSay, BotClick …), and takes replies, cards, files and pushes;
//   - the group robot (群机器人): it takes what is posted to its webhook.
//
// Each person's chats with the app and with the bot are kept as one list of Lines, those of the bot marked so; Talk, Wait
// and Watch read it. GroupTalk is what the group robot has written. What goes wrong is ordered by FailNext and its like,
// by BotFailNext and its like, or by chance with Chaos.
//
// It is stricter than the real one: whatever WeCom would not understand, or what this package does not know, is reported
// (see Options.Report). It shares no code with the rest of the module, so that it cannot share its mistakes.
//
// Paragraph signs (§) in the comments refer to reference/wecom-protocol.md. Where that reference says UNCONFIRMED, the
// comment here says so too.
package wecomtest
