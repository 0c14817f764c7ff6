package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"anwei/storage/bolt"
)

// socketName is the server's door for commands of the same machine and user,
// inside the data directory.
const socketName = "anwei.sock"

// door answers commands while the server owns the ledger.
type door struct {
	store  *bolt.Store
	engine *engine
	log    *slog.Logger
}

// serverState is how a running server is.
type serverState struct {
	// Status is what the health check answers, and Text its reason.
	Status int    `json:"status"`
	Text   string `json:"text"`
	// Socket is whether there is a long connection, and Connected whether it is up.
	Socket    bool `json:"socket"`
	Connected bool `json:"connected"`
}

// openDoor serves the socket until the returned function is called. A data
// directory whose path is too long for a socket has no door; the server runs all
// the same, and commands say that they need it stopped.
func openDoor(ctx context.Context, dir string, store *bolt.Store, e *engine) (shut func()) {
	d := door{store: store, engine: e, log: e.log}
	path := filepath.Join(dir, socketName)
	_ = os.Remove(path) // one left by a killed process; the ledger's lock shows that it is dead
	l, err := (&net.ListenConfig{}).Listen(ctx, "unix", path)
	if err != nil {
		d.log.WarnContext(ctx, "commands cannot reach the running server", "error", err)
		return func() {}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /ledger", d.ledger)
	mux.HandleFunc("POST /roster", does(d, clerk.importRoster))
	mux.HandleFunc("POST /snapshot", does(d, clerk.freeze))
	mux.HandleFunc("POST /sync", does(d, clerk.sync))
	mux.HandleFunc("GET /state", d.state)
	mux.HandleFunc("POST /outbox", does(d, clerk.outbox))
	server := newServer(mux)
	go func() { _ = server.Serve(l) }() // it returns when the server is closed
	return func() { _ = server.Close() }
}

// ledger sends a copy of the ledger at this instant. The copy is made first, so
// that no view is held while it is sent.
func (d door) ledger(w http.ResponseWriter, r *http.Request) {
	dir, err := os.MkdirTemp("", "anwei-ledger-")
	if err != nil {
		d.fail(w, r, err)
		return
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left is in the system's folder for such
	if err := d.store.Snapshot(r.Context(), dir); err != nil {
		d.fail(w, r, err)
		return
	}
	http.ServeFile(w, r, filepath.Join(dir, bolt.File))
}

func (d door) state(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(d.engine.state(r.Context())) // who asked is gone when this fails
}

func (d door) fail(w http.ResponseWriter, r *http.Request, err error) {
	d.log.ErrorContext(r.Context(), "a command failed", "error", err)
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

// knock sends a request through the door of the server that owns the directory.
// The error is errNoDoor when nobody answers there.
func knock(ctx context.Context, dir, method, path string, body []byte) (*http.Response, error) {
	client := http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return (&net.Dialer{}).DialContext(ctx, "unix", filepath.Join(dir, socketName))
		},
	}}
	req, err := http.NewRequestWithContext(ctx, method, "http://anwei"+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return nil, errors.Join(errNoDoor, err)
	}
	if resp.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(resp.Body, 1<<10)) // what came of it is shown
		return nil, errors.Join(fmt.Errorf("正在运行的助手没有照办：%s", text), resp.Body.Close())
	}
	return resp, nil
}

var errNoDoor = errors.New("正在运行的助手没有应答")

// borrowLedger opens a copy of the ledger that a running server owns. Closing it
// removes the copy.
func borrowLedger(ctx context.Context, dir string) (_ *borrowed, err error) {
	resp, err := knock(ctx, dir, http.MethodGet, "/ledger", nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() //nolint:errcheck // all of it was read
	tmp, err := os.MkdirTemp("", "anwei-copy-")
	if err != nil {
		return nil, fmt.Errorf("建临时目录：%w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(tmp))
		}
	}()
	f, err := os.OpenFile(filepath.Join(tmp, bolt.File), os.O_WRONLY|os.O_CREATE, 0o600) //nolint:gosec // a folder of our own
	if err != nil {
		return nil, fmt.Errorf("建临时文件：%w", err)
	}
	_, err = io.Copy(f, resp.Body)
	if err = errors.Join(err, f.Close()); err != nil {
		return nil, fmt.Errorf("取台账的副本：%w", err)
	}
	store, err := bolt.Open(tmp, bolt.Options{})
	if err != nil {
		return nil, fmt.Errorf("打开台账的副本：%w", err)
	}
	return &borrowed{Store: store, dir: tmp}, nil
}

// borrowed is a copy of the ledger for reading.
type borrowed struct {
	*bolt.Store
	dir string
}

// Close closes the copy and removes it.
func (b *borrowed) Close() error { return errors.Join(b.Store.Close(), os.RemoveAll(b.dir)) }
