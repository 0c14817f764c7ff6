package phone

import (
	"context"
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

// act lets a person of the roster do something, and waits until the bot has
// taken it.
func (p *page) act(r *http.Request, user string, do func(ctx context.Context, user string) error) (any, error) {
	if err := p.known(user); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(r.Context(), actTime)
	defer cancel()
	if err := do(ctx, user); err != nil {
		return nil, refuse(http.StatusBadGateway, "助手没有应答："+err.Error())
	}
	return nil, nil
}

// say lets a person write a text.
func (p *page) say(r *http.Request) (any, error) {
	q, err := read[struct {
		User string `json:"user"`
		Text string `json:"text"`
	}](r)
	switch {
	case err != nil:
		return nil, err
	case strings.TrimSpace(q.Text) == "":
		return nil, refuse(http.StatusBadRequest, "还没有写内容")
	case utf8.RuneCountInString(q.Text) > maxWords:
		return nil, refuse(http.StatusBadRequest, "太长了，一条消息最多 "+strconv.Itoa(maxWords)+" 字")
	}
	return p.act(r, q.User, func(ctx context.Context, user string) error {
		if p.way.long() {
			return p.over(ctx, user, func() error { return p.WeCom.BotSay(user, q.Text) })
		}
		return p.WeCom.Say(ctx, user, q.Text)
	})
}

// press lets a person press a button of a card.
func (p *page) press(r *http.Request) (any, error) {
	q, err := read[struct {
		User   string `json:"user"`
		TaskID string `json:"task_id"`
		Key    string `json:"key"`
	}](r)
	if err != nil {
		return nil, err
	}
	if err := p.known(q.User); err != nil {
		return nil, err
	}
	lines := p.WeCom.Talk(q.User)
	if !pressable(lines, q.TaskID, q.Key) {
		return nil, refuse(http.StatusConflict, "这个按钮已经不能按了，请看最新的消息")
	}
	return p.act(r, q.User, func(ctx context.Context, user string) error {
		if byBot(lines, q.TaskID) {
			return p.over(ctx, user, func() error { return p.WeCom.BotClick(user, q.TaskID, q.Key) })
		}
		return p.WeCom.Click(ctx, user, q.TaskID, q.Key)
	})
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

// menu lets a person press an entry of the app's menu.
func (p *page) menu(r *http.Request) (any, error) {
	q, err := read[struct {
		User string `json:"user"`
		Key  string `json:"key"`
	}](r)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(p.WeCom.Menu().Buttons, func(b wecomtest.MenuButton) bool { return b.Key == q.Key }) {
		return nil, refuse(http.StatusBadRequest, "菜单里没有这一项")
	}
	return p.act(r, q.User, func(ctx context.Context, user string) error { return p.WeCom.MenuClick(ctx, user, q.Key) })
}

// onlyUser is the body of a request that says no more than who acts.
type onlyUser struct {
	User string `json:"user"`
}

// enter lets a person open the chat.
func (p *page) enter(r *http.Request) (any, error) {
	q, err := read[onlyUser](r)
	if err != nil {
		return nil, err
	}
	return p.act(r, q.User, func(ctx context.Context, user string) error {
		if p.way.long() {
			return p.WeCom.BotEnter(user)
		}
		return p.WeCom.Enter(ctx, user)
	})
}

// image lets a person send a sample picture.
func (p *page) image(r *http.Request) (any, error) {
	q, err := read[onlyUser](r)
	if err != nil {
		return nil, err
	}
	data, err := static.ReadFile("static/photo.png")
	if err != nil {
		return nil, err
	}
	return p.act(r, q.User, func(ctx context.Context, user string) error {
		const name = "现场照片.png"
		if p.way.long() {
			return p.over(ctx, user, func() error { return p.WeCom.BotSendImage(user, name, data) })
		}
		return p.WeCom.SendImage(ctx, user, name, data)
	})
}
