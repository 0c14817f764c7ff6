package wecomtest

import "time"

const (
	tokenLife    = 7200 * time.Second
	maxBadSecret = 10 // wrong secrets in a row before the caller is banned; the real number is not published
	secretBan    = time.Hour
)

// tokens are those issued so far. One of them at most is good.
type tokens struct {
	current string
	expires time.Time
	expired map[string]bool // answered 42001; all others 40014
	wrong   int             // wrong secrets since the last right one
	banned  time.Time       // until when gettoken answers 45009
}

// access gives out access tokens (§1.1).
type access struct {
	*corp
	tokens tokens
}

// getToken answers the same token until it expires, and errors in the real order (§1.0, §1.1). It always says 7200 s,
// even of an older token, so that a client cannot do without reacting to 42001.
func (s *access) getToken(c *call) (fields, error) {
	id, secret := c.query.Get("corpid"), c.query.Get("corpsecret")
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now()
	t := &s.tokens
	switch {
	case secret == "":
		return nil, refuse(41004, "corpsecret missing")
	case id == "":
		return nil, refuse(41002, "corpid missing")
	case id != s.opts.CorpID:
		return nil, refuse(40013, "invalid corpid")
	case now.Before(t.banned):
		return nil, refuse(45009, "api freq out of limit")
	case secret != s.opts.Secret:
		if t.wrong++; t.wrong >= maxBadSecret {
			t.wrong, t.banned = 0, now.Add(secretBan)
		}
		return nil, refuse(40001, "invalid credential")
	}
	t.wrong = 0
	t.age(now)
	if t.current == "" {
		t.current, t.expires = s.ids.make("token"), now.Add(tokenLife)
	}
	return fields{"access_token": t.current, "expires_in": int(tokenLife / time.Second)}, nil
}

func (s *access) checkToken(token string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens.age(s.now())
	switch {
	case token == "":
		return refuse(41001, "access_token missing")
	case token == s.tokens.current:
		return nil
	case s.tokens.expired[token]:
		return refuse(42001, "access_token expired")
	default:
		return refuse(40014, "invalid access_token")
	}
}

// age expires the current token when its time has come.
func (t *tokens) age(now time.Time) {
	if t.current != "" && !now.Before(t.expires) {
		t.expire()
	}
}

func (t *tokens) expire() {
	if t.expired == nil {
		t.expired = make(map[string]bool)
	}
	if t.current != "" {
		t.expired[t.current] = true
	}
	t.current = ""
}

// ExpireTokens ends the life of the token now in use: API calls with it answer 42001, and gettoken gives a new one.
func (s *access) ExpireTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens.expire()
}

// RevokeTokens makes every token issued so far invalid: API calls with it answer 40014, and gettoken gives a new one.
func (s *access) RevokeTokens() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens.current, s.tokens.expired = "", nil
}
