package doctor

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"anwei/cmd/anwei/house"
)

// verifyWithin is how fast WeCom wants the address to be verified (protocol §2.1).
const verifyWithin = time.Second

// checkCallback verifies the callback's address as the console does when an
// administrator saves it, with a signature of our own: over the public address
// where the settings tell it, and at the server itself otherwise.
func (c *Checkup) checkCallback(ctx context.Context) {
	public := c.cfg.WeCom.Callback.URL != ""
	target := c.cfg.WeCom.Callback.URL
	running := c.server != nil || c.inside != nil
	if !public {
		target = "http://" + loopbackAddr(c.at) + c.cfg.WeCom.Callback.Path
		if !running {
			c.say(doubtful, "回调", "助手没有在运行，没有检查。请先运行 anwei serve，再运行一次 anwei doctor。")
			return
		}
	}
	began := time.Now()
	why := c.verify(ctx, target)
	took := time.Since(began)
	switch {
	case why != "" && !running:
		c.say(broken, "回调", "%s（助手没有在运行，请先运行 anwei serve 再查。）", why)
	case why != "":
		c.say(broken, "回调", "%s", why)
	case took > verifyWithin:
		c.say(doubtful, "回调", "通，但是慢：用了%s，超过1秒企业微信后台会保存不了。请网络管理员检查反向代理。", took.Round(time.Millisecond))
	case public:
		c.say(Fine, "回调", "从公网地址走了一遍，通")
	default:
		c.say(Fine, "回调", "本机应答正确（设置文件里没有写 wecom.callback.url，外面通不通没有查）")
	}
}

// verify says what is wrong, and nothing where all is well.
func (c *Checkup) verify(ctx context.Context, target string) string {
	echo := rand.Text()
	sealed, err := house.Callback(c.cfg.WeCom).Verification(echo, c.now())
	if err != nil {
		return "EncodingAESKey 不对"
	}
	ctx, cancel := context.WithTimeout(ctx, callWithin)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target+"?"+sealed.Encode(), nil)
	if err != nil {
		return "回调地址不对，请核对设置文件的 wecom.callback.url。"
	}
	resp, err := c.http.Do(req)
	if err != nil {
		var cert *tls.CertificateVerificationError
		if errors.As(err, &cert) {
			return fmt.Sprintf("%s 的证书不对，企业微信不会接受：%s。请网络管理员更换证书。", host(target), plainly(cert.Err))
		}
		return fmt.Sprintf("连不上 %s：%s。请网络管理员检查域名解析、防火墙和反向代理，把 %s 转到助手的监听地址 %s。",
			host(target), plainly(err), c.cfg.WeCom.Callback.Path, c.cfg.Listen)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
	_ = resp.Body.Close()
	switch {
	case err != nil:
		return fmt.Sprintf("%s 的应答没有收完：%s。请网络管理员检查反向代理。", host(target), plainly(err))
	case resp.StatusCode == http.StatusForbidden:
		return "助手不认自己的签名：正在运行的助手用的 Token、EncodingAESKey 或企业ID与设置文件不同（改过设置要重启助手），或时钟差得太多。"
	case resp.StatusCode != http.StatusOK:
		return fmt.Sprintf("%s 应答 %d，没有转到助手。请网络管理员检查反向代理，把 %s 转到助手的监听地址 %s。",
			host(target), resp.StatusCode, c.cfg.WeCom.Callback.Path, c.cfg.Listen)
	case string(body) != echo:
		return fmt.Sprintf("%s 的应答不是助手给的，或被改动了。请网络管理员检查反向代理，原样转发 %s，不加登录页、不改内容。",
			host(target), c.cfg.WeCom.Callback.Path)
	}
	return ""
}

// loopbackAddr is where a server that listens on the address is found on this
// machine.
func loopbackAddr(listen string) string {
	name, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	if ip := net.ParseIP(name); name == "" || ip != nil && ip.IsUnspecified() {
		name = "127.0.0.1"
	}
	return net.JoinHostPort(name, port)
}
