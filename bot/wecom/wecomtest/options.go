package wecomtest

import (
	"cmp"
	"net"
	"time"
)

// Options describe the corp, its app and its people. The zero value is ready for use: Start fills in credentials, which
// Server.Options then tells.
type Options struct {
	CorpID  string // the corp, also the receiveid of callbacks (§2.3)
	Secret  string // the app's secret, exchanged for an access token (§1.1)
	AgentID int    // the app

	Token  string // callback token, signs callbacks and replies (§2.2)
	AESKey string // EncodingAESKey: 43 characters of A-Z, a-z and 0-9 (§2.3)

	CallbackURL string // where callbacks are POSTed; may be set later by Server.SetCallback

	BotID     string        // the corp's 智能机器人 in long-connection mode (§3.2)
	BotSecret string        // its long-connection secret, which is not the app's
	BotIdle   time.Duration // a connection without a ping for so long is cut; default 100 s (the real limit is UNCONFIRMED)

	WebhookKey string // of the robot in a group, the 群机器人 (§1.11)

	Users       []User       // everyone in the app's visible range
	Departments []Department // departments named by Users and missing here are made up under the root, 1
	ShowMobile  bool         // user/get tells mobile numbers, as for apps created before 2022-06-20 (§1.8)

	// Now is the corp's clock: it dates messages and lets tokens, media and response codes expire. Default time.Now.
	Now func() time.Time

	// Report is told, as fmt.Printf would be, of every request and every callback reply that WeCom would not understand.
	// It is called from several goroutines. Server.Reports has them all whether or not Report is set.
	Report func(format string, args ...any)

	CallbackTimeout time.Duration // a callback unanswered so long is dropped and sent again; default 5 s (§2.5)
	Retries         int           // redeliveries after the first attempt; default 3, -1 for none (§2.5)
	RetryDelay      time.Duration // wait before each redelivery; default none

	Addr     string       // a loopback address to listen on; default 127.0.0.1 and a free port
	Listener net.Listener // used instead of Addr when set; the Server closes it
}

// User is a member of the corp. IDs are compared without regard to case, as WeCom does (§1.8).
type User struct {
	ID         string
	Name       string
	Mobile     string // told by user/get only with Options.ShowMobile
	Department []int  // default: the root department, 1
	Position   string
	Unlicensed bool // seen by the app and reached by no message: has no licence for the base interface (§1.2)
}

// Department is a node of the corp's tree. The root has ID 1.
type Department struct {
	ID       int
	Name     string
	ParentID int
	Order    int
}

func (o Options) withDefaults() Options {
	o.CorpID = cmp.Or(o.CorpID, "wwc0ffee0123456789")
	o.Secret = cmp.Or(o.Secret, "wecomtest-secret")
	o.AgentID = cmp.Or(o.AgentID, 1000002)
	o.Token = cmp.Or(o.Token, "wecomtestToken")
	o.AESKey = cmp.Or(o.AESKey, "wecomtest0wecomtest1wecomtest2wecomtest3wec")
	o.BotID = cmp.Or(o.BotID, "aibWECOMTEST")
	o.BotSecret = cmp.Or(o.BotSecret, "wecomtest-bot-secret")
	o.WebhookKey = cmp.Or(o.WebhookKey, "00000000-0000-4000-8000-wecomtest000")
	o.BotIdle = cmp.Or(o.BotIdle, 100*time.Second)
	o.CallbackTimeout = cmp.Or(o.CallbackTimeout, 5*time.Second)
	o.Retries = max(cmp.Or(o.Retries, 3), 0)
	o.Addr = cmp.Or(o.Addr, "127.0.0.1:0")
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}
