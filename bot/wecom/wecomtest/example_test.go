package wecomtest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/coder/websocket"

	"anwei/bot/wecom/wecomtest"
)

// A person's chat shows what an app has sent by the API.
func Example() {
	s, err := wecomtest.Start(wecomtest.Options{CorpID: "corp", Secret: "s", AgentID: 7, Users: []wecomtest.User{{ID: "ann"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	call := func(method, path, body string) map[string]any {
		req, _ := http.NewRequestWithContext(context.Background(), method, s.URL()+path, strings.NewReader(body))
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			return nil
		}
		defer func() { _ = resp.Body.Close() }()
		data, _ := io.ReadAll(resp.Body)
		var out map[string]any
		_ = json.Unmarshal(data, &out)
		return out
	}
	token, _ := call(http.MethodGet, "/cgi-bin/gettoken?corpid=corp&corpsecret=s", "")["access_token"].(string)
	out := call(http.MethodPost, "/cgi-bin/message/send?access_token="+token,
		`{"touser":"Ann|ghost","msgtype":"text","agentid":7,"text":{"content":"请于22日前填报"}}`)
	fmt.Println(out["errmsg"], out["invaliduser"])
	for _, line := range s.Talk("ann") {
		fmt.Println(line.Seq, line.Kind, line.Text)
	}
	// Output:
	// ok ghost
	// 1 text 请于22日前填报
}

// A bot on the long connection subscribes, hears a person and answers under the req_id of what it heard.
func ExampleServer_BotSay() {
	s, err := wecomtest.Start(wecomtest.Options{BotID: "aib", BotSecret: "s", Users: []wecomtest.User{{ID: "ann"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	ctx := context.Background()
	conn, _, err := websocket.Dial(ctx, s.BotURL(), nil) //nolint:bodyclose // a handshake has no body
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = conn.CloseNow() }()
	tell := func(cmd, id, body string) {
		frame := `{"cmd":"` + cmd + `","headers":{"req_id":"` + id + `"},"body":` + body + `}`
		_ = conn.Write(ctx, websocket.MessageText, []byte(frame))
	}
	tell("aibot_subscribe", "1", `{"bot_id":"aib","secret":"s"}`)
	_, answer, _ := conn.Read(ctx)
	fmt.Println(string(answer))

	_ = s.BotSay("ann", "本月检查12家")
	_, heard, _ := conn.Read(ctx)
	var f struct {
		Headers struct {
			ReqID string `json:"req_id"`
		}
	}
	_ = json.Unmarshal(heard, &f)
	tell("aibot_respond_msg", f.Headers.ReqID, `{"msgtype":"stream","stream":{"id":"S","finish":true,"content":"已记录：**12**家"}}`)
	lines, _ := s.BotWait(ctx, "ann", 1)
	fmt.Println(lines[1].Kind, lines[1].Text)
	// Output:
	// {"errcode":0,"errmsg":"ok","headers":{"req_id":"1"}}
	// markdown 已记录：**12**家
}
