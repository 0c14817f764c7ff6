package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot"
	"anwei/bot/assist"
	"anwei/bot/wecom"
	"anwei/cmd/anwei/ledger"
	"anwei/config"
	"anwei/config/calendar"
	"anwei/storage"
	"anwei/storage/postgres"
)

// callbackPath is where the demo's WeCom finds the bot.
const callbackPath = "/wecom/callback"

func serveCommand() *cobra.Command {
	var path string
	c := &cobra.Command{
		Use: "serve -c anwei.yaml", Short: "运行助手", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return serveBot(c.Context(), path, c.OutOrStdout(), c.ErrOrStderr())
		},
	}
	c.Flags().StringVarP(&path, "config", "c", "anwei.yaml", "设置文件")
	return c
}

// serveBot runs the bot until ctx ends.
func serveBot(ctx context.Context, path string, stdout, stderr io.Writer) (err error) {
	cfg, err := config.Load(path)
	if err != nil {
		return err
	}
	r, err := settledRules(cfg)
	if err != nil {
		return err
	}
	store, err := openLedger(ctx, cfg.Ledger(), r.plan)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := errors.Join(ledger.Pages(ctx, store), needRoster(ctx, store)); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: cfg.Level()}))
	if config.Exposed(path) {
		log.WarnContext(ctx, "others may read the settings", "do", exposed(path))
	}
	assistant, err := newAssistant(cfg.Model, log)
	if err != nil {
		return err
	}
	w := wecomWiring(cfg.WeCom)
	w.store, w.rules, w.now, w.log = store, r, r.now, log
	w.lease = leaseOf(ctx, store, r.plan, log)
	w.assistant, w.sees, w.mailbox = assistant, cfg.Model.Vision, cfg.Mailbox
	w.daily, w.retention = ledger.DailyOf(cfg, r.now), &ledger.Retention{Days: cfg.Retention}
	if w.keeper, err = openEvidence(cfg.Data); err != nil {
		return err
	}
	e, err := newEngine(w)
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cfg.Listen)
	if err != nil {
		return fmt.Errorf("监听 %s：%w", cfg.Listen, err)
	}
	fmt.Fprintf(stdout, "助手已启动：%s，%s，方案“%s”（版本 %s）\n",
		version(), waysIn(cfg.WeCom, listener.Addr()), r.plan.Short, r.plan.Version)
	defer openDoor(ctx, cfg.Data, store, e)()
	var checking sync.WaitGroup
	checking.Go(func() { checkStart(ctx, cfg, e, listener.Addr().String(), stdout) })
	checking.Go(func() { makeMenu(ctx, e) }) // whoever calls meanwhile is answered
	defer checking.Wait()
	return e.Run(ctx, listener)
}

// leaseOf is what several processes on one database share, whose views it brings up to
// the plan; nil where the ledger is one process's own.
func leaseOf(ctx context.Context, store storage.Store, plan anwei.Plan, log *slog.Logger) *postgres.Lease {
	database, is := store.(*postgres.Store)
	if !is {
		return nil
	}
	if err := database.Publish(ctx, plan); err != nil {
		log.WarnContext(ctx, "others read the ledger by older views", "error", err)
	}
	return database.Lease()
}

// wecomWiring are the ways in and out that the settings have.
func wecomWiring(app config.WeCom) wiring {
	w := wiring{path: app.Callback.Path, group: string(app.GroupKey), api: app.APIURL}
	if app.HasApp() {
		w.client = &wecom.ClientConfig{CorpID: app.CorpID, Secret: string(app.Secret), AgentID: app.AgentID, APIURL: app.APIURL}
	}
	if app.HasCallback() {
		w.callback = &wecom.CallbackConfig{
			CorpID: app.CorpID, Token: string(app.Callback.Token), AESKey: string(app.Callback.AESKey),
		}
	}
	if app.HasBot() {
		w.socket = &wecom.SocketConfig{BotID: app.Bot.ID, Secret: string(app.Bot.Secret), URL: app.Bot.URL}
	}
	return w
}

// waysIn says where people are heard.
func waysIn(app config.WeCom, at net.Addr) string {
	var ways []string
	if app.HasCallback() {
		ways = append(ways, "回调地址 http://"+at.String()+app.Callback.Path)
	} else {
		ways = append(ways, "监听 http://"+at.String()+"（只供健康检查）")
	}
	if app.HasBot() {
		ways = append(ways, "智能机器人长连接")
	}
	if app.GroupKey != "" {
		ways = append(ways, "工作群机器人")
	}
	return strings.Join(ways, "，")
}

// makeMenu makes the app's menu anew.
func makeMenu(ctx context.Context, e *engine) {
	if e.client == nil || e.callback == nil {
		return // nobody would hear what is pressed
	}
	if err := e.client.CreateMenu(ctx, menuWords(e.rules.plan)); err != nil {
		e.log.WarnContext(ctx, "the app's menu was not created", "error", err)
	}
}

// menuWords are the words that the plan gives something to answer to.
func menuWords(p anwei.Plan) []string {
	var words []string
	if len(p.Forms) > 0 {
		words = append(words, "填报")
	}
	words = append(words, "我的任务")
	if len(p.Forms)+len(p.Duties) > 0 {
		words = append(words, "进度")
	}
	return words
}

// settledRules are the rules with the files that the settings name.
func settledRules(cfg config.Config) (rules, error) {
	r, err := loadRules(cfg.Plan)
	if err != nil || cfg.Calendar == "" {
		return r, err
	}
	own, err := calendar.LoadFile(cfg.Calendar)
	if err != nil {
		return r, err
	}
	r.calendar = calendar.Merge(r.calendar, own)
	return r, nil
}

// newAssistant returns nil where no language model is set up.
func newAssistant(m config.Model, log *slog.Logger) (bot.Assistant, error) {
	if m.Name == "" {
		return nil, nil //nolint:nilnil // none is a fine answer: everything works without
	}
	a, err := assist.New(assist.Settings{
		BaseURL: m.BaseURL, Key: string(m.Key), Model: m.Name, Format: assist.Format(m.Format), Vision: m.Vision,
	}, log)
	if err != nil {
		return nil, fmt.Errorf("大模型设置：%w", err)
	}
	return a, nil
}
