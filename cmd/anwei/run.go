package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// Run serves on the listener and over the long connection until ctx ends or a
// part fails, and then stops in reverse: no more reminders, no more callbacks in,
// what was committed is given a moment to go out, and the long connection, by
// which it may go, is closed last. That the long connection has ended for good is
// no failure of a part: health tells it, and what can go on goes on.
func (e *engine) Run(ctx context.Context, l net.Listener) error {
	server := newServer(e.handler)
	sending, stopSending := context.WithCancel(context.WithoutCancel(ctx))
	defer stopSending()
	linked, unlink := context.WithCancel(context.WithoutCancel(ctx))
	defer unlink()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failed, sent := make(chan error, 6), make(chan error, 1) // room for each part's last word
	var minding, talking sync.WaitGroup
	if e.lease != nil {
		talking.Go(func() { e.lease.Keep(linked, e.wake) })
	}
	minding.Go(func() { failed <- e.alone(ctx, e.alarm.Run) })
	minding.Go(func() {
		failed <- e.alone(ctx, func(ctx context.Context) error { return e.outbox.MindSilent(ctx, e.reach.spoke) })
	})
	if e.fetcher != nil {
		minding.Go(func() { failed <- e.alone(ctx, e.fetcher.Run) })
	}
	if e.daily != nil {
		minding.Go(func() { failed <- e.alone(ctx, e.daily.Run) })
	}
	if e.retention != nil {
		minding.Go(func() { failed <- e.alone(ctx, e.retention.Run) })
	}
	if e.socket != nil {
		talking.Go(func() { _ = e.alone(linked, e.converse) })
	}
	talking.Go(func() { failed <- server.Serve(l) })
	go func() { sent <- e.alone(sending, e.outbox.Run) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	case err = <-sent:
		sent <- nil // it is waited for below
	}
	stop()
	minding.Wait()
	err = errors.Join(err, shutDown(context.WithoutCancel(ctx), server))
	e.turns.Wait() //nolint:contextcheck // what was heard is finished, whoever stops
	stopSending()
	err = errors.Join(err, <-sent)
	unlink()
	talking.Wait()
	e.turns.Wait() //nolint:contextcheck // what was heard while the long connection closed
	return err
}

// alone runs a part of which one process at a time has one.
func (e *engine) alone(ctx context.Context, part func(context.Context) error) error {
	if e.lease == nil {
		return part(ctx)
	}
	return e.lease.While(ctx, part)
}

// newServer bounds what a client may take of the server's time (protocol §2.5:
// WeCom itself hangs up after five seconds).
func newServer(h http.Handler) *http.Server {
	return &http.Server{
		Handler: h, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 40 * time.Second, IdleTimeout: 2 * time.Minute,
	}
}

// shutDown lets running requests end for ten seconds at most.
func shutDown(ctx context.Context, s *http.Server) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return s.Shutdown(ctx)
}
