package wecom

// wording: 企业微信说不行时

import (
	"fmt"
	"net/netip"
	"strings"
	"time"
)

// The error codes that we treat in a way of their own (§4), besides those
// of the long connection.
const (
	codeBusy         = -1
	codeBadSecret    = 40001
	codeBadUser      = 40003
	codeBadMedia     = 40007
	codeBadCorp      = 40013
	codeBadToken     = 40014
	codeBadAgent     = 40056
	codeOldToken     = 42001
	codeTooOften     = 45009
	codeTooManyUsers = 45024
	codeTooManyNow   = 45033
	codeNoUser       = 46004
	codeForbidden    = 48002
	codeRevoked      = 48006
	codeOutOfRange   = 50002
	codeAppStopped   = 50003
	codeNoPrivilege  = 60011
	codeNoDepartment = 60003
	codeBadAddress   = 60020
	codeUnknownUser  = 60111
	codeNobody       = 81013
	codeBadWebhook   = 93000
	codeNotSpoken    = 93001
	codeRobotStopped = 93004
	codeBadChat      = 93006
	codeNotInGroup   = 93008
	codeWrongApp     = 301002
	codeBotUnsure1   = 846601
	codeBotUnsure2   = 846602
	codeUnknownCorp  = 2000002
)

// reaction is what is to be done about an error.
type reaction int

const (
	giveUp       reaction = iota // this message is never taken
	giveUpPerson                 // this person is not reached, whatever is sent
	refresh                      // a new token may help
	retry                        // the same again may help
	wait                         // the same again helps after a time
	operator                     // the settings are wrong, and someone must mend them
)

// How long to leave WeCom alone.
const (
	// limitWait is the window of the limits of sending.
	limitWait = time.Minute
	// tokenBan is how long gettoken stays closed after too many tries (§1.1).
	tokenBan = time.Hour
	// operatorWait is how long a message waits for the operator between two tries.
	// Asking with a wrong secret more often closes gettoken for an hour (§1.1).
	operatorWait = 10 * time.Minute
)

// react is the table of §4: what to do about an errcode of a call, and how long
// to wait before the next try, 0 where that is not known.
func react(code int, api string) (reaction, time.Duration) {
	switch code {
	case codeBadMedia:
		if api == apiMedia {
			return giveUp, 0 // it expired, and no other id leads to it
		}
		return retry, 0
	case codeBusy, codeTooManyNow, codeBotUnsure1, codeBotUnsure2, codeNotSubscribed:
		return retry, 0
	case codeBadToken, codeOldToken:
		return refresh, 0
	case codeTooOften:
		if api == apiToken {
			return wait, tokenBan
		}
		return wait, limitWait
	case codeBotTooOften:
		return wait, limitWait
	case codeBadUser, codeNoUser, codeUnknownUser, codeNobody, codeOutOfRange, codeNotSpoken, codeBadChat:
		return giveUpPerson, 0
	case codeBadSecret:
		if api != apiToken {
			return refresh, 0 // a dead token, anywhere but at gettoken (§4)
		}
		return operator, operatorWait
	case codeNotInGroup:
		if api != apiWebhook {
			return giveUpPerson, 0
		}
		return operator, operatorWait
	case codeBadCorp, codeBadAgent, codeTooManyUsers, codeForbidden, codeRevoked, codeAppStopped, codeNoPrivilege,
		codeBadAddress, codeBadWebhook, codeRobotStopped, codeWrongApp, codeBadBot, codeUnknownCorp:
		return operator, operatorWait
	}
	return giveUp, 0
}

// advice is what an office clerk can forward to whoever can mend it, empty where
// nobody can by hand.
func advice(code int, api, errmsg string) string {
	switch code {
	case codeBadSecret:
		if api != apiToken {
			return ""
		}
		return "企业微信不认本应用的密钥（Secret）。请企业微信管理员在“应用管理→本应用”里查看 Secret，填入设置文件后重启助手；如果应用已停用，请先启用。"
	case codeBadCorp, codeUnknownCorp:
		return "企业微信不认企业ID（CorpID）。请在管理后台“我的企业→企业信息”最下方查看企业ID，填入设置文件后重启助手。"
	case codeBadAgent, codeWrongApp:
		return "应用的 AgentId 与密钥（Secret）不是同一个应用的。请企业微信管理员在“应用管理→本应用”里核对这两项，填入设置文件后重启助手。"
	case codeTooManyUsers:
		return "企业微信的使用人数已达上限。请企业微信管理员在“我的企业→企业信息”里申请扩容。"
	case codeForbidden:
		return "企业微信没有给本应用这项接口权限。请企业微信管理员在“应用管理→本应用”里核对应用的类型和权限；通讯录须用“通讯录同步”的密钥。"
	case codeRevoked:
		return "本应用长期无人使用，企业微信收回了接口权限。请企业微信管理员在“应用管理→本应用”里重新启用。"
	case codeAppStopped:
		return "本应用已被停用。请企业微信管理员在“应用管理→本应用”里启用。"
	case codeBadAddress:
		return addressAdvice(errmsg)
	case codeNoPrivilege, codeOutOfRange:
		return "本应用无权查看或联系其中的成员或部门。请企业微信管理员在“应用管理→本应用→可见范围”里加上他们。"
	case codeUnknownUser, codeNobody, codeBadUser, codeNoUser:
		return "企业微信里没有这个账号，或者他不在本应用的可见范围里。请核对名册里的账号，并请企业微信管理员在“应用管理→本应用→可见范围”里加上他。"
	}
	return robotAdvice(code, api)
}

func robotAdvice(code int, api string) string {
	switch code {
	case codeBadWebhook:
		return "群机器人的 Webhook 地址无效，机器人可能已被移出群。请在群里重新添加机器人，把新地址填入设置文件后重启助手。"
	case codeRobotStopped:
		return "群机器人已被停用。请在群设置的“群机器人”里启用它。"
	case codeNotInGroup:
		if api == apiWebhook {
			return "群机器人已不在群里。请在群里重新添加机器人，把新地址填入设置文件后重启助手。"
		}
	case codeBadBot:
		return "企业微信不认智能机器人的 Bot ID 或 Secret。请在“工作台→智能机器人”里核对这两项，并确认连接方式是“使用长连接”，填入设置文件后重启助手。"
	}
	return ""
}

// addressAdvice names the address in it, where errmsg tells it.
func addressAdvice(errmsg string) string {
	ip := fromIP(errmsg)
	if ip == "" {
		return "企业微信拒绝了这台服务器的地址。请企业微信管理员在“应用管理→本应用→企业可信IP”里加上这台服务器的出口 IP。"
	}
	return fmt.Sprintf(
		"企业微信拒绝了这台服务器的地址 %s。请企业微信管理员在“应用管理→本应用→企业可信IP”里加上 %s。", ip, ip)
}

// fromIP is the address in "…, from ip: 1.2.3.4, more info at …" (§1.0).
func fromIP(errmsg string) string {
	_, rest, found := strings.Cut(errmsg, "from ip: ")
	if !found {
		return ""
	}
	text, _, _ := strings.Cut(rest, ",")
	ip, err := netip.ParseAddr(strings.TrimSpace(text))
	if err != nil {
		return ""
	}
	return ip.String()
}
