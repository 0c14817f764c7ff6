package longlink

// wording: 经企业微信收发

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
)

const (
	// lostAfter is how long the long connection may be down before messages go
	// by the app instead, where they appear in another chat.
	lostAfter = 5 * time.Minute

	// maxSpoken bounds how many people are remembered to have spoken today.
	maxSpoken = 10_000
)

// Ways sends by the long connection to those who have spoken to the bot there,
// and by the app's API to the others. Either may be missing.
type Ways struct {
	socket *Socket
	client *wecom.Client
	reach  Reach

	mu    sync.Mutex
	today string                  // the day of spoke
	spoke map[anwei.PersonID]bool // of whom Reach has been told today
}

var (
	_ bot.Sender      = (*Ways)(nil)
	_ bot.Broadcaster = (*Ways)(nil)
	_ bot.Pictures    = (*Ways)(nil)
	_ bot.Recaller    = (*Ways)(nil)
	_ bot.Uploader    = (*Ways)(nil)
)

// NewWays joins the two ways; nil is one that is not set up. It must be called
// before Socket.Run, since it listens to who speaks. Without a reach everybody
// is tried by the long connection first.
func NewWays(socket *Socket, client *wecom.Client, reach Reach) *Ways {
	w := &Ways{socket: socket, client: client, reach: reach, spoke: make(map[anwei.PersonID]bool)}
	if socket != nil && reach != nil {
		socket.onSpoke(w.heard)
	}
	return w
}

// Send goes by the long connection where the person has spoken there, and by the
// app otherwise; also by the app where WeCom refuses the first for good, and
// where the long connection has ended or been down for five minutes. A failure
// after which the message may have arrived is no reason to change the way: it is
// returned, and the outbox tries again. Where no way is left the *Error says so,
// and its Person is true. The id is that of the app's message, and empty where the
// long connection was the way.
func (w *Ways) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	if w.socket == nil && w.client == nil {
		return "", noWay()
	}
	to, err := w.ways(ctx, o.To)
	if err == nil {
		err = to[0].err
	}
	if err != nil {
		return "", err
	}
	o.To = to[0].As
	if !to[0].Spoke {
		return w.client.Send(ctx, o, file)
	}
	_, err = w.socket.Send(ctx, o, file)
	if w.turnsToApp(err) {
		w.socket.log.InfoContext(ctx, "long connection refuses the message, sending by the app",
			slog.Uint64("seq", o.Seq), slog.Any("err", err))
		return w.client.Send(ctx, o, file)
	}
	return "", err
}

// SendAll sends to many people, to each by the way that Send would take, and
// returns by person the id that Send would, and why somebody was not reached.
func (w *Ways) SendAll(
	ctx context.Context, to []anwei.PersonID, o anwei.Outgoing, file *anwei.File,
) (ids map[anwei.PersonID]string, refused map[anwei.PersonID]error, err error) {
	if w.socket == nil && w.client == nil {
		return nil, nil, noWay()
	}
	ids = make(map[anwei.PersonID]string)
	refused = make(map[anwei.PersonID]error)
	people, err := w.ways(ctx, to...)
	if err != nil {
		return nil, nil, err
	}
	var byApp, bySocket []anwei.PersonID
	given := make(map[anwei.PersonID]anwei.PersonID, len(to))
	for i, way := range people {
		switch given[way.As] = to[i]; {
		case way.err != nil:
			refused[to[i]] = way.err
		case way.Spoke:
			bySocket = append(bySocket, way.As)
		default:
			byApp = append(byApp, way.As)
		}
	}
	if len(bySocket) > 0 {
		for as, err := range w.socket.sendAll(ctx, bySocket, o, file) {
			if w.turnsToApp(err) {
				byApp = append(byApp, as)
			} else {
				refused[given[as]] = err
			}
		}
	}
	if len(byApp) == 0 {
		return ids, refused, nil
	}
	sent, no, err := w.client.SendAll(ctx, byApp, o, file)
	for _, as := range byApp {
		if wrong := cmp.Or(err, no[as]); wrong != nil {
			refused[given[as]] = wrong
		} else if id, ok := sent[as]; ok {
			ids[given[as]] = id
		}
	}
	return ids, refused, nil
}

// Upload brings a file to the app. The long connection has nothing to tell a
// repetition by, so that for it the file is uploaded when it is sent.
func (w *Ways) Upload(ctx context.Context, to anwei.PersonID, file *anwei.File) (string, error) {
	if w.client == nil {
		return "", nil
	}
	if to != "" {
		if ways, err := w.ways(ctx, to); err != nil || ways[0].err != nil || ways[0].Spoke {
			return "", err
		}
	}
	return w.client.Upload(ctx, file)
}

// Recall takes a message of the app's back (§1.5). Of the long connection's there
// is no id, and so none is taken back.
func (w *Ways) Recall(ctx context.Context, id string) error {
	if w.client == nil {
		return wecom.Unreachable("message/recall", "no app is configured", noRecall)
	}
	return w.client.Recall(ctx, id)
}

// taken is the way that is taken to a person, or why there is none.
type taken struct {
	Way
	err error
}

// ways decides how each of the people is written to, by the long connection where Spoke
// is left set and by the app otherwise. The error says that it cannot be known now.
func (w *Ways) ways(ctx context.Context, people ...anwei.PersonID) ([]taken, error) {
	known := anwei.Each(people, func(id anwei.PersonID) Way { return Way{As: id, Spoke: true} })
	if w.reach != nil {
		var err error
		if known, err = w.reach.Ways(ctx, people); err != nil {
			return nil, brokenLink(cmdPush, "the ledger does not tell by which way people are reached: "+err.Error())
		}
	}
	lost := w.socket == nil || w.client != nil && w.socket.lost(lostAfter)
	return anwei.Each(known, func(way Way) taken {
		if !way.Spoke && w.client == nil {
			return taken{way, wecom.Unreachable(cmdPush,
				string(way.As)+" has never written to the bot, and no app is configured that could write first", notSpoken)}
		}
		way.Spoke = way.Spoke && !lost
		return taken{Way: way}
	}), nil
}

// turnsToApp reports whether WeCom has refused a message on the long connection
// for good, and there is an app to send it by.
func (w *Ways) turnsToApp(err error) bool {
	e, ok := errors.AsType[*wecom.Error](err)
	return ok && w.client != nil && e.Code != 0 && !e.Temporary()
}

func noWay() *wecom.Error {
	return wecom.Declined(cmdPush, "neither the long connection nor an app is configured")
}

// noRecall is why nothing is taken back.
const noRecall = "智能机器人发出的消息，企业微信不能撤回；请再发一条更正的消息。"

// notSpoken is what the office can do about it.
const notSpoken = "这位同志还没有和智能机器人说过话，机器人不能先给他发消息。请他在企业微信里打开机器人，随便发一句话（例如“你好”）。"

// Picture fetches what a person sent, by whichever way it came.
func (w *Ways) Picture(ctx context.Context, media string) ([]byte, error) {
	_, long := readMediaID(media)
	switch {
	case long && w.socket != nil:
		return w.socket.Picture(ctx, media)
	case !long && w.client != nil:
		return w.client.Picture(ctx, media)
	}
	return nil, wecom.Declined("media/get", "the way that it came by is not configured any more")
}

// heard tells Reach once a day who has spoken. What Reach does not take is told
// again with the next message.
func (w *Ways) heard(ctx context.Context, id anwei.PersonID, at time.Time) {
	day := at.Format(time.DateOnly)
	w.mu.Lock()
	if w.today != day || len(w.spoke) >= maxSpoken {
		w.today = day
		clear(w.spoke)
	}
	told := w.spoke[id]
	w.mu.Unlock()
	if told {
		return
	}
	if err := w.reach.Spoke(ctx, id, at); err != nil {
		w.socket.log.ErrorContext(ctx, "not noted that a person can be reached", "userid", string(id), "err", err)
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.today == day {
		w.spoke[id] = true
	}
}

// Reach remembers by which ways people can be reached; it is kept in the ledger.
type Reach interface {
	// Spoke tells that a person said something over the long connection. It is
	// called before the message is handled, and at most once a day and person
	// within one process, with the userid as WeCom writes it.
	Spoke(ctx context.Context, id anwei.PersonID, at time.Time) error
	// Ways returns for each of the people, in their order, in whichever case they are
	// asked for, how he is reached.
	Ways(ctx context.Context, people []anwei.PersonID) ([]Way, error)
}

// Way is how a person is reached.
type Way struct {
	As    anwei.PersonID // the userid as WeCom writes it, as far as that is known
	Spoke bool           // whether he ever said something over the long connection
}
