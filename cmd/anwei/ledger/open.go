// Package ledger finds the ledger of a deployment for the commands of the program: in
// a data directory, with a server that has it open or without, or in a database.
package ledger

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres"
)

// Open opens the ledger in a data directory, or in the database of an address.
func Open(ctx context.Context, at string, o postgres.Options) (storage.Store, error) {
	if InDatabase(at) {
		store, err := postgres.Open(ctx, at, o)
		if err != nil {
			return nil, fmt.Errorf("打开数据库 %s：%w", Shown(at), err)
		}
		return store, nil
	}
	store, err := bolt.Open(at, bolt.Options{})
	if errors.Is(err, storage.ErrLocked) {
		return nil, lockedError(at)
	}
	if err != nil {
		return nil, fmt.Errorf("打开数据目录 %s：%w", at, err)
	}
	return store, nil
}

// InDatabase reports whether the ledger is in a database, which several processes
// may have open, and not in a file.
func InDatabase(at string) bool {
	return strings.HasPrefix(at, "postgres://") || strings.HasPrefix(at, "postgresql://")
}

// Shown is where a ledger is, without a password.
func Shown(at string) string {
	if !InDatabase(at) {
		return at
	}
	u, err := url.Parse(at)
	if err != nil {
		return "postgres://…"
	}
	u.RawQuery = ""
	return u.Redacted()
}

// Worded is an error of a command in words, where it is one of the ledger's own.
func Worded(err error) error {
	switch {
	case errors.Is(err, storage.ErrNewer):
		return fmt.Errorf("台账是更新版本的 anwei 写的，本程序读不全，为免丢失内容没有打开；请换用那个版本或更新的版本（%w）", err)
	case errors.Is(err, storage.ErrDamaged) && !errors.Is(err, errFlawed):
		return fmt.Errorf("台账里有损坏的内容，没有照着它办；请先用 anwei verify 查明是哪些，再用 anwei restore 从最近一份好的备份恢复（%w）", err)
	}
	return err
}

// Need fails with advice where the data directory holds no ledger.
func Need(at string) error {
	if InDatabase(at) {
		return nil
	}
	if _, err := os.Stat(filepath.Join(at, bolt.File)); err != nil {
		return fmt.Errorf("数据目录 %s 里没有数据；请核对 --data，或先用 anwei roster import 导入名单", at)
	}
	return nil
}

// lockedError is that another process has the directory open.
type lockedError string

func (e lockedError) Error() string {
	return "数据目录 " + string(e) + " 正被另一个 anwei 进程使用（多半是正在运行的 anwei serve）；请先停止它，或换一个 --data 目录"
}

func (lockedError) Unwrap() error { return storage.ErrLocked }
