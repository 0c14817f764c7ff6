package wecom_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
)

func TestAppTellsWhomItReaches(t *testing.T) {
	t.Parallel()
	s := office(t)
	app, err := newClient(t, s.URL(), appSecret).App(t.Context())
	if note(err) != nil || app.Name == "" || app.Closed || !slices.Equal(app.People, []anwei.PersonID{"ZhangSan", "lisi"}) {
		t.Errorf("%+v, %v", app, err)
	}
	c := stub(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"errcode":0,"name":"安委助手","close":1,"allow_partys":{"partyid":[2,5]},"allow_tags":{"tagid":[1]}}`))
	})
	app, err = c.App(t.Context())
	if err != nil || !app.Closed || !slices.Equal(app.Departments, []int{2, 5}) || !slices.Equal(app.Tags, []int{1}) {
		t.Errorf("%+v, %v", app, err)
	}
}

func TestTokenCheckNamesTheFault(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	if err := c.CheckToken(t.Context()); note(err) != nil {
		t.Fatal(err)
	}
	s.FailNext(60020, 1)
	e, ok := errors.AsType[*wecom.Error](note(c.CheckToken(t.Context())))
	if !ok || e.Egress() != "127.0.0.1" || !strings.Contains(e.Advice(), "加上 127.0.0.1。") {
		t.Errorf("60020: %#v", e)
	}
	e, ok = errors.AsType[*wecom.Error](note(newClient(t, s.URL(), "wrong").CheckToken(t.Context())))
	if !ok || !e.Operator() || !strings.Contains(e.Advice(), "Secret") || e.Egress() != "" {
		t.Errorf("wrong secret: %#v", e)
	}
	s.Close()
	if err := c.CheckToken(t.Context()); note(err) == nil || !temporary(err) {
		t.Errorf("no WeCom: %v", err)
	}
}

func TestCardUpdateIsChecked(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	for _, bad := range [][3]string{{"", "code", "已选"}, {"a|b", "code", "已选"}, {"lisi", "", "已选"}, {"lisi", "code", ""}} {
		if err := c.UpdateCard(t.Context(), anwei.PersonID(bad[0]), bad[1], bad[2]); note(err) == nil {
			t.Errorf("%q: accepted", bad)
		}
	}
	if n := s.Calls("/cgi-bin/message/update_template_card"); n != 0 {
		t.Errorf("%d calls", n)
	}
	e, ok := errors.AsType[*wecom.Error](note(c.UpdateCard(t.Context(), "lisi", "spent", "已选")))
	if !ok || e.Code != 60140 || e.Temporary() {
		t.Errorf("a code that is spent: %v", e)
	}
	c = stub(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"errcode":0,"errmsg":"ok","invaliduser":["lisi"]}`))
	})
	if err := c.UpdateCard(t.Context(), "lisi", "code", "已选"); !personal(err) {
		t.Errorf("a person who has left: %v", err)
	}
}

// tripper is a WeCom without a socket, so that it works in a bubble.
type tripper func(*http.Request) *http.Response

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r), nil }

// TestLateChoiceIsShownByTheAPI has a handler that finishes when WeCom has hung
// up: the card is changed by a call of the API, with the code of the press.
func TestLateChoiceIsShownByTheAPI(t *testing.T) {
	t.Parallel()
	press := event("template_card_event", "<EventKey>k</EventKey><TaskId>t</TaskId><ResponseCode><![CDATA[R1]]></ResponseCode>")
	for name, test := range map[string]struct {
		plain  string
		answer bot.Answer
		err    error
		takes  time.Duration
		want   int
	}{
		"late":            {press, bot.Answer{Chosen: "已确认"}, nil, 8 * time.Second, 1},
		"in time":         {press, bot.Answer{Chosen: "已确认"}, nil, time.Second, 0},
		"late, failed":    {press, bot.Answer{Chosen: "已确认"}, errors.New("storage: busy"), 8 * time.Second, 0},
		"late, no choice": {press, bot.Answer{Text: "好", Seq: 1}, nil, 8 * time.Second, 0},
		"late, no code":   {event("template_card_event", "<EventKey>k</EventKey>"), bot.Answer{Chosen: "已确认"}, nil, 8 * time.Second, 0},
		"late, no press":  {text("x"), bot.Answer{Chosen: "已确认"}, nil, 8 * time.Second, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var updates []string
				client := wired(t, func(path, body string) string {
					if strings.HasSuffix(path, "update_template_card") {
						updates = append(updates, body)
					}
					return `{"errcode":0,"errmsg":"ok"}`
				})
				h := &handler{handle: func(context.Context, bot.Message) (bot.Answer, error) {
					time.Sleep(test.takes)
					return test.answer, test.err
				}}
				cfg := wecom.CallbackConfig{CorpID: corpID, Token: token, AESKey: aesKey, Client: client}
				serve(callbackWith(t, cfg, h, start), post(t, test.plain))
				time.Sleep(time.Minute)
				synctest.Wait()
				if len(updates) != test.want {
					t.Fatalf("%d updates, want %d", len(updates), test.want)
				}
				for _, body := range updates {
					for _, part := range []string{`"ZhangSan"`, `"response_code":"R1"`, `"replace_name":"已确认"`, `"agentid":1000002`} {
						if !strings.Contains(body, part) {
							t.Errorf("%s misses %s", body, part)
						}
					}
				}
			})
		})
	}
}

// TestUnwrittenChoiceIsShownByTheAPI breaks the connection that the changed card
// goes back on.
func TestUnwrittenChoiceIsShownByTheAPI(t *testing.T) {
	t.Parallel()
	updates := 0
	client := wired(t, func(path, _ string) string {
		if strings.HasSuffix(path, "update_template_card") {
			updates++
		}
		return `{"errcode":0,"errmsg":"ok"}`
	})
	cfg := wecom.CallbackConfig{CorpID: corpID, Token: token, AESKey: aesKey, Client: client}
	c := callbackWith(t, cfg, answering(bot.Answer{Chosen: "已确认"}), start)
	press := event("template_card_event", "<EventKey>k</EventKey><TaskId>t</TaskId><ResponseCode>R2</ResponseCode>")
	serveBroken(c, post(t, press))
	if updates != 1 {
		t.Errorf("%d updates, want 1", updates)
	}
}
