package wecom

// wording: 企业微信说不行时

import (
	"context"
	"crypto/md5" //nolint:gosec // WeCom wants it to see that a picture is whole
	"encoding/base64"
	"encoding/hex"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/silenceper/wechat/v2/util"
	workctx "github.com/silenceper/wechat/v2/work/context"
	"github.com/silenceper/wechat/v2/work/robot"
	"golang.org/x/time/rate"

	"anwei"
	"anwei/bot"
)

// A robot's group gets 20 messages a minute at most (§1.11). A burst of eight, so
// that the parts of a long text go out together, and one more every five seconds
// is never more than 20 within any minute.
const (
	webhookBurst = maxParts
	webhookEvery = 5 * time.Second
)

// Webhook sends to the one group chat that a group robot is in (§1.11). It hears
// nothing. Its methods may be called from several goroutines and return an *Error
// where WeCom or the way to it is the reason. Whoever knows the robot's key can
// write to the group, so that the key is in no error and no log.
type Webhook struct {
	key      string
	base     *url.URL
	http     *http.Client
	exchange *exchange
	limiter  *rate.Limiter
	log      *slog.Logger
	now      func() time.Time
}

var _ bot.Sender = (*Webhook)(nil)

// NewWebhook returns a Webhook for the address that the group's settings show
// under 群机器人, or for the key in it alone. Base is the base of WeCom's API, and
// client makes the calls, as in ClientConfig; empty and nil are the real one and
// one of our own. The clock is for the limit of messages a minute.
func NewWebhook(
	where, base string, client *http.Client, log *slog.Logger, now func() time.Time,
) (*Webhook, error) {
	key, err := webhookKey(where)
	if err != nil {
		return nil, err
	}
	api, err := baseURL(base)
	if err != nil {
		return nil, err
	}
	return &Webhook{
		key: key, base: api, http: HTTPClient(client), exchange: shared(), log: log, now: now,
		limiter: rate.NewLimiter(rate.Every(webhookEvery), webhookBurst),
	}, nil
}

func webhookKey(where string) (string, error) {
	key := strings.TrimSpace(where)
	if strings.Contains(key, "/") {
		u, err := url.Parse(key)
		if err != nil {
			return "", errors.New("wecom: 群机器人的 Webhook 地址不是网址") // err quotes it
		}
		key = u.Query().Get("key")
	}
	if !IsUserID(key) { // the letters that keys have
		return "", errors.New("wecom: 群机器人的 Webhook 地址里没有 key，应形如 https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…")
	}
	return key, nil
}

// Send sends a text, a card or a file to the group; o.To says nothing here. The
// buttons of a card, which a group cannot press, are left out. The id that it
// returns is empty, since WeCom gives none. What is above the limit of messages a
// minute is refused without a call: the error is temporary, and RetryAfter says
// when there is room for all of it.
//
// WeCom has no duplicate check here: what is sent again arrives again, a long
// text with all of its parts.
func (w *Webhook) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	requests, err := w.compose(ctx, o, file)
	if err != nil {
		return "", err
	}
	if err := w.reserve(len(requests)); err != nil {
		return "", err
	}
	if file != nil && requests[0].File != nil {
		if requests[0].File.MediaID, err = w.upload(ctx, file); err != nil {
			return "", err
		}
	}
	for _, r := range requests {
		err := w.do(ctx, apiWebhook, func(t ticket) error {
			// An errcode in the answer, of which RobotBroadcast makes no error, has
			// ended in the exchange by now (§5.3).
			_, err := robot.NewClient(&workctx.Context{}).RobotBroadcast(string(t), r)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return "", nil
}

// reserve takes room for n messages, or none.
func (w *Webhook) reserve(n int) error {
	now := w.now()
	r := w.limiter.ReserveN(now, n)
	pause := r.DelayFrom(now)
	if pause <= 0 {
		return nil
	}
	r.CancelAt(now)
	return &Error{API: apiWebhook, Message: "20 messages a minute are WeCom's limit", temporary: true, after: pause}
}

func (w *Webhook) do(ctx context.Context, api string, run func(ticket) error) error {
	k := &call{ctx: ctx, api: api, base: w.base, http: w.http, secret: w.key}
	t, end := w.exchange.begin(k)
	defer end()
	return k.explain(run(t))
}

func (w *Webhook) upload(ctx context.Context, file *anwei.File) (string, error) {
	var up struct {
		MediaID string `json:"media_id"`
	}
	err := w.do(ctx, apiWebhookFile, func(t ticket) error {
		to := defaultAPI + "/cgi-bin/" + apiWebhookFile + "?type=file&key=" + string(t)
		answer, err := util.PostFileByStream("media", FileName(file.Name), to, file.Data)
		if err != nil {
			return err
		}
		return decode(apiWebhookFile, answer, &up)
	})
	return up.MediaID, err
}

// The limits of a robot's messages, in bytes (§1.11). That of pictures is
// UNCONFIRMED.
const (
	maxWebhookText  = MaxText
	maxWebhookImage = 2 << 20
)

// webhookRequest is the body of webhook/send.
type webhookRequest struct {
	MsgType string        `json:"msgtype"`
	Text    *TextBody     `json:"text,omitempty"`
	Image   *webhookImage `json:"image,omitempty"`
	File    *MediaBody    `json:"file,omitempty"`
}

type webhookImage struct {
	Base64 string `json:"base64"`
	MD5    string `json:"md5"` // of the picture as it is
}

// compose makes the requests that bring o to the group. A file's media id is
// left open.
func (w *Webhook) compose(ctx context.Context, o anwei.Outgoing, file *anwei.File) ([]webhookRequest, error) {
	var text string
	switch says := o.Content.(type) {
	case anwei.Order:
		if file == nil {
			return nil, Declined(apiWebhook, "the file that was ordered is missing")
		}
		return composeWebhookFile(file)
	case *anwei.Card:
		text = says.Title + "\n" + says.Text
	case anwei.PlainText:
		text = string(says)
	case nil, anwei.Reminder, anwei.Bulletin, anwei.Recall: // what is made of them is sent
	}
	if text = strings.TrimSpace(AsText(text)); text == "" {
		return nil, Declined(apiWebhook, "the message is empty")
	}
	parts, cut := cutParts(SplitText(text, maxWebhookText), webhookBurst, maxWebhookText)
	if cut {
		w.log.WarnContext(ctx, "text too long, cut", "seq", o.Seq, "bytes", len(text))
	}
	requests := make([]webhookRequest, 0, len(parts))
	for _, part := range parts {
		requests = append(requests, webhookRequest{MsgType: "text", Text: &TextBody{part}})
	}
	return requests, nil
}

func composeWebhookFile(file *anwei.File) ([]webhookRequest, error) {
	kind, err := mediaKind(file)
	if e, ok := errors.AsType[*Error](err); ok {
		e.API = apiWebhookFile
		return nil, e
	}
	if kind != MediaImage || len(file.Data) > maxWebhookImage {
		return []webhookRequest{{MsgType: "file", File: &MediaBody{}}}, nil
	}
	sum := md5.Sum(file.Data) //nolint:gosec // see the import
	picture := &webhookImage{base64.StdEncoding.EncodeToString(file.Data), hex.EncodeToString(sum[:])}
	return []webhookRequest{{MsgType: "image", Image: picture}}, nil
}
