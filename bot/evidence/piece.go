package evidence

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

const (
	firstPause = 2 * time.Second
	longest    = 10 * time.Minute
	maxReason  = 300 // bytes of an error that are kept
)

// What people and the operator are told of a piece that cannot be kept.
const (
	tooLate  = "三天内没有取到"
	refused  = "企业微信没有给出内容"
	tooLarge = "超过20MB"
	nothing  = "内容是空的"
)

// errMoved says that a piece is about something else by now, so that it has to
// be looked up again.
var errMoved = errors.New("the piece has moved to another matter")

// piece takes one piece as far as it goes now. It returns nil when the piece is
// settled, kept or lost, and an error when it should be tried again. A panic
// becomes an error, so that no piece can end every process that tries it.
func (f *Fetcher) piece(ctx context.Context, e anwei.Evidence) (err error) {
	defer func() {
		if p := recover(); p != nil {
			f.log.ErrorContext(ctx, "fetching evidence panicked",
				slog.String("evidence", e.ID), slog.String("stack", string(debug.Stack())))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	data, err := f.fetch(ctx, e)
	// What has been fetched is kept even when ctx has ended meanwhile.
	work, cancel := context.WithTimeout(context.WithoutCancel(ctx), fetching)
	defer cancel()
	switch {
	case err == nil && len(data) == 0:
		err = f.lose(work, e, nothing, nothing)
	case err == nil && len(data) > maxSize:
		err = f.lose(work, e, tooLarge, tooLarge)
	case err == nil:
		err = f.save(work, e, data)
	case ctx.Err() != nil: // the process stops, and the next one goes on
		return err
	case !temporary(err):
		err = f.lose(work, e, refused, refused+"："+short(err))
	case f.now().Sub(e.At) >= maxAge:
		err = f.lose(work, e, tooLate, tooLate+"："+short(err))
	}
	if err != nil {
		f.log.WarnContext(ctx, "a piece of evidence has to be tried again",
			slog.String("evidence", e.ID), slog.String("userid", string(e.By)), slog.String("error", short(err)))
	}
	return err
}

func (f *Fetcher) fetch(ctx context.Context, e anwei.Evidence) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, fetching)
	defer cancel()
	return f.pictures.Picture(ctx, e.Media)
}

// save keeps the content and says so in the ledger, in this order.
func (f *Fetcher) save(ctx context.Context, e anwei.Evidence, data []byte) error {
	if err := f.keep.Keep(ctx, e.ID, data); err != nil {
		return fmt.Errorf("keep: %w", err)
	}
	return f.mark(ctx, e, func(storage.Ledger) error { return nil }, func(now *anwei.Evidence) { now.Size = len(data) })
}

// lose gives the piece up and tells the one who sent it, once. The reason is for
// the operator; why begins it.
func (f *Fetcher) lose(ctx context.Context, e anwei.Evidence, why, reason string) error {
	now := f.now()
	o := anwei.Outgoing{Key: "evidence/" + e.ID, To: e.By, Content: anwei.PlainText(sorry(e, why, now.Location())), Created: now}
	tell := func(tx storage.Ledger) error {
		if e.By == "" {
			return nil
		}
		_, _, err := tx.PutOutgoing(o)
		return err
	}
	err := f.mark(ctx, e, tell, func(now *anwei.Evidence) { now.Lost = reason })
	if err == nil {
		f.log.ErrorContext(ctx, "a piece of evidence is lost",
			slog.String("evidence", e.ID), slog.String("userid", string(e.By)), slog.String("reason", reason))
	}
	return err
}

// mark changes the piece in the ledger, with what belongs to the change, unless
// it is settled already.
func (f *Fetcher) mark(
	ctx context.Context, e anwei.Evidence, with func(storage.Ledger) error, change func(*anwei.Evidence),
) error {
	ctx, cancel := context.WithTimeout(ctx, marking)
	defer cancel()
	return f.store.Update(ctx, func(tx storage.Ledger) error {
		all, err := tx.Evidence(e.Matter)
		if err != nil {
			return err
		}
		for _, now := range all {
			if now.ID != e.ID {
				continue
			}
			if now.Size > 0 || now.Lost != "" {
				return nil
			}
			change(&now)
			return errors.Join(tx.PutEvidence(now), with(tx))
		}
		return errMoved
	})
}

// temporary reports whether the same call may succeed later.
func temporary(err error) bool {
	t, ok := errors.AsType[interface {
		error
		Temporary() bool
	}](err)
	return ok && t.Temporary() || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
}

// backoff returns how long to wait after the n-th failed try: 2 s, 4 s, 8 s … and
// at most ten minutes, but never less than the cause asks for.
func backoff(n int, cause error) time.Duration {
	pause := longest
	if n < 10 { // 2 s × 2⁹ is beyond the longest
		pause = min(longest, firstPause<<(n-1))
	}
	after, ok := errors.AsType[interface {
		error
		RetryAfter() time.Duration
	}](cause)
	if ok {
		pause = max(pause, after.RetryAfter())
	}
	return pause
}

// short returns the text of an error, cut to what the ledger keeps.
func short(err error) string {
	s := err.Error()
	if len(s) > maxReason {
		s = s[:maxReason]
	}
	return strings.ToValidUTF8(s, "")
}
