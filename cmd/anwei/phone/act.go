package phone

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"anwei/bot/wecom/wecomtest"
)

const (
	maxWords = 2000             // characters of a message
	actTime  = 30 * time.Second // the simulated WeCom gives up earlier
)

// deed is what a person of the roster does: who, and what that needs of the rest.
type deed struct {
	User   string `json:"user"`
	Text   string `json:"text"`
	TaskID string `json:"task_id"`
	Key    string `json:"key"`
}

// acted serves what a person of the roster does, and waits until the bot has taken it.
func (p *page) acted(do func(ctx context.Context, d deed) error) http.Handler {
	return answered(func(r *http.Request) (any, error) {
		d, err := read[deed](r)
		if err == nil {
			err = p.known(d.User)
		}
		if err != nil {
			return nil, err
		}
		ctx, cancel := context.WithTimeout(r.Context(), actTime)
		defer cancel()
		err = do(ctx, d)
		if _, refused := errors.AsType[*refusal](err); err != nil && !refused {
			err = refuse(http.StatusBadGateway, "助手没有应答："+err.Error())
		}
		return nil, err
	})
}

// say writes a text.
func (p *page) say(ctx context.Context, d deed) error {
	switch {
	case strings.TrimSpace(d.Text) == "":
		return refuse(http.StatusBadRequest, "还没有写内容")
	case utf8.RuneCountInString(d.Text) > maxWords:
		return refuse(http.StatusBadRequest, "太长了，一条消息最多 "+strconv.Itoa(maxWords)+" 字")
	case p.way.long():
		return p.over(ctx, d.User, func() error { return p.WeCom.BotSay(d.User, d.Text) })
	}
	return p.WeCom.Say(ctx, d.User, d.Text)
}

// press presses a button of a card.
func (p *page) press(ctx context.Context, d deed) error {
	lines := p.WeCom.Talk(d.User)
	switch {
	case !pressable(lines, d.TaskID, d.Key):
		return refuse(http.StatusConflict, "这个按钮已经不能按了，请看最新的消息")
	case byBot(lines, d.TaskID):
		return p.over(ctx, d.User, func() error { return p.WeCom.BotClick(d.User, d.TaskID, d.Key) })
	}
	return p.WeCom.Click(ctx, d.User, d.TaskID, d.Key)
}

// pressable reports whether the newest card of the task has the button, and
// whether it is not grey.
func pressable(lines []wecomtest.Line, task, key string) bool {
	for _, l := range slices.Backward(lines) {
		if l.Card != nil && l.Card.TaskID == task {
			return l.Card.Replaced == "" && slices.ContainsFunc(l.Card.Buttons, func(b wecomtest.Button) bool {
				return b.Key == key
			})
		}
	}
	return false
}

// menu presses an entry of the app's menu.
func (p *page) menu(ctx context.Context, d deed) error {
	if !slices.ContainsFunc(p.WeCom.Menu().Buttons, func(b wecomtest.MenuButton) bool { return b.Key == d.Key }) {
		return refuse(http.StatusBadRequest, "菜单里没有这一项")
	}
	return p.WeCom.MenuClick(ctx, d.User, d.Key)
}

// enter opens the chat.
func (p *page) enter(ctx context.Context, d deed) error {
	if p.way.long() {
		return p.WeCom.BotEnter(d.User)
	}
	return p.WeCom.Enter(ctx, d.User)
}

// image sends a sample picture.
func (p *page) image(ctx context.Context, d deed) error {
	const name = "现场照片.png"
	data, err := static.ReadFile("static/photo.png")
	switch {
	case err != nil:
		return err
	case p.way.long():
		return p.over(ctx, d.User, func() error { return p.WeCom.BotSendImage(d.User, name, data) })
	}
	return p.WeCom.SendImage(ctx, d.User, name, data)
}
