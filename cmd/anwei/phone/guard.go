package phone

import (
	"mime"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// maxBody is how many bytes of a request's body are read.
const maxBody = 64 << 10

// guard refuses what does not come from the page itself. A foreign page can make
// a browser send requests to loopback: the Host check stops one whose name was
// rebound to 127.0.0.1, and CrossOriginProtection one that posts across.
func guard(next http.Handler) http.Handler {
	var cross http.CrossOriginProtection
	cross.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fail(w, refuse(http.StatusForbidden, "只接受演示页面自己发出的请求"))
	}))
	inner := cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		secure(w.Header())
		switch {
		case !loopback(r.Host):
			fail(w, refuse(http.StatusForbidden, "演示只能在本机打开，请用 http://127.0.0.1 开头的地址"))
		case r.Method == http.MethodPost && !isJSON(r):
			fail(w, refuse(http.StatusUnsupportedMediaType, "请求的内容应当是 JSON"))
		default:
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			inner.ServeHTTP(w, r)
		}
	})
}

// secure sets the headers of every answer. The page has no inline script or
// style, so that a text which slips in as markup still runs nothing.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; object-src 'none'; "+
		"base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// loopback reports whether a Host header names this machine and nothing else.
func loopback(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(name, "["), "]"))
	return err == nil && addr.IsLoopback()
}

func isJSON(r *http.Request) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && kind == "application/json"
}
