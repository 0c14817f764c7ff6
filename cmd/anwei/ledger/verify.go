package ledger

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"anwei/storage"
	"anwei/storage/bolt"
)

// shownFlaws bounds how many flaws are listed: a damaged page loses thousands of rows,
// and the first ones say as much.
const shownFlaws = 100

// errFlawed is what a ledger with flaws ends the command with.
var errFlawed = errors.New("台账有问题。请先把数据目录整个另存一份，不要删，再用 anwei restore 从最近一份好的备份恢复（数据库请管理员恢复）；" +
	"没有备份的，把上面的清单交给维护人员")

func verifyCommand() *cobra.Command {
	var at string
	c := &cobra.Command{
		Use: "verify", Short: "检查台账有没有损坏，助手不用停", Args: cobra.NoArgs,
		Long: "检查台账文件的每一页、每张表的每一行，核对报表与历次修订、索引与数据、待发消息与发送结果，逐条写明哪里不对。\n" +
			"只检查，不修改。退出码 0 表示没有问题，1 表示有问题。",
		Example: "  anwei verify",
		RunE:    func(c *cobra.Command, _ []string) error { return Verify(c.Context(), at, c.OutOrStdout()) },
	}
	c.Flags().StringVar(&at, "data", "data", "数据目录，或数据库的地址")
	return c
}

// Verify says what is wrong with a ledger, and fails where anything is. Beside a
// running server it reads a copy. It writes nothing, but for opening the ledger, which
// upgrades one of an older program as every command does.
func Verify(ctx context.Context, at string, out io.Writer) (err error) {
	if err := Need(at); err != nil {
		return err
	}
	store, err := Read(ctx, at)
	if errors.Is(err, storage.ErrLocked) || errors.Is(err, storage.ErrNewer) {
		return err
	}
	if err != nil {
		return fmt.Errorf("台账打不开：%w\n%w", err, errFlawed)
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if err := Pages(ctx, store); err != nil { // rows on such pages are not to be followed
		return fmt.Errorf("%w\n%w", err, errFlawed)
	}
	n := 0
	err = store.View(ctx, func(tx storage.Ledger) error {
		n = 0
		return storage.Verify(tx.Tx, func(f storage.Flaw) {
			if n++; n <= shownFlaws {
				fmt.Fprintf(out, "✗ %s\n", sentence(f))
			}
		})
	})
	switch {
	case err != nil:
		return fmt.Errorf("台账没有查完：%w", err)
	case n == 0:
		_, err = fmt.Fprintf(out, "台账没有问题：%s 的每一页、%d张表逐行核对无误。\n", Shown(at), len(storage.Tables()))
		return err
	case n > shownFlaws:
		fmt.Fprintf(out, "共%d处，只列出前%d处。\n", n, shownFlaws)
	}
	return errFlawed
}

// Pages looks at the pages of a ledger that has some, and fails where one is damaged.
func Pages(ctx context.Context, store storage.Store) error {
	paged, is := store.(interface {
		Check(ctx context.Context) error
	})
	if !is {
		return nil
	}
	if err := paged.Check(ctx); err != nil {
		return fmt.Errorf("台账文件 %s 有损坏的页，数据没有再往下查：\n%w", bolt.File, err)
	}
	return nil
}

// sentence says in words what a flaw is, where it stands and what is lost by it.
func sentence(f storage.Flaw) string {
	says := map[storage.Fault]string{
		storage.Unreadable: "读不出来（{}），这一行的内容以备份为准",
		storage.Altered:    "与写下时的校验和对不上，内容被改动过或已损坏，以备份为准",
		storage.Unindexed:  "在 {} 里没有登记，查询和提醒会漏掉它",
		storage.Stray:      "在 {} 里找不到对应的一行，或与它不符",
		storage.Miscounted: "与历次修订的编号、时间或报送人对不上（第{}次），报表以修订记录为准核对",
		storage.Misvalued:  "字段 {} 的数与历次修订对不上，请与该单位的盖章件核对",
		storage.Mishandled: "退回、收下等处理状态与处理记录对不上（{}），请安委办核对",
		storage.Unchained:  "操作记录第{}条与前一条接不上：它或前一条被改动过，请与导出的操作记录核对",
		storage.Missing:    "操作记录缺第{}条，请与导出的操作记录核对",
		storage.Misadded:   "合计与各单位的报表对不上，按年、按季问到的合计不可信，以汇总表为准，再从备份恢复",
		storage.Misended:   "发没发出去对不上（{}），请用 anwei outbox list 查看",
	}[f.Fault]
	return fmt.Sprintf("%s 表 %s：%s", f.Table, keyed(f.Key), strings.ReplaceAll(says, "{}", f.Detail))
}

// keyed shows a key as it is read, which is text, or ends with a number.
func keyed(key []byte) string {
	number := ""
	if n := len(key) - 8; n >= 0 && bytes.HasPrefix(key[n:], make([]byte, 4)) {
		key, number = key[:n], fmt.Sprintf("第%d号", binary.BigEndian.Uint64(key[n:]))
	}
	shown := strings.Trim(strings.ReplaceAll(fmt.Sprintf("%q", key), `\x00`, " "), `"`)
	return strings.TrimSpace(shown + number)
}
