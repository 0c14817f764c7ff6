package wecom_test

import (
	"testing"

	"anwei"
)

// TestCardThatMayHaveArrivedIsThereOnce sends a card again that says less by now, as
// what is left of a reminder does. WeCom knows it by its task id, and that is as good
// as sent.
func TestCardThatMayHaveArrivedIsThereOnce(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	card := &anwei.Card{Title: "核对", Buttons: []anwei.Button{{Text: "确认", Key: "ok"}}}
	o := anwei.Outgoing{Seq: 7, Key: "k", To: "zhangsan", Content: card}
	s.BreakNext(1)
	if err := send(t, c, o, nil); err == nil || !temporary(err) {
		t.Fatalf("the connection was cut, and got %v", err)
	}
	card.Title = "核对：还剩一件事"
	if id, err := c.Send(t.Context(), o, nil); id != "" || note(err) != nil {
		t.Errorf("got %q, %v", id, err)
	}
	talk(t, s, 1)
}

// TestFileThatMayHaveArrivedKeepsItsID uploads a file once for all tries, unless
// WeCom does not know the id any more.
func TestFileThatMayHaveArrivedKeepsItsID(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	file := &anwei.File{Name: "汇总表.xlsx", Data: []byte("not quite a workbook")}
	o := anwei.Outgoing{Seq: 8, Key: "k", To: "zhangsan", Content: anwei.BookOrder{}}
	s.SlowNext(0, 1) // the upload
	s.BreakNext(1)
	if err := send(t, c, o, file); err == nil {
		t.Fatal("the connection was cut, and there was no error")
	}
	if err := send(t, c, o, file); err != nil {
		t.Error(err)
	}
	talk(t, s, 1)
	if n := s.Calls("/cgi-bin/media/upload"); n != 1 {
		t.Errorf("uploaded %d times", n)
	}
	s.ExpireMedia()
	o.Key, o.Seq = "l", 9
	s.SlowNext(0, 1)
	s.BreakBefore(1)
	if err := send(t, c, o, file); err == nil {
		t.Fatal("the connection was cut, and there was no error")
	}
	s.ExpireMedia()
	if err := send(t, c, o, file); err == nil || !temporary(err) {
		t.Errorf("the id is of no use, and got %v", err)
	}
	if err := send(t, c, o, file); err != nil {
		t.Error(err)
	}
	talk(t, s, 2)
}
