package wecom_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"anwei/bot"
)

func TestTextGoesBackAtOnce(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ plain, says, want string }{
		"text":    {text("填报"), "① 请回复检查次数", "① 请回复检查次数"},
		"menu":    {event("click", "<EventKey>填报</EventKey>"), "好的", "好的"},
		"enter":   {event("enter_agent", ""), "您好", "您好"},
		"picture": {other("image", ""), "暂时看不懂图片", "暂时看不懂图片"},
		"markup":  {text("x"), "a < b & ]]> \v c", "a ＜ b & ]]> \n c"},
		"longest": {text("x"), strings.Repeat("字", 682) + "ab", strings.Repeat("字", 682) + "ab"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			answer := bot.Answer{Text: test.says, Seq: 42}
			h := answering(answer)
			w := serve(newCallback(t, h), post(t, test.plain))
			got := open(t, w.Body.Bytes())
			want := reply{ToUserName: "ZhangSan", FromUserName: corpID, CreateTime: start.Unix(), MsgType: "text", Content: test.want}
			if w.Code != http.StatusOK || got != want {
				t.Errorf("%d %+v, want %+v", w.Code, got, want)
			}
			if marked := h.marked(); len(marked) != 1 || marked[0] != answer {
				t.Errorf("marked %+v, want %+v once", marked, answer)
			}
			if !w.Flushed {
				t.Error("not flushed before it was marked")
			}
		})
	}
}

func TestChosenChangesTheCard(t *testing.T) {
	t.Parallel()
	h := answering(bot.Answer{Text: "由发件箱发送", Chosen: "已确认提交", Seq: 1})
	w := serve(newCallback(t, h), post(t, event("template_card_event", "<EventKey>k</EventKey><TaskId>t</TaskId>")))
	got := open(t, w.Body.Bytes())
	if got.MsgType != "update_button" || got.Button.ReplaceName != "已确认提交" || got.Content != "" {
		t.Errorf("got %+v, want update_button", got)
	}
	if len(h.marked()) != 0 {
		t.Error("the text was marked, yet has not gone back")
	}
}

func TestWhatCannotGoBackIsLeftToTheOutbox(t *testing.T) {
	t.Parallel()
	press := event("template_card_event", "<EventKey>k</EventKey>")
	for name, test := range map[string]struct {
		plain  string
		answer bot.Answer
	}{
		"nothing to say":   {text("x"), bot.Answer{}},
		"chosen, no card":  {text("x"), bot.Answer{Chosen: "已选"}},
		"text to a button": {press, bot.Answer{Text: "好", Seq: 2}},
		"too long":         {text("x"), bot.Answer{Text: strings.Repeat("字", 683), Seq: 3}},
	} {
		h := answering(test.answer)
		w := serve(newCallback(t, h), post(t, test.plain))
		if w.Code != http.StatusOK || w.Body.Len() != 0 || len(h.marked()) != 0 {
			t.Errorf("%s: %d %q, marked %v, want an empty 200 and nothing marked", name, w.Code, w.Body, h.marked())
		}
	}
}

// deadWriter is a connection that breaks while the response is written, or
// while it is flushed.
type deadWriter struct {
	*httptest.ResponseRecorder
	late bool
}

func (w deadWriter) Write(p []byte) (int, error) {
	if w.late {
		return len(p), nil
	}
	return 0, errors.New("broken pipe")
}

func (w deadWriter) FlushError() error { return errors.New("broken pipe") }

func TestUnwrittenAnswerIsNotMarked(t *testing.T) {
	t.Parallel()
	for _, late := range []bool{false, true} {
		h := answering(bot.Answer{Text: "好的", Seq: 5})
		newCallback(t, h).ServeHTTP(deadWriter{httptest.NewRecorder(), late}, post(t, text("x")))
		if len(h.marked()) != 0 {
			t.Errorf("late %v: marked, yet nobody has got it", late)
		}
	}
}

// hangingUp is WeCom closing the connection once it has the answer.
type hangingUp struct {
	*httptest.ResponseRecorder
	hangUp context.CancelFunc
}

func (w hangingUp) FlushError() error { w.hangUp(); return nil }

// An answer is marked also after WeCom has hung up.
func TestAnswerIsMarkedAfterWeComHasHungUp(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	h := answering(bot.Answer{Text: "好的", Seq: 5})
	w := hangingUp{httptest.NewRecorder(), cancel}
	newCallback(t, h).ServeHTTP(w, post(t, text("x")).WithContext(ctx))
	if w.Code != http.StatusOK || len(h.marked()) != 1 {
		t.Errorf("%d, marked %d times, want 200 and once", w.Code, len(h.marked()))
	}
}
