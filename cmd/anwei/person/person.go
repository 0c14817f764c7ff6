// Package person shows what the ledger keeps of one person, and erases what need not be
// kept.
package person

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/record"
	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres"
)

// Command is anwei person.
func Command() *cobra.Command {
	c := &cobra.Command{Use: "person", Short: "个人信息：台账里存了某人的什么，删除可以删的"}
	c.AddCommand(showCommand(), eraseCommand())
	return c
}

// asked is of whom a command is.
type asked struct {
	at     string
	id     anwei.PersonID
	phones []string
}

func (a *asked) flags(c *cobra.Command) {
	c.Flags().StringVar(&a.at, "data", "data", "数据目录，或数据库的地址")
	c.Flags().StringSliceVar(&a.phones, "phone", nil, "他用过的、名单里已经没有的电话，可以写几个")
}

func showCommand() *cobra.Command {
	var a asked
	var asJSON bool
	c := &cobra.Command{
		Use: "show 账号", Short: "逐表写明台账里存了某人的什么，助手不用停", Args: cobra.ExactArgs(1),
		Long:    "逐表数出写着这个账号或他的电话的行，写明最早和最近是什么时候的，能不能删。只看不改，不显示内容。",
		Example: "  anwei person show nancun_tb",
		RunE: func(c *cobra.Command, args []string) error {
			a.id = anwei.PersonID(args[0])
			k, err := a.look(c.Context())
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(c.OutOrStdout()).Encode(k)
			}
			return k.print(c.OutOrStdout())
		},
	}
	a.flags(c)
	c.Flags().BoolVar(&asJSON, "json", false, "输出 JSON，供程序读取")
	return c
}

func eraseCommand() *cobra.Command {
	var a asked
	c := &cobra.Command{
		Use: "erase 账号", Short: "删除某人可以删的个人信息，先停止助手", Args: cobra.ExactArgs(1),
		Long: "删除名单里的电话和职务（没有经手过正式报表的，整行删除）、聊到哪里、没听懂的话、等着发给他的消息，\n" +
			"抹去操作记录和别处的电话，再整理台账文件，不留旧页。报表、历次修订、落实、退回收下、签收是正式记录，照原样保留，写的是账号。\n" +
			"还有职责的人不能删：请先在聊天里“停用”他，或从名单里去掉他的角色再导入。删除以后留一条操作记录，不能恢复。",
		RunE: func(c *cobra.Command, args []string) error {
			a.id = anwei.PersonID(args[0])
			return a.erase(c.Context(), time.Now(), c.OutOrStdout())
		},
	}
	a.flags(c)
	return c
}

// known is what is kept of a person.
type known struct {
	ID     anwei.PersonID `json:"id"`
	Name   string         `json:"name,omitempty"`
	Listed bool           `json:"listed"`
	Roles  []string       `json:"roles,omitempty"`
	Phone  string         `json:"phone,omitempty"` // masked
	Kept   []kept         `json:"kept"`
}

// kept is what one table keeps of him.
type kept struct {
	Table string    `json:"table"`
	What  string    `json:"what"`
	Rows  int       `json:"rows"`
	First time.Time `json:"first,omitzero"`
	Last  time.Time `json:"last,omitzero"`
	Erase string    `json:"erase"`
}

// look reads what is kept, beside a running server from a copy.
func (a asked) look(ctx context.Context) (k known, err error) {
	store, err := ledger.Read(ctx, a.at)
	if err != nil {
		return k, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	err = store.View(ctx, func(tx storage.Ledger) error {
		p, _, err := tx.Personal(a.id, a.phones...)
		if err != nil {
			return err
		}
		who, listed, err := tx.Person(p.ID)
		if err != nil {
			return err
		}
		if who.ID = p.ID; listed {
			who, err = tx.Granted(who, anwei.DateOf(time.Now()))
		}
		traces, errTraces := tx.Traces(p)
		k = known{ID: p.ID, Name: who.Name, Listed: listed, Phone: anwei.MaskPhones(who.Phone), Kept: []kept{}}
		for _, r := range who.Roles {
			k.Roles = append(k.Roles, r.Role.Chinese()+"（"+string(r.Unit)+"）")
		}
		for _, t := range traces {
			w := wordsOf(t.Table)
			k.Kept = append(k.Kept, kept{t.Table, w.what, t.Rows, t.First, t.Last, w.erase})
		}
		return errors.Join(err, errTraces)
	})
	if err != nil {
		err = fmt.Errorf("查看个人信息：%w", err)
	}
	return k, err
}

func (k known) print(out io.Writer) error {
	var b strings.Builder
	switch {
	case !k.Listed:
		fmt.Fprintf(&b, "%s：不在名单上。\n", k.ID)
	case len(k.Roles) == 0:
		fmt.Fprintf(&b, "%s（%s）：在名单上，没有职责。电话：%s\n", k.Name, k.ID, cmp.Or(k.Phone, "没有"))
	default:
		fmt.Fprintf(&b, "%s（%s）：%s。电话：%s\n", k.Name, k.ID, strings.Join(k.Roles, "、"), cmp.Or(k.Phone, "没有"))
	}
	if len(k.Kept) == 0 {
		b.WriteString("台账里没有他的信息。\n")
	}
	for _, t := range k.Kept {
		fmt.Fprintf(&b, "%s：%d条", t.What, t.Rows)
		if !t.First.IsZero() {
			fmt.Fprintf(&b, "，%s至%s", t.First.Local().Format(time.DateOnly), t.Last.Local().Format(time.DateOnly))
		}
		fmt.Fprintf(&b, "；%s\n", t.Erase)
	}
	_, err := io.WriteString(out, b.String())
	return err
}

// erase erases what may be erased and leaves no old pages of it in the file.
func (a asked) erase(ctx context.Context, now time.Time, out io.Writer) (err error) {
	if err := ledger.Need(a.at); err != nil {
		return err
	}
	store, err := ledger.Open(ctx, a.at, postgres.Options{TurnTime: time.Hour})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	var left []storage.Trace
	var shared []string
	err = store.Update(ctx, func(tx storage.Ledger) error {
		p, also, err := tx.Personal(a.id, a.phones...)
		if err != nil {
			return err
		}
		if err := tx.Erase(p, now); err != nil {
			return err
		}
		shared = also
		left, err = tx.Phones(p)
		return errors.Join(err, record.Put(tx, now, anwei.Audit{Action: "删除个人信息", To: p.ID, Detail: "电话、职务、聊到哪里、没听懂的话、等着发的消息；正式报表和操作记录保留账号"}))
	})
	if errors.Is(err, storage.ErrInOffice) {
		return fmt.Errorf("%s 还有职责，没有删。请先在聊天里“停用”他，或在名单里去掉他的角色再导入（anwei roster import）；别人交给他的代办也要先撤销", a.id)
	}
	if err != nil {
		return fmt.Errorf("删除个人信息：%w", err)
	}
	fmt.Fprintf(out, "已删除 %s 可以删的个人信息，留了一条操作记录。\n", a.id)
	for _, n := range shared {
		fmt.Fprintf(out, "电话 %s 名单上还有别人在用，没有抹去。\n", anwei.MaskPhones(n))
	}
	for _, t := range left {
		fmt.Fprintf(out, "%s里还有%d条写着他的电话：是正式记录，没有改动。\n", wordsOf(t.Table).what, t.Rows)
	}
	return a.tidy(ctx, store, out)
}

// tidy leaves nothing of what was erased in the file, and says where else it may be.
func (a asked) tidy(ctx context.Context, store storage.Store, out io.Writer) error {
	file, is := store.(*bolt.Store)
	if !is {
		fmt.Fprintln(out, "台账在数据库里，旧数据还占着页：请数据库管理员执行 VACUUM FULL，并按规定处理数据库的备份和归档日志（WAL）。")
		return nil
	}
	if err := file.Compact(ctx); err != nil {
		return fmt.Errorf("已经删除，但台账文件没有整理好，里面还可能读得出旧内容；请再运行一次：%w", err)
	}
	fmt.Fprintln(out, "台账文件已整理，里面没有旧页。")
	old, _ := filepath.Glob(filepath.Join(a.at, bolt.File+".before-*")) // the pattern is a good one
	for _, path := range old {
		fmt.Fprintf(out, "恢复备份时留下的 %s 里还有他的信息，不用了请删除。\n", path)
	}
	fmt.Fprintln(out, "以前的备份里还有他的信息，到期后请删除；恢复以前的备份，要再删一次。他发来的照片、文件仍在 evidence 文件夹里，是工作的佐证。")
	return nil
}
