package main

import (
	"context"
	"errors"
	"net"
	"strings"
)

// checkMailbox looks whether mail can get to the office's mailbox: whether its
// domain has a mail server. Nothing is sent, as the program sends no mail. A
// network that does not know other networks' names is no fault of the mailbox.
func (c *checkup) checkMailbox(ctx context.Context) {
	const check = "邮箱"
	_, domain, _ := strings.Cut(c.cfg.Mailbox, "@")
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	servers, err := c.mx(ctx, domain)
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns) && dns.IsNotFound, err == nil && !receives(servers):
		c.say(broken, check, "%s 收不到邮件：%s 这个域名没有邮件服务器。填报员会往这里发盖章的表，请核对设置文件的 mailbox。", c.cfg.Mailbox, domain)
	case err != nil:
		c.say(doubtful, check, "查不到 %s 的邮件服务器，没有查清。服务器不能解析外网域名时可以不管。", domain)
	default:
		c.say(fine, check, "%s 能收邮件（没有发邮件）", c.cfg.Mailbox)
	}
}

// receives reports whether any of the servers takes mail: a single dot says that
// the domain takes none.
func receives(servers []*net.MX) bool {
	for _, s := range servers {
		if s.Host != "." && s.Host != "" {
			return true
		}
	}
	return false
}
