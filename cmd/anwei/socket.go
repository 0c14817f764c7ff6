package main

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"os"
	"path/filepath"

	"anwei/cmd/anwei/contacts"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/messages"
)

// openDoor answers commands while the server owns the ledger: it serves the socket until
// the returned function is called. A data directory whose path is too long for a socket
// has no door; the server runs all the same, and commands say that they need it stopped.
func openDoor(ctx context.Context, dir string, e *engine) (shut func()) {
	path := filepath.Join(dir, ledger.SocketName)
	_ = os.Remove(path) // one left by a killed process; the ledger's lock shows that it is dead
	l, err := (&net.ListenConfig{}).Listen(ctx, "unix", path)
	if err != nil {
		e.log.WarnContext(ctx, "commands cannot reach the running server", "error", err)
		return func() {}
	}
	k, mux := e.clerk(), http.NewServeMux()
	mux.HandleFunc("GET /ledger", func(w http.ResponseWriter, r *http.Request) {
		if err := ledger.Lend(e.store, w, r); err != nil {
			house.Failed(w, r, e.log, err)
		}
	})
	mux.HandleFunc("POST /roster", house.Serve(k, e.log, importRoster))
	mux.HandleFunc("POST /snapshot", house.Serve(k, e.log, freeze))
	mux.HandleFunc("POST /sync", house.Serve(k, e.log, contacts.Sync))
	mux.HandleFunc("GET /state", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(e.state(r.Context())) // who asked is gone when this fails
	})
	mux.HandleFunc("POST /outbox", house.Serve(k, e.log, messages.Do))
	server := newServer(mux)
	go func() { _ = server.Serve(l) }() // it returns when the server is closed
	return func() { _ = server.Close() }
}
