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
	"anwei/cmd/anwei/doctor"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/config"
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
	r, err := house.Settled(cfg)
	if err != nil {
		return err
	}
	store, err := house.Open(ctx, cfg.Ledger(), r.Plan)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := errors.Join(ledger.Pages(ctx, store), needRoster(ctx, store)); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: cfg.Level()}))
	if config.Exposed(path) {
		log.WarnContext(ctx, "others may read the settings", "do", doctor.Exposed(path))
	}
	assistant, err := house.Assistant(cfg.Model, log)
	if err != nil {
		return err
	}
	w := wecomWiring(cfg.WeCom)
	w.store, w.rules, w.now, w.log = store, r, r.Now, log
	w.lease = leaseOf(ctx, store, r.Plan, log)
	w.assistant, w.sees, w.mailbox = assistant, cfg.Model.Vision, cfg.Mailbox
	w.daily, w.retention = ledger.DailyOf(cfg, r.Now), &ledger.Retention{Days: cfg.Retention}
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
		version(), waysIn(cfg.WeCom, listener.Addr()), r.Plan.Short, r.Plan.Version)
	defer openDoor(ctx, cfg.Data, e)()
	var checking sync.WaitGroup
	checking.Go(func() { doctor.AtStart(ctx, cfg, r, store, listener.Addr().String(), stdout) })
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
	return wiring{
		path: app.Callback.Path, group: string(app.GroupKey), api: app.APIURL,
		client: house.Client(app), callback: house.Callback(app), socket: house.Socket(app),
	}
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
	if err := e.client.CreateMenu(ctx, e.rules.Menu()); err != nil {
		e.log.WarnContext(ctx, "the app's menu was not created", "error", err)
	}
}
