package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/doctor"
	"anwei/cmd/anwei/house"
	"anwei/config"
	"anwei/config/roster"
	"anwei/storage"
)

// patientOne is a deployment whose settings lie in a file and that has all parts
// of WeCom.
type patientOne struct {
	sim *wecomtest.Server
	dir string
	// lines are the settings by their key, as they stand in the file.
	lines map[string]string
}

func newPatient(t *testing.T, o wecomtest.Options) *patientOne {
	t.Helper()
	if o.Users == nil {
		r, err := house.Load("")
		if err != nil {
			t.Fatal(err)
		}
		list, err := roster.Sample(r.Plan)
		if err != nil {
			t.Fatal(err)
		}
		o.Users = simulatedUsers(list)
	}
	o.Report = func(string, ...any) {} // bad settings make bad requests
	p := &patientOne{sim: wecomtest.NewServer(t, o), dir: t.TempDir()}
	o = p.sim.Options()
	must(t, "", "roster", "import", "--sample", "--data", filepath.Join(p.dir, "data"))
	p.lines = map[string]string{
		"corp_id": o.CorpID, "agent_id": strconv.Itoa(o.AgentID), "secret": o.Secret, "api_url": p.sim.URL(),
		"group_key": o.WebhookKey, "id": o.BotID, "bot_secret": o.BotSecret, "bot_url": p.sim.BotURL(),
		"token": o.Token, "aes_key": o.AESKey, "listen": "127.0.0.1:0",
	}
	return p
}

func (p *patientOne) settings(t *testing.T) string {
	t.Helper()
	l := p.lines
	text := fmt.Sprintf("data: data\nlisten: %s\ncalendar: next.yaml\nwecom:\n", l["listen"])
	if l["corp_id"] != "" {
		text += fmt.Sprintf("  corp_id: %s\n  agent_id: %s\n  secret: %q\n", l["corp_id"], l["agent_id"], l["secret"])
	}
	if l["token"] != "" {
		text += fmt.Sprintf("  callback: {token: %q, aes_key: %q, url: %q}\n", l["token"], l["aes_key"], l["callback_url"])
	}
	if l["id"] != "" {
		text += fmt.Sprintf("  bot: {id: %q, secret: %q, url: %q}\n", l["id"], l["bot_secret"], l["bot_url"])
	}
	text += fmt.Sprintf("  api_url: %s\n  group_key: %q\n%s", l["api_url"], l["group_key"], l["more"])
	year := max(time.Now().Year(), 2027) // the program has 2026 itself
	write(t, filepath.Join(p.dir, "next.yaml"), fmt.Sprintf("year: %d\noff:\n  - {name: 元旦, from: %d-01-01}\n", year, year))
	path := filepath.Join(p.dir, "anwei.yaml")
	write(t, path, text)
	return path
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// doctor runs the command, and looks for secrets in what it says.
func (p *patientOne) doctor(t *testing.T, more ...string) (code int, said string) {
	t.Helper()
	code, out, errs := call(t, "", append([]string{"doctor", "-c", p.settings(t)}, more...)...)
	for _, key := range []string{"secret", "bot_secret", "group_key", "token", "aes_key"} {
		if v := p.lines[key]; v != "" && strings.Contains(out+errs, v) {
			t.Errorf("the doctor tells the %s:\n%s%s", key, out, errs)
		}
	}
	return code, out + errs
}

// front puts a proxy before the simulated API that may answer a call by itself.
func (p *patientOne) front(t *testing.T, answer func(path string) (body string)) {
	t.Helper()
	target, err := url.Parse(p.sim.URL())
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if body := answer(r.URL.Path); body != "" {
			w.Header().Set("Content-Type", "application/json")
			_, _ = w.Write([]byte(body))
			return
		}
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(s.Close)
	p.lines["api_url"] = s.URL
}

// TestDoctorFindsWhatIsWrong breaks one thing at a time. What is wrong is one line
// that says who has to do what, and the exit code tells.
func TestDoctorFindsWhatIsWrong(t *testing.T) {
	model := func(status int) string {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			_, _ = w.Write([]byte(`{"choices":[{"message":{"role":"assistant","content":"{\"checks\":3}"},"finish_reason":"stop"}]}`))
		}))
		t.Cleanup(s.Close)
		return fmt.Sprintf("model: {base_url: %s/v1, name: qwen3, key: m0delkey}\n", s.URL)
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, p *patientOne)
		want  string
		code  int
	}{
		"nothing": {func(*testing.T, *patientOne) {}, "✓ 长连接：Bot ID 和 Secret 正确", exitDone},
		"trusted IP": {
			func(_ *testing.T, p *patientOne) { p.sim.FailNext(60020, 2) },
			"✗ 可信IP：企业微信拒绝了这台服务器的地址", exitFailed,
		},
		"secret": {
			func(_ *testing.T, p *patientOne) { p.lines["secret"] = "wrong-secret" },
			"✗ 应用密钥：企业微信不认本应用的密钥（Secret）。请企业微信管理员", exitFailed,
		},
		"corp": {
			func(_ *testing.T, p *patientOne) { p.lines["corp_id"] = "wwwrong" },
			"✗ 应用密钥：企业微信不认企业ID（CorpID）。", exitFailed,
		},
		"agent": {
			func(_ *testing.T, p *patientOne) { p.lines["agent_id"] = "1000099" },
			"✗ 应用：应用的 AgentId 与密钥（Secret）不是同一个应用的", exitFailed,
		},
		"app stopped": {
			func(_ *testing.T, p *patientOne) { p.sim.FailNext(50003, 2) },
			"✗ 应用密钥：本应用已被停用。请企业微信管理员", exitFailed,
		},
		"app closed": {func(t *testing.T, p *patientOne) {
			t.Helper()
			p.front(t, func(path string) string {
				if path != "/cgi-bin/agent/get" {
					return ""
				}
				return `{"errcode":0,"agentid":1000002,"name":"安委助手","close":1}`
			})
		}, "✗ 应用：应用“安委助手”已被停用", exitFailed},
		"group": {
			func(_ *testing.T, p *patientOne) { p.lines["group_key"] = "00000000-dead" },
			"✗ 工作群：群机器人的 Webhook 地址无效", exitFailed,
		},
		"bot secret": {
			func(_ *testing.T, p *patientOne) { p.lines["bot_secret"] = "wrong-bot-secret" },
			"✗ 长连接：企业微信不认智能机器人的 Bot ID 或 Secret", exitFailed,
		},
		"bot unreachable": {
			func(_ *testing.T, p *patientOne) { p.lines["bot_url"] = "ws://127.0.0.1:1" },
			"✗ 长连接：连不上 127.0.0.1。请网络管理员", exitFailed,
		},
		"model":        {func(_ *testing.T, p *patientOne) { p.lines["more"] = model(http.StatusOK) }, "✓ 大模型：qwen3 有应答", exitDone},
		"model 401":    {func(_ *testing.T, p *patientOne) { p.lines["more"] = model(http.StatusUnauthorized) }, "✗ 大模型：大模型服务不认密钥", exitFailed},
		"model 404":    {func(_ *testing.T, p *patientOne) { p.lines["more"] = model(http.StatusNotFound) }, "✗ 大模型：大模型服务没有这个接口或模型", exitFailed},
		"model broken": {func(_ *testing.T, p *patientOne) { p.lines["more"] = model(http.StatusBadGateway) }, "△ 大模型：大模型用不了", exitDone},
		"unreachable": {
			func(_ *testing.T, p *patientOne) { p.lines["api_url"] = "http://127.0.0.1:1" },
			"✗ 网络：连不上企业微信（127.0.0.1）", exitFailed,
		},
		"callback unreachable": {
			func(_ *testing.T, p *patientOne) { p.lines["callback_url"] = "http://127.0.0.1:1/wecom/callback" },
			"✗ 回调：连不上 127.0.0.1：", exitFailed,
		},
		"callback elsewhere": {func(t *testing.T, p *patientOne) {
			t.Helper()
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>登录</html>")) }))
			t.Cleanup(s.Close)
			p.lines["callback_url"] = s.URL + "/wecom/callback"
		}, "✗ 回调：127.0.0.1 的应答不是助手给的", exitFailed},
		"callback certificate": {func(t *testing.T, p *patientOne) {
			t.Helper()
			s := httptest.NewUnstartedServer(http.NotFoundHandler())
			s.Config.ErrorLog = log.New(io.Discard, "", 0)
			s.StartTLS()
			t.Cleanup(s.Close)
			p.lines["callback_url"] = s.URL + "/wecom/callback"
		}, "✗ 回调：127.0.0.1 的证书不对", exitFailed},
		"no data": {
			func(_ *testing.T, p *patientOne) { _ = os.RemoveAll(filepath.Join(p.dir, "data")) },
			"✗ 数据：没有数据目录", exitFailed,
		},
		"settings": {
			func(_ *testing.T, p *patientOne) { p.lines["agent_id"] = "0" },
			"anwei.yaml:6: wecom.agent_id: 应用编号应当是大于0的整数", exitFailed,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPatient(t, wecomtest.Options{})
			c.spoil(t, p)
			code, said := p.doctor(t)
			if code != c.code || !strings.Contains(said, c.want) {
				t.Errorf("exit code %d, want %d, and a line %q in\n%s", code, c.code, c.want, said)
			}
			if bad := strings.Count("\n"+said, "\n✗"); (bad > 0) != (c.code == exitFailed) || bad > 1 && name != "unreachable" {
				t.Errorf("%d lines call for action:\n%s", bad, said)
			}
		})
	}
}

// TestDoctorReadsTheLedger finds what the roster lacks, who cannot be reached and
// whom the app does not see.
func TestDoctorReadsTheLedger(t *testing.T) {
	p := newPatient(t, wecomtest.Options{Users: []wecomtest.User{{ID: "nancun_tb"}, {ID: "anban"}}})
	change(t, filepath.Join(p.dir, "data"), func(tx storage.Ledger) error {
		if err := tx.PutPerson(anwei.Person{ID: "idle", Name: "闲人"}); err != nil {
			return err
		}
		if err := tx.DeletePerson("xiacun_tb"); err != nil {
			return err
		}
		return tx.PutReach("gongan_tb", storage.Reach{Refused: "60111"})
	})
	code, said := p.doctor(t)
	for _, want := range []string{
		"△ 名单：这些单位要报送，却没有填报员：下村镇。", "△ 名单：这些人没有单位和角色，助手不会找他们：闲人。",
		"△ 联系：企业微信没有收下最近发给这些人的消息：县公安局", "△ 可见范围：名单上的这些人不在应用的可见范围里",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("want a line %q in\n%s", want, said)
		}
	}
	if code != exitDone {
		t.Errorf("exit code %d\n%s", code, said)
	}
	// With the long connection alone, who has never spoken is named.
	for _, key := range []string{"corp_id", "token"} {
		delete(p.lines, key)
	}
	if _, said = p.doctor(t, "--no-bot"); !strings.Contains(said, "△ 联系：这些人还没有和机器人说过话，收不到提醒：") || strings.Contains(said, "长连接") {
		t.Errorf("got\n%s", said)
	}
	if strings.Contains(said, "135000") {
		t.Errorf("the doctor tells a phone number:\n%s", said)
	}
}

// TestDoctorJSON holds the form that programs read.
func TestDoctorJSON(t *testing.T) {
	p := newPatient(t, wecomtest.Options{})
	out := must(t, "", "doctor", "--json", "-c", p.settings(t))
	checks := map[string]doctor.Level{}
	for line := range strings.Lines(out) {
		var f doctor.Finding
		if err := json.Unmarshal([]byte(line), &f); err != nil || f.Check == "" || f.Text == "" {
			t.Fatalf("%v: %s", err, line)
		}
		checks[f.Check] = f.Level
	}
	for _, name := range []string{"设置", "方案", "数据", "磁盘", "名单", "网络", "时钟", "应用密钥", "应用", "可见范围", "菜单", "长连接", "工作群"} {
		if checks[name] != doctor.Fine {
			t.Errorf("%s is %q in\n%s", name, checks[name], out)
		}
	}
}

// TestDoctorTimes moves the clock and the calendar, which a command cannot.
func TestDoctorTimes(t *testing.T) {
	p := newPatient(t, wecomtest.Options{})
	cfg, err := config.Load(p.settings(t))
	if err != nil {
		t.Fatal(err)
	}
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		now  time.Time
		want string
	}{
		"right": {time.Now(), "✓ 时钟：准确"}, "fast": {time.Now().Add(2 * time.Minute), "△ 时钟：服务器的时钟比企业微信快2分钟"},
		"slow": {time.Now().Add(-time.Hour), "✗ 时钟：服务器的时钟比企业微信慢"},
	} {
		var said []string
		checks := doctor.New(cfg, r, func() time.Time { return c.now }, func(f doctor.Finding) { said = append(said, f.String()) })
		checks.Run(t.Context())
		if text := strings.Join(said, "\n"); !strings.Contains(text, c.want) {
			t.Errorf("%s: want %q in\n%s", name, c.want, text)
		}
	}
	for date, want := range map[string]string{
		"2026-10-31": "✓ 节假日", "2026-11-02": "△ 节假日：还没有2027年", "2031-03-01": "✗ 节假日：没有2031年的节假日数据",
	} {
		at, err := r.Time(date)
		if err != nil {
			t.Fatal(err)
		}
		var said string
		doctor.New(cfg, r, func() time.Time { return at }, func(f doctor.Finding) { said += f.String() }).Run(t.Context())
		if !strings.Contains(said, want) {
			t.Errorf("%s: %s", date, said)
		}
	}
}

// TestDoctorBesideAServer asks a running server instead of throwing its bot out,
// and goes the callback's way.
func TestDoctorBesideAServer(t *testing.T) {
	g := newRig(t, parts{callback: true, bot: true}, "2026-10-19 09:00", true, nil)
	t.Cleanup(openDoor(t.Context(), filepath.Dir(g.engine.keeper.(evidenceFolder).dir), g.engine))
	o := g.sim.Options()
	cfg := config.Config{
		Data: filepath.Dir(g.engine.keeper.(evidenceFolder).dir), Listen: strings.TrimPrefix(g.url, "http://"),
		WeCom: config.WeCom{
			CorpID: o.CorpID, AgentID: o.AgentID, Secret: config.Secret(o.Secret), APIURL: g.sim.URL(),
			Bot:      config.Bot{ID: o.BotID, Secret: config.Secret(o.BotSecret), URL: g.sim.BotURL()},
			Callback: config.Callback{Path: callbackPath, Token: config.Secret(o.Token), AESKey: config.Secret(o.AESKey)},
		},
	}
	look := func() string {
		var said []string
		c := doctor.New(cfg, g.engine.rules, g.clock.Now, func(f doctor.Finding) { said = append(said, f.String()) })
		c.Run(t.Context())
		return strings.Join(said, "\n")
	}
	said := look()
	for _, want := range []string{"✓ 助手：正在运行", "✓ 长连接：正在运行的助手已连上", "✓ 回调：本机应答正确"} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in\n%s", want, said)
		}
	}
	cfg.WeCom.Callback.URL = g.url + callbackPath
	if said = look(); !strings.Contains(said, "✓ 回调：从公网地址走了一遍，通") {
		t.Errorf("got\n%s", said)
	}
	cfg.WeCom.Callback.Token = "anotherToken"
	if said = look(); !strings.Contains(said, "✗ 回调：助手不认自己的签名") {
		t.Errorf("got\n%s", said)
	}
	cfg.WeCom.Callback.URL = g.url + "/elsewhere"
	if said = look(); !strings.Contains(said, "✗ 回调：127.0.0.1 应答 404") {
		t.Errorf("got\n%s", said)
	}
	if n := g.sim.Calls("aibot_subscribe"); n != 1 {
		t.Errorf("the bot was subscribed %d times", n)
	}
	g.sim.BotKick()
	g.until("the server knows", func() bool { return g.engine.ended.Load() != nil })
	if said = look(); !strings.Contains(said, "✗ 长连接：智能机器人的长连接被另一处连接接管了") {
		t.Errorf("got\n%s", said)
	}
}

// TestStartIsNotHeldUp starts the check of the start against a WeCom that takes
// connections and never answers: it says nothing false and ends in time.
func TestStartIsNotHeldUp(t *testing.T) {
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	cfg := config.Config{Data: t.TempDir(), WeCom: config.WeCom{CorpID: "ww1", AgentID: 1, Secret: "x", APIURL: g.sim.URL()}}
	g.sim.HangNext(9)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	var out bytes.Buffer
	began := time.Now()
	doctor.AtStart(ctx, cfg, g.engine.rules, g.store, "127.0.0.1:1", &out)
	if took := time.Since(began); took > 3*time.Second {
		t.Errorf("it took %s", took)
	}
	g.sim.ClearFaults()
	g.sim.FailNext(60020, 9)
	doctor.AtStart(t.Context(), cfg, g.engine.rules, g.store, "127.0.0.1:1", &out)
	if said := out.String(); !strings.Contains(said, "✗ ") || strings.Contains(said, "✓") || !strings.Contains(said, "anwei doctor") {
		t.Errorf("the start says\n%s", said)
	}
}
