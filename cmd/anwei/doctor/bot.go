package doctor

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/cmd/anwei/house"
)

// checkBot looks whether the 智能机器人 can be reached with its id and secret. A
// server that runs is asked, since a connection of ours would throw it out.
func (c *Checkup) checkBot(ctx context.Context) {
	const check = "长连接"
	switch {
	case c.inside != nil: // the engine tells of it by itself
	case c.server != nil && c.server.Socket && c.server.Status == http.StatusServiceUnavailable:
		c.say(broken, check, "%s", c.server.Text)
	case c.server != nil && c.server.Socket && !c.server.Connected:
		c.say(doubtful, check, "正在运行的助手暂时断线，正在重连。一直如此，请网络管理员放行服务器到 %s 的访问。", c.botHost())
	case c.server != nil && c.server.Socket:
		c.say(Fine, check, "正在运行的助手已连上")
	default:
		c.tryBot(ctx, check)
	}
}

func (c *Checkup) botHost() string {
	return host(cmp.Or(c.cfg.WeCom.Bot.URL, "wss://openws.work.weixin.qq.com"))
}

func (c *Checkup) tryBot(ctx context.Context, check string) {
	s, err := longlink.NewSocket(*house.Socket(c.cfg.WeCom), nil, c.log, c.now)
	if err == nil {
		brief, cancel := context.WithTimeout(ctx, callWithin)
		defer cancel()
		err = s.Check(brief)
	}
	e, ok := errors.AsType[*wecom.Error](err)
	switch {
	case err == nil:
		c.say(Fine, check, "Bot ID 和 Secret 正确")
	case ok && e.Advice() != "":
		c.say(broken, check, "%s", e.Advice())
	default:
		c.say(broken, check, "连不上 %s。请网络管理员检查这台服务器的网络和域名解析，并放行它到该地址的访问（WebSocket）。", c.botHost())
	}
}

// The answers to an upload without a file that the group robot's key is told by:
// with a good one WeCom misses the file.
const (
	codeNoFile = 44001
	uploadAPI  = "webhook/upload_media"
)

// checkGroup looks whether WeCom knows the group robot, without sending anything.
func (c *Checkup) checkGroup(ctx context.Context) {
	const check = "工作群"
	key := string(c.cfg.WeCom.GroupKey)
	if u, err := url.Parse(key); err == nil && u.Host != "" {
		key = u.Query().Get("key")
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	target := c.cfg.WeCom.APIURL + "/cgi-bin/" + uploadAPI + "?type=file&key=" + url.QueryEscape(key)
	// A form without any part.
	body := bytes.NewBufferString("--none--\r\n")
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, body)
	if err != nil {
		c.say(broken, check, "群机器人的 Webhook 不对，请照抄群里“群机器人”页面上的地址。")
		return
	}
	req.Header.Set("Content-Type", "multipart/form-data; boundary=none")
	resp, err := c.http.Do(req)
	if err != nil {
		c.say(broken, check, "连不上企业微信：%s", plainly(err))
		return
	}
	var answer struct {
		Code    int    `json:"errcode"`
		Message string `json:"errmsg"`
	}
	err = json.NewDecoder(io.LimitReader(resp.Body, 64<<10)).Decode(&answer)
	_ = resp.Body.Close()
	e := &wecom.Error{Code: answer.Code, API: "webhook/send", Message: answer.Message}
	switch {
	case err != nil:
		c.say(doubtful, check, "企业微信答得不对，没有查清。请稍后再试。")
	case e.Operator():
		c.say(broken, check, "%s", cmp.Or(e.Advice(), "企业微信拒绝了群机器人："+answer.Message))
	case answer.Code == 0, answer.Code == codeNoFile, answer.Code/1000 == 40, answer.Code/1000 == 41:
		c.say(Fine, check, "群机器人有效（没有往群里发消息）")
	default:
		c.say(doubtful, check, "企业微信应答 %d，没有查清。请稍后再试。", answer.Code)
	}
}

// checkModel asks the language model about one figure.
func (c *Checkup) checkModel(ctx context.Context) {
	const check = "大模型"
	ctx, cancel := context.WithTimeout(ctx, 2*callWithin)
	defer cancel()
	a, err := house.Assistant(c.cfg.Model, c.log)
	if err == nil {
		_, err = a.Guess(ctx, bot.Question{
			Text: "检查3次", Asked: []anwei.FieldID{"checks"},
			Form: anwei.Form{ID: "doctor", Title: "检查", Fields: []anwei.Field{
				{ID: "checks", Title: "检查次数", Name: "检查次数", Short: "检查次数", Unit: "次", Kind: anwei.Count},
			}},
		})
	}
	// Without a model everything works, so that nothing here is broken.
	switch {
	case err == nil:
		c.say(Fine, check, "%s 有应答", c.cfg.Model.Name)
	case strings.Contains(err.Error(), "HTTP status 401"), strings.Contains(err.Error(), "HTTP status 403"):
		c.say(broken, check, "大模型服务不认密钥。请维护助手的同志核对 model.key（环境变量 ANWEI_MODEL_KEY）；不想用大模型，把 model 里的 base_url 和 name 删去即可。")
	case strings.Contains(err.Error(), "HTTP status 404"):
		c.say(broken, check, "大模型服务没有这个接口或模型。请维护助手的同志核对 model.base_url 和 model.name。")
	case errors.Is(err, context.DeadlineExceeded):
		c.say(doubtful, check, "等不到大模型的应答。不影响填报，只是读不懂的话少了一个帮手；请维护助手的同志核对 model.base_url。")
	default:
		c.say(doubtful, check, "大模型用不了（%s）。不影响填报，只是读不懂的话少了一个帮手。", err.Error())
	}
}
