package wecomtest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

// text is a message/send body; extra goes before its closing brace.
func text(to, content, extra string) string {
	quoted, err := json.Marshal(content)
	if err != nil {
		panic(err)
	}
	return `{"touser":"` + to + `","msgtype":"text","agentid":1000002,"text":{"content":` + string(quoted) + `}` + extra + `}`
}

func TestSendText(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	escaped := `{"touser":"ann","msgtype":"text","agentid":"1000002","enable_duplicate_check":0,"duplicate_check_interval":0,` +
		`"text":{"content":"hi \u003ca href=\"x\"\u003e\u0026"}}`
	out := a.do("POST", "/cgi-bin/message/send", "", strings.NewReader(escaped))
	wantCode(t, "escaped", out, 0)
	if str(out, "msgid") == "" || out["invaliduser"] != "" || out["response_code"] != nil {
		t.Errorf("answer %v", out)
	}
	wantCode(t, "long", a.send(text("ann", strings.Repeat("字", 700), "")), 0)
	lines := s.Talk("ann")
	if lines[0].Text != `hi <a href="x">&` || lines[0].Passive || lines[0].FromUser || lines[0].Truncated {
		t.Errorf("first line %+v", lines[0])
	}
	if got := lines[1]; got.Text != strings.Repeat("字", 682) || !got.Truncated {
		t.Errorf("long text: %d bytes, truncated %v", len(got.Text), got.Truncated)
	}
	sends := s.Sends()
	if len(sends) != 2 || sends[0].To[0] != "Ann" || string(sends[0].Body) != escaped || sends[0].MsgID != out["msgid"] {
		t.Errorf("sends %+v", sends)
	}
}

func TestSendTargets(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	out := a.send(text("ANN|Ghost|bob|bob", "x", ""))
	wantCode(t, "some invalid", out, 0)
	if out["invaliduser"] != "ghost" {
		t.Errorf("answer %v", out)
	}
	wantCode(t, "more", a.send(text("ann|cat", "y", "")), 0)
	for user, want := range map[string]int{"ann": 2, "bob": 1, "cat": 1} {
		if got := len(s.Talk(user)); got != want {
			t.Errorf("%s has %d lines, want %d", user, got, want)
		}
	}
	wantCode(t, "all invalid", a.send(text("ghost", "x", "")), 81013)
	wantCode(t, "no target", a.send(text("", "x", "")), 82001)
	wantCode(t, "too many", a.send(text(strings.Repeat("a|", 1000)+"a", "x", "")), 40032)
	if len(s.Sends()) != 2 {
		t.Errorf("%d sends, want 2", len(s.Sends()))
	}
}

func TestSendRefusals(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	body := func(rest string) string { return `{"touser":"ann","agentid":1000002,` + rest + `}` }
	for name, c := range map[string]struct {
		body string
		want int
	}{
		"no agentid":    {`{"touser":"ann","msgtype":"text","text":{"content":"x"}}`, 41011},
		"empty agentid": {`{"touser":"ann","msgtype":"text","agentid":"","text":{"content":"x"}}`, 41011},
		"odd agentid":   {`{"touser":"ann","msgtype":"text","agentid":"x","text":{"content":"x"}}`, 40056},
		"other agentid": {`{"touser":"ann","msgtype":"text","agentid":7,"text":{"content":"x"}}`, 301002},
		"empty text":    {body(`"msgtype":"text","text":{"content":""}`), 44004},
		"no payload":    {body(`"msgtype":"text"`), 40063},
		"long markdown": {body(`"msgtype":"markdown","markdown":{"content":"` + strings.Repeat("x", 2049) + `"}`), 45002},
		"no media":      {body(`"msgtype":"file","file":{"media_id":""}`), 41006},
		"bad media":     {body(`"msgtype":"file","file":{"media_id":"x"}`), 40007},
	} {
		wantCode(t, name, a.send(c.body), c.want)
	}
}

func TestSendReportsWhatIsUnknown(t *testing.T) {
	for name, c := range map[string]struct {
		body   string
		want   int
		report string
	}{
		"field":    {text("ann", "x", `,"colour":"red"`), 0, "colour"},
		"msgtype":  {`{"touser":"ann","msgtype":"mpnews","agentid":1000002}`, 40008, "mpnews"},
		"json":     {`{"touser":`, 40058, "body"},
		"twice":    {text("ann", "x", "") + "{}", 0, "goes on"},
		"markdown": {`{"touser":"ann","msgtype":"markdown","agentid":1000002,"markdown":{"content":"|a|\n|---|"}}`, 0, "render"},
		"interval": {text("ann", "x", `,"duplicate_check_interval":14401`), 0, "14401"},
		"payloads": {text("ann", "x", `,"markdown":{"content":"a"}`), 0, "2 payloads"},
		"card": {
			`{"touser":"ann","msgtype":"template_card","agentid":1000002,"template_card":{"card_type":"poll"}}`,
			40058, "poll",
		},
	} {
		s := wecomtest.NewServer(t, silent())
		wantCode(t, name, newAPI(t, s).send(c.body), c.want)
		if r := s.Reports(); len(r) != 1 || !strings.Contains(r[0], c.report) {
			t.Errorf("%s: reports %q, want one with %q", name, r, c.report)
		}
	}
}

func TestDuplicateCheck(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	a := newAPI(t, s)
	const check = `,"enable_duplicate_check":1,"duplicate_check_interval":600`
	wantCode(t, "first", a.send(text("ann", "x", "")), 0)
	wantCode(t, "again to more", a.send(text("ann|bob", "x", check)), 0)
	wantCode(t, "other content", a.send(text("ann", "y", check)), 0)
	wantCode(t, "unchecked", a.send(text("ann", "x", "")), 0)
	now.Add(10 * time.Minute)
	wantCode(t, "after the interval", a.send(text("ann", "x", check)), 0)
	var got strings.Builder
	for _, l := range s.Talk("ann") {
		got.WriteString(l.Text)
	}
	if got.String() != "xyxx" || len(s.Talk("bob")) != 1 {
		t.Errorf("ann %s, bob %d", got.String(), len(s.Talk("bob")))
	}
	if again := s.Sends()[1]; len(again.Suppressed) != 1 || again.Suppressed[0] != "Ann" {
		t.Errorf("second send %+v", again)
	}
}

func TestRateIsDroppedSilently(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	a := newAPI(t, s)
	send := func(n int) {
		for range n {
			wantCode(t, "send", a.send(text("ann", "x", "")), 0)
		}
	}
	send(31)
	if len(s.Talk("ann")) != 30 || s.Dropped() != 1 || len(s.Sends()[30].Dropped) != 1 {
		t.Errorf("%d lines, %d dropped", len(s.Talk("ann")), s.Dropped())
	}
	for range 33 {
		now.Add(time.Minute)
		send(30)
	}
	if len(s.Talk("ann")) != 1000 || s.Dropped() != 21 {
		t.Errorf("%d lines, %d dropped", len(s.Talk("ann")), s.Dropped())
	}
	now.Add(time.Hour)
	a.login()
	send(1)
	if len(s.Talk("ann")) != 1001 {
		t.Errorf("%d lines after an hour", len(s.Talk("ann")))
	}
}
