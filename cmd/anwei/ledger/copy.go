package ledger

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"anwei/storage"
	"anwei/storage/postgres"
)

// copyTime is how long the copy of a ledger may take.
const copyTime = 6 * time.Hour

// Copy copies one ledger into another and compares the two, table by table.
func Copy(ctx context.Context, from, to string, out io.Writer) (err error) {
	if err := Need(from); err != nil {
		return err
	}
	source, err := Open(ctx, from, postgres.Options{TurnTime: copyTime})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	target, err := Open(ctx, to, postgres.Options{TurnTime: copyTime})
	if err != nil {
		return err
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
		return fmt.Errorf("%s 里已经有数据，没有动它；请换一个空的目标", Shown(to))
	}
	if err != nil {
		return fmt.Errorf("复制台账：%w", err)
	}
	err = target.View(ctx, func(t storage.Ledger) (err error) {
		written, err = storage.Sums(t.Tx)
		return err
	})
	if err != nil {
		return fmt.Errorf("核对台账：%w", err)
	}
	for i, s := range read {
		mark := "✓"
		if s != written[i] {
			mark = "✗"
		}
		fmt.Fprintf(out, "%s %-20s %8d 行  %s\n", mark, s.Table, s.Rows, s.SHA[:16])
	}
	if !slices.Equal(read, written) {
		return fmt.Errorf("%s 与来源不一致，请不要使用它", Shown(to))
	}
	_, err = fmt.Fprintf(out, "已全部抄到 %s，%d张表逐表核对无误。\n", Shown(to), len(read))
	return err
}
