package config

import (
	"encoding/base64"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// settings tells what is wrong with the settings. It never repeats a secret.
func (s *Source) settings(c *Config) {
	if c.Data == "" {
		s.Problem(&c.Data, "没有填写；请写存放数据的文件夹，例如 data: ./data")
	}
	if u, err := url.Parse(string(c.Storage)); c.Storage != "" && (err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql") {
		s.Problem(&c.Storage, "数据库地址不对；请写成 postgres://用户@主机:5432/库名，不用数据库就删去这一行")
	}
	if _, port, err := net.SplitHostPort(c.Listen); err != nil || !isPort(port) {
		s.Problem(&c.Listen, "监听地址“%s”不对；请写成 127.0.0.1:8080，对外监听写 0.0.0.0:8080", c.Listen)
	}
	switch c.LogLevel {
	case "debug", "info", "warn", "error":
	default:
		s.Problem(&c.LogLevel, "日志级别“%s”不存在；请写 debug、info、warn 或 error", c.LogLevel)
	}
	if m := c.Mailbox; m != "" && !isMailbox(m) {
		s.Problem(&c.Mailbox, "邮箱“%s”不对；请写成 anwei@example.gov.cn，不用就删去这一行", m)
	}
	if c.Backup.Keep < 0 {
		s.Problem(&c.Backup.Keep, "备份留几份应当是0或正整数；0是全留")
	}
	for _, days := range []*int{&c.Retention.Misheard, &c.Retention.Aside, &c.Retention.Talk} {
		if *days < 0 {
			s.Problem(days, "保留多少天应当是0或正整数；0是一直保留")
		}
	}
	s.wecom(&c.WeCom)
	s.model(&c.Model)
	for _, address := range []*string{&c.WeCom.APIURL, &c.WeCom.Bot.URL, &c.Model.BaseURL} {
		s.cleartext(address, c.AllowHTTP)
	}
}

// cleartext refuses an address that secrets and people's words would go to in the clear,
// unless it is this machine's or its host is allowed by name.
func (s *Source) cleartext(address *string, allowed []string) {
	u, err := url.Parse(*address)
	if err != nil || u.Scheme != "http" && u.Scheme != "ws" {
		return
	}
	host := u.Hostname()
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() || slices.Contains(allowed, host) {
		return
	}
	s.Problem(address, "地址是明文的（%s），密钥和内容在路上谁都看得到；请改用 %ss。确认只在可信的内网里走的，在 allow_http 里写上“%s”", u.Scheme, u.Scheme, host)
}

func (s *Source) wecom(w *WeCom) {
	if !w.HasApp() && !w.HasBot() {
		s.Problem(w, "没有写怎样连接企业微信；没有公网地址就用长连接，填 wecom.bot 的 id 和 secret；有公网地址也可以用自建应用，填 corp_id、agent_id 和 callback")
	}
	if !isURL(w.APIURL, "http", "https") || strings.HasSuffix(w.APIURL, "/") {
		s.Problem(&w.APIURL, "接口地址“%s”不对；一般不用写，要写请写成 https://qyapi.weixin.qq.com（末尾不带 /）", w.APIURL)
	}
	if w.HasApp() {
		s.app(w)
	}
	if w.HasBot() {
		s.bot(&w.Bot)
	}
	if key := string(w.GroupKey); key != "" && !isGroupKey(key) {
		s.Problem(&w.GroupKey, "群机器人的 Webhook 不对；请照抄群里“群机器人”页面上的地址，或其中 key= 后面的那一串，或设环境变量 ANWEI_GROUP_KEY")
	}
}

// isMailbox takes an address without a name around it.
func isMailbox(text string) bool {
	a, err := mail.ParseAddress(text)
	return err == nil && a.Address == text && a.Name == ""
}

// app checks the self-built application. It may do without a callback where the
// 智能机器人 hears what people say.
func (s *Source) app(w *WeCom) {
	if w.CorpID == "" {
		s.Problem(&w.CorpID, "没有填写；请在企业微信管理后台“我的企业”页底部查看企业ID")
	}
	if w.AgentID <= 0 {
		s.Problem(&w.AgentID, "应用编号应当是大于0的整数；请在管理后台该应用的页面查看 AgentId")
	}
	if w.Secret == "" {
		s.Problem(&w.Secret, "没有应用密钥；请设环境变量 ANWEI_CORP_SECRET，或写在 wecom.secret")
	}
	if w.HasCallback() || !w.HasBot() {
		s.callback(&w.Callback)
	}
}

func (s *Source) bot(b *Bot) {
	if b.ID == "" {
		s.Problem(&b.ID, "没有填写；请照抄“工作台→智能机器人”里该机器人的 Bot ID")
	}
	if b.Secret == "" {
		s.Problem(&b.Secret, "没有长连接的密钥；请照抄智能机器人“使用长连接”页面的 Secret，设为环境变量 ANWEI_BOT_SECRET，或写在 wecom.bot.secret")
	}
	if b.URL != "" && !isURL(b.URL, "ws", "wss") {
		s.Problem(&b.URL, "长连接地址“%s”不对；一般不用写，要写请写成 wss://openws.work.weixin.qq.com", b.URL)
	}
}

func (s *Source) callback(c *Callback) {
	if !strings.HasPrefix(c.Path, "/") {
		s.Problem(&c.Path, "回调路径“%s”不对；请以 / 开头，例如 /wecom/callback", c.Path)
	}
	if t := string(c.Token); t == "" || len(t) > 32 || !alphanumeric(t) {
		s.Problem(&c.Token, "回调 Token 应当是1到32个字母和数字；请照抄管理后台“接收消息”里的 Token，或设环境变量 ANWEI_CALLBACK_TOKEN")
	}
	key := string(c.AESKey)
	if len(key) != 43 {
		s.Problem(&c.AESKey, "EncodingAESKey 应当是43个字符，现在是%d个；请照抄管理后台“接收消息”里的那一串，或设环境变量 ANWEI_AES_KEY", len([]rune(key)))
	} else if _, err := base64.StdEncoding.DecodeString(key + "="); err != nil || !alphanumeric(key) {
		s.Problem(&c.AESKey, "EncodingAESKey 只能有字母和数字；请重新从管理后台“接收消息”复制")
	}
	if c.URL != "" && (!isURL(c.URL, "http", "https") || strings.ContainsAny(c.URL, "?#")) {
		s.Problem(&c.URL, "回调的公网地址“%s”不对；请照抄管理后台“接收消息”里的 URL，例如 https://anwei.example.gov.cn/wecom/callback", c.URL)
	}
}

// isGroupKey reports whether the text is the address of a group robot's webhook,
// or the key in it.
func isGroupKey(text string) bool {
	if strings.Contains(text, "/") {
		u, err := url.Parse(text)
		if err != nil || u.Host == "" {
			return false
		}
		text = u.Query().Get("key")
	}
	return text != "" && len(text) <= 64 && alphanumeric(strings.NewReplacer("-", "", "_", "").Replace(text))
}

// model does not repeat the address, which may hold a password.
func (s *Source) model(m *Model) {
	switch {
	case m.Name == "" && m.BaseURL != "":
		s.Problem(&m.Name, "写了 base_url，还要写模型名称，例如 name: deepseek-chat；不用大模型请把 base_url 也删去")
	case m.Name != "" && m.BaseURL == "":
		s.Problem(&m.BaseURL, "写了模型名称，还要写接口地址，例如 base_url: https://api.deepseek.com/v1；不用大模型请把 name 也删去")
	case m.BaseURL != "" && (!isURL(m.BaseURL, "http", "https") || strings.ContainsAny(m.BaseURL, "?#") || strings.HasSuffix(m.BaseURL, "/chat/completions")):
		s.Problem(&m.BaseURL, "大模型接口地址不对；请写成 https://api.deepseek.com/v1 这样，不带 /chat/completions")
	}
	switch m.Format {
	case "schema", "object", "tool", "text":
	default:
		s.Problem(&m.Format, "输出格式“%s”不存在；请写 schema、object、tool 或 text，拿不准写 object", m.Format)
	}
}

func isPort(s string) bool {
	n, err := strconv.ParseUint(s, 10, 16)
	return err == nil && (n > 0 || s == "0")
}

func isURL(text string, schemes ...string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && slices.Contains(schemes, u.Scheme)
}

func alphanumeric(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}
