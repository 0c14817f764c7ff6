package wecomtest

import (
	"crypto/rand"
	"strconv"
	"strings"
	"time"
)

const (
	perMinute = 30 // messages one member gets from one app; the excess is dropped (§1.12)
	perHour   = 1000
)

// person is a user and the chat with them. It is guarded by Server.mu.
type person struct {
	User
	lines   []Line
	version int
	changed chan struct{} // closed and replaced at every change
	tail    chan struct{} // closed when the callback queued last is done
	recent  rate          // messages of the app
	seen    map[string]time.Time
	bot     botChat
}

func newPerson(u User) *person {
	free := make(chan struct{})
	close(free)
	return &person{User: u, changed: make(chan struct{}), tail: free, seen: make(map[string]time.Time)}
}

func (p *person) add(l Line) {
	l.Seq = len(p.lines) + 1
	p.lines = append(p.lines, l)
	p.touch()
}

func (p *person) touch() {
	p.version++
	close(p.changed)
	p.changed = make(chan struct{})
}

// card returns the person's newest card with this task id, or nil. The app and the bot each have task ids of their own.
func (p *person) card(taskID string, bot bool) *Card {
	for i := len(p.lines) - 1; i >= 0 && taskID != ""; i-- {
		if c := p.lines[i].Card; c != nil && c.TaskID == taskID && p.lines[i].Bot == bot {
			return c
		}
	}
	return nil
}

// admit says whether the member's rate allows one more message of the app, and counts it if so.
func (p *person) admit(now time.Time) bool { return p.recent.admit(now, perMinute, perHour) }

// repeated says whether the same content reached the person within the interval. It forgets what is older than any
// interval can be.
func (p *person) repeated(digest string, now time.Time, interval time.Duration) bool {
	for d, t := range p.seen {
		if now.Sub(t) > maxInterval {
			delete(p.seen, d)
		}
	}
	t, ok := p.seen[digest]
	return ok && now.Sub(t) < interval
}

// find returns nil for a stranger, and for an opaque userid in another case. s.mu must be held.
func (s *corp) find(user string) *person {
	if p := s.people[strings.ToLower(user)]; p != nil && (p.ID == user || !strings.HasPrefix(p.ID, "wo")) {
		return p
	}
	return nil
}

func validUserID(id string) bool {
	if id == "" || len(id) > 64 {
		return false
	}
	return strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@") == ""
}

// rate is when something happened within the last hour.
type rate []time.Time

// admit says whether one more is allowed, and counts it if so.
func (r *rate) admit(now time.Time, perMinute, perHour int) bool {
	kept, minute := (*r)[:0], 0
	for _, t := range *r {
		if now.Sub(t) >= time.Hour {
			continue
		}
		kept = append(kept, t)
		if now.Sub(t) < time.Minute {
			minute++
		}
	}
	*r = kept
	if minute >= perMinute || len(kept) >= perHour {
		return false
	}
	*r = append(*r, now)
	return true
}

// minute counts within one minute at a time.
type minute struct {
	since time.Time
	n     int
}

// admit says whether more are allowed, and counts them if so.
func (m *minute) admit(now time.Time, more, limit int) bool {
	if now.Sub(m.since) >= time.Minute {
		*m = minute{since: now}
	}
	if m.n+more > limit {
		return false
	}
	m.n += more
	return true
}

// ids makes identifiers that no other Server has made, since a bot may outlive the Server it talks to.
type ids struct {
	run   string // random, the same for all ids of one Server
	next  int
	msgID int64
}

func newIDs() ids {
	return ids{run: rand.Text(), msgID: time.Now().UnixNano()}
}

// make returns an id with a readable kind in front.
func (i *ids) make(kind string) string {
	i.next++
	return kind + "_" + i.run + "_" + strconv.Itoa(i.next)
}

// message returns the MsgId of a callback, an int64 (§2.6).
func (i *ids) message() int64 {
	i.msgID++
	return i.msgID
}

// digits returns n random decimal digits.
func digits(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails, says its documentation
	for i := range b {
		b[i] = '0' + b[i]%10
	}
	return string(b)
}
