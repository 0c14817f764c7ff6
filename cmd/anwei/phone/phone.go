// Package phone is the web page of the demo: phones of the sample people, a
// clock one can move, and the county's table.
//
// The page is plain HTML, CSS and JavaScript that lie embedded in the program;
// it needs no network but the loopback it is served on. Whatever happens on it
// happens in the simulated WeCom: the page shows the chats that are kept there
// and does what a person does on a phone.
package phone

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"anwei"
	"anwei/bot/wecom/wecomtest"
)

// Stage is what the page shows and moves.
type Stage struct {
	WeCom *wecomtest.Server
	// Way is the way in that people speak by at first; WayCallback where empty. The
	// page can change it.
	Way string
	// Group is the name of the office's group chat, empty where there is none.
	Group  string
	Plan   anwei.Plan
	Roster anwei.Roster
	// Calendar is what the presets of the clock count working days by. Its zero
	// value takes Monday to Friday as working days.
	Calendar anwei.Calendar
	// Now is the demo's clock.
	Now func() time.Time
	// SetClock moves the demo's clock and lets everything that is due happen; it
	// returns how many reminders were put. It is never asked to go back.
	SetClock func(ctx context.Context, to time.Time) (int, error)
	// Table makes the table of all units at or below one, or a unit's own sheet.
	Table func(ctx context.Context, o anwei.Order) (anwei.File, error)
	// Progress tells for the period of now how many reports are in, how many are
	// asked for, and the names of the units that are missing.
	Progress func(ctx context.Context) (in, of int, missing []string, err error)
}

// The ways in: the app by its callback, and the 智能机器人 by its long connection.
const (
	WayCallback = "callback"
	WaySocket   = "socket"
)

// groupID stands for the group chat among the people. No userid has such a
// character.
const groupID = "#group"

type page struct {
	Stage
	way  way
	form anwei.Form     // the figures form, which the presets and the table are about
	zone *time.Location // of the plan
	// moving lets one request at a time move the clock, so that none moves it back.
	moving sync.Mutex
}

// New returns the page of a stage. It answers only requests that name a loopback
// host, and only POST requests that come from the page itself. A request for
// /api/talk may take 25 seconds; its context ends it earlier.
func New(s Stage) http.Handler {
	form, _ := s.Plan.CountsForm()
	p := &page{Stage: s, form: form, zone: zone(s)}
	p.way.set(s.Way)
	mux := http.NewServeMux()
	mux.Handle("GET /{$}", asset("index.html"))
	mux.HandleFunc("GET /static/{name}", serveAsset)
	mux.Handle("GET /api/state", answered(p.state))
	mux.Handle("GET /api/people", answered(p.people))
	mux.Handle("GET /api/talk", patient(answered(p.talk)))
	mux.Handle("GET /api/file", downloaded(p.file))
	mux.Handle("GET /api/table", downloaded(p.table))
	mux.Handle("POST /api/say", p.acted(p.say))
	mux.Handle("POST /api/press", p.acted(p.press))
	mux.Handle("POST /api/menu", p.acted(p.menu))
	mux.Handle("POST /api/enter", p.acted(p.enter))
	mux.Handle("POST /api/image", p.acted(p.image))
	mux.Handle("POST /api/way", answered(p.setWay))
	mux.Handle("POST /api/clock", answered(p.clock))
	mux.Handle("/", answered(func(*http.Request) (any, error) {
		return nil, refuse(http.StatusNotFound, "没有这个页面")
	}))
	return guard(mux)
}

func zone(s Stage) *time.Location {
	if loc, err := time.LoadLocation(s.Plan.Zone); err == nil && s.Plan.Zone != "" {
		return loc
	}
	return s.Now().Location()
}

// now is the demo's clock in the plan's time zone.
func (p *page) now() time.Time { return p.Now().In(p.zone) }

// patient lifts the limits that a server sets to the time of a request. Without
// it a ReadTimeout would end the context of one that waits on purpose.
func patient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c := http.NewResponseController(w)
		_ = c.SetReadDeadline(time.Time{})  // a writer that has no
		_ = c.SetWriteDeadline(time.Time{}) // limits needs no lifting
		next.ServeHTTP(w, r)
	})
}

// open is the period that is reported now: the one that now falls in, or the
// form's first or last one outside of the campaign.
func (p *page) open() anwei.Period {
	if !p.form.Every.Valid() {
		return anwei.Period{}
	}
	now := anwei.PeriodOf(p.form.Every, p.now())
	switch {
	case now.Before(p.form.First):
		return p.form.First
	case p.form.Last.Before(now):
		return p.form.Last
	}
	return now
}

// watchable refuses who has no phone on the page: who is not on the roster, and
// is not the group.
func (p *page) watchable(id string) error {
	if id == groupID && p.Group != "" {
		return nil
	}
	return p.known(id)
}

func (p *page) known(id string) error {
	if slices.ContainsFunc(p.Roster.People, func(x anwei.Person) bool { return string(x.ID) == id }) {
		return nil
	}
	return refuse(http.StatusNotFound, "名单里没有这个人：“"+anwei.Clip(id, 65)+"”")
}
