// Package doctor looks at one deployment from all sides and says what is to be mended, by whom.
package doctor

import (
	"context"
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
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/watch"
	"anwei/config"
	"anwei/storage"
)

// callWithin bounds each call that a check makes.
const callWithin = 10 * time.Second

// Level is how serious a finding is.
type Level string

// The levels, of which a broken one makes the command fail.
const (
	Fine     Level = "ok"
	doubtful Level = "warn"
	broken   Level = "bad"
)

// Finding is what one check found. Its text can be forwarded as it is to whoever
// can mend it, and holds no secret.
type Finding struct {
	Check string `json:"check"`
	Level Level  `json:"level"`
	Text  string `json:"text"`
}

// String is the finding as a line that begins with ✓, △ or ✗ and the check.
func (f Finding) String() string {
	mark := map[Level]string{Fine: "✓", doubtful: "△", broken: "✗"}[f.Level]
	return mark + " " + f.Check + "：" + f.Text
}

// Checkup looks at one deployment from all sides.
type Checkup struct {
	cfg   config.Config
	rules house.Rules
	now   func() time.Time
	http  *http.Client
	log   *slog.Logger
	note  func(Finding)
	// mx finds the mail servers of a domain.
	mx func(ctx context.Context, domain string) ([]*net.MX, error)
	// inside is set where the server itself asks, which needs not be looked for, and
	// at is the address that it listens on.
	inside storage.Store
	at     string
	// noBot leaves the 智能机器人 alone.
	noBot bool
	// server is the server that runs on the data directory; nil where none does.
	server *watch.State
	roster anwei.Roster
}

func (c *Checkup) say(l Level, check, format string, args ...any) {
	c.note(Finding{check, l, fmt.Sprintf(format, args...)})
}

// Command is anwei doctor.
func Command() *cobra.Command {
	var path string
	var asJSON, noBot bool
	c := &cobra.Command{
		Use: "doctor -c anwei.yaml", Short: "体检：逐项检查设置、网络、企业微信、数据，说明怎么改", Args: cobra.NoArgs,
		Long: "逐项检查设置、时钟、数据目录、名单、企业微信（密钥、可信IP、可见范围、回调、长连接、群机器人）、大模型和安委办邮箱。\n" +
			"✓ 正常，△ 请留意，✗ 要改；每条后面的话可以直接转给能改的人。没有 ✗ 时退出码是 0。\n" +
			"助手正在运行时也可以用，不影响它。如果同一个智能机器人的助手正在另一台机器上运行，请加 --no-bot，否则会把它挤下线。",
		RunE: func(c *cobra.Command, _ []string) error {
			return look(c.Context(), path, noBot, asJSON, c.OutOrStdout())
		},
	}
	c.Flags().StringVarP(&path, "config", "c", "anwei.yaml", "设置文件")
	c.Flags().BoolVar(&asJSON, "json", false, "逐行输出JSON")
	c.Flags().BoolVar(&noBot, "no-bot", false, "不检查智能机器人的长连接")
	return c
}

// look prints what it finds as it finds it. Its error says that something has
// to be mended.
func look(ctx context.Context, path string, noBot, asJSON bool, out io.Writer) error {
	bad := 0
	note := func(f Finding) {
		if f.Level == broken {
			bad++
		}
		if asJSON {
			_ = house.PrintJSON(out, f) // what is said is lost where the output is
			return
		}
		fmt.Fprintln(out, f)
	}
	if c, ok := readySettings(path, note); ok {
		c.noBot = noBot
		c.Run(ctx)
	}
	if bad > 0 {
		return fmt.Errorf("有%d项要改，见上面带 ✗ 的各行", bad)
	}
	return nil
}

// Exposed says what to do about settings that others may read.
func Exposed(path string) string {
	return "设置文件里可能有密钥，这台机器上别的用户也能读；请运行 chmod o-r " + path
}

// readySettings reads the settings and what they name. It returns false where
// nothing more can be looked at.
func readySettings(path string, note func(Finding)) (*Checkup, bool) {
	cfg, err := config.Load(path)
	if err != nil {
		noteLines(note, "设置", err)
		return nil, false
	}
	if config.Exposed(path) {
		note(Finding{"设置", doubtful, Exposed(path)})
	} else {
		note(Finding{"设置", Fine, path + " 没有问题"})
	}
	r, err := house.Settled(cfg)
	if err != nil {
		noteLines(note, "方案", err)
		return nil, false
	}
	note(Finding{"方案", Fine, fmt.Sprintf("“%s”（版本 %s）", r.Plan.Short, r.Plan.Version)})
	return New(cfg, r, r.Now, note), true
}

// noteLines notes each problem of a file by itself.
func noteLines(note func(Finding), check string, err error) {
	var problems config.Problems
	if !errors.As(err, &problems) {
		note(Finding{check, broken, err.Error()})
		return
	}
	for _, p := range problems {
		note(Finding{check, broken, p.String()})
	}
}

// New prepares a checkup by the clock, which tells note what it finds.
func New(cfg config.Config, r house.Rules, now func() time.Time, note func(Finding)) *Checkup {
	return &Checkup{
		cfg: cfg, rules: r, now: now, note: note, log: slog.New(slog.DiscardHandler), at: cfg.Listen,
		mx: net.DefaultResolver.LookupMX,
		http: &http.Client{
			Timeout:       callWithin,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// Run does all checks, those first that others lean on.
func (c *Checkup) Run(ctx context.Context) {
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

// AtStart prints what a server that has just started should know of itself:
// the lines that call for attention, and nothing where all is well. A WeCom that
// does not answer costs five seconds and holds nothing up.
func AtStart(ctx context.Context, cfg config.Config, r house.Rules, own storage.Store, at string, out io.Writer) {
	ctx, cancel := context.WithTimeout(ctx, startWithin)
	defer cancel()
	var lines []string
	c := New(cfg, r, r.Now, func(f Finding) {
		if f.Level != Fine && ctx.Err() == nil {
			lines = append(lines, f.String())
		}
	})
	c.inside, c.at = own, at
	c.Run(ctx)
	if len(lines) > 0 {
		fmt.Fprintln(out, strings.Join(append(lines, "运行 anwei doctor 可以逐项检查。"), "\n"))
	}
}

// view reads the ledger, of the server where it asks itself, of a copy where one
// is running, and of the file otherwise.
func (c *Checkup) view(ctx context.Context, fn func(storage.Ledger) error) error {
	if c.inside != nil {
		return c.inside.View(ctx, fn)
	}
	store, err := house.Read(ctx, c.cfg.Ledger(), c.rules.Plan)
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
