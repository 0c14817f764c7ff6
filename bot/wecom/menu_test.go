package wecom_test

import (
	"slices"
	"strings"
	"testing"
)

func TestMenuIsCreated(t *testing.T) {
	t.Parallel()
	all := []string{"填报", "我的任务", "进度"}
	for n := 1; n <= len(all); n++ {
		s := office(t)
		c := newClient(t, s.URL(), appSecret)
		s.ExpireTokens()
		if err := c.CreateMenu(t.Context(), all[:n]); note(err) != nil {
			t.Fatalf("%d: %v", n, err)
		}
		var names []string
		for _, b := range s.Menu().Buttons {
			if b.Type != "click" || b.Key != b.Name {
				t.Errorf("entry %+v", b)
			}
			names = append(names, b.Name)
		}
		if !slices.Equal(names, all[:n]) {
			t.Errorf("the menu is %q", names)
		}
	}
}

func TestMenuThatWeComWouldNotTake(t *testing.T) {
	t.Parallel()
	s := office(t)
	c := newClient(t, s.URL(), appSecret)
	for name, test := range map[string]struct {
		words []string
		says  string
	}{
		"none":     {nil, "0项"},
		"too many": {strings.Split("一二三四", ""), "4项"},
		"empty":    {[]string{"填报", " "}, "空的"},
		"twice":    {[]string{"填报", "填报"}, "“填报”"},
		"a line":   {[]string{"填\n报"}, "不能显示"},
		"control":  {[]string{"填\x00报"}, "不能显示"},
		"too long": {[]string{"我的全部任务"}, "“我的全部任务”有18个字节，最多16个字节（约5个汉字）"},
	} {
		if err := c.CreateMenu(t.Context(), test.words); note(err) == nil || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v, want an error that says %s", name, err, test.says)
		}
	}
	if n := s.Calls("/cgi-bin/menu/create"); n != 0 {
		t.Errorf("%d calls", n)
	}
}
