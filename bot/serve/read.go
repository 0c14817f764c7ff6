package serve

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"anwei/bot"
	"anwei/bot/sheet"
	"anwei/report/intake"
)

// reads is what a handler needs to read files.
type reads struct {
	pictures bot.Pictures
	open     func([]byte) intake.Book
	// slots bounds how many files are open at once.
	slots   chan struct{}
	running sync.WaitGroup
}

// How long a file may take altogether, and the pause before it is fetched again.
// A media id is good for three days, a person's patience is not.
const (
	readWithin = 90 * time.Second
	readTries  = 3
	readPause  = 2 * time.Second
)

// Reads makes the handler fetch the files that people send and open them. It is
// called before the first message.
func (h *Handler) Reads(p bot.Pictures, open func([]byte) intake.Book) {
	h.reads.pictures, h.reads.open = p, open
	h.reads.slots = make(chan struct{}, 2)
}

// read fetches a file after the turn was committed, and takes what it turned out
// to be as a turn of its own. More files than are open at once wait. A crash in
// between loses the file, and the person sends it again.
func (h *Handler) read(ctx context.Context, m bot.Message, r bot.Read) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readWithin)
	h.reads.running.Go(func() {
		defer cancel()
		defer h.caught(ctx, m)
		book := intake.Book{Trouble: intake.NotFetched}
		select {
		case h.reads.slots <- struct{}{}:
			book = h.book(ctx, r.Media)
		case <-ctx.Done():
		}
		h.late(ctx, bot.Message{
			ID: sheet.ReadID(m.ID), From: m.From, At: h.now(), Kind: bot.BookMessage, Text: r.Kind, Media: r.Media, Book: book,
		})
	})
}

// book fetches a file, opens it, and gives the slot back.
func (h *Handler) book(ctx context.Context, media string) intake.Book {
	defer func() { <-h.reads.slots }()
	data, err := h.fetch(ctx, media)
	if err != nil {
		h.log.WarnContext(ctx, "a file was not fetched", slog.Any("error", err))
		return intake.Book{Trouble: intake.NotFetched}
	}
	return h.reads.open(data)
}

// fetch fetches a file, again where that may help.
func (h *Handler) fetch(ctx context.Context, media string) ([]byte, error) {
	var data []byte
	var err error
	for try := range readTries {
		if data, err = h.reads.pictures.Picture(ctx, media); err == nil || !temporary(err) || try == readTries-1 {
			break
		}
		select {
		case <-time.After(readPause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	return data, err
}

// temporary reports whether the same call may succeed later.
func temporary(err error) bool {
	t, ok := errors.AsType[interface {
		error
		Temporary() bool
	}](err)
	return ok && t.Temporary()
}
