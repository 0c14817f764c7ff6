package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"anwei/cmd/anwei/ledger"
	"anwei/storage"
)

// clerk does in the ledger what the operator asks for: at a running server, or in the
// ledger itself where none is running.
type clerk struct {
	store storage.Store
	rules rules
	now   func() time.Time
	// wake tells a running outbox, and recall takes a message back by WeCom's id;
	// wake is nil where no server is running, and recall where it has no app.
	wake   func()
	recall func(ctx context.Context, id string) error
}

// clerk is for the engine's own ledger.
func (e *engine) clerk() clerk {
	k := clerk{store: e.store, rules: e.rules, now: e.now, wake: e.outbox.Wake}
	if e.client != nil {
		k.recall = e.ways.Recall
	}
	return k
}

// errand is something that a clerk does. It returns what to tell the operator. A
// refusedError is of what cannot be done, any other of the ledger.
type errand[Q any] func(k clerk, ctx context.Context, q Q) (string, error)

// refusedError says why something was not done, in words for the operator.
type refusedError string

func (e refusedError) Error() string { return string(e) }

// entrust has the errand done by the server that owns the directory, or in the ledger
// itself where none is running.
func entrust[Q any](ctx context.Context, r rules, dir, path string, q Q, do errand[Q]) (string, error) {
	body, err := json.Marshal(q)
	if err != nil {
		return "", fmt.Errorf("整理请求：%w", err)
	}
	resp, err := ledger.Knock(ctx, dir, http.MethodPost, path, body)
	if err == nil {
		said, err := io.ReadAll(resp.Body)
		return string(bytes.TrimSpace(said)), errors.Join(err, resp.Body.Close())
	}
	if !errors.Is(err, ledger.ErrNoDoor) {
		return "", err
	}
	store, err := openLedger(ctx, dir, r.plan)
	if err != nil {
		return "", err
	}
	said, err := do(clerk{store: store, rules: r, now: r.now}, ctx, q)
	return said, errors.Join(err, store.Close())
}

// maxErrand bounds what a command may ask for: the largest is a roster.
const maxErrand = 16 << 20

// does serves an errand.
func does[Q any](d door, do errand[Q]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var q Q
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxErrand)).Decode(&q); err != nil {
			http.Error(w, "请求没有完整送到："+err.Error(), http.StatusBadRequest)
			return
		}
		said, err := do(d.engine.clerk(), r.Context(), q)
		var no refusedError
		switch {
		case errors.As(err, &no):
			http.Error(w, no.Error(), http.StatusConflict)
		case err != nil:
			d.fail(w, r, err)
		default:
			fmt.Fprintln(w, said)
		}
	}
}
