package wecom_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/wecomtest"
)

// county is a WeCom with many people, u0, u1 and so on.
func county(t *testing.T, people int) (*wecomtest.Server, []anwei.PersonID) {
	t.Helper()
	users := make([]wecomtest.User, people)
	ids := make([]anwei.PersonID, people)
	for i := range users {
		users[i].ID = fmt.Sprintf("u%d", i)
		ids[i] = anwei.PersonID(users[i].ID)
	}
	return wecomtest.NewServer(t, wecomtest.Options{Secret: appSecret, Users: users}), ids
}

func personal(err error) bool {
	e, ok := errors.AsType[*wecom.Error](err)
	return ok && e.Person()
}

func TestNoticeReachesEveryoneButWhoCannotBe(t *testing.T) {
	t.Parallel()
	s, ids := county(t, 3)
	c := newClient(t, s.URL(), appSecret)
	to := append([]anwei.PersonID{"Gone", "u1|u2", "@all", ""}, ids...)
	to = append(to, "U0") // u0 again
	sent, refused, err := c.SendAll(t.Context(), to, anwei.Outgoing{Seq: 1, Content: anwei.PlainText("请各单位注意防范寒潮")}, nil)
	id := sent["u0"]
	if note(err) != nil || id == "" || len(sent) != 3 || sent["u2"] != id {
		t.Fatalf("ids %q, %v", sent, err)
	}
	if len(refused) != 4 {
		t.Errorf("refused %v, want four", refused)
	}
	for _, p := range to[:4] {
		if note(refused[p]) == nil || !personal(refused[p]) || temporary(refused[p]) {
			t.Errorf("%q: %v, want an error that is the person's", p, refused[p])
		}
	}
	for _, p := range ids {
		if n := len(s.Talk(string(p))); n != 1 {
			t.Errorf("%s got %d messages, want 1", p, n)
		}
	}
	if n := s.Calls("/cgi-bin/message/send"); n != 1 {
		t.Errorf("%d calls, want 1", n)
	}
	if err := c.Recall(t.Context(), id); err != nil || !s.Talk("u2")[0].Recalled {
		t.Errorf("recalling it: %v", err)
	}
}

func TestNoticeToNobody(t *testing.T) {
	t.Parallel()
	s, _ := county(t, 1)
	c := newClient(t, s.URL(), appSecret)
	id, refused, err := c.SendAll(t.Context(), []anwei.PersonID{"x", "y"}, hello, nil)
	if err != nil || len(id) != 0 || len(refused) != 2 || !personal(refused["x"]) || !personal(refused["y"]) {
		t.Errorf("strangers: %q, %v, %v", id, refused, err)
	}
	for _, to := range [][]anwei.PersonID{nil, {"@all"}} {
		if id, refused, err := c.SendAll(t.Context(), to, hello, nil); err != nil || len(id) != 0 || len(refused) != len(to) {
			t.Errorf("%v: %q, %v, %v", to, id, refused, err)
		}
	}
	if n := s.Calls("/cgi-bin/message/send"); n != 1 {
		t.Errorf("%d calls, want 1: nothing is sent to nobody, let alone to everybody", n)
	}
}

func TestManyPeopleAreSeveralCallsAndOneUpload(t *testing.T) {
	t.Parallel()
	s, ids := county(t, 2100)
	file := anwei.File{Name: "通知.docx", Data: []byte("PK\x03\x04 not quite")}
	id, refused, err := newClient(t, s.URL(), appSecret).SendAll(t.Context(), ids, anwei.Outgoing{Seq: 4, Content: anwei.BookOrder{}}, &file)
	if note(err) != nil || len(refused) != 0 || len(id) != len(ids) ||
		id["u0"] != id["u999"] || id["u999"] == id["u1000"] || id["u2099"] == id["u1000"] {
		t.Fatalf("%d ids, refused %d, %v", len(id), len(refused), err)
	}
	for _, p := range []string{"u0", "u999", "u1000", "u2099"} {
		if lines := s.Talk(p); len(lines) != 1 || lines[0].File != file.Name {
			t.Errorf("%s got %+v", p, lines)
		}
	}
	if sends, uploads := s.Calls("/cgi-bin/message/send"), s.Calls("/cgi-bin/media/upload"); sends != 3 || uploads != 1 {
		t.Errorf("%d calls and %d uploads, want 3 and 1", sends, uploads)
	}
}

func TestLaterFailureIsThatOfTheLater(t *testing.T) {
	t.Parallel()
	calls := 0
	c := stub(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls++; calls == 2 {
			_, _ = w.Write([]byte(`{"errcode":45009,"errmsg":"api freq out of limit"}`))
			return
		}
		_, _ = w.Write([]byte(`{"errcode":0,"errmsg":"ok","msgid":"m1","invaliduser":"u5","unlicenseduser":"u6"}`))
	})
	var ids []anwei.PersonID
	for i := range 2500 {
		ids = append(ids, anwei.PersonID(fmt.Sprintf("u%d", i)))
	}
	id, refused, err := c.SendAll(t.Context(), ids, hello, nil)
	if err != nil || len(id) != 998 || id["u0"] != "m1" || len(refused) != 1502 {
		t.Fatalf("ids %q, refused %d, %v", id, len(refused), err)
	}
	for p, want := range map[anwei.PersonID]bool{"u5": false, "u6": false, "u1000": true, "u2499": true} {
		if refused[p] == nil || temporary(refused[p]) != want || personal(refused[p]) == want {
			t.Errorf("%s: %v, want temporary %v", p, refused[p], want)
		}
	}
	if calls != 2 {
		t.Errorf("%d calls, want 2: the third would fail alike", calls)
	}
	calls = 1
	if id, refused, err := c.SendAll(t.Context(), ids, hello, nil); id != nil || refused != nil || !temporary(err) {
		t.Errorf("the first call fails: %q, %v, %v, want a temporary error", id, refused, err)
	}
}

func TestLongNoticeIsAskedForOnceByStrangers(t *testing.T) {
	t.Parallel()
	s, ids := county(t, 2)
	c := newClient(t, s.URL(), appSecret)
	o := anwei.Outgoing{Seq: 1, Content: anwei.PlainText(strings.Repeat("请注意。", 400))}
	_, refused, err := c.SendAll(t.Context(), append(ids, "gone"), o, nil)
	if err != nil || len(refused) != 1 || !personal(refused["gone"]) {
		t.Fatalf("refused %v, %v", refused, err)
	}
	if sends := s.Sends(); len(sends) != 3 || strings.Contains(string(sends[2].Body), "gone") {
		t.Errorf("%d sends, want 3, and the last without the stranger", len(sends))
	}
	if n := len(s.Talk("u1")); n != 3 {
		t.Errorf("%d parts, want 3", n)
	}
}

func TestWhoCannotBeReachedStaysSo(t *testing.T) {
	t.Parallel()
	calls := 0
	c := stub(t, func(w http.ResponseWriter, _ *http.Request) {
		if calls++; calls == 2 { // the second part of the text
			_, _ = w.Write([]byte(`{"errcode":-1,"errmsg":"system busy"}`))
			return
		}
		_, _ = w.Write([]byte(`{"errcode":0,"errmsg":"ok","msgid":"m1","invaliduser":"gone"}`))
	})
	o := anwei.Outgoing{Seq: 1, Content: anwei.PlainText(strings.Repeat("请注意。", 200))}
	_, refused, err := c.SendAll(t.Context(), []anwei.PersonID{"gone", "u1"}, o, nil)
	if err != nil || !personal(refused["gone"]) || personal(refused["u1"]) || !temporary(refused["u1"]) {
		t.Errorf("refused %v, %v: want one for good and one to be tried again", refused, err)
	}
}
