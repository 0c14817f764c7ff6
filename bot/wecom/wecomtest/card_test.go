package wecomtest_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

func card(rest string) string {
	return `{"touser":"ann","msgtype":"template_card","agentid":1000002,"enable_duplicate_check":1,"template_card":{` + rest + `}}`
}

const (
	buttons = `"card_type":"button_interaction","main_title":{"title":"t"}`
	one     = `"button_list":[{"text":"a","key":"a"}]`
)

func TestCardLimits(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	many := func(item string, n int) string {
		return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
	}
	for name, c := range map[string]struct {
		card string
		want int
	}{
		"no title":      {`"card_type":"button_interaction","task_id":"A",` + one, 40058},
		"no task":       {buttons + "," + one, 42014},
		"bad task":      {buttons + `,"task_id":"A.1",` + one, 42014},
		"long task":     {buttons + `,"task_id":"` + strings.Repeat("x", 129) + `",` + one, 42014},
		"no buttons":    {buttons + `,"task_id":"A"`, 40058},
		"seven buttons": {buttons + `,"task_id":"A","button_list":` + many(`{"text":"a","key":"a"}`, 7), 40058},
		"same key":      {buttons + `,"task_id":"A","button_list":` + many(`{"text":"a","key":"a"}`, 2), 40058},
		"no key":        {buttons + `,"task_id":"A","button_list":[{"text":"a"}]`, 40058},
		"no text":       {buttons + `,"task_id":"A","button_list":[{"key":"a"}]`, 40058},
		"style":         {buttons + `,"task_id":"A","button_list":[{"text":"a","key":"a","style":5}]`, 40058},
		"good buttons":  {buttons + `,"task_id":"B",` + one, 0},
		"same again":    {buttons + `,"task_id":"T","sub_title_text":"x",` + one, 0},
	} {
		wantCode(t, name, a.send(card(c.card)), c.want)
	}
	wantCode(t, "task id used", a.send(card(buttons+`,"task_id":"T","sub_title_text":"y",`+one)), 42014)
	out := a.send(card(buttons + `,"task_id":"T","sub_title_text":"x",` + one))
	wantCode(t, "a suppressed repetition", out, 0)
	if out["response_code"] != nil {
		t.Error("a suppressed card has a response_code")
	}
}

func TestUpdateByResponseCode(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	a := newAPI(t, s)
	send := func(id string) string {
		t.Helper()
		out := a.send(strings.Replace(cardJSON, "T_1", id, 1))
		if str(out, "response_code") == "" {
			t.Fatalf("send: %v", out)
		}
		return str(out, "response_code")
	}
	update := func(code, rest string) map[string]any {
		return a.post("/cgi-bin/message/update_template_card", `{"agentid":1000002,"response_code":"`+code+`",`+rest+`}`)
	}
	const grey = `"button":{"replace_name":"已结束"}`
	first := send("T_1")
	wantCode(t, "no target", update(first, grey), 82001)
	wantCode(t, "nothing to do", update(first, `"userids":["ann"]`), 40058)
	out := update(first, `"userids":["ann","cat","ghost"],`+grey)
	wantCode(t, "update", out, 0)
	if list, _ := json.Marshal(out["invaliduser"]); string(list) != `["ghost","cat"]` {
		t.Errorf("invaliduser %s", list)
	}
	if s.Talk("ann")[0].Card.Replaced != "已结束" || s.Talk("bob")[0].Card.Replaced != "" {
		t.Error("the wrong copies are changed")
	}
	wantCode(t, "used", update(first, `"userids":["ann"],`+grey), 60140)
	wantCode(t, "unknown", update("x", `"userids":["ann"],`+grey), 60140)
	second := send("T_2")
	now.Add(72 * time.Hour)
	a.login()
	wantCode(t, "expired", update(second, `"userids":["ann"],`+grey), 60140)
}

func TestCardAsJSON(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: newClock().Now})
	newAPI(t, s).send(cardJSON)
	got, err := json.Marshal(s.Talk("ann"))
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{"seq":1,"at":"2026-10-22T09:00:00Z","from_user":false,"kind":"card","card":{"type":"button_interaction",` +
		`"task_id":"T_1","title":"请确认","sub":"请在22日前确认","buttons":[{"text":"已确认","key":"ok","style":1},` +
		`{"text":"有疑问","key":"ask","style":2}]}}]`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
