package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/phone"
	"anwei/cmd/anwei/record"
	"anwei/config/roster"
	"anwei/storage"
)

type demoOptions struct {
	addr, data, now, way string
	verbose              bool
}

func demoCommand() *cobra.Command {
	var o demoOptions
	c := &cobra.Command{
		Use: "demo", Short: "在浏览器里演练：模拟的企业微信、示例名单，无需配置", Args: cobra.NoArgs,
		Long: "在一个进程里运行模拟的企业微信和真正的助手，两者之间走真实的企业微信协议。\n打开网页即可扮演示例名单里的任何人，拨动时钟看提醒，下载全县汇总表。",
		RunE: func(c *cobra.Command, _ []string) error {
			return demo(c.Context(), o, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	f := c.Flags()
	f.StringVar(&o.addr, "addr", "127.0.0.1:8000", "网页的地址，只能是本机")
	f.StringVar(&o.data, "data", "", "数据目录；不给就用临时目录，退出后清除")
	f.StringVar(&o.now, "now", "2026-10-16 09:00", "时钟从什么时间开始")
	f.StringVar(&o.way, "way", phone.WayCallback, "一开始从哪边说话：callback 是企业微信应用的回调，socket 是智能机器人的长连接；网页上可以切换")
	f.BoolVar(&o.verbose, "verbose", false, "把运行日志打印出来")
	return c
}

// demo plays WeCom, the bot and the people's phones in one process until ctx
// ends.
func demo(ctx context.Context, o demoOptions, stdout, stderr io.Writer) (err error) {
	if o.way != phone.WayCallback && o.way != phone.WaySocket {
		return house.Wrong(fmt.Errorf("--way 不能是“%s”，请写 callback（应用回调）或 socket（机器人长连接）", o.way))
	}
	r, err := house.Load("")
	if err != nil {
		return err
	}
	start, err := r.Time(o.now)
	if err != nil {
		return err
	}
	web, err := listenLoopback(ctx, o.addr)
	if err != nil {
		return err
	}
	defer web.Close() //nolint:errcheck // the server closes it too
	if o.data == "" {
		if o.data, err = os.MkdirTemp("", "anwei-demo-"); err != nil {
			return fmt.Errorf("建临时目录：%w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(o.data)) }()
	}
	store, err := house.Open(ctx, o.data, r.Plan)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	log := slog.New(slog.DiscardHandler)
	if o.verbose {
		log = slog.New(slog.NewTextHandler(stderr, nil))
	}
	clock := newClock(start)
	list, err := roster.Sample(r.Plan)
	if err != nil {
		return err
	}
	if err := prepareDemo(ctx, store, r, list, start); err != nil {
		return err
	}
	return playDemo(ctx, stage{rules: r, store: store, roster: list, clock: clock, log: log, web: web, out: stdout, way: o.way, data: o.data})
}

// stage is what the demo is played on.
type stage struct {
	rules  house.Rules
	store  storage.Store
	roster anwei.Roster
	clock  *clock
	log    *slog.Logger
	web    net.Listener
	out    io.Writer
	way    string // that people speak by at first
	data   string // the data directory
}

// playDemo starts the simulated WeCom, the bot and the page, and joins them over
// loopback.
func playDemo(ctx context.Context, s stage) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	sim, err := wecomtest.Start(wecomtest.Options{
		Users: simulatedUsers(s.roster), Now: s.clock.Now,
		Report: func(format string, args ...any) {
			s.log.Error("simulated WeCom", "report", fmt.Sprintf(format, args...))
		},
	})
	if err != nil {
		return fmt.Errorf("启动模拟的企业微信：%w", err)
	}
	defer sim.Close()
	bot, err := listenLoopback(ctx, "127.0.0.1:0")
	if err != nil {
		return err
	}
	e, err := s.join(sim)
	if err != nil {
		return err
	}
	ran := make(chan error, 1)
	go func() { ran <- e.Run(ctx, bot) }()
	sim.SetCallback("http://" + bot.Addr().String() + callbackPath)
	err = errors.Join(sim.VerifyURL(ctx), e.client.CreateMenu(ctx, s.rules.Menu()), sim.BotReady(ctx))
	if err == nil {
		err = s.showPage(ctx, sim, e)
	}
	stop()
	return errors.Join(err, <-ran)
}

// join makes the bot with all the ways in that there are.
func (s stage) join(sim *wecomtest.Server) (*engine, error) {
	app := sim.Options()
	keeper, err := openEvidence(s.data)
	if err != nil {
		return nil, err
	}
	return newEngine(wiring{
		store: s.store, rules: s.rules, now: s.clock.Now, log: s.log, path: callbackPath, keeper: keeper,
		callback: &wecom.CallbackConfig{CorpID: app.CorpID, Token: app.Token, AESKey: app.AESKey},
		client:   &wecom.ClientConfig{CorpID: app.CorpID, Secret: app.Secret, AgentID: app.AgentID, APIURL: sim.URL()},
		socket:   &longlink.SocketConfig{BotID: app.BotID, Secret: app.BotSecret, URL: sim.BotURL()},
		group:    app.WebhookKey, api: sim.URL(),
	})
}

// showPage serves the page until ctx ends.
func (s stage) showPage(ctx context.Context, sim *wecomtest.Server, e *engine) error {
	page := newServer(phone.New(phone.Stage{
		WeCom: sim, Way: s.way, Group: s.rules.Plan.Office + "工作群", Plan: s.rules.Plan, Calendar: s.rules.Calendar, Roster: s.roster, Now: s.clock.Now,
		SetClock: func(ctx context.Context, to time.Time) (int, error) {
			s.clock.Set(to)
			n, err := e.alarm.Wake(ctx)
			e.outbox.Wake()
			return n, err
		},
		Table:    files{store: s.store, rules: s.rules, now: s.clock.Now}.File,
		Progress: s.progress,
	}))
	failed := make(chan error, 1)
	go func() { failed <- page.Serve(s.web) }()
	fmt.Fprintf(s.out, "演练已开始，请在浏览器打开：http://%s\n按 Ctrl+C 结束。\n", s.web.Addr())
	select {
	case err := <-failed:
		return fmt.Errorf("网页服务：%w", err)
	case <-ctx.Done():
		return page.Close()
	}
}

// listenLoopback listens on an address of this machine alone: the demo lets
// anybody speak as anybody.
func listenLoopback(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, house.Wrong(fmt.Errorf("地址“%s”不对，请写成 127.0.0.1:8000", addr))
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, house.Wrong(fmt.Errorf("演练网页只能在本机打开，地址应是 127.0.0.1，不能是 %s", host))
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("地址 %s 用不了（可能已被占用，请用 --addr 换一个端口）：%w", addr, err)
	}
	return l, nil
}

// prepareDemo puts the sample people into the ledger and, where it is new, made
// up reports of the months before, so that there is a last month to compare
// with.
func prepareDemo(ctx context.Context, store storage.Store, r house.Rules, list anwei.Roster, start time.Time) error {
	form := r.Plan.Forms[0]
	if _, err := record.Import(ctx, store, list, false, start); err != nil {
		return err
	}
	dice := rand.New(rand.NewPCG(2026, 10)) //nolint:gosec // sample figures need no secrecy
	err := store.Update(ctx, func(tx storage.Ledger) error {
		for p := form.First; p.Before(anwei.PeriodOf(form.Every, start)); p = p.Next() {
			if err := samplePeriod(tx, r, list, form, p, dice); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("准备示例数据：%w", err)
	}
	return nil
}

func samplePeriod(tx storage.Ledger, r house.Rules, list anwei.Roster, form anwei.Form, p anwei.Period, dice *rand.Rand) error {
	have, err := tx.Reports(form.ID, p)
	if err != nil || len(have) > 0 {
		return err
	}
	for _, person := range list.People {
		for _, a := range person.Roles {
			u, _ := list.Unit(a.Unit)
			if a.Role != anwei.Reporter || a.Deputy || !form.Audience.Includes(u) {
				continue
			}
			at := form.Deadline.On(p, r.Calendar).AddDays(-dice.IntN(3)).At(anwei.Clock{Hour: 10 + dice.IntN(6)}, r.Zone)
			key := anwei.ReportKey{Form: form.ID, Period: p, Unit: u.ID}
			values := sampleValues(form, dice)
			report := anwei.Report{Key: key, Plan: r.Plan.Version, Values: values, First: at, Revision: 1, By: person.ID, At: at}
			revision := anwei.Revision{
				N: 1, At: at, By: person.ID, Plan: r.Plan.Version,
				Changes: anwei.Changes(form.Fields, nil, values), Words: []string{"（示例数据）"},
			}
			if err := tx.Confirm(report, revision); err != nil {
				return err
			}
		}
	}
	return nil
}

// sampleValues makes figures that agree with each other: what an error rule
// bounds is rare, and of what a doubt bounds nearly all is done.
func sampleValues(form anwei.Form, dice *rand.Rand) anwei.Values {
	v := anwei.Values{}
	for _, f := range form.Fields {
		switch f.Unit {
		case "家", "人":
			v[f.ID] = anwei.Number(int64(dice.IntN(2)))
		case "次":
			v[f.ID] = anwei.Number(int64(dice.IntN(4) + 2))
		default:
			v[f.ID] = anwei.Number(int64(dice.IntN(10) + 12))
		}
	}
	for _, c := range form.Checks {
		part, of, bound := c.Bound()
		whole, ok := v.Number(of)
		switch {
		case !bound || !ok:
		case c.Level == anwei.ErrorLevel:
			v[part] = anwei.Number(int64(dice.IntN(3)))
		default:
			v[part] = anwei.Number(max(0, whole-int64(dice.IntN(2))))
		}
	}
	return v
}

// simulatedUsers are the sample people as WeCom knows them.
func simulatedUsers(list anwei.Roster) []wecomtest.User {
	return anwei.Each(list.People, func(p anwei.Person) wecomtest.User {
		return wecomtest.User{ID: string(p.ID), Name: p.Name, Mobile: p.Phone, Department: []int{1}, Position: p.Post}
	})
}

// progress counts the month's reports for the head of the page.
func (s stage) progress(ctx context.Context) (in, of int, missing []string, err error) {
	form := s.rules.Plan.Forms[0]
	p := anwei.PeriodOf(form.Every, s.clock.Now())
	err = s.store.View(ctx, func(tx storage.Ledger) error {
		reports, err := tx.Reports(form.ID, p)
		if err != nil {
			return err
		}
		in, of, missing = 0, 0, nil
		for _, u := range s.roster.Units {
			if !form.Audience.Includes(u) {
				continue
			}
			of++
			if _, ok := reports[u.ID]; ok {
				in++
			} else {
				missing = append(missing, u.Name)
			}
		}
		return nil
	})
	return in, of, missing, err
}

// clock is a clock that runs with the real one and can be moved. The demo's
// people live by it.
type clock struct {
	mu     sync.Mutex
	offset time.Duration
	zone   *time.Location
}

func newClock(at time.Time) *clock {
	return &clock{offset: time.Until(at), zone: at.Location()}
}

// Now returns what the clock shows.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.offset).In(c.zone)
}

// Set moves the clock.
func (c *clock) Set(to time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.offset = time.Until(to)
}
