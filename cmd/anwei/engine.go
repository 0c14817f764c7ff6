package main

import (
	"fmt"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/evidence"
	"anwei/bot/outbox"
	"anwei/bot/rights"
	"anwei/bot/serve"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/watch"
	"anwei/report/excel"
	"anwei/scheduler/alarm"
	"anwei/storage"
	"anwei/storage/postgres"
)

// wiring is what an engine is joined from.
type wiring struct {
	store storage.Store
	// lease is what the one of several processes on the ledger has that sends and
	// rings the alarm; nil where there can be no other.
	lease *postgres.Lease
	rules house.Rules
	now   func() time.Time
	log   *slog.Logger
	// callback hears for a self-built app at path, client speaks for it, and socket
	// does both for a 智能机器人. Each is nil where it is not set up.
	callback *wecom.CallbackConfig
	path     string
	client   *wecom.ClientConfig
	socket   *longlink.SocketConfig
	// group is the webhook of the office's group, empty where there is none, and
	// api the base of WeCom's API that it is called at.
	group, api string
	// assistant is nil where no language model is set up; sees is whether it also
	// reads pictures.
	assistant bot.Assistant
	sees      bool
	// mailbox is where people send stamped sheets, empty where that is not told.
	mailbox string
	// keeper keeps what people send as evidence; nil leaves it with WeCom, which
	// forgets it after three days.
	keeper evidence.Keeper
	// daily makes the backups; nil where the settings have none.
	daily *ledger.Daily
	// retention drops what is old; nil keeps all.
	retention *ledger.Retention
}

// spare is how many messages a minute to one person are left to answers over the long
// connection, whose bounds are for answers and pushes together (protocol §3.2.5).
const spare = 6

// engine is the bot with everything around it, one ledger and one corp of WeCom.
type engine struct {
	wiring
	client  *wecom.Client    // nil without an app
	socket  *longlink.Socket // nil without a 智能机器人
	ways    *longlink.Ways
	outbox  *outbox.Outbox
	alarm   *alarm.Alarm
	turns   *serve.Handler
	fetcher *evidence.Fetcher // nil without a keeper
	reach   *reach
	metrics *watch.Metrics
	handler http.Handler
	// ended says why the long connection ended for good; nil while it did not.
	ended atomic.Pointer[string]
}

// newEngine joins the parts, from the ledger up; nothing runs yet.
func newEngine(w wiring) (*engine, error) {
	e := &engine{wiring: w, reach: newReach(w.store)}
	watched := watch.House{Store: w.store, Now: w.now}
	if w.daily != nil {
		watched.BackupAge = w.daily.Age
	}
	e.metrics = watch.NewMetrics(watched)
	e.turns = serve.New(e.metrics.Commits(w.store), w.rules.Plan, w.rules.Calendar, w.now, e.wake)
	e.turns.Log(w.log)
	e.turns.Mailbox(w.mailbox)
	sender, err := e.joinWeCom()
	if err != nil {
		return nil, err
	}
	kept, _ := w.keeper.(pieces)
	own := e.metrics.Commits(w.store)
	if w.lease != nil {
		own = e.metrics.Commits(w.lease)
	}
	e.joinOutbox(own, sender, kept)
	if w.assistant != nil {
		var pictures bot.Pictures
		if w.sees {
			pictures = e.ways
		}
		e.turns.Assist(w.assistant, pictures)
	}
	e.turns.Reads(e.ways, excel.FindOffice().Read)
	if w.keeper != nil {
		e.fetcher = evidence.New(own, e.ways, w.keeper, w.now, w.log)
	}
	if e.alarm, err = alarm.New(own, w.rules.Plan, w.rules.Calendar, w.now, e.metrics.Alarm(e.outbox.Wake), w.log); err != nil {
		return nil, err
	}
	e.joinChores(own)
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+watch.HealthPath, e.serveHealth)
	mux.Handle("GET "+watch.MetricsPath, e.metrics.Handler())
	if w.callback != nil {
		cfg := *w.callback
		cfg.Client = e.client
		callback, err := wecom.NewCallback(cfg, e.metrics.Turns(e.outbox.Telling(e.turns)), w.log, w.now)
		if err != nil {
			return nil, fmt.Errorf("企业微信回调设置：%w", err)
		}
		mux.Handle(w.path, callback)
	}
	e.handler = mux
	return e, nil
}

// joinOutbox makes what sends, of the ledger of the process that may.
func (e *engine) joinOutbox(own storage.Store, sender *post, kept pieces) {
	w := e.wiring
	o := outbox.Options{
		Plan: w.rules.Plan, Bulletin: bulletins(w.rules, w.now), Withheld: rights.Withheld, Spoken: e.socket != nil && e.client == nil,
	}
	if e.socket != nil {
		o.Spare = spare
	}
	e.outbox = outbox.New(own, sender, files{store: w.store, rules: w.rules, now: w.now, kept: kept}, w.now, w.log, o)
	if e.socket != nil {
		e.socket.Rate(e.outbox.Take)
	}
}

// joinChores gives the daily chores what they work on.
func (e *engine) joinChores(own storage.Store) {
	if e.daily != nil {
		e.daily.Store, e.daily.Log, e.daily.Wake = e.store, e.log, e.wake
	}
	if e.retention != nil {
		e.retention.Store, e.retention.Now, e.retention.Log = own, e.now, e.log
	}
}

// joinWeCom makes the ways in and out, and returns what the outbox sends by.
func (e *engine) joinWeCom() (*post, error) {
	var err error
	if e.wiring.client != nil {
		if e.client, err = wecom.NewClient(*e.wiring.client, e.log); err != nil {
			return nil, fmt.Errorf("企业微信设置：%w", err)
		}
	}
	if e.wiring.socket != nil {
		if e.socket, err = longlink.NewSocket(*e.wiring.socket, e.metrics.Turns(e.turns), e.log, e.now); err != nil {
			return nil, fmt.Errorf("智能机器人设置：%w", err)
		}
	}
	e.ways = longlink.NewWays(e.socket, e.client, e.reach)
	p := &post{Ways: e.ways, lease: e.lease, count: e.metrics.Sent}
	if e.group != "" {
		if p.group, err = wecom.NewWebhook(e.group, e.api, nil, e.log, e.now); err != nil {
			return nil, fmt.Errorf("群机器人设置：%w", err)
		}
		e.turns.HasGroup()
	}
	return p, nil
}

// clerk is for the engine's own ledger.
func (e *engine) clerk() house.Clerk {
	k := house.Clerk{Store: e.store, Rules: e.rules, Now: e.now, Wake: e.outbox.Wake}
	if e.client != nil {
		k.Recall = e.ways.Recall
	}
	return k
}

// wake tells all that work after a commit.
func (e *engine) wake() {
	e.outbox.Wake()
	if e.fetcher != nil {
		e.fetcher.Wake()
	}
}

// bulletins returns what composes briefings and summaries when they are sent.
func bulletins(r house.Rules, now func() time.Time) func(storage.Ledger, anwei.PersonID, anwei.Bulletin) (string, error) {
	return func(tx storage.Ledger, to anwei.PersonID, b anwei.Bulletin) (string, error) {
		return serve.Bulletin(tx, r.Phrases, r.Plan, r.Calendar, now(), to, b)
	}
}
