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

// TestCardOfManyThatMayHaveArrived sends a card to many again that says less by now:
// WeCom knows its task id, and each person is asked about alone. Who has it has it
// once, and who cannot be reached is told of.
func TestCardOfManyThatMayHaveArrived(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	card := &anwei.Card{Title: "核对", Buttons: []anwei.Button{{Text: "确认", Key: "ok"}}}
	o := anwei.Outgoing{Seq: 7, Key: "batch", Content: card}
	to := []anwei.PersonID{"zhangsan", "gone", "lisi"}
	s.BreakNext(1)
	if _, _, err := c.SendAll(t.Context(), to, o, nil); err == nil || !temporary(err) {
		t.Fatalf("the connection was cut, and got %v", err)
	}
	card.Title = "核对：还剩一件事"
	ids, refused, err := c.SendAll(t.Context(), to, o, nil)
	if note(err) != nil || len(refused) != 1 || refused["gone"] == nil {
		t.Errorf("refused %v, %v", refused, err)
	}
	if _, sent := ids["lisi"]; !sent {
		t.Errorf("got the ids %v", ids)
	}
	for _, who := range []string{"zhangsan", "lisi"} {
		if n := len(s.Talk(who)); n != 1 {
			t.Errorf("%s has it %d times", who, n)
		}
	}
}

// TestFileThatMayHaveArrivedKeepsItsID sends a file that was uploaded before under the
// same id in all tries. Where WeCom does not know it any more, that passes.
func TestFileThatMayHaveArrivedKeepsItsID(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	file := &anwei.File{Name: "汇总表.xlsx", Data: []byte("not quite a workbook")}
	o := anwei.Outgoing{Seq: 8, Key: "k", To: "zhangsan", Content: anwei.BookOrder{}}
	var err error
	if file.Media, err = c.Upload(t.Context(), file); err != nil || file.Media == "" {
		t.Fatalf("uploaded as %q, %v", file.Media, err)
	}
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
	if err := send(t, c, o, file); err == nil || !temporary(err) {
		t.Errorf("the id is of no use, and got %v", err)
	}
	file.Media = ""
	if err := send(t, c, o, file); err != nil {
		t.Error(err)
	}
	talk(t, s, 2)
}
