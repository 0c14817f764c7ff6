package wecom

import (
	"fmt"
	"time"
)

// The error codes that we treat in a way of their own (§4).
const (
	codeBusy        = -1
	codeBadSecret   = 40001
	codeBadMedia    = 40007
	codeBadToken    = 40014
	codeOldToken    = 42001
	codeTooOften    = 45009
	codeTooManyNow  = 45033
	codeAppStopped  = 50003
	codeBadAddress  = 60020
	codeWrongApp    = 301002
	codeForbidden   = 48002
	codeBadCorp     = 40013
	maxErrorMessage = 300 // bytes of WeCom's errmsg that are kept
)

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

	temporary bool  // says Temporary where there is no code
	cause     error // context.Canceled, context.DeadlineExceeded or nil
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
	if e.operator() {
		return true
	}
	switch e.Code {
	case 0:
		return e.temporary
	case codeBusy, codeTooOften, codeTooManyNow, codeBadToken, codeOldToken, codeBadMedia:
		return true
	}
	return false
}

// operator reports whether the fault is in the settings of the app or of the
// corp, and not in this message or its receiver (§4).
func (e *Error) operator() bool {
	switch e.Code {
	case codeBadSecret, codeBadCorp, codeAppStopped, codeBadAddress, codeWrongApp, codeForbidden:
		return true
	}
	return false
}

// operatorWait is how long a message waits for the operator between two tries.
// Asking with a wrong secret more often closes gettoken for an hour (§1.1).
const operatorWait = 10 * time.Minute

// RetryAfter is how long WeCom will go on refusing, 0 where that is not known.
// A limit holds for the window that was exceeded, which is a minute for sending;
// too many tries with a wrong secret close gettoken for an hour (§1.1, §1.12).
func (e *Error) RetryAfter() time.Duration {
	switch {
	case e.Code == codeTooOften && e.API == apiToken:
		return time.Hour
	case e.Code == codeTooOften:
		return time.Minute
	case e.operator():
		return operatorWait
	}
	return 0
}

// refusesToken reports whether a new token may help. The code of a wrong secret
// means a dead token anywhere but at gettoken (§4).
func (e *Error) refusesToken() bool {
	switch e.Code {
	case codeBadToken, codeOldToken:
		return true
	case codeBadSecret:
		return e.API != apiToken
	}
	return false
}
