package house

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"anwei/cmd/anwei/ledger"
	"anwei/storage"
)

// Clerk does in the ledger what the operator asks for: at a running server, or in the
// ledger itself where none is running.
type Clerk struct {
	Store storage.Store
	Rules Rules
	Now   func() time.Time
	// Wake tells a running outbox, and Recall takes a message back by WeCom's id;
	// Wake is nil where no server is running, and Recall where it has no app.
	Wake   func()
	Recall func(ctx context.Context, id string) error
}

// Errand is something that a clerk does. It returns what to tell the operator. A
// RefusedError is of what cannot be done, any other error of the ledger.
type Errand[Q any] func(ctx context.Context, k Clerk, q Q) (string, error)

// RefusedError says why something was not done, in words for the operator.
type RefusedError string

func (e RefusedError) Error() string { return string(e) }

// Entrust has the errand done by the server that owns the directory, or in the ledger
// itself where none is running.
func Entrust[Q any](ctx context.Context, r Rules, dir, path string, q Q, do Errand[Q]) (string, error) {
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
	store, err := Open(ctx, dir, r.Plan)
	if err != nil {
		return "", err
	}
	said, err := do(ctx, Clerk{Store: store, Rules: r, Now: r.Now}, q)
	return said, errors.Join(err, store.Close())
}

// maxErrand bounds what a command may ask for: the largest is a roster.
const maxErrand = 16 << 20

// Serve does the errand at the server, as the clerk who works there.
func Serve[Q any](k Clerk, log *slog.Logger, do Errand[Q]) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var q Q
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxErrand)).Decode(&q); err != nil {
			http.Error(w, "请求没有完整送到："+err.Error(), http.StatusBadRequest)
			return
		}
		said, err := do(r.Context(), k, q)
		var no RefusedError
		switch {
		case errors.As(err, &no):
			http.Error(w, no.Error(), http.StatusConflict)
		case err != nil:
			Failed(w, r, log, err)
		default:
			fmt.Fprintln(w, said)
		}
	}
}

// Failed answers a command what went wrong at the server, which logs it too.
func Failed(w http.ResponseWriter, r *http.Request, log *slog.Logger, err error) {
	log.ErrorContext(r.Context(), "a command failed", "error", err)
	http.Error(w, err.Error(), http.StatusInternalServerError)
}
