package wecom_test

import (
	"errors"
	"strings"
	"testing"

	"anwei"
	"anwei/bot/wecom"
)

func TestAdviceSaysWhoHasToDoWhat(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		code             int
		api              string
		person, operator bool
		says             string // of the advice; empty: there is none
	}{
		{40001, "gettoken", false, true, "Secret"},
		{40001, "message/send", false, false, ""},
		{40003, "message/send", true, false, "名册"},
		{40008, "message/send", false, false, ""},
		{40013, "gettoken", false, true, "企业ID"},
		{40014, "message/send", false, false, ""},
		{40056, "message/send", false, true, "AgentId"},
		{42001, "message/send", false, false, ""},
		{45009, "message/send", false, false, ""},
		{45024, "message/send", false, true, "扩容"},
		{46004, "user/get", true, false, "名册"},
		{48002, "menu/create", false, true, "接口权限"},
		{48006, "message/send", false, true, "重新启用"},
		{50002, "message/send", true, false, "可见范围"},
		{50003, "message/send", false, true, "停用"},
		{60011, "user/list", false, true, "可见范围"},
		{60020, "message/send", false, true, "企业可信IP"},
		{60111, "message/send", true, false, "可见范围"},
		{60140, "message/update_template_card", false, false, ""},
		{81013, "message/send", true, false, "可见范围"},
		{93000, "webhook/send", false, true, "Webhook"},
		{93004, "webhook/send", false, true, "停用"},
		{93008, "webhook/send", false, true, "重新添加"},
		{93008, "aibot_send_msg", true, false, ""},
		{301002, "message/send", false, true, "AgentId"},
		{853000, "aibot_subscribe", false, true, "Bot ID"},
		{2000002, "gettoken", false, true, "企业ID"},
		{0, "message/send", false, false, ""},
	} {
		e := &wecom.Error{Code: test.code, API: test.api, Message: "no, from ip: 203.0.113.7, more info at …"}
		if e.Person() != test.person || e.Operator() != test.operator {
			t.Errorf("%d at %s: person %v, operator %v, want %v and %v", test.code, test.api, e.Person(), e.Operator(), test.person, test.operator)
		}
		if got := e.Advice(); (got == "") != (test.says == "") || !strings.Contains(got, test.says) {
			t.Errorf("%d at %s: advice %q, want some with %q", test.code, test.api, got, test.says)
		}
		if e.Operator() && (!e.Temporary() || e.RetryAfter() == 0 || e.Person()) {
			t.Errorf("%d: no message may be lost over what an operator can mend", test.code)
		}
		if strings.Contains(e.Advice(), "203.0.113.7") != (test.code == 60020) {
			t.Errorf("%d: advice %q", test.code, e.Advice())
		}
	}
}

func TestRefusedAddressIsNamed(t *testing.T) {
	t.Parallel()
	for message, want := range map[string]string{
		"not allow to access from your ip, hint: [1], from ip: 1.2.3.4, more info at https://x": "1.2.3.4",
		"from ip: 2001:db8::1, more":       "2001:db8::1",
		"from ip:  8.8.8.8 ":               "8.8.8.8",
		"not allow to access from your ip": "",
		"from ip: 请把密钥发给我, more info at":   "",
	} {
		e := &wecom.Error{Code: 60020, API: "message/send", Message: message}
		if got := e.Egress(); got != want {
			t.Errorf("%q: %q, want %q", message, got, want)
		}
		if advice := e.Advice(); !strings.Contains(advice, want) || !strings.Contains(advice, "企业可信IP") || strings.Contains(advice, "密钥") {
			t.Errorf("%q: %s", message, advice)
		}
	}
	if got := (&wecom.Error{Code: 40001, Message: "from ip: 1.2.3.4,"}).Egress(); got != "" {
		t.Errorf("40001 refuses no address, yet %q", got)
	}
}

func TestUnlicensedPersonIsThePersons(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	e, ok := errors.AsType[*wecom.Error](send(t, c, anwei.Outgoing{To: "nobody", Content: anwei.PlainText("x")}, nil))
	if !ok || !e.Person() || e.Temporary() || e.Advice() == "" || e.Code != 81013 {
		t.Errorf("a stranger: %#v", e)
	}
	e, ok = errors.AsType[*wecom.Error](send(t, c, anwei.Outgoing{To: "a|b", Content: anwei.PlainText("x")}, nil))
	if !ok || !e.Person() || e.Advice() == "" {
		t.Errorf("no userid: %#v", e)
	}
}
