package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot"
	"anwei/bot/outbox"
	"anwei/bot/rights"
	"anwei/bot/serve"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/record"
	"anwei/storage"
)

type chatOptions struct {
	house.Place
	as, now string
}

func chatCommand() *cobra.Command {
	var o chatOptions
	c := &cobra.Command{
		Use: "chat --as 账号", Short: "在终端里以某人的身份与助手对话；也可以从脚本读入，一行一条", Args: cobra.NoArgs,
		Example: "  anwei chat --as nancun_tb\n  printf '填报\\n3 12\\n' | anwei chat --as nancun_tb --now '2026-10-19 09:00'",
		RunE:    func(c *cobra.Command, _ []string) error { return chat(c, o) },
	}
	f := c.Flags()
	f.StringVar(&o.as, "as", "", "以谁的身份说话（企业微信账号）")
	o.Flags(c)
	f.StringVar(&o.now, "now", "", "假定现在的时间，例如 \"2026-10-19 09:00\"")
	_ = c.MarkFlagRequired("as") // it fails only for a flag that does not exist
	return c
}

// chat is WeCom played on a terminal: each line is one message, and what the
// outbox has for this person is printed.
func chat(c *cobra.Command, o chatOptions) error {
	ctx := c.Context()
	r, err := house.Load(o.Plan)
	if err != nil {
		return err
	}
	now := r.Now
	if o.now != "" {
		at, err := r.Time(o.now)
		if err != nil {
			return err
		}
		now = func() time.Time { return at }
	}
	store, err := house.Open(ctx, o.Data, r.Plan)
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // every turn is durable already
	if err := needRoster(ctx, store); err != nil {
		return err
	}
	t := terminal{out: c.OutOrStdout(), dir: filepath.Join(o.Folder(), "files")}
	// A terminal has no answers under way, so nothing is held back on it.
	later := func() time.Time { return now().Add(serve.Hold) }
	out := outbox.New(store, t, files{store: store, rules: r, now: now}, later, slog.New(slog.DiscardHandler),
		outbox.Options{Plan: r.Plan, Bulletin: bulletins(r, now), Withheld: rights.Withheld, Only: anwei.PersonID(o.as), PerMinute: -1, PerHour: -1, PerMinuteAll: -1})
	h := serve.New(store, r.Plan, r.Calendar, now, func() {})
	if err := out.Flush(ctx); err != nil {
		return fmt.Errorf("显示待收的消息：%w", err)
	}
	return converse(ctx, c.InOrStdin(), t, h, out, func(text string) bot.Message {
		return bot.Message{ID: "chat:" + rand.Text(), From: anwei.PersonID(o.as), At: now(), Kind: bot.TextMessage, Text: text, Via: record.Via}
	})
}

// converse takes one turn a line until the input ends.
func converse(
	ctx context.Context, in io.Reader, t terminal, h *serve.Handler, out *outbox.Outbox, message func(string) bot.Message,
) error {
	prompt := isTerminal(in)
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for {
		if prompt {
			fmt.Fprint(t.out, "> ")
		}
		if !lines.Scan() || ctx.Err() != nil {
			return errors.Join(lines.Err(), ctx.Err())
		}
		line := strings.TrimRight(lines.Text(), "\r")
		if line == "" {
			continue
		}
		if !prompt {
			fmt.Fprintln(t.out, ">", line)
		}
		answer, err := h.Handle(ctx, message(line))
		if err != nil {
			return err
		}
		if answer.Text != "" {
			fmt.Fprintln(t.out, answer.Text)
		}
		h.Answered(ctx, answer)
		if err := errors.Join(h.Settle(ctx), out.Flush(ctx)); err != nil {
			return err
		}
		fmt.Fprintln(t.out)
	}
}

// terminal shows messages instead of sending them, and keeps files in a
// directory.
type terminal struct {
	out io.Writer
	dir string
}

var (
	_ bot.Sender   = terminal{}
	_ bot.Recaller = terminal{}
)

// Send prints the message. A button is shown as what can be typed for it.
func (t terminal) Send(_ context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	text := house.ContentText(o.Content)
	if file != nil {
		path := filepath.Join(t.dir, file.Name)
		if err := os.MkdirAll(t.dir, 0o700); err != nil {
			return "", fmt.Errorf("建目录：%w", err)
		}
		if err := ledger.PutFile(path, file.Data); err != nil {
			return "", fmt.Errorf("保存文件：%w", err)
		}
		text = "〔文件〕" + path
	}
	_, err := fmt.Fprintln(t.out, text)
	return "terminal", err
}

// Recall shows that a message was taken back: what stands on a terminal stays there.
func (t terminal) Recall(_ context.Context, _ string) error {
	_, err := fmt.Fprintln(t.out, "〔撤回了一条消息〕")
	return err
}

func isTerminal(in io.Reader) bool {
	f, ok := in.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// needRoster fails with advice where nobody is on the roster yet.
func needRoster(ctx context.Context, store storage.Store) error {
	list, err := house.Roster(ctx, store)
	if err == nil && len(list.People) == 0 {
		err = errors.New("名单还是空的；请先运行 anwei roster import 名单.yaml（想先试用，可加 --sample 导入示例名单）")
	}
	return err
}
