package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"time"

	"github.com/spf13/cobra"

	"anwei/bot"
	"anwei/bot/assist"
	"anwei/bot/wecom"
	"anwei/config"
	"anwei/config/calendar"
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
	store, err := openLedger(ctx, cfg.Data, r.plan)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := needRoster(ctx, store); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: cfg.Level()}))
	app := cfg.WeCom
	assistant, err := newAssistant(cfg.Model, log)
	if err != nil {
		return err
	}
	e, err := newEngine(wiring{
		assistant: assistant, sees: cfg.Model.Vision,
		store: store, rules: r, now: r.now, log: log, path: app.Callback.Path,
		callback: wecom.CallbackConfig{CorpID: app.CorpID, Token: string(app.Callback.Token), AESKey: string(app.Callback.AESKey)},
		client:   wecom.ClientConfig{CorpID: app.CorpID, Secret: string(app.Secret), AgentID: app.AgentID, APIURL: app.APIURL},
	})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", cfg.Listen)
	if err != nil {
		return fmt.Errorf("监听 %s：%w", cfg.Listen, err)
	}
	fmt.Fprintf(stdout, "助手已启动：%s，回调地址 http://%s%s，方案“%s”（版本 %s）\n",
		version(), listener.Addr(), app.Callback.Path, r.plan.Short, r.plan.Version)
	if year := r.now().Year(); !r.calendar.Known(year) {
		fmt.Fprintf(stdout, "注意：没有%d年的节假日数据，暂按周一至周五为工作日。\n", year)
	}
	defer openDoor(ctx, cfg.Data, store, log)()
	makeMenu(ctx, e)
	return e.Run(ctx, listener)
}

// makeMenu makes the app's menu anew. A WeCom that does not answer must not keep
// the bot from serving, so it has five seconds.
func makeMenu(ctx context.Context, e *engine) {
	brief, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := e.client.CreateMenu(brief); err != nil {
		e.log.WarnContext(ctx, "the app's menu was not created", "error", err)
	}
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
