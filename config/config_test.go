package config_test

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anwei/config"
)

const aesKey = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"

func secrets(name string) string {
	return map[string]string{"ANWEI_CORP_SECRET": "s3cret", "ANWEI_CALLBACK_TOKEN": "t0ken", "ANWEI_AES_KEY": aesKey, "ANWEI_MODEL_KEY": "m0del"}[name]
}

func nothing(string) string { return "" }

func TestExample(t *testing.T) {
	c, err := config.Parse("example.yaml", config.ExampleYAML(), secrets)
	if err != nil {
		t.Fatal(err)
	}
	if c.WeCom.HasBot() || !c.WeCom.HasCallback() {
		t.Errorf("got the bot %+v and the callback %+v", c.WeCom.Bot, c.WeCom.Callback)
	}
	if c.Data != "./data" || c.Ledger() != "./data" || c.Plan != "" || c.Level() != slog.LevelInfo || c.WeCom.AgentID != 1000002 ||
		c.WeCom.APIURL != "https://qyapi.weixin.qq.com" || c.WeCom.Callback.Path != "/wecom/callback" ||
		string(c.WeCom.Secret) != "s3cret" || string(c.WeCom.Callback.AESKey) != aesKey ||
		c.Model != (config.Model{Key: "m0del", Format: "object"}) {
		t.Errorf("got %+v", c)
	}
}

// TestExampleWhole holds that every line that the example comments out is a
// setting that exists.
func TestExampleWhole(t *testing.T) {
	var lines []string
	for line := range strings.Lines(string(config.ExampleYAML())) {
		bare := strings.Replace(line, "# ", "", 1)
		if key, _, ok := strings.Cut(strings.TrimSpace(bare), ":"); ok && !strings.ContainsAny(key, " #：，。→") && line != bare && key == strings.ToLower(key) && key[0] < 0x80 {
			line = bare
		}
		lines = append(lines, line)
	}
	text := strings.NewReplacer("应用密钥", "x", "后台的Token", "t0ken", "后台的EncodingAESKey，43个字符", aesKey, "地址里key后面的那一串", "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa").Replace(strings.Join(lines, ""))
	c, err := config.Parse("whole.yaml", []byte(text), nothing)
	if err != nil {
		t.Fatal(err)
	}
	if c.Plan == "" || c.Calendar == "" || c.Model.BaseURL == "" || c.Model.Name == "" || c.Model.Key == "" ||
		!c.WeCom.HasApp() || !c.WeCom.HasCallback() || !c.WeCom.HasBot() || c.WeCom.GroupKey == "" || c.WeCom.Callback.URL == "" || c.Mailbox == "" ||
		c.Ledger() != "postgres://anwei@127.0.0.1:5432/anwei" || strings.Contains(fmt.Sprintf("%+v", c), "postgres:") {
		t.Errorf("got %+v", c)
	}
}

const good = `data: ./data
listen: 127.0.0.1:8080
log_level: warn
wecom:
  corp_id: ww01
  agent_id: 1000002
  secret: s3cret
  callback:
    path: /cb
    token: t0ken
    aes_key: ` + aesKey + `
  api_url: http://127.0.0.1:9
model:
  base_url: http://u:passw0rd@127.0.0.1:11434/v1
  name: qwen3
  format: schema
  vision: true
`

func TestBad(t *testing.T) {
	if _, err := config.Parse("good.yaml", []byte(good), nothing); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, old, now, want string }{
		{"unknown key", "listen:", "port:", "bad.yaml:2: port: 不认识“port”；这里可以写的有：data、storage、plan、calendar、listen、log_level、mailbox、allow_http、backup、retention、wecom、model"},
		{"data", "data: ./data", "data: ''", "bad.yaml:1: data: 没有填写；请写存放数据的文件夹"},
		{"storage", "log_level: warn", "storage: mysql://u:passw0rd@h/x", "bad.yaml:3: storage: 数据库地址不对；请写成 postgres://"},
		{"listen", "listen: 127.0.0.1:8080", "listen: 8080", "bad.yaml:2: listen: 监听地址“8080”不对；请写成 127.0.0.1:8080"},
		{"port", "listen: 127.0.0.1:8080", "listen: 127.0.0.1:80800", "bad.yaml:2: listen: 监听地址“127.0.0.1:80800”不对"},
		{"mailbox", "log_level: warn", "mailbox: 安委办 <a@b.cn>", "bad.yaml:3: mailbox: 邮箱“安委办 <a@b.cn>”不对"},
		{"level", "log_level: warn", "log_level: 详细", "bad.yaml:3: log_level: 日志级别“详细”不存在"},
		{"retention", "log_level: warn", "retention: {talk_days: -1}", "bad.yaml:3: retention.talk_days: 保留多少天应当是0或正整数"},
		{"corp", "corp_id: ww01", "corp_id:", "bad.yaml:5: wecom.corp_id: 没有填写；请在企业微信管理后台"},
		{"agent", "agent_id: 1000002", "agent_id: 0", "bad.yaml:6: wecom.agent_id: 应用编号应当是大于0的整数"},
		{"agent word", "agent_id: 1000002", "agent_id: 助手", "bad.yaml:6: wecom.agent_id: “助手”不是整数"},
		{"no secret", "secret: s3cret", "secret:", "bad.yaml:7: wecom.secret: 没有应用密钥；请设环境变量 ANWEI_CORP_SECRET"},
		{"path", "path: /cb", "path: cb", "bad.yaml:9: wecom.callback.path: 回调路径“cb”不对；请以 / 开头"},
		{"token", "token: t0ken", "token: 口令", "bad.yaml:10: wecom.callback.token: 回调 Token 应当是1到32个字母和数字"},
		{"short key", aesKey, aesKey[1:], "bad.yaml:11: wecom.callback.aes_key: EncodingAESKey 应当是43个字符，现在是42个"},
		{"key with signs", aesKey, "!" + aesKey[1:], "bad.yaml:11: wecom.callback.aes_key: "},
		{"url", "http://127.0.0.1:9", "127.0.0.1:9", "bad.yaml:12: wecom.api_url: 接口地址“127.0.0.1:9”不对"},
		{"model without URL", "base_url: http://u:passw0rd@127.0.0.1:11434/v1", "base_url:", "bad.yaml:14: model.base_url: 写了模型名称，还要写接口地址"},
		{"model URL", "http://u:passw0rd@127.0.0.1:11434", "u:passw0rd@127.0.0.1:11434", "bad.yaml:14: model.base_url: 大模型接口地址不对"},
		{"model URL whole", "11434/v1", "11434/v1/chat/completions", "bad.yaml:14: model.base_url: 大模型接口地址不对"},
		{"model URL query", "11434/v1", "11434/v1?key=s3cret", "bad.yaml:14: model.base_url: 大模型接口地址不对"},
		{"model without name", "name: qwen3", "name:", "bad.yaml:15: model.name: 写了 base_url，还要写模型名称"},
		{"model format", "format: schema", "format: xml", "bad.yaml:16: model.format: 输出格式“xml”不存在；请写 schema、object、tool 或 text"},
		{"model vision", "vision: true", "vision: 开", "bad.yaml:17: model.vision: "},
		{"slash", "http://127.0.0.1:9", "http://127.0.0.1:9/", "bad.yaml:12: wecom.api_url: 接口地址"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Parse("bad.yaml", []byte(strings.Replace(good, c.old, c.now, 1)), nothing)
			var ps config.Problems
			if !errors.As(err, &ps) || !strings.Contains("\n"+err.Error(), "\n"+c.want) {
				t.Errorf("got\n%v\nwant a line\n%s", err, c.want)
			}
			for _, secret := range []string{"s3cret", "t0ken", "passw0rd", aesKey[5:]} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("the error shows a secret: %v", err)
				}
			}
		})
	}
}

// ways has all of WeCom set up, for TestWays to take away from.
const ways = `data: ./data
wecom:
  corp_id: ww01
  agent_id: 1000002
  secret: s3cret
  callback:
    url: https://anwei.example.gov.cn/wecom/callback
    token: t0ken
    aes_key: ` + aesKey + `
  bot:
    id: aib01
    secret: b0tsecret
    url: ws://127.0.0.1:9
  group_key: 693a91f6-7xxx-4bc4
`

// waysWithout is ways less the lines that begin with one of the keys.
func waysWithout(keys ...string) string {
	var kept []string
	for line := range strings.Lines(ways) {
		bare := strings.TrimSpace(line)
		if !slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(bare, k+":") }) {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// TestWays holds which parts of WeCom may be left out, and that a part which was
// begun has to be whole.
func TestWays(t *testing.T) {
	bot := "data: d\nwecom:\n  bot: {id: aib01, secret: b0tsecret}\n"
	noCallback := waysWithout("callback", "token", "aes_key", "url")
	for _, c := range []struct{ name, text, want string }{
		{"all", ways, ""},
		{"bot alone", bot, ""},
		{"app and bot without a callback", noCallback, ""},
		{"group by its address", strings.Replace(ways, "693a91f6", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6", 1), ""},
		{"neither", "data: d\n", "x.yaml:1: wecom: 没有写怎样连接企业微信；没有公网地址就用长连接"},
		{"neither, with a line", "data: d\nwecom:\n  api_url: http://127.0.0.1:9\n", "x.yaml:3: wecom: 没有写怎样连接企业微信"},
		{"app without a callback or bot", "wecom: {corp_id: ww01, agent_id: 1, secret: s3cret}\n", "x.yaml:1: wecom.callback.token: 回调 Token 应当是"},
		{"bot without id", waysWithout("id"), "x.yaml:11: wecom.bot.id: 没有填写；请照抄“工作台→智能机器人”"},
		{"bot without secret", "wecom:\n  bot: {id: aib01}\n", "x.yaml:2: wecom.bot.secret: 没有长连接的密钥；"},
		{"bot address", strings.Replace(ways, "ws://127", "http://127", 1), "x.yaml:13: wecom.bot.url: 长连接地址“http://127.0.0.1:9”不对"},
		{"app half", waysWithout("secret"), "x.yaml:3: wecom.secret: 没有应用密钥"},
		{"callback without app", bot + "  callback: {token: t0ken, aes_key: " + aesKey + "}\n", "x.yaml:3: wecom.corp_id: 没有填写"},
		{"callback half", waysWithout("aes_key"), "x.yaml:7: wecom.callback.aes_key: EncodingAESKey 应当是43个字符，现在是0个"},
		{"callback address", strings.Replace(ways, "https://anwei", "anwei", 1), "x.yaml:7: wecom.callback.url: 回调的公网地址"},
		{"group", strings.Replace(ways, "693a91f6", "http://qyapi.weixin.qq.com/s3cret?", 1), "x.yaml:14: wecom.group_key: 群机器人的 Webhook 不对"},
		{"group words", strings.Replace(ways, "693a91f6", "群机器人 s3cret", 1), "x.yaml:14: wecom.group_key: 群机器人的 Webhook 不对"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := config.Parse("x.yaml", []byte(c.text), nothing)
			if err == nil && c.want == "" {
				return
			}
			if err == nil || c.want == "" || !strings.Contains("\n"+err.Error(), "\n"+c.want) {
				t.Fatalf("got\n%v\nwant a line\n%s", err, c.want)
			}
			for _, secret := range []string{"s3cret", "b0tsecret", "t0ken", aesKey} {
				if strings.Contains(err.Error(), secret) {
					t.Errorf("the error shows a secret: %v", err)
				}
			}
		})
	}
}

// TestSecretsOfTheEnvironment holds that a bot and a group need no secret in the
// file.
func TestSecretsOfTheEnvironment(t *testing.T) {
	env := map[string]string{"ANWEI_BOT_SECRET": "b0tsecret", "ANWEI_GROUP_KEY": "693a91f6-7xxx"}
	c, err := config.Parse("x.yaml", []byte("wecom:\n  bot: {id: aib01}\n"), func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	if string(c.WeCom.Bot.Secret) != "b0tsecret" || string(c.WeCom.GroupKey) != "693a91f6-7xxx" || c.WeCom.HasApp() {
		t.Errorf("got %+v", c.WeCom)
	}
}

func TestLoad(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "anwei.yaml")
	if _, err := config.Load(path); err == nil || !strings.Contains(err.Error(), "读不到设置文件") {
		t.Errorf("a file that is not there gave %v", err)
	}
	if err := os.WriteFile(path, []byte("plan: 方案.yaml\n"+good), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("ANWEI_CORP_SECRET", "from the environment")
	c, err := config.Load(path)
	if err != nil {
		t.Fatal(err)
	}
	if c.Data != filepath.Join(dir, "data") || c.Plan != filepath.Join(dir, "方案.yaml") || c.Calendar != "" || string(c.WeCom.Secret) != "from the environment" {
		t.Errorf("got %+v", c)
	}
}
