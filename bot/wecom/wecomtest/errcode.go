package wecomtest

import (
	"fmt"
	"strconv"
)

// refusal is a business error: HTTP 200 with an errcode (§1.0).
type refusal struct {
	code int
	why  string
}

func (r *refusal) Error() string { return "errcode " + strconv.Itoa(r.code) + ": " + r.why }

func refuse(code int, format string, args ...any) error {
	return &refusal{code: code, why: fmt.Sprintf(format, args...)}
}

// errmsg has the real shape: text, hint, address of the caller, link (§1.0).
func errmsg(code int, why, ip string) string {
	if why == "" {
		why = errText(code)
	}
	return why + ", hint: [" + digits(25) + "], from ip: " + ip +
		", more info at https://open.work.weixin.qq.com/devtool/query?e=" + strconv.Itoa(code)
}

// errText knows the errors that tests most often order by FailNext.
func errText(code int) string {
	switch code {
	case -1:
		return "system busy"
	case 40001:
		return "invalid credential"
	case 40007:
		return "invalid media_id"
	case 40014:
		return "invalid access_token"
	case 42001:
		return "access_token expired"
	case 45009:
		return "api freq out of limit"
	case 45033:
		return "api concurrent out of limit"
	case 48002:
		return "api forbidden for the app"
	case 50003:
		return "app disabled"
	case 60020:
		return "not allow to access from your ip"
	case 81013:
		return "user & party & tag all invalid"
	case 846607:
		return "bot message rate exceeded"
	case 846609:
		return "aibot websocket not subscribed"
	case 853000:
		return "invalid bot_id or secret"
	default:
		return "error " + strconv.Itoa(code)
	}
}
