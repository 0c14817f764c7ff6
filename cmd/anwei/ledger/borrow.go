package ledger

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres"
)

// SocketName is the server's door for commands of the same machine and user,
// inside the data directory.
const SocketName = "anwei.sock"

// Lend sends a copy of the ledger at this instant. The copy is made first, so
// that no view is held while it is sent.
func Lend(of storage.Store, w http.ResponseWriter, r *http.Request) error {
	store, is := of.(*bolt.Store)
	if !is {
		return errors.New("台账在数据库里，请用 --data 写数据库的地址")
	}
	dir, err := os.MkdirTemp("", "anwei-ledger-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left is in the system's folder for such
	if err := store.Snapshot(r.Context(), dir); err != nil {
		return err
	}
	http.ServeFile(w, r, filepath.Join(dir, bolt.File))
	return nil
}

// Knock sends a request through the door of the server that owns the directory.
// The error is ErrNoDoor when nobody answers there.
func Knock(ctx context.Context, dir, method, path string, body []byte) (*http.Response, error) {
	if InDatabase(dir) {
		return nil, ErrNoDoor
	}
	client := http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", filepath.Join(dir, SocketName))
		},
	}}
	req, err := http.NewRequestWithContext(ctx, method, "http://anwei"+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, errors.Join(ErrNoDoor, err)
	}
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10)) // what came of it is shown
		return nil, errors.Join(fmt.Errorf("正在运行的助手没有照办：%s", text), resp.Body.Close())
	}
	return resp, nil
}

// ErrNoDoor is returned where no server answers.
var ErrNoDoor = errors.New("正在运行的助手没有应答")

// Borrow opens a copy of the ledger that a running server owns. Closing it
// removes the copy.
func Borrow(ctx context.Context, dir string) (_ storage.Store, err error) {
	tmp, err := os.MkdirTemp("", "anwei-copy-")
	if err != nil {
		return nil, fmt.Errorf("建临时目录：%w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(tmp))
		}
	}()
	if err := fetch(ctx, dir, tmp); err != nil {
		return nil, err
	}
	store, err := bolt.Open(tmp, bolt.Options{})
	if err != nil {
		return nil, fmt.Errorf("打开台账的副本：%w", err)
	}
	return &borrowed{Store: store, dir: tmp}, nil
}

// Read opens the ledger for a command that reads all of it: a copy beside a running server.
// Its error is that of Need where there is none.
func Read(ctx context.Context, at string) (storage.Store, error) {
	if err := Need(at); err != nil {
		return nil, err
	}
	store, err := Borrow(ctx, at)
	if errors.Is(err, ErrNoDoor) {
		store, err = Open(ctx, at, postgres.Options{TurnTime: copyTime})
	}
	return store, err
}

// fetch has the server write a copy of its ledger into a folder.
func fetch(ctx context.Context, dir, into string) error {
	resp, err := Knock(ctx, dir, http.MethodGet, "/ledger", nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()                                                               //nolint:errcheck // all of it was read
	f, err := os.OpenFile(filepath.Join(into, bolt.File), os.O_WRONLY|os.O_CREATE, 0o600) //nolint:gosec // a folder of our own
	if err != nil {
		return fmt.Errorf("建临时文件：%w", err)
	}
	_, err = io.Copy(f, resp.Body)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("取台账的副本：%w", err)
	}
	return nil
}

// borrowed is a copy of the ledger for reading.
type borrowed struct {
	*bolt.Store
	dir string
}

// Close closes the copy and removes it.
func (b *borrowed) Close() error { return errors.Join(b.Store.Close(), os.RemoveAll(b.dir)) }
