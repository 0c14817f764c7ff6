package wecom

import (
	"context"
	"errors"
	"time"

	"github.com/silenceper/wechat/v2/credential"
)

// tokenPause is how long gettoken is left alone after it has refused us:
// WeCom bans an address that keeps trying with a wrong secret (§1.1).
const tokenPause = time.Minute

// tokens keeps the app's access token (§1.1). silenceper's own handle is not
// used: it never drops a token that WeCom refuses, and its cache races (§5.3).
type tokens struct {
	fetch func(context.Context) (credential.ResAccessToken, error)
	turn  chan struct{} // of one place: who holds it may read, write and ask WeCom

	value   string
	expires time.Time
	refused error     // what gettoken said last, where asking again is no use
	until   time.Time // … before this time
}

func newTokens(fetch func(context.Context) (credential.ResAccessToken, error)) *tokens {
	return &tokens{fetch: fetch, turn: make(chan struct{}, 1)}
}

// get returns a token that is not the dead one. However many find a token dead
// at once, the first asks for a new one and the others get it.
func (t *tokens) get(ctx context.Context, dead string) (string, error) {
	select {
	case t.turn <- struct{}{}:
		defer func() { <-t.turn }()
	case <-ctx.Done():
		return "", &Error{API: apiToken, Message: ctx.Err().Error(), temporary: true, cause: cause(ctx.Err())}
	}
	now := time.Now()
	if t.value != "" && t.value != dead && now.Before(t.expires) {
		return t.value, nil
	}
	if t.refused != nil && now.Before(t.until) {
		return "", t.refused
	}
	t.value, t.refused = "", nil
	got, err := t.fetch(ctx)
	if err != nil {
		t.pause(now, err)
		return "", err
	}
	t.value, t.expires = got.AccessToken, now.Add(time.Duration(got.ExpiresIn)*time.Second)
	return t.value, nil
}

func (t *tokens) pause(now time.Time, err error) {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return
	}
	pause := e.RetryAfter()
	if pause == 0 && !e.Temporary() {
		pause = tokenPause
	}
	if pause > 0 {
		t.refused, t.until = err, now.Add(pause)
	}
}
