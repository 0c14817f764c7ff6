package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/ledger"
	"anwei/storage"
	"anwei/storage/postgres"
)

// trap stands between the bot and the simulated WeCom and kills the bot at the
// call that it is set for: before WeCom has seen the call, after WeCom has taken
// it, or a moment after the bot has heard so.
type trap struct {
	*httptest.Server
	mu     sync.Mutex
	left   int // calls until it snaps
	mode   int
	moment time.Duration
	victim chan *serving // it may snap before the bot is known to have started
	dead   chan struct{}
}

func newTrap(t *testing.T, sim string) *trap {
	t.Helper()
	target, err := url.Parse(sim)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	proxy.Transport = &http.Transport{MaxIdleConnsPerHost: 16}
	k := &trap{}
	k.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		snaps, mode := k.count(r)
		if snaps && mode == 0 {
			k.snap(0)
			return
		}
		body, err := io.ReadAll(r.Body)
		if err != nil { // the bot was killed while it spoke
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		proxy.ServeHTTP(w, r)
		switch {
		case snaps && mode == 1:
			k.snap(0)
		case snaps:
			go k.snap(k.moment)
		}
	}))
	t.Cleanup(k.Close)
	return k
}

func (k *trap) count(r *http.Request) (snaps bool, mode int) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !strings.HasSuffix(r.URL.Path, "/message/send") {
		return false, 0
	}
	k.left--
	return k.left == 0, k.mode
}

// set makes the trap snap at the call with the number.
func (k *trap) set(call, mode int, moment time.Duration) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.left, k.mode, k.moment = call, mode, moment
	k.victim, k.dead = make(chan *serving, 1), make(chan struct{})
}

func (k *trap) snap(after time.Duration) {
	time.Sleep(after)
	(<-k.victim).kill()
	close(k.dead)
}

const (
	killPeople  = 400 // each gets killTexts messages, one at a time
	killTexts   = 10
	killMembers = 1000 // they get a text and a card together
)

// TestKillWhileThousandsAreSent kills the program again and again while it sends
// five thousand messages. Each arrives once, and each person gets his in order:
// what had been sent and not marked is sent again, and WeCom's duplicate check
// drops it.
func TestKillWhileThousandsAreSent(t *testing.T) {
	if testing.Short() {
		t.Skip("it sends five thousand messages and kills the program eight times")
	}
	onEachEngine(t, killWhileSending)
}

func killWhileSending(t *testing.T, dir, data string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 4*patience)
	defer cancel()
	must(t, "", "roster", "import", "--sample", "--data", data)
	users := fillThousands(t, data)
	sim := wecomtest.NewServer(t, wecomtest.Options{Users: users})
	k := newTrap(t, sim.URL())
	random := rand.New(rand.NewPCG(uint64(time.Now().UnixNano()), 1))
	for i := range 8 {
		calls := 1 + random.IntN(450) // eight times that is less than what there is to send
		if i < 2 {
			calls = 1 + random.IntN(4) // the batches are among the first calls
		}
		k.set(calls, (i+1)%3, time.Duration(random.IntN(3000))*time.Microsecond)
		k.victim <- startServing(t, dir, k.URL, sim.Options(), stored(data)...)
		select {
		case <-k.dead:
		case <-ctx.Done():
			t.Fatal("the program was not killed")
		}
	}
	k.set(0, 0, 0) // never
	startServing(t, dir, k.URL, sim.Options(), stored(data)...)
	want := func(u wecomtest.User) int {
		if strings.HasPrefix(u.ID, "m") {
			return 2
		}
		return killTexts
	}
	for _, u := range users {
		if _, err := sim.Wait(ctx, u.ID, want(u)-1); err != nil {
			t.Fatal(err)
		}
	}
	waitSentAll(t, data)
	for _, u := range users {
		checkOnce(t, u.ID, sim.Talk(u.ID), want(u))
	}
	repeated := 0
	for _, s := range sim.Sends() {
		repeated += len(s.Suppressed)
	}
	if repeated == 0 {
		t.Error("no kill fell between sending and marking, so nothing was shown")
	}
	t.Logf("%d messages were sent again and dropped by WeCom", repeated)
	if n := sim.Dropped(); n > 0 {
		t.Errorf("WeCom dropped %d messages by its rates", n)
	}
}

// waitSentAll waits until nothing is pending.
func waitSentAll(t *testing.T, data string) {
	t.Helper()
	for end := time.Now().Add(patience); ; {
		out := must(t, "", "outbox", "list", "--data", data)
		if strings.HasPrefix(out, "没有待发的消息") {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("not everything was sent:\n%.2000s", out)
		}
	}
}

// fillThousands commits the messages and returns the people.
func fillThousands(t *testing.T, data string) []wecomtest.User {
	t.Helper()
	store, err := ledger.Open(t.Context(), data, postgres.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var users []wecomtest.User
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		put := func(o anwei.Outgoing) error {
			o.Created = time.Now()
			_, _, err := tx.PutOutgoing(o)
			return err
		}
		for i := range killMembers {
			id := fmt.Sprint("m", i)
			users = append(users, wecomtest.User{ID: id})
			for _, o := range []anwei.Outgoing{
				{Batch: "notice", Content: anwei.PlainText("第0条")},
				{Batch: "card", Content: &anwei.Card{Title: "第1条", Buttons: []anwei.Button{{Text: "收到", Key: "收到"}}}},
			} {
				o.Key, o.To = o.Batch+"/"+id, anwei.PersonID(id)
				if err := put(o); err != nil {
					return err
				}
			}
		}
		for n := range killTexts {
			for i := range killPeople {
				id := fmt.Sprint("p", i)
				if n == 0 {
					users = append(users, wecomtest.User{ID: id})
				}
				if err := put(anwei.Outgoing{Key: fmt.Sprint(id, "/", n), To: anwei.PersonID(id), Content: anwei.PlainText(fmt.Sprintf("第%d条", n))}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return users
}

func checkOnce(t *testing.T, user string, lines []wecomtest.Line, want int) {
	t.Helper()
	if len(lines) != want {
		t.Errorf("%s got %d messages, want %d", user, len(lines), want)
	}
	for i, l := range lines {
		if !strings.HasPrefix(shownText(l), fmt.Sprintf("第%d条", i)) {
			t.Errorf("message %d of %s is %q", i, user, shownText(l))
		}
	}
}
