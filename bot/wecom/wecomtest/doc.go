// Package wecomtest provides a WeCom server on loopback for tests, the demo and curious developers,
// as net/http/httptest does for HTTP.
//
// A Server plays both sides of a self-built app (自建应用): it answers the REST API that the app calls, and it delivers to
// the app's callback URL, encrypted, what people say and press. Each person's chat is kept as a list of Lines.
// It is stricter than the real one: whatever WeCom would not understand, or what this package does not know, is reported
// (see Options.Report). It shares no code with the rest of the module, so that it cannot share its mistakes.
//
// Paragraph signs (§) in the comments refer to reference/wecom-protocol.md. Where that reference says UNCONFIRMED, the
// comment here says so too.
package wecomtest
