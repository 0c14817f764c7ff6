package doctor

import (
	"context"
	"errors"
	"net"
	"testing"
	"time"

	"anwei/cmd/anwei/house"
	"anwei/config"
)

func TestMailboxIsChecked(t *testing.T) {
	for name, x := range map[string]struct {
		servers []*net.MX
		err     error
		want    string
	}{
		"good":       {[]*net.MX{{Host: "mx.example."}}, nil, "✓ 邮箱：anwei@zezhou.example 能收邮件（没有发邮件）"},
		"takes none": {[]*net.MX{{Host: "."}}, nil, "✗ 邮箱：anwei@zezhou.example 收不到邮件：zezhou.example 这个域名没有邮件服务器。填报员会往这里发盖章的表，请核对设置文件的 mailbox。"},
		"unknown":    {nil, &net.DNSError{Err: "no such host", IsNotFound: true}, "✗ 邮箱：anwei@zezhou.example 收不到邮件：zezhou.example 这个域名没有邮件服务器。填报员会往这里发盖章的表，请核对设置文件的 mailbox。"},
		"no network": {nil, errors.New("refused"), "△ 邮箱：查不到 zezhou.example 的邮件服务器，没有查清。服务器不能解析外网域名时可以不管。"},
	} {
		t.Run(name, func(t *testing.T) {
			var said string
			c := New(config.Config{Mailbox: "anwei@zezhou.example"}, house.Rules{}, time.Now, func(f Finding) { said = f.String() })
			c.mx = func(_ context.Context, domain string) ([]*net.MX, error) {
				if domain != "zezhou.example" {
					t.Errorf("asked for %s", domain)
				}
				return x.servers, x.err
			}
			c.checkMailbox(t.Context())
			if said != x.want {
				t.Errorf("said %s, want %s", said, x.want)
			}
		})
	}
}
