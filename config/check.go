package config

import (
	"encoding/base64"
	"net"
	"net/url"
	"strconv"
	"strings"
)

// settings tells what is wrong with the settings. It never repeats a secret.
func (s *Source) settings(c *Config) {
	if c.Data == "" {
		s.Problem(&c.Data, "没有填写；请写存放数据的文件夹，例如 data: ./data")
	}
	if _, port, err := net.SplitHostPort(c.Listen); err != nil || !isPort(port) {
		s.Problem(&c.Listen, "监听地址“%s”不对；请写成 127.0.0.1:8080，对外监听写 0.0.0.0:8080", c.Listen)
	}
	switch c.LogLevel {
	case "debug", "info", "warn", "error":
	default:
		s.Problem(&c.LogLevel, "日志级别“%s”不存在；请写 debug、info、warn 或 error", c.LogLevel)
	}
	s.wecom(&c.WeCom)
	s.model(&c.Model)
}

func (s *Source) wecom(w *WeCom) {
	if w.CorpID == "" {
		s.Problem(&w.CorpID, "没有填写；请在企业微信管理后台“我的企业”页底部查看企业ID")
	}
	if w.AgentID <= 0 {
		s.Problem(&w.AgentID, "应用编号应当是大于0的整数；请在管理后台该应用的页面查看 AgentId")
	}
	if w.Secret == "" {
		s.Problem(&w.Secret, "没有应用密钥；请设环境变量 ANWEI_CORP_SECRET，或写在 wecom.secret")
	}
	if !isURL(w.APIURL, "http", "https") || strings.HasSuffix(w.APIURL, "/") {
		s.Problem(&w.APIURL, "接口地址“%s”不对；一般不用写，要写请写成 https://qyapi.weixin.qq.com（末尾不带 /）", w.APIURL)
	}
	s.callback(&w.Callback)
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

// isURL reports whether the text is an absolute URL of one of the schemes.
func isURL(text string, schemes ...string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return false
	}
	for _, scheme := range schemes {
		if u.Scheme == scheme {
			return true
		}
	}
	return false
}

func alphanumeric(s string) bool {
	for _, r := range s {
		if (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') {
			return false
		}
	}
	return true
}
