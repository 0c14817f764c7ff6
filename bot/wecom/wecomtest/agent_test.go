package wecomtest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"anwei/bot/wecom/wecomtest"
)

func TestAgent(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	out := a.get("/cgi-bin/agent/get?agentid=1000002")
	wantCode(t, "agent/get", out, 0)
	users := out["allow_userinfos"].(map[string]any)["user"].([]any)
	if len(users) != 3 || users[0].(map[string]any)["userid"] != "Ann" || str(out, "name") == "" {
		t.Errorf("agent %v", out)
	}
	wantCode(t, "other agent", a.get("/cgi-bin/agent/get?agentid=7"), 301002)
	if ips := a.get("/cgi-bin/getcallbackip")["ip_list"].([]any); len(ips) == 0 {
		t.Error("no callback addresses")
	}
}

func TestRecall(t *testing.T) {
	now := newClock()
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people(), Now: now.Now})
	a := newAPI(t, s)
	out := a.send(text("ann|bob", "错的", ""))
	a.send(text("ann", "对的", ""))
	body := `{"msgid":"` + str(out, "msgid") + `"}`
	wantCode(t, "recall", a.post("/cgi-bin/message/recall", body), 0)
	for _, user := range []string{"ann", "bob"} {
		if l := s.Talk(user)[0]; !l.Recalled || l.Text != "" || l.Seq != 1 {
			t.Errorf("%s sees %+v", user, l)
		}
	}
	if l := s.Talk("ann")[1]; l.Recalled || l.Text != "对的" {
		t.Errorf("ann sees %+v", l)
	}
	wantCode(t, "unknown", a.post("/cgi-bin/message/recall", `{"msgid":"x"}`), 40058)
	now.Add(24 * time.Hour)
	a.login()
	wantCode(t, "late", a.post("/cgi-bin/message/recall", body), 40058)
}

func TestSendTypes(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	voice := str(a.upload("voice", "media", `filename="a.amr"`, []byte("#!AMR\n rest")), "media_id")
	video := str(a.upload("video", "media", `filename="a.mp4"`, []byte("\x00\x00\x00\x20ftypisom")), "media_id")
	article := `{"title":"通知","description":"22日前","url":"https://example.com","picurl":"https://example.com/a.png"}`
	for _, c := range []struct {
		name, body string
		want       int
		kind       string
	}{
		{"voice", `"voice","voice":{"media_id":"` + voice + `"}`, 0, "voice"},
		{"voice as file", `"file","file":{"media_id":"` + voice + `"}`, 40007, ""},
		{"video", `"video","video":{"media_id":"` + video + `","title":"` + strings.Repeat("片", 50) + `"}`, 0, "video"},
		{"no video", `"video","video":{"title":"x"}`, 41006, ""},
		{"news", `"news","news":{"articles":[` + article + `]}`, 0, "news"},
		{"nine articles", `"news","news":{"articles":[` + strings.Repeat(article+",", 8) + article + `]}`, 45008, ""},
		{"no articles", `"news","news":{"articles":[]}`, 40063, ""},
		{"no title", `"news","news":{"articles":[{"url":"https://example.com"}]}`, 41016, ""},
		{"no url", `"news","news":{"articles":[{"title":"x"}]}`, 45034, ""},
		{"mini-program", `"news","news":{"articles":[{"title":"x","appid":"a","pagepath":"b"}]}`, 0, "news"},
	} {
		before := len(s.Talk("ann"))
		wantCode(t, c.name, a.send(`{"touser":"ann","agentid":1000002,"msgtype":`+c.body+`}`), c.want)
		lines := s.Talk("ann")[before:]
		if c.want == 0 && (len(lines) != 1 || lines[0].Kind != c.kind) || c.want != 0 && len(lines) != 0 {
			t.Errorf("%s: lines %+v", c.name, lines)
		}
	}
	lines := s.Talk("ann")
	if v := lines[1]; !v.Truncated || len(v.Text) > 128 || v.File != "a.mp4" {
		t.Errorf("video %+v", v)
	}
	if p := lines[2].Parts[0]; p.Text != "通知" || p.Desc != "22日前" || p.URL != "https://example.com" || p.Picture == "" {
		t.Errorf("article %+v", p)
	}
}

func TestManyRecipients(t *testing.T) {
	now := newClock()
	var users []wecomtest.User
	var ids []string
	for i := range 1000 {
		id := fmt.Sprintf("U%03d", i)
		users = append(users, wecomtest.User{ID: id, Unlicensed: i == 1})
		ids = append(ids, id)
	}
	s := wecomtest.NewServer(t, wecomtest.Options{Users: users, Now: now.Now})
	a := newAPI(t, s)
	all := strings.Join(ids, "|")
	out := a.send(text(all, "x", ""))
	wantCode(t, "a thousand", out, 0)
	if str(out, "unlicenseduser") != "u001" || len(s.Talk("U001")) != 0 || len(s.Talk("U999")) != 1 {
		t.Errorf("answer %v", out)
	}
	wantCode(t, "one more", a.send(text(all+"|ann", "x", "")), 40032)
	wantCode(t, "nobody", a.send(text("Ghost|GHOUL", "x", "")), 81013)
	for range 19 {
		a.send(text(all, "x", ""))
	}
	wantCode(t, "20 times 999 people", a.send(text(all, "x", "")), 45009)
	now.Add(time.Minute)
	wantCode(t, "a minute later", a.send(text(all, "x", "")), 0)
}

const (
	vote = `"card_type":"vote_interaction","main_title":{"title":"哪天"},"task_id":"V","submit_button":{"text":"提交","key":"ok"},` +
		`"checkbox":{"question_key":"day","mode":1,"option_list":[{"id":"a","text":"一"},{"id":"b","text":"二","is_checked":true}]}`
	multiple = `"card_type":"multiple_interaction","main_title":{"title":"选"},"task_id":"M","submit_button":{"text":"提交","key":"ok"},` +
		`"select_list":[{"question_key":"q1","title":"一","selected_id":"a","option_list":[{"id":"a","text":"甲"},{"id":"b","text":"乙"}]}]`
	news = `"card_type":"news_notice","main_title":{"title":"t"},` + target +
		`,"card_image":{"url":"https://example.com/a.png","aspect_ratio":1.5},"vertical_content_list":[{"title":"v","desc":"d"}]`
	notNews = `"card_type":"news_notice","main_title":{"title":"t"}`
	menu    = `"task_id":"N","action_menu":{"desc":"更多","action_list":[{"text":"不再提醒","key":"mute"}]}`
)

func TestRichCards(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	for name, c := range map[string]struct {
		card string
		want int
	}{
		"vote":               {vote, 0},
		"multiple":           {multiple, 0},
		"news":               {news + "," + menu, 0},
		"no picture":         {notNews + "," + target, 40058},
		"wide picture":       {strings.Replace(news, "1.5", "2.3", 1), 40058},
		"no address":         {strings.Replace(news, "https://example.com/a.png", "", 1), 40058},
		"no title":           {strings.Replace(news, `"title":"t"`, `"desc":"t"`, 1), 40058},
		"no action":          {strings.Replace(news, `"type":1`, `"type":0`, 1), 40058},
		"five verticals":     {strings.Replace(news, `[{"title":"v","desc":"d"}`, `[`+strings.Repeat(`{"title":"v"},`, 4)+`{"title":"v"}`, 1), 40058},
		"bare vertical":      {strings.Replace(news, `"title":"v",`, "", 1), 40058},
		"picture and text":   {notNews + "," + target + `,"image_text_area":{"type":1,"url":"https://example.com","title":"图文","image_url":"https://example.com/b.png"}`, 0},
		"text's target":      {notNews + "," + target + `,"image_text_area":{"type":1,"image_url":"https://example.com/b.png"}`, 40058},
		"list on buttons":    {buttons + `,"task_id":"L",` + one + `,"button_selection":{"question_key":"q","option_list":[{"id":"a","text":"甲"}]}`, 0},
		"eleven options":     {buttons + `,"task_id":"L",` + one + `,"button_selection":{"question_key":"q","option_list":[` + strings.Repeat(`{"id":"a","text":"甲"},`, 10) + `{"id":"b","text":"乙"}]}`, 40058},
		"same question":      {strings.Replace(multiple, `"select_list":[`, `"select_list":[{"question_key":"q1","option_list":[{"id":"a","text":"甲"}]},`, 1), 40058},
		"menu without task":  {news + "," + strings.Replace(menu, `"task_id":"N",`, "", 1), 42014},
		"menu key twice":     {news + "," + strings.Replace(menu, `}]`, `},{"text":"x","key":"mute"}]`, 1), 40058},
		"no submit":          {strings.Replace(vote, `"key":"ok"`, `"key":""`, 1), 40058},
		"same option":        {strings.Replace(vote, `"id":"b"`, `"id":"a"`, 1), 40058},
		"mode":               {strings.Replace(vote, `"mode":1`, `"mode":2`, 1), 40058},
		"buttons on a vote":  {vote + "," + one, 40058},
		"selected":           {strings.Replace(multiple, `"selected_id":"a"`, `"selected_id":"z"`, 1), 40058},
		"vote on a multiple": {multiple + `,"checkbox":{"question_key":"k","option_list":[{"id":"a","text":"a"}]}`, 40058},
		"feedback":           {news + `,"feedback":{"id":"F"}`, 40058},
		"question":           {notice + "," + target + `,"jump_list":[{"type":3,"title":"问","question":"怎么填"}]`, 40058},
	} {
		out := a.send(card(c.card))
		wantCode(t, name, out, c.want)
		if plain := name == "picture and text"; c.want == 0 && plain != (str(out, "response_code") == "") {
			t.Errorf("%s: response_code %q", name, out["response_code"])
		}
	}
}

func TestChooseAndMenu(t *testing.T) {
	b := newBot(t, wecomtest.Options{}, nil)
	a := newAPI(t, b.s)
	ctx := background(t)
	for _, body := range []string{vote, multiple, news + "," + menu} {
		wantCode(t, "card", a.send(card(body)), 0)
	}
	must(t, b.s.Click(ctx, "ann", "V", "ok"))
	must(t, b.s.Choose(ctx, "ann", "V", "ok", map[string][]string{"day": {"a"}}))
	must(t, b.s.Choose(ctx, "ann", "M", "ok", map[string][]string{"q1": {"b"}}))
	must(t, b.s.Click(ctx, "ann", "N", "mute"))
	heard := b.heard()
	for i, want := range []string{"b", "a", "b", ""} {
		raw := strings.NewReplacer("<![CDATA[", "", "]]>", "").Replace(heard[i].raw)
		if got := strings.Contains(raw, "<OptionId>"+want+"</OptionId>"); got != (want != "") || strings.Count(raw, "<OptionId>") > 1 {
			t.Errorf("callback %d: %s, want option %q", i, raw, want)
		}
	}
	if m := heard[3]; m.Event != "template_card_menu_event" || m.CardType != "news_notice" || m.ResponseCode == "" {
		t.Errorf("menu event %+v", m)
	}
	for name, err := range map[string]error{
		"question": b.s.Choose(ctx, "ann", "V", "ok", map[string][]string{"month": {"a"}}),
		"option":   b.s.Choose(ctx, "ann", "V", "ok", map[string][]string{"day": {"z"}}),
		"two":      b.s.Choose(ctx, "ann", "M", "ok", map[string][]string{"q1": {"a", "b"}}),
	} {
		if err == nil {
			t.Errorf("%s: delivered", name)
		}
	}
	if got := len(b.heard()); got != 4 {
		t.Errorf("%d callbacks, want 4", got)
	}
}

func TestNewAppsSeeLittleOfPeople(t *testing.T) {
	s := wecomtest.NewServer(t, wecomtest.Options{Users: people()})
	a := newAPI(t, s)
	for _, path := range []string{"/cgi-bin/user/get?userid=ann", "/cgi-bin/user/list?department_id=1", "/cgi-bin/user/simplelist?department_id=1"} {
		_, data, err := a.try(http.MethodGet, path, "", nil)
		must(t, err)
		for _, secret := range []string{"mobile", "gender", "avatar", "email", "biz_mail", "qr_code", `"address"`} {
			if strings.Contains(string(data), secret) {
				t.Errorf("%s tells %s: %s", path, secret, data)
			}
		}
	}
}
