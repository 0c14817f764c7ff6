package wecom

// wording: 企业微信说不行时

import (
	"fmt"
	"net/netip"
	"strings"
	"time"
)

// The error codes that the code names, of the app (§4) and of the long connection
// (§3.2.9). The others stand in reactions alone.
const (
	codeBusy          = -1
	codeBadUser       = 40003
	codeBadMedia      = 40007
	codeBadAgent      = 40056
	codeUsedTask      = 42014 // a card's task id
	codeForbidden     = 48002
	codeNoDepartment  = 60003
	codeNoPrivilege   = 60011
	codeBadAddress    = 60020
	codeUnknownUser   = 60111
	codeNobody        = 81013
	codeWrongApp      = 301002
	codeNotSubscribed = 846609
	codeBadBot        = 853000 // invalid bot id or secret
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

// reacts is what to do about an errcode, how long to wait before the next try, 0
// where that is not known, and the advice that an office clerk can forward to
// whoever can mend it, empty where nobody can by hand.
type reacts struct {
	do     reaction
	pause  time.Duration
	advice string
}

// react is the table of §4, with what differs from call to call.
func react(code int, api string) reacts {
	r := reactions()[code]
	switch {
	case code == codeBadMedia && api == apiMedia:
		return reacts{} // it expired, and no other id leads to it
	case code == 45009 && api == apiToken:
		r.pause = tokenBan
	case code == 40001 && api != apiToken:
		return reacts{do: refresh} // a dead token, anywhere but at gettoken (§4)
	case code == 93008 && api != apiWebhook:
		return reacts{do: giveUpPerson} // a person is no group
	case r.do == operator:
		r.pause = operatorWait
	}
	return r
}

func reactions() map[int]reacts {
	const (
		shut    = "企业微信不认本应用的密钥（Secret）。请企业微信管理员在“应用管理→本应用”里查看 Secret，填入设置文件后重启助手；如果应用已停用，请先启用。"
		corp    = "企业微信不认企业ID（CorpID）。请在管理后台“我的企业→企业信息”最下方查看企业ID，填入设置文件后重启助手。"
		agent   = "应用的 AgentId 与密钥（Secret）不是同一个应用的。请企业微信管理员在“应用管理→本应用”里核对这两项，填入设置文件后重启助手。"
		visible = "本应用无权查看或联系其中的成员或部门。请企业微信管理员在“应用管理→本应用→可见范围”里加上他们。"
		bot     = "企业微信不认智能机器人的 Bot ID 或 Secret。请在“工作台→智能机器人”里核对这两项，并确认连接方式是“使用长连接”，填入设置文件后重启助手。"
		nobody  = "企业微信里没有这个账号，或者他不在本应用的可见范围里。请核对名册里的账号，并请企业微信管理员在“应用管理→本应用→可见范围”里加上他。"
	)
	return map[int]reacts{
		codeBusy:          {do: retry},
		codeBadMedia:      {do: retry},
		45033:             {do: retry}, // too many at once
		846601:            {do: retry}, // the long connection is not sure of it
		846602:            {do: retry},
		codeNotSubscribed: {do: retry},
		40014:             {do: refresh},
		42001:             {do: refresh},
		45009:             {do: wait, pause: limitWait}, // too often
		846607:            {do: wait, pause: limitWait},

		codeBadUser:     {do: giveUpPerson, advice: nobody},
		46004:           {do: giveUpPerson, advice: nobody},
		codeUnknownUser: {do: giveUpPerson, advice: nobody},
		codeNobody:      {do: giveUpPerson, advice: nobody},
		50002:           {do: giveUpPerson, advice: visible},
		93001:           {do: giveUpPerson}, // has never spoken to the bot
		93006:           {do: giveUpPerson}, // no such chat

		40001:           {do: operator, advice: shut},
		40013:           {do: operator, advice: corp},
		2000002:         {do: operator, advice: corp},
		codeBadAgent:    {do: operator, advice: agent},
		codeWrongApp:    {do: operator, advice: agent},
		45024:           {do: operator, advice: "企业微信的使用人数已达上限。请企业微信管理员在“我的企业→企业信息”里申请扩容。"},
		codeForbidden:   {do: operator, advice: "企业微信没有给本应用这项接口权限。请企业微信管理员在“应用管理→本应用”里核对应用的类型和权限；通讯录须用“通讯录同步”的密钥。"},
		48006:           {do: operator, advice: "本应用长期无人使用，企业微信收回了接口权限。请企业微信管理员在“应用管理→本应用”里重新启用。"},
		50003:           {do: operator, advice: "本应用已被停用。请企业微信管理员在“应用管理→本应用”里启用。"},
		codeNoPrivilege: {do: operator, advice: visible},
		codeBadAddress:  {do: operator}, // addressAdvice
		93000:           {do: operator, advice: "群机器人的 Webhook 地址无效，机器人可能已被移出群。请在群里重新添加机器人，把新地址填入设置文件后重启助手。"},
		93004:           {do: operator, advice: "群机器人已被停用。请在群设置的“群机器人”里启用它。"},
		93008:           {do: operator, advice: "群机器人已不在群里。请在群里重新添加机器人，把新地址填入设置文件后重启助手。"},
		codeBadBot:      {do: operator, advice: bot},
		93019:           {do: operator, advice: bot}, // invalid bot id
	}
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
