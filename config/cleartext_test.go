package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei/config"
)

// TestClearText refuses addresses that secrets would go to in the clear, unless they are this
// machine's or their host is allowed by name.
func TestClearText(t *testing.T) {
	for _, c := range []struct{ old, now, want string }{
		{"http://127.0.0.1:9", "http://qyapi.example.cn", "wecom.api_url: 地址是明文的（http）"},
		{"http://127.0.0.1:9", "http://[::1]:9", ""},
		{"http://127.0.0.1:9", "http://localhost:9", ""},
		{"http://127.0.0.1:9", "http://127.0.0.1.example.cn", "在 allow_http 里写上“127.0.0.1.example.cn”"},
		{"http://127.0.0.1:9", "https://qyapi.example.cn", ""},
		{"http://u:passw0rd@127.0.0.1:11434/v1", "http://u:passw0rd@10.0.0.8:11434/v1", "model.base_url: 地址是明文的（http），密钥和内容在路上谁都看得到；请改用 https。确认只在可信的内网里走的，在 allow_http 里写上“10.0.0.8”"},
		{"log_level: warn\nwecom:\n  corp_id: ww01", "allow_http: [10.0.0.8]\nwecom:\n  api_url: http://10.0.0.8\n  corp_id: ww01", ""},
		{"  api_url: http://127.0.0.1:9", "  bot: {id: a, secret: b, url: 'ws://10.0.0.9'}", "wecom.bot.url: 地址是明文的（ws）"},
	} {
		text := strings.Replace(good, c.old, c.now, 1)
		if strings.Contains(c.now, "allow_http") {
			text = strings.Replace(text, "  api_url: http://127.0.0.1:9\n", "", 1)
		}
		_, err := config.Parse("x.yaml", []byte(text), nothing)
		if (err == nil) != (c.want == "") || err != nil && (!strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "passw0rd")) {
			t.Errorf("%s: %v", c.now, err)
		}
	}
}

func TestExposed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "anwei.yaml")
	for mode, want := range map[os.FileMode]bool{0o600: false, 0o640: false, 0o644: true, 0o664: true} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if config.Exposed(path) != want {
			t.Errorf("%o: not %v", mode, want)
		}
	}
	if config.Exposed(path + "x") {
		t.Error("what is not there is exposed")
	}
}
