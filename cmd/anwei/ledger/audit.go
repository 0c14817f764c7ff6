package ledger

import (
	"cmp"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/cmd/anwei/record"
	"anwei/storage"
	"anwei/storage/postgres"
)

func auditCommand(wrong func(error) error) *cobra.Command {
	c := &cobra.Command{Use: "audit", Short: "操作记录：谁在什么时候办了什么"}
	c.AddCommand(auditExport(wrong))
	return c
}

func auditExport(wrong func(error) error) *cobra.Command {
	var at, from, to string
	c := &cobra.Command{
		Use: "export 文件", Short: "把操作记录导出成 CSV；文件写 - 就输出到屏幕", Args: cobra.ExactArgs(1),
		Long: "按时间先后导出操作记录，Excel 可以直接打开。每条都有序号和校验值，校验值由上一条的校验值和本条的摘要算出：\n" +
			"缺了一条、改了一条都看得出来，导出时也会逐条核对，不符的写在屏幕上，退出码是1。手机号只留前三位和后四位。\n" +
			"操作记录不会自动删除。",
		Example: "  anwei audit export 操作记录.csv --from 2026-10-01 --to 2026-10-31",
		RunE: func(c *cobra.Command, args []string) error {
			since, until, err := stretch(from, to)
			if err != nil {
				return wrong(err)
			}
			if args[0] == "-" {
				return ExportAudits(c.Context(), at, since, until, c.OutOrStdout(), c.ErrOrStderr())
			}
			return exportInto(c.Context(), at, args[0], since, until, c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&at, "data", "data", "数据目录，或数据库的地址")
	c.Flags().StringVar(&from, "from", "", "从哪天起，如 2026-10-01；不写是从头")
	c.Flags().StringVar(&to, "to", "", "到哪天止，含当天；不写是到现在")
	return c
}

// stretch reads the first and the last day, where they are given.
func stretch(from, to string) (since, until time.Time, err error) {
	since, until = time.Unix(0, 0), time.Now().AddDate(1, 0, 0)
	if from != "" {
		since, err = time.ParseInLocation(time.DateOnly, from, time.Local)
	}
	if err == nil && to != "" {
		until, err = time.ParseInLocation(time.DateOnly, to, time.Local)
		until = until.AddDate(0, 0, 1)
	}
	if err != nil {
		return since, until, errors.New("--from 和 --to 请写成 2026-10-01 这样的日期")
	}
	return since, until, nil
}

// exportInto leaves a file that was there before whole until the new one is.
func exportInto(ctx context.Context, at, file string, since, until time.Time, out io.Writer) error {
	var broken error
	err := putFile(file, func(w io.Writer) error {
		err := ExportAudits(ctx, at, since, until, w, out)
		if errors.Is(err, errBroken) { // it is exported nevertheless
			err, broken = nil, err
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("导出操作记录：%w", err)
	}
	fmt.Fprintf(out, "已导出到 %s。\n", file)
	return broken
}

// errBroken is what an export ends with that found the record broken.
var errBroken = errors.New("操作记录不完整，请运行 anwei verify 并与以前导出的操作记录核对")

// ExportAudits writes the rows of the record from since on and before until as CSV, oldest
// first, and says what of them is missing or was changed. Beside a running server it reads
// a copy.
func ExportAudits(ctx context.Context, at string, since, until time.Time, to, says io.Writer) (err error) {
	store, err := Read(ctx, at)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	broken := 0
	err = store.View(ctx, func(tx storage.Ledger) error {
		list, err := tx.Roster()
		if err != nil {
			return err
		}
		w := csv.NewWriter(to)
		_, _ = io.WriteString(to, "\ufeff") // by which Excel knows UTF-8; the writer keeps its error
		_ = w.Write([]string{"序号", "时间", "账号", "姓名", "从哪办的", "事项", "结果", "单位", "对象", "内容", "原来", "现在", "校验值"})
		names := nameOf(list)
		if err := tx.EachAudit(since, until, func(a anwei.Audit) error { return w.Write(auditRow(a, names)) }); err != nil {
			return err
		}
		w.Flush()
		return errors.Join(w.Error(), storage.VerifyAudits(tx.Tx, func(f storage.Flaw) {
			broken++
			fmt.Fprintf(says, "✗ %s\n", sentence(f))
		}))
	})
	if err == nil && broken > 0 {
		err = errBroken
	}
	return err
}

// nameOf names the people and units of a roster.
func nameOf(list anwei.Roster) map[string]string {
	out := map[string]string{"": ""}
	for _, p := range list.People {
		out["p/"+string(p.ID)] = p.Name
	}
	for _, u := range list.Units {
		out["u/"+string(u.ID)] = u.Name
	}
	return out
}

// auditRow is a row of the record as cells. What people typed begins with no character
// that makes Excel compute it.
func auditRow(a anwei.Audit, names map[string]string) []string {
	result := "已办"
	if a.Refused {
		result = "无权限，没有办"
	}
	n := ""
	if a.N > 0 {
		n = strconv.FormatUint(a.N, 10)
	}
	who, to := names["p/"+string(a.By)], cmp.Or(names["p/"+string(a.To)], string(a.To))
	unit := cmp.Or(names["u/"+string(a.Unit)], string(a.Unit))
	row := []string{n, a.At.Format("2006-01-02 15:04:05"), string(a.By), who, a.Via, a.Action, result, unit, to, a.Detail, a.Old, a.New, a.Sum}
	for i, cell := range row {
		if row[i] = anwei.MaskPhones(cell); i < len(row)-1 && strings.IndexAny(cell, "=+-@\t\r") == 0 {
			row[i] = "'" + row[i]
		}
	}
	row[len(row)-1] = a.Sum
	return row
}

// noted puts on record what a command did with a whole ledger, in that ledger.
func noted(ctx context.Context, at string, a anwei.Audit) (err error) {
	store, err := Open(ctx, at, postgres.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	return store.Update(ctx, func(tx storage.Ledger) error { return record.Put(tx, time.Now(), a) })
}
