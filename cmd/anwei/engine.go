package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"anwei/bot"
	"anwei/bot/outbox"
	"anwei/bot/serve"
	"anwei/bot/wecom"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

// wiring is what an engine is joined from.
type wiring struct {
	store    storage.Store
	rules    rules
	now      func() time.Time
	log      *slog.Logger
	callback wecom.CallbackConfig
	client   wecom.ClientConfig
	path     string // of the callback
	// assistant is nil where no language model is set up; sees is whether it also
	// reads pictures.
	assistant bot.Assistant
	sees      bool
}

// engine is the bot with everything around it, one ledger and one app of WeCom.
type engine struct {
	wiring
	client  *wecom.Client
	outbox  *outbox.Outbox
	alarm   *alarm.Alarm
	turns   *serve.Handler
	handler http.Handler
}

// newEngine joins the parts, from the ledger up; nothing runs yet.
func newEngine(w wiring) (*engine, error) {
	e := &engine{wiring: w}
	var err error
	if e.client, err = wecom.NewClient(w.client, w.log); err != nil {
		return nil, fmt.Errorf("企业微信设置：%w", err)
	}
	e.outbox = outbox.New(w.store, e.client, files{store: w.store, rules: w.rules, now: w.now}, w.now, w.log, outbox.Options{})
	e.turns = serve.New(w.store, w.rules.plan, w.rules.calendar, w.now, e.outbox.Wake)
	if w.assistant != nil {
		var pictures bot.Pictures
		if w.sees {
			pictures = e.client
		}
		e.turns.Assist(w.assistant, pictures)
	}
	callback, err := wecom.NewCallback(w.callback, e.turns, w.log, w.now)
	if err != nil {
		return nil, fmt.Errorf("企业微信回调设置：%w", err)
	}
	e.alarm, err = alarm.New(w.store, w.rules.plan, w.rules.calendar, w.now, e.outbox.Wake, w.log)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle(w.path, callback)
	mux.HandleFunc("GET "+healthPath, e.health)
	e.handler = mux
	return e, nil
}

// health answers whether the ledger can be read.
func (e *engine) health(w http.ResponseWriter, r *http.Request) {
	err := e.store.View(r.Context(), func(tx storage.Tx) error {
		_, _, err := tx.NextDue()
		return err
	})
	if err != nil {
		e.log.ErrorContext(r.Context(), "the ledger cannot be read", "error", err)
		http.Error(w, "ledger", http.StatusInternalServerError)
		return
	}
	w.WriteHeader(http.StatusOK)
}

// Run serves on the listener until ctx ends or a part fails, and then stops in
// reverse: no more reminders, no more messages in, and what was committed is
// given a moment to go out.
func (e *engine) Run(ctx context.Context, l net.Listener) error {
	server := newServer(e.handler)
	sending, stopSending := context.WithCancel(context.WithoutCancel(ctx))
	defer stopSending()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failed := make(chan error, 2)
	sent, rung := make(chan error, 1), make(chan struct{})
	go func() { sent <- e.outbox.Run(sending) }()
	go func() {
		defer close(rung)
		failed <- e.alarm.Run(ctx)
	}()
	go func() { failed <- server.Serve(l) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	case err = <-sent:
		sent <- nil // it is waited for below
	}
	stop()
	<-rung
	err = errors.Join(err, shutDown(context.WithoutCancel(ctx), server))
	e.turns.Wait()
	stopSending()
	return errors.Join(err, <-sent)
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
