package wecomtest_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

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
