package wecom_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

func TestMenuIsCreated(t *testing.T) {
	t.Parallel()
	words := func(n int) []string {
		all := []string{"填报", "我的任务", "进度"}
		for i := len(all); i < n; i++ {
			all = append(all, fmt.Sprintf("第%d项", i+1))
		}
		return all[:n]
	}
	for n, want := range map[int]string{
		1: "填报", 3: "填报 我的任务 进度",
		4: "填报 我的任务 更多[进度 第4项]", 7: "填报 我的任务 更多[进度 第4项 第5项 第6项 第7项]",
		8:  "常用[填报 我的任务 进度 第4项 第5项] 更多[第6项 第7项 第8项]",
		15: "常用[填报 我的任务 进度 第4项 第5项] 更多[第6项 第7项 第8项 第9项 第10项] 其他[第11项 第12项 第13项 第14项 第15项]",
	} {
		s := office(t)
		c := newClient(t, s.URL(), appSecret)
		s.ExpireTokens()
		if err := c.CreateMenu(t.Context(), words(n)); note(err) != nil {
			t.Fatalf("%d: %v", n, err)
		}
		var pressable []string
		if got := drawMenu(t, s.Menu().Buttons, &pressable); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
		if !slices.Equal(pressable, words(n)) {
			t.Errorf("%d: the keys are %q", n, pressable)
		}
	}
}

func drawMenu(t *testing.T, buttons []wecomtest.MenuButton, keys *[]string) string {
	t.Helper()
	var drawn []string
	for _, b := range buttons {
		if len(b.Sub) > 0 {
			drawn = append(drawn, b.Name+"["+drawMenu(t, b.Sub, keys)+"]")
			continue
		}
		if b.Type != "click" || b.Key != b.Name {
			t.Errorf("entry %+v", b)
		}
		*keys = append(*keys, b.Key)
		drawn = append(drawn, b.Name)
	}
	return strings.Join(drawn, " ")
}

func TestMenuThatWeComWouldNotTake(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	for name, test := range map[string]struct {
		words []string
		says  string
	}{
		"none":        {nil, "0项"},
		"too many":    {strings.Split("一二三四五六七八九十甲乙丙丁戊己", ""), "16项"},
		"empty":       {[]string{"填报", " "}, "空的"},
		"twice":       {[]string{"填报", "填报"}, "“填报”"},
		"a line":      {[]string{"填\n报"}, "不能显示"},
		"control":     {[]string{"填\x00报"}, "不能显示"},
		"too long":    {[]string{"我的全部任务"}, "“我的全部任务”有18个字节，这个位置最多16个字节（约5个汉字）"},
		"in the list": {[]string{"一", "二", "三", strings.Repeat("长", 14)}, "最多40个字节"},
	} {
		if err := c.CreateMenu(t.Context(), test.words); note(err) == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want an error that says %s", name, err, test.says)
		}
	}
	if n := s.Calls("/cgi-bin/menu/create"); n != 0 {
		t.Errorf("%d calls", n)
	}
}
