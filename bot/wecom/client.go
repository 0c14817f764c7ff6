package wecom

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/silenceper/wechat/v2/credential"
	workctx "github.com/silenceper/wechat/v2/work/context"
)

// The calls that are made, as the last parts of their addresses.
const (
	apiToken       = "gettoken"
	apiSend        = "message/send"
	apiRecall      = "message/recall"
	apiUpdateCard  = "message/update_template_card"
	apiUpload      = "media/upload"
	apiMedia       = "media/get"
	apiMenu        = "menu/create"
	apiAgent       = "agent/get"
	apiCallbackIP  = "getcallbackip"
	apiDepartments = "department/list"
	apiDeptIDs     = "department/simplelist"
	apiUser        = "user/get"
	apiUsers       = "user/list"
	apiUserNames   = "user/simplelist"
	apiUserIDs     = "user/list_id"
	apiWebhook     = "webhook/send"
	apiWebhookFile = "webhook/upload_media"
)

const (
	// defaultAPI is where silenceper sends everything; calls to it are sent on to
	// ClientConfig.APIURL.
	defaultAPI = "https://qyapi.weixin.qq.com"

	// defaultTimeout is for one call. silenceper has none (§5.3), and sending is
	// slow at times (§6).
	defaultTimeout = 30 * time.Second
)

// ClientConfig is what the app's page in WeCom's console shows (§1.1).
type ClientConfig struct {
	CorpID  string
	Secret  string
	AgentID int
	// APIURL is the base of WeCom's API. Empty is the real one.
	APIURL string
	// HTTPClient makes the calls; nil is a client of its own. One without a
	// Timeout gets one of 30 seconds.
	HTTPClient *http.Client
}

// Client calls the API of a self-built app (§1). Its methods may be called from
// several goroutines. They return an *Error where WeCom or the way to it is the
// reason.
type Client struct {
	corpID   string
	secret   string
	agentID  int
	base     *url.URL
	http     *http.Client
	exchange *exchange
	tokens   *tokens
	log      *slog.Logger
}

// NewClient returns a Client. It makes no call yet. The first one replaces
// silenceper's HTTP client for the whole process, which nothing else may do.
func NewClient(cfg ClientConfig, log *slog.Logger) (*Client, error) {
	if cfg.CorpID == "" || cfg.Secret == "" || cfg.AgentID <= 0 {
		return nil, errors.New("wecom: corp id, secret and agent id are all needed")
	}
	base, err := baseURL(cfg.APIURL)
	if err != nil {
		return nil, err
	}
	c := &Client{
		corpID: cfg.CorpID, secret: cfg.Secret, agentID: cfg.AgentID,
		base: base, http: HTTPClient(cfg.HTTPClient), exchange: shared(), log: log,
	}
	c.tokens = newTokens(c.fetchToken)
	return c, nil
}

// baseURL reads the base of WeCom's API; empty is the real one.
func baseURL(text string) (*url.URL, error) {
	base, err := url.Parse(cmp.Or(text, defaultAPI))
	if err != nil || (base.Scheme != "https" && base.Scheme != "http") || base.Host == "" {
		return nil, errors.New("wecom: the API's address is not of the form https://host")
	}
	base.Path = cmp.Or(base.Path, "/") // JoinPath keeps a relative path relative
	return base, nil
}

// HTTPClient returns a copy that gives up in time and follows no redirect: the
// token stands in the address, and would go along as the Referer.
func HTTPClient(given *http.Client) *http.Client {
	var h http.Client
	if given != nil {
		h = *given
	}
	if h.Timeout == 0 {
		h.Timeout = defaultTimeout
	}
	h.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &h
}

// do makes a call with the token at hand and, where WeCom refuses that one,
// once more with a new one (§4).
func (c *Client) do(ctx context.Context, api string, run func(ticket) error) error {
	token, err := c.tokens.get(ctx, "")
	if err != nil {
		return err
	}
	err = c.call(ctx, api, token, run)
	e, ok := errors.AsType[*Error](err)
	if !ok || !e.refusesToken() {
		return err
	}
	c.log.InfoContext(ctx, "access token refused, asking for another", "api", api, "errcode", e.Code)
	if token, err = c.tokens.get(ctx, token); err != nil {
		return err
	}
	return c.call(ctx, api, token, run)
}

// call lets run make one request with a ticket for the secret.
func (c *Client) call(ctx context.Context, api, secret string, run func(ticket) error) error {
	k := &call{ctx: ctx, api: api, base: c.base, http: c.http, secret: secret}
	t, end := c.exchange.begin(k)
	defer end()
	return k.explain(run(t))
}

func (c *Client) fetchToken(ctx context.Context) (got credential.ResAccessToken, err error) {
	err = c.call(ctx, apiToken, c.secret, func(t ticket) error {
		var err error
		got, err = credential.GetTokenFromServerContext(ctx, fmt.Sprintf(
			"%s/cgi-bin/%s?corpid=%s&corpsecret=%s", defaultAPI, apiToken, url.QueryEscape(c.corpID), t))
		return err
	})
	if err == nil && got.AccessToken == "" {
		err = &Error{API: apiToken, Message: "the answer has no token", temporary: true}
	}
	return got, err
}

// work is what silenceper's packages under work want.
func work(t ticket) *workctx.Context { return &workctx.Context{AccessTokenHandle: t} }

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
