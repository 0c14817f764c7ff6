package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/cmd/anwei/ledger"
	"anwei/config"
	"anwei/storage"
)

// callWithin bounds each call that a check makes.
const callWithin = 10 * time.Second

// level is how serious a finding is.
type level string

const (
	fine     level = "ok"
	doubtful level = "warn"
	broken   level = "bad"
)

// finding is what one check found. Its text can be forwarded as it is to whoever
// can mend it, and holds no secret.
type finding struct {
	Check string `json:"check"`
	Level level  `json:"level"`
	Text  string `json:"text"`
}

// String is the finding as a line that begins with ✓, △ or ✗ and the check.
func (f finding) String() string {
	mark := map[level]string{fine: "✓", doubtful: "△", broken: "✗"}[f.Level]
	return mark + " " + f.Check + "：" + f.Text
}

// checkup looks at one deployment from all sides.
type checkup struct {
	cfg   config.Config
	rules rules
	now   func() time.Time
	http  *http.Client
	log   *slog.Logger
	note  func(finding)
	// mx finds the mail servers of a domain.
	mx func(ctx context.Context, domain string) ([]*net.MX, error)
	// inside is set where the server itself asks, which needs not be looked for, and
	// at is the address that it listens on.
	inside *engine
	at     string
	// noBot leaves the 智能机器人 alone.
	noBot bool
	// server is the server that runs on the data directory; nil where none does.
	server *serverState
	roster anwei.Roster
}

func (c *checkup) say(l level, check, format string, args ...any) {
	c.note(finding{check, l, fmt.Sprintf(format, args...)})
}

func doctorCommand() *cobra.Command {
	var path string
	var asJSON, noBot bool
	c := &cobra.Command{
		Use: "doctor -c anwei.yaml", Short: "体检：逐项检查设置、网络、企业微信、数据，说明怎么改", Args: cobra.NoArgs,
		Long: "逐项检查设置、时钟、数据目录、名单、企业微信（密钥、可信IP、可见范围、回调、长连接、群机器人）、大模型和安委办邮箱。\n" +
			"✓ 正常，△ 请留意，✗ 要改；每条后面的话可以直接转给能改的人。没有 ✗ 时退出码是 0。\n" +
			"助手正在运行时也可以用，不影响它。如果同一个智能机器人的助手正在另一台机器上运行，请加 --no-bot，否则会把它挤下线。",
		RunE: func(c *cobra.Command, _ []string) error {
			return doctor(c.Context(), path, noBot, asJSON, c.OutOrStdout())
		},
	}
	c.Flags().StringVarP(&path, "config", "c", "anwei.yaml", "设置文件")
	c.Flags().BoolVar(&asJSON, "json", false, "逐行输出JSON")
	c.Flags().BoolVar(&noBot, "no-bot", false, "不检查智能机器人的长连接")
	return c
}

// doctor prints what it finds as it finds it. Its error says that something has
// to be mended.
func doctor(ctx context.Context, path string, noBot, asJSON bool, out io.Writer) error {
	bad := 0
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	note := func(f finding) {
		if f.Level == broken {
			bad++
		}
		if asJSON {
			_ = enc.Encode(f) // what is said is lost where the output is
			return
		}
		fmt.Fprintln(out, f)
	}
	if c, ok := readySettings(path, note); ok {
		c.noBot = noBot
		c.run(ctx)
	}
	if bad > 0 {
		return fmt.Errorf("有%d项要改，见上面带 ✗ 的各行", bad)
	}
	return nil
}

// exposed says what to do about settings that others may read.
func exposed(path string) string {
	return "设置文件里可能有密钥，这台机器上别的用户也能读；请运行 chmod o-r " + path
}

// readySettings reads the settings and what they name. It returns false where
// nothing more can be looked at.
func readySettings(path string, note func(finding)) (*checkup, bool) {
	cfg, err := config.Load(path)
	if err != nil {
		noteLines(note, "设置", err)
		return nil, false
	}
	if config.Exposed(path) {
		note(finding{"设置", doubtful, exposed(path)})
	} else {
		note(finding{"设置", fine, path + " 没有问题"})
	}
	r, err := settledRules(cfg)
	if err != nil {
		noteLines(note, "方案", err)
		return nil, false
	}
	note(finding{"方案", fine, fmt.Sprintf("“%s”（版本 %s）", r.plan.Short, r.plan.Version)})
	return newCheckup(cfg, r, note), true
}

// noteLines notes each problem of a file by itself.
func noteLines(note func(finding), check string, err error) {
	var problems config.Problems
	if !errors.As(err, &problems) {
		note(finding{check, broken, err.Error()})
		return
	}
	for _, p := range problems {
		note(finding{check, broken, p.String()})
	}
}

func newCheckup(cfg config.Config, r rules, note func(finding)) *checkup {
	return &checkup{
		cfg: cfg, rules: r, now: r.now, note: note, log: discarded(), at: cfg.Listen,
		mx: net.DefaultResolver.LookupMX,
		http: &http.Client{
			Timeout:       callWithin,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// discarded is a log for commands, which tell what goes wrong themselves.
func discarded() *slog.Logger { return slog.New(slog.DiscardHandler) }

// run does all checks, those first that others lean on.
func (c *checkup) run(ctx context.Context) {
	defer c.http.CloseIdleConnections()
	c.checkCalendar()
	c.checkData(ctx)
	if c.reachable(ctx) && c.cfg.WeCom.HasApp() {
		c.checkApp(ctx)
	}
	if c.cfg.WeCom.HasCallback() {
		c.checkCallback(ctx)
	}
	if c.cfg.WeCom.HasBot() && !c.noBot {
		c.checkBot(ctx)
	}
	if c.cfg.WeCom.GroupKey != "" {
		c.checkGroup(ctx)
	}
	if c.cfg.Model.Name != "" {
		c.checkModel(ctx)
	}
	if c.cfg.Mailbox != "" {
		c.checkMailbox(ctx)
	}
}

// startWithin is how long the check at the start of the server may take.
const startWithin = 5 * time.Second

// checkStart prints what a server that has just started should know of itself:
// the lines that call for attention, and nothing where all is well. A WeCom that
// does not answer costs five seconds and holds nothing up.
func checkStart(ctx context.Context, cfg config.Config, e *engine, at string, out io.Writer) {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	var lines []string
	c := newCheckup(cfg, e.rules, func(f finding) {
		if f.Level != fine && ctx.Err() == nil {
			lines = append(lines, f.String())
		}
	})
	c.inside, c.at = e, at
	c.run(ctx)
	if len(lines) > 0 {
		fmt.Fprintln(out, strings.Join(append(lines, "运行 anwei doctor 可以逐项检查。"), "\n"))
	}
}

// view reads the ledger, of the server where it asks itself, of a copy where one
// is running, and of the file otherwise.
func (c *checkup) view(ctx context.Context, fn func(storage.Ledger) error) error {
	if c.inside != nil {
		return c.inside.store.View(ctx, fn)
	}
	store, err := readLedger(ctx, c.cfg.Ledger(), c.rules.plan)
	if err != nil {
		return err
	}
	if err = ledger.Pages(ctx, store); err == nil {
		err = store.View(ctx, fn)
	}
	return errors.Join(err, store.Close())
}

// some names a few of many.
func some(names []string) string {
	const most = 20
	if len(names) <= most {
		return strings.Join(names, "、")
	}
	return fmt.Sprintf("%s等%d个", strings.Join(names[:most], "、"), len(names))
}
