package doctor

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot/wecom"
	"anwei/cmd/anwei/house"
)

// How far the clock may be from WeCom's before it is told, and before callbacks
// are refused for it.
const (
	skewTold    = time.Minute
	skewRefused = 10 * time.Minute
)

// reachable looks whether WeCom's API answers at all, and what time it is there.
func (c *Checkup) reachable(ctx context.Context) bool {
	api := c.cfg.WeCom.APIURL
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, api+"/cgi-bin/getcallbackip", nil)
	var resp *http.Response
	if err == nil {
		resp, err = c.http.Do(req)
	}
	if err != nil {
		c.say(c.weight(), "网络", "连不上企业微信（%s）：%s。请网络管理员检查这台服务器的网络和域名解析，并放行它到该地址的访问。", host(api), plainly(err))
		return false
	}
	_ = resp.Body.Close()
	c.say(Fine, "网络", "能连上企业微信")
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return true // a proxy has left it out
	}
	c.checkClock(c.now().Sub(at))
	return true
}

// weight is how serious it is that the API cannot be reached: nothing works then
// but the long connection.
func (c *Checkup) weight() Level {
	if c.cfg.WeCom.HasApp() {
		return broken
	}
	return doubtful
}

func (c *Checkup) checkClock(skew time.Duration) {
	word := "快"
	if skew < 0 {
		word = "慢"
	}
	off := skew.Abs()
	switch {
	case off > skewRefused && c.cfg.WeCom.HasCallback():
		c.say(broken, "时钟", "服务器的时钟比企业微信%s%s，收到的消息会被当作过期的拒绝。请系统管理员校时：timedatectl set-ntp true。", word, span(off))
	case off > skewTold:
		c.say(doubtful, "时钟", "服务器的时钟比企业微信%s%s，提醒的时间会不准。请系统管理员校时：timedatectl set-ntp true。", word, span(off))
	default:
		c.say(Fine, "时钟", "准确")
	}
}

// span is a time in words: 2分钟, 3小时, 5天.
func span(d time.Duration) string {
	switch {
	case d < time.Hour:
		return fmt.Sprintf("%d分钟", int(d.Round(time.Minute).Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d小时", int(d.Round(time.Hour).Hours()))
	}
	return fmt.Sprintf("%d天", int(d.Hours()/24))
}

// checkApp looks at the self-built application: its secret, this server's
// address, whether it is running, whom it sees, and its menu.
func (c *Checkup) checkApp(ctx context.Context) {
	app := c.cfg.WeCom
	from := *house.Client(app)
	from.HTTPClient = &http.Client{Timeout: callWithin, Transport: c.http.Transport}
	client, err := wecom.NewClient(from, c.log)
	if err == nil {
		err = client.CheckToken(ctx)
	}
	if err != nil {
		c.refused(err, "应用密钥")
		return
	}
	c.say(Fine, "应用密钥", "企业ID和密钥正确，服务器地址可信")
	own, err := client.App(ctx)
	switch {
	case err != nil:
		c.refused(err, "应用")
		return
	case own.Closed:
		c.say(broken, "应用", "应用“%s”已被停用，收不到也发不出消息。请企业微信管理员在“应用管理→%s”里启用。", own.Name, own.Name)
		return
	}
	c.say(Fine, "应用", "“%s”正在使用", own.Name)
	c.checkVisible(ctx, client, own)
	if app.HasCallback() && c.inside == nil {
		if err := client.CreateMenu(ctx, c.rules.Menu()); err != nil {
			c.refused(err, "菜单")
			return
		}
		c.say(Fine, "菜单", "已按方案设好：%s", strings.Join(c.rules.Menu(), "、"))
	}
}

// refused tells why WeCom refused a call.
func (c *Checkup) refused(err error, check string) {
	e, ok := errors.AsType[*wecom.Error](err)
	switch {
	case !ok:
		c.say(broken, check, "%s", err.Error())
	case e.Egress() != "":
		c.say(broken, "可信IP", "%s", e.Advice())
	case e.Code == 0:
		c.say(broken, "网络", "企业微信没有应答（%s）。请稍后再试；一直如此，请网络管理员检查。", host(c.cfg.WeCom.APIURL))
	default:
		c.say(broken, check, "%s", cmp.Or(e.Advice(), "企业微信拒绝了："+e.Error()))
	}
}

// checkVisible looks for people of the roster whom the app cannot reach.
func (c *Checkup) checkVisible(ctx context.Context, client *wecom.Client, own wecom.App) {
	if len(c.roster.People) == 0 {
		return
	}
	members, err := client.Members(ctx)
	if err != nil && len(own.Departments)+len(own.Tags) > 0 {
		c.say(doubtful, "可见范围", "查不到应用能看见哪些人，没有核对：%s", plainly(err))
		return
	}
	seen := map[anwei.PersonID]bool{}
	for _, id := range append(own.People, anwei.Each(members, func(m wecom.Member) anwei.PersonID { return m.ID })...) {
		seen[id.Folded()] = true
	}
	missing := slices.DeleteFunc(slices.Clone(c.roster.People), func(p anwei.Person) bool {
		return len(p.Roles) == 0 || seen[p.ID.Folded()]
	})
	if len(missing) == 0 {
		c.say(Fine, "可见范围", "名单上的人都在")
		return
	}
	hint := ""
	if len(own.Tags) > 0 {
		hint = "（按标签加入的人这里看不到，可以不管）"
	}
	c.say(doubtful, "可见范围", "名单上的这些人不在应用的可见范围里，或账号写错了，收不到消息：%s%s。请企业微信管理员在“应用管理→%s→可见范围”里加上，并核对账号。", some(names(c.roster, missing)), hint, own.Name)
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

// plainly is an error of the network without the address, which may hold a key or
// a signature.
func plainly(err error) string {
	if e, ok := errors.AsType[*url.Error](err); ok {
		err = e.Err
	}
	timeout, isTimeout := errors.AsType[net.Error](err)
	var dns *net.DNSError
	switch {
	case errors.Is(err, context.DeadlineExceeded), isTimeout && timeout.Timeout():
		return "等不到应答"
	case errors.As(err, &dns):
		return "解析不了域名 " + dns.Name
	}
	return err.Error()
}

// checkMailbox looks whether mail can get to the office's mailbox: whether its
// domain has a mail server. Nothing is sent, as the program sends no mail. A
// network that does not know other networks' names is no fault of the mailbox.
func (c *Checkup) checkMailbox(ctx context.Context) {
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
		c.say(Fine, check, "%s 能收邮件（没有发邮件）", c.cfg.Mailbox)
	}
}

// receives reports whether any of the servers takes mail: a single dot says that
// the domain takes none.
func receives(servers []*net.MX) bool {
	return slices.ContainsFunc(servers, func(s *net.MX) bool { return s.Host != "." && s.Host != "" })
}
