// Package contacts compares the roster with WeCom's contacts, and takes over what is clear.
package contacts

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot/wecom"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/record"
	"anwei/config"
	"anwei/storage"
)

type options struct {
	config             string
	apply, prune, json bool
	department         int
}

// SyncCommand is anwei roster sync.
func SyncCommand() *cobra.Command {
	var o options
	c := &cobra.Command{
		Use: "sync -c anwei.yaml", Short: "与企业微信通讯录核对名单；默认只预览，不改", Args: cobra.NoArgs,
		Long: "读取自建应用能看见的部门和成员，与名单比较，列出新来的、改了名的、已经不在的人。\n" +
			"默认只预览；确认后加 --apply 才改。能对上单位、该单位又正缺填报员的新人才会导入；拿不准的只列出来，从不猜。\n" +
			"不在通讯录里的人，加 --apply --prune 才删除。手机号、角色、代办关系都保持名单里的样子。",
		Example: "  anwei roster sync -c anwei.yaml\n  anwei roster sync -c anwei.yaml --apply",
		RunE: func(c *cobra.Command, _ []string) error {
			if o.prune && !o.apply {
				return house.Wrong(errors.New("--prune 要和 --apply 一起用；只想预览就都不要写"))
			}
			return syncRoster(c.Context(), o, c.OutOrStdout())
		},
	}
	f := c.Flags()
	f.StringVarP(&o.config, "config", "c", "anwei.yaml", "设置文件")
	f.BoolVar(&o.apply, "apply", false, "照预览的改")
	f.BoolVar(&o.prune, "prune", false, "删除已经不在通讯录里的人（其报表保留）")
	f.IntVar(&o.department, "department", 0, "新人只看这个部门和它下面的部门（部门ID）")
	f.BoolVar(&o.json, "json", false, "逐行输出JSON")
	return c
}

// syncRoster compares the roster with WeCom's contacts, prints what is different
// and, where it is told to, changes the roster.
func syncRoster(ctx context.Context, o options, out io.Writer) error {
	cfg, err := config.Load(o.config)
	if err != nil {
		return err
	}
	r, err := house.Settled(cfg)
	if err != nil {
		return err
	}
	if !cfg.WeCom.HasApp() {
		return errors.New("通讯录要通过自建应用读取，设置文件里没有（wecom.corp_id、agent_id、secret）；只用长连接时，请用 anwei roster import 导入名单")
	}
	seen, err := readContacts(ctx, cfg)
	if err != nil {
		return err
	}
	store, err := house.Read(ctx, cfg.Ledger(), r.Plan)
	if err != nil {
		return err
	}
	list, err := house.Roster(ctx, store)
	if err = errors.Join(err, store.Close()); err != nil {
		return err
	}
	d, err := compare(list, seen, o.department)
	if err != nil {
		return err
	}
	if err := d.print(out, o); err != nil || !o.apply {
		return err
	}
	order, err := d.order(list, o.prune)
	if err != nil || order.empty() {
		return err
	}
	said, err := house.Entrust(ctx, r, cfg.Ledger(), "/sync", order, Sync)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, said)
	return err
}

// readContacts asks WeCom for whom the app sees.
func readContacts(ctx context.Context, cfg config.Config) (book, error) {
	client, err := wecom.NewClient(*house.Client(cfg.WeCom), slog.New(slog.DiscardHandler))
	if err != nil {
		return book{}, fmt.Errorf("企业微信设置：%w", err)
	}
	var seen book
	if seen.departments, err = client.Departments(ctx); err == nil {
		seen.members, err = client.Members(ctx)
	}
	if e, ok := errors.AsType[*wecom.Error](err); ok && e.Advice() != "" {
		return seen, fmt.Errorf("读不了通讯录：%s", e.Advice())
	}
	if err != nil {
		return seen, fmt.Errorf("读不了通讯录，企业微信没有答好；请稍后再试，或运行 anwei doctor 检查：%w", err)
	}
	if len(seen.members) == 0 {
		return seen, errors.New("企业微信里一个人也看不见，什么也没有改；请企业微信管理员在“应用管理→本应用→可见范围”里加上各单位的人")
	}
	return seen, nil
}

// Order is what is to be changed. It names people only, so that what was
// changed in the roster meanwhile stays.
type Order struct {
	Add    []anwei.Person            `json:"add"`
	Rename map[anwei.PersonID]string `json:"rename"`
	Remove []anwei.PersonID          `json:"remove"`
}

func (s Order) empty() bool { return len(s.Add)+len(s.Rename)+len(s.Remove) == 0 }

// Sync changes the roster in one transaction and says what was done.
func Sync(ctx context.Context, k house.Clerk, s Order) (string, error) {
	var added, renamed int
	err := k.Store.Update(ctx, func(tx storage.Ledger) error {
		added, renamed = 0, 0
		c := record.Change(tx, k.Now(), "核对通讯录")
		for _, p := range s.Add {
			n, err := putPerson(tx, c, p.ID, false, func(anwei.Person) anwei.Person { return p })
			if added += n; err != nil {
				return err
			}
		}
		for id, name := range s.Rename {
			n, err := putPerson(tx, c, id, true, func(p anwei.Person) anwei.Person { p.Name = name; return p })
			if renamed += n; err != nil {
				return err
			}
		}
		for _, id := range s.Remove {
			if err := c.Remove(id); err != nil {
				return err
			}
		}
		return c.Tell()
	})
	if err != nil {
		return "", fmt.Errorf("保存名单：%w", err)
	}
	return fmt.Sprintf("已改好：新增%d人，改名%d人，删除%d人。", added, renamed, len(s.Remove)), nil
}

// putPerson writes what becomes of a person whom the roster knows, or does not know, as
// it is wanted, and returns how many that were.
func putPerson(tx storage.Ledger, c *record.People, id anwei.PersonID, wanted bool, changed func(anwei.Person) anwei.Person) (int, error) {
	p, known, err := tx.Person(id)
	if err != nil || known != wanted {
		return 0, err
	}
	return 1, c.Put(changed(p))
}

// order is what --apply does. Removing more than half of the people is refused: so
// many do not leave at once, and the visible range is more likely to be wrong.
func (d diff) order(list anwei.Roster, prune bool) (Order, error) {
	s := Order{Rename: map[anwei.PersonID]string{}}
	for _, c := range d.changes {
		switch c.Kind {
		case New:
			s.Add = append(s.Add, c.person)
		case Renamed:
			s.Rename[c.ID] = c.Name
		case Gone:
			if prune {
				s.Remove = append(s.Remove, c.ID)
			}
		case Open:
		}
	}
	if 2*len(s.Remove) > len(list.People) {
		return Order{}, fmt.Errorf("要删除的有%d人，超过名单的一半，多半是应用的可见范围没有设全；什么也没有改。请先核对可见范围，或用 anwei roster import --prune 按名单文件删除", len(s.Remove))
	}
	return s, nil
}

// print lists the changes, for people or for programs.
func (d diff) print(out io.Writer, o options) error {
	if o.json {
		return house.PrintJSON(out, d.changes...)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "企业微信里能看见%d人，名单里有%d人。\n", d.seen, d.listed)
	for _, part := range []struct {
		kind       Kind
		mark, head string
	}{
		{New, "+", "新增："},
		{Renamed, "~", "改名："},
		{Open, "?", "没有导入（请在名单文件里写明单位和角色，再用 anwei roster import 导入）："},
		{Gone, "-", "企业微信里没有，或应用看不见（确已离开的，加 --apply --prune 删除）："},
	} {
		head := part.head
		for _, c := range d.changes {
			if c.Kind != part.kind {
				continue
			}
			if head != "" {
				b.WriteString(head + "\n")
				head = ""
			}
			b.WriteString("  " + part.mark + " " + c.line() + "\n")
		}
	}
	switch {
	case len(d.changes) == 0:
		b.WriteString("完全一致，没有要改的。\n")
	case !o.apply:
		b.WriteString("以上只是预览，什么也没有改。确认后加 --apply 再运行一次。\n")
	}
	_, err := io.WriteString(out, b.String())
	return err
}
