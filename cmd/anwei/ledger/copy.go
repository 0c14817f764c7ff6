package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"anwei"
	"anwei/storage"
	"anwei/storage/postgres"
)

// copyTime is how long the copy of a ledger may take.
const copyTime = 6 * time.Hour

// Copy copies one ledger into another, compares the two, table by table, and says what
// it found.
func Copy(ctx context.Context, from, to string, out io.Writer) error {
	both, err := pour(ctx, from, to)
	for i, s := range both[0] {
		mark := "✓"
		if s != both[1][i] {
			mark = "✗"
		}
		fmt.Fprintf(out, "%s %-20s %8d 行  %s\n", mark, s.Table, s.Rows, s.SHA[:16])
	}
	if err == nil {
		err = noted(ctx, to, anwei.Audit{Action: "复制台账", Detail: "从 " + Shown(from)})
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "已全部抄到 %s，%d张表逐表核对无误。\n", Shown(to), len(both[0]))
	return err
}

// pour copies one ledger into another, which must be empty, and returns what both hold.
func pour(ctx context.Context, from, to string) (both [2][]storage.Sum, err error) {
	if err := Need(from); err != nil {
		return both, err
	}
	source, err := Open(ctx, from, postgres.Options{TurnTime: copyTime})
	if err != nil {
		return both, err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := Open(ctx, to, postgres.Options{TurnTime: copyTime})
	if err != nil {
		return both, err
	}
	defer func() { err = errors.Join(err, target.Close()) }()
	var read, written []storage.Sum
	err = source.View(ctx, func(s storage.Ledger) error {
		return target.Update(ctx, func(t storage.Ledger) (err error) {
			read, err = storage.Copy(s.Tx, t.Tx)
			return err
		})
	})
	if errors.Is(err, storage.ErrConflict) {
		return both, fmt.Errorf("%s 里已经有数据，没有动它；请换一个空的目标", Shown(to))
	}
	if err != nil {
		return both, fmt.Errorf("复制台账：%w", err)
	}
	err = target.View(ctx, func(t storage.Ledger) (err error) {
		written, err = storage.Sums(t.Tx)
		return err
	})
	if err != nil {
		return both, fmt.Errorf("核对台账：%w", err)
	}
	if !slices.Equal(read, written) {
		err = fmt.Errorf("%s 与来源不一致，请不要使用它", Shown(to))
	}
	return [2][]storage.Sum{read, written}, err
}
