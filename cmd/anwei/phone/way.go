package phone

import (
	"context"
	"net/http"
	"sync"
	"time"

	"anwei/bot/wecom/wecomtest"
)

// replyTime is how long a person looks at the dots: over the long connection a
// message is taken at once, and answered later or not at all.
const replyTime = 3 * time.Second

// way is by which way people speak now, on all phones alike.
type way struct {
	mu  sync.Mutex
	now string
}

func (w *way) set(to string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.now = to; to == "" {
		w.now = WayCallback
	}
}

func (w *way) get() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *way) long() bool { return w.get() == WaySocket }

// setWay changes the way and answers the new state.
func (p *page) setWay(r *http.Request) (any, error) {
	q, err := read[struct {
		Way string `json:"way"`
	}](r)
	switch {
	case err != nil:
		return nil, err
	case q.Way != WayCallback && q.Way != WaySocket:
		return nil, refuse(http.StatusBadRequest, "没有这种连接方式")
	case q.Way == WaySocket && !p.WeCom.BotConnected():
		return nil, refuse(http.StatusConflict, "智能机器人没有连上，不能从这边说话")
	}
	p.way.set(q.Way)
	return p.state(r)
}

// over does something by the long connection and waits a moment for what the bot
// says to it.
func (p *page) over(ctx context.Context, user string, do func() error) error {
	before := len(p.WeCom.Talk(user))
	if err := do(); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, replyTime)
	defer cancel()
	_, _ = p.WeCom.BotWait(ctx, user, before+1) // no answer is an answer
	return nil
}

// byBot reports whether the newest card of the task stands in the chat with the
// 智能机器人.
func byBot(lines []wecomtest.Line, task string) bool {
	bot := false
	for _, l := range lines {
		if l.Card != nil && l.Card.TaskID == task {
			bot = l.Bot
		}
	}
	return bot
}
