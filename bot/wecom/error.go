package wecom

import (
	"fmt"
	"time"
)

// MaxErrorMessage is how much of WeCom's errmsg is kept, in bytes.
const MaxErrorMessage = 300

// Error is what went wrong with a call of WeCom's API (§4). It carries no
// secret and no token.
type Error struct {
	// Code is WeCom's errcode, 0 where WeCom gave none: the network failed, or
	// WeCom took the message and named the person as one it cannot reach.
	Code int
	// API is the last part of the address: message/send.
	API string
	// Message is WeCom's errmsg or says what happened. The errmsg of 60020 has the
	// IP address that the administrator must allow.
	Message string

	temporary bool          // says Temporary where there is no code
	person    bool          // says Person where there is no code
	hint      string        // says Advice where there is no code
	after     time.Duration // says RetryAfter where our own limit refused the call
	cause     error         // context.Canceled, context.DeadlineExceeded or nil
}

func (e *Error) Error() string {
	if e.Code == 0 {
		return fmt.Sprintf("wecom: %s: %s", e.API, e.Message)
	}
	return fmt.Sprintf("wecom: %s: errcode %d: %s", e.API, e.Code, e.Message)
}

// Unwrap returns context.Canceled or context.DeadlineExceeded where that is why
// the call failed. Other causes are kept back: their texts carry addresses with
// tokens.
func (e *Error) Unwrap() error { return e.cause }

// Temporary reports whether the same call may succeed later (§4): WeCom was
// busy, we were too fast, the network or a gateway failed. A refused token is
// temporary too, since the next call asks for a new one, and so is a refused
// media id, since the next call uploads anew. What the operator must mend, such
// as an address that is not trusted, is temporary as well: no message to anybody
// may be lost over it.
func (e *Error) Temporary() bool {
	if e.Code == 0 {
		return e.temporary
	}
	do := react(e.Code, e.API).do
	return do != giveUp && do != giveUpPerson
}

// Doubtful reports whether WeCom may have done all the same what failed: it has not
// answered, or a gateway did in its place.
func (e *Error) Doubtful() bool {
	return e.Code == 0 && e.temporary && e.after == 0 && e.API != apiToken && e.API != apiUpload
}

// RetryAfter is how long WeCom will go on refusing, 0 where that is not known.
// A limit holds for the window that was exceeded, which is a minute for sending;
// too many tries with a wrong secret close gettoken for an hour (§1.1, §1.12).
// What the operator must mend is worth another try after ten minutes.
func (e *Error) RetryAfter() time.Duration {
	if e.after > 0 {
		return e.after
	}
	return react(e.Code, e.API).pause
}

// Person reports whether the fault is that this person cannot be reached, by
// this message or any other, and nothing else is wrong: there is no such userid,
// it is outside the app's visible range, or it has no licence.
func (e *Error) Person() bool {
	return e.person || react(e.Code, e.API).do == giveUpPerson
}

// Operator reports whether the fault is in the settings of the app or the corp,
// and not in this message or its receiver: every message fails until someone has
// mended it.
func (e *Error) Operator() bool {
	return react(e.Code, e.API).do == operator
}

// Away reports whether any message to anybody would have failed alike: WeCom cannot be
// reached, or it refuses the app.
func (e *Error) Away() bool {
	return e.Operator() || e.Code == 0 && e.temporary && e.after == 0
}

// Advice is a Chinese sentence that says what is wrong and who has to do what
// about it, fit to be forwarded as it is. It is empty where nobody can do
// anything by hand.
func (e *Error) Advice() string {
	if e.Code == 0 {
		return e.hint
	}
	if e.Code == codeBadAddress {
		return addressAdvice(e.Message)
	}
	return react(e.Code, e.API).advice
}

// Egress is this server's IP address as WeCom saw it, where WeCom refused it
// (60020), and empty otherwise.
func (e *Error) Egress() string {
	if e.Code != codeBadAddress {
		return ""
	}
	return fromIP(e.Message)
}

// refusesToken reports whether a new token may help.
func (e *Error) refusesToken() bool {
	return react(e.Code, e.API).do == refresh
}

// Declined is the error of what must not be tried again.
func Declined(api, why string) *Error { return &Error{API: api, Message: why} }

// Unanswered is the error of a request that WeCom has not answered, because of err where
// that is known.
func Unanswered(api, why string, err error) *Error {
	return &Error{API: api, Message: why, temporary: true, cause: cause(err)}
}

// Unreachable is the error of what a person cannot be sent, with what is to be done.
func Unreachable(api, why, advice string) *Error {
	return &Error{API: api, Message: why, person: true, hint: advice}
}

// Short is what of a text from outside may stand in an error or in the log.
func Short(said string, most int) string {
	short, _ := cutBytes(legal(said), most, "…")
	return short
}
