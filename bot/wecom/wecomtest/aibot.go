package wecomtest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"anwei/bot/wecom/wecomtest/fault"
)

const (
	chatMinute = 30 // frames of replies and pushes in one chat (§3.2.5)
	chatHour   = 1000
	turnLife   = 24 * time.Hour  // a message may be answered for so long (§3.2.3)
	eventLife  = 5 * time.Second // an event (§3.2.4)
)

// ErrBotAway is returned for what a person does while no bot is connected: it stands in the chat, and the bot will never
// hear of it.
var ErrBotAway = errors.New("wecomtest: the bot is not connected")

// aibot is the corp's 智能机器人. It is guarded by Server.mu.
type aibot struct {
	*corp
	*botFiles
	*fault.Faults

	commands map[string]command

	live    *socket       // the one connection that is subscribed
	changed chan struct{} // closed and replaced whenever live changes
	turns   map[string]*turn
	last    *tidings // the message delivered last, events left out
	tasks   map[string]bool
	told    int // messages so far, by which their forms alternate
}

func newBot(all *corp, kept *files, orders *fault.Faults) *aibot {
	return &aibot{
		corp: all, Faults: orders,
		botFiles: &botFiles{files: kept, sealed: make(map[string]*sealedMedia), uploads: make(map[string]*session)},
		changed:  make(chan struct{}), turns: make(map[string]*turn), tasks: make(map[string]bool),
	}
}

// botChat is what the bot's chat with one person knows besides its lines.
type botChat struct {
	spoke   bool   // the person has written; before that nothing can be pushed (§3.2.5)
	entered string // the day the chat was opened last
	rate    rate
}

// turn is what a req_id of the server stands for.
type turn struct {
	kind   string // cmdMessage or an eventtype
	p      *person
	socket *socket
	at     time.Time
	done   bool   // answered
	taskID string // of the card that was pressed
}

// tidings are a callback for the bot.
type tidings struct {
	cmd  string
	body fields
	turn turn
}

func (s *aibot) subscribe(k *socket, f *frame) (fields, error) {
	var b struct {
		BotID       string `json:"bot_id"`
		Secret      string `json:"secret"`
		Scene       int    `json:"scene"` // this and what follows the official SDK sends
		PlugVersion string `json:"plug_version"`
		DeviceID    string `json:"device_id"`
	}
	if err := s.decode(f.Cmd, f.Body, &b); err != nil {
		return nil, err
	}
	if b.BotID != s.opts.BotID || b.Secret != s.opts.BotSecret {
		return nil, refuse(853000, "invalid bot_id or secret")
	}
	if s.subscribed(k) {
		s.report("aibot_subscribe on a connection that is subscribed already; subscribing is frequency-protected")
	}
	return nil, nil // the answer has no body; what follows it is done by enter
}

// enter queues the answer to a good subscription and makes the connection the live one.
func (s *aibot) enter(k *socket, answer outgoing) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k.queue(answer)
	k.idle.Reset(s.opts.BotIdle)
	if s.live == k {
		return
	}
	s.kick()
	s.set(k)
}

func (s *aibot) ping(k *socket, _ *frame) (fields, error) {
	k.idle.Reset(s.opts.BotIdle)
	return nil, nil // the answer has no body
}

func (s *aibot) subscribed(k *socket) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.live == k
}

func (s *aibot) unsubscribe(k *socket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.live == k {
		s.set(nil)
	}
}

func (s *aibot) set(k *socket) {
	s.live = k
	close(s.changed)
	s.changed = make(chan struct{})
}

// kick tells the connection that another has taken its place, and closes it (§3.2.1). s.mu must be held.
func (s *aibot) kick() bool {
	old := s.live
	if old == nil {
		return false
	}
	event := fields{
		"msgid": s.ids.make("event"), "create_time": s.now().Unix(), "aibotid": s.opts.BotID, "msgtype": "event",
		"event": fields{"eventtype": "disconnected_event"},
	}
	frame := fields{"cmd": cmdEvent, "headers": frameHeaders{ReqID: s.ids.make("req")}, "body": event}
	old.queue(outgoing{data: encode(frame), bye: true})
	s.set(nil)
	return true
}

// BotKick takes the bot's subscription away, as a second connection would: the bot hears disconnected_event and is closed.
// It is false when the bot was not connected.
func (s *aibot) BotKick() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.kick()
}

// BotDrop cuts the bot's connection without a word, as a network does. It is false when the bot was not connected.
func (s *aibot) BotDrop() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.live
	if old == nil {
		return false
	}
	s.set(nil)
	old.cut()
	return true
}

// BotForget ends the bot's subscription and leaves its connection open: whatever it sends is answered 846609 until it
// subscribes again (§3.2.8). It is false when the bot was not connected.
func (s *aibot) BotForget() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.live != nil
	s.set(nil)
	return was
}

// BotConnected says whether a connection is subscribed.
func (s *aibot) BotConnected() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.live != nil
}

// BotReady returns as soon as a connection is subscribed.
func (s *aibot) BotReady(ctx context.Context) error {
	for {
		s.mu.Lock()
		changed, live := s.changed, s.live != nil
		s.mu.Unlock()
		if live {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return fmt.Errorf("wecomtest: waiting for the bot: %w", ctx.Err())
		case <-s.closing.Done():
			return errClosed()
		}
	}
}

const eventEnterChat = "enter_chat" // of the long connection, as template_card_event is (§3.2.4)

// BotEnter lets a person open the chat with the bot: enter_chat, the first time on each day of Options.Now. Later on that
// day, and while the bot is away, the bot hears nothing, and the event is not made up for (§3.0).
func (s *aibot) BotEnter(user string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.find(user)
	if p == nil {
		return errStranger(user)
	}
	today := s.now().Format("2006-01-02")
	if p.bot.entered == today {
		return nil
	}
	p.bot.entered = today
	s.addOwn(p, Line{Kind: KindEvent, Text: eventEnterChat})
	return s.happened(turn{kind: eventEnterChat, p: p}, nil)
}

// BotClick is Click for a card of the bot.
func (s *aibot) BotClick(user, taskID, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, button, err := s.press(user, taskID, key, true)
	if err != nil {
		return err
	}
	s.addOwn(p, Line{Kind: KindPress, Text: button})
	return s.happened(turn{kind: eventCard, p: p, taskID: taskID}, fields{"card_type": cardButtons, "event_key": key, "task_id": taskID})
}

// happened delivers an event, its details under its own name (§3.0). s.mu must be held.
func (s *aibot) happened(t turn, details fields) error {
	event := fields{"eventtype": t.kind}
	if details != nil {
		event[t.kind] = details
	}
	return s.tell(&tidings{cmd: cmdEvent, turn: t, body: fields{
		"msgid": s.ids.make("botevent"), "create_time": s.now().Unix(), "aibotid": s.opts.BotID, "chattype": "single",
		"from": fields{"userid": t.p.ID}, "msgtype": "event", "event": event,
	}})
}
