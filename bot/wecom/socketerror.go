package wecom

import (
	"context"
	"errors"
)

// The error codes of the long connection (§3.2.9).
const (
	codeUsedTask      = 42014  // a card's task id
	codeBadBot        = 853000 // invalid bot id or secret
	codeBotTooOften   = 846607
	codeNotSubscribed = 846609
)

// ErrKicked is why a Socket ends when another connection has taken the bot over.
// WeCom keeps one connection a bot; two programs that both came back would throw
// each other out for ever (§3.2.8).
var ErrKicked = errors.New("wecom: another connection has taken over the bot")

// refusedLink is the error of what must not be tried again.
func refusedLink(cmd, why string) *Error { return &Error{API: cmd, Message: why} }

// brokenLink is the error of a request that WeCom has not answered.
func brokenLink(cmd, why string) *Error { return &Error{API: cmd, Message: why, temporary: true} }

// abandoned is the error of a request whose caller has given up.
func abandoned(ctx context.Context, cmd string) *Error {
	return &Error{API: cmd, Message: "given up before the answer", temporary: true, cause: cause(ctx.Err())}
}

// linkRefusal is the error of a request that WeCom has refused.
func linkRefusal(cmd string, f frame) *Error {
	message, _ := cutBytes(legal(f.Message), maxErrorMessage, "…")
	return &Error{Code: f.Code, API: cmd, Message: message}
}
