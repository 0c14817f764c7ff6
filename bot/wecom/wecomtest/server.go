package wecomtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"anwei/bot/wecom/wecomtest/envelope"
	"anwei/bot/wecom/wecomtest/fault"
)

const maxBody = 2 << 20 // bytes of a JSON request or of a callback's reply that are read

// Server is a WeCom of its own: one corp, one app, some people. All its methods may be called concurrently.
type Server struct {
	*fault.Faults
	*corp
	*contacts
	*files
	*access
	*aibot
	*callbacks

	http      *http.Server
	endpoints map[string]endpoint
	stop      context.CancelFunc

	// What follows is guarded by corp.mu.
	sends    []Send
	corpRate minute
	dropped  int
	tasks    map[string]string // task_id → digest of the message that used it
}

// corp is what the products of a corp share: its people and their chats, its clock and the reports.
type corp struct {
	opts    Options
	url     string
	closing context.Context // ends every delivery when the Server closes
	running sync.WaitGroup
	reports reports

	mu     sync.Mutex // guards all that follows, and what the products keep
	closed bool
	people map[string]*person // by lower-case id
	order  []*person
	group  *person // the group that the robot is in: a chat with nobody behind it
	ids    ids
}

// Start returns a running Server that listens on loopback. The caller must Close it.
func Start(o Options) (*Server, error) {
	o = o.withDefaults()
	c, err := envelope.New(o.Token, o.AESKey, o.CorpID)
	if err != nil {
		return nil, fmt.Errorf("wecomtest: %w", err)
	}
	all := &corp{
		opts: o, reports: reports{tell: o.Report}, people: make(map[string]*person), group: newPerson(User{}), ids: newIDs(),
	}
	kept, orders := &files{all, make(map[string]*Media)}, fault.New()
	s := &Server{
		corp: all, contacts: &contacts{all}, files: kept, access: &access{corp: all},
		Faults: orders, aibot: newBot(all, kept, orders),
		callbacks: &callbacks{
			corp: all, files: kept, crypt: c, client: newClient(), callback: o.CallbackURL, codes: make(map[string]*responseCode),
		},
		tasks: make(map[string]string),
	}
	if err := s.populate(); err != nil {
		return nil, fmt.Errorf("wecomtest: %w", err)
	}
	s.closing, s.stop = context.WithCancel(context.Background())
	listener, err := listen(s.closing, o)
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("wecomtest: %w", err)
	}
	s.url = "http://" + listener.Addr().String()
	s.endpoints, s.commands = s.routes(), s.dispatch()
	s.http = &http.Server{Handler: http.HandlerFunc(s.serveHTTP), ReadHeaderTimeout: 5 * time.Second}
	s.running.Go(func() { _ = s.http.Serve(listener) })
	return s, nil
}

func listen(ctx context.Context, o Options) (net.Listener, error) {
	if o.Listener != nil {
		return o.Listener, nil
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", o.Addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if addr, ok := listener.Addr().(*net.TCPAddr); !ok || !addr.IP.IsLoopback() {
		_ = listener.Close()
		return nil, fmt.Errorf("%s is not a loopback address", o.Addr)
	}
	return listener, nil
}

func (s *corp) populate() error {
	for _, u := range s.opts.Users {
		key := strings.ToLower(u.ID)
		if !validUserID(key) {
			return fmt.Errorf("user id %q is not 1 to 64 letters, digits, '-', '_', '.' or '@'", u.ID)
		}
		if s.people[key] != nil {
			return fmt.Errorf("user id %q is given twice", u.ID)
		}
		if len(u.Department) == 0 {
			u.Department = []int{rootDepartment}
		}
		p := newPerson(u)
		s.people[key] = p
		s.order = append(s.order, p)
	}
	return nil
}

// URL is the base of the API, to be used in place of https://qyapi.weixin.qq.com. It has no trailing slash.
func (s *Server) URL() string { return s.url }

// BotURL is the address of the long connection, to be used in place of wss://openws.work.weixin.qq.com.
func (s *Server) BotURL() string { return "ws" + strings.TrimPrefix(s.url, "http") }

// Options are those the Server runs with, defaults filled in.
func (s *corp) Options() Options { return s.opts }

// Close ends deliveries under way, answers nothing more and returns when no goroutine of the Server is left.
// Closing twice does no harm.
func (s *Server) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.stop()
	_ = s.http.Close()
	s.running.Wait()
}

// begin admits one request or delivery; end must follow when it returns true.
func (s *corp) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closed {
		s.running.Add(1)
	}
	return !s.closed
}

func (s *corp) end() { s.running.Done() }

func (s *corp) now() time.Time { return s.opts.Now() }

func errClosed() error { return errors.New("wecomtest: server is closed") }

// TB is the part of testing.TB that NewServer needs.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(f func())
}

// NewServer starts a Server that closes itself when the test ends. Unless Options.Report is set, every report is an error
// of the test.
func NewServer(tb TB, o Options) *Server {
	tb.Helper()
	if o.Report == nil {
		o.Report = func(format string, args ...any) {
			tb.Helper()
			tb.Errorf("wecomtest: "+format, args...)
		}
	}
	s, err := Start(o)
	if err != nil {
		tb.Fatalf("%v", err)
		return nil
	}
	tb.Cleanup(s.Close)
	return s
}

type reports struct {
	tell func(format string, args ...any)

	mu   sync.Mutex
	list []string
}

// Reports are all reports so far, oldest first. A bot that speaks WeCom correctly causes none.
func (s *corp) Reports() []string {
	s.reports.mu.Lock()
	defer s.reports.mu.Unlock()
	return slices.Clone(s.reports.list)
}

// report must not be called with s.mu held, since Options.Report may call the Server.
func (s *corp) report(format string, args ...any) {
	s.reports.mu.Lock()
	s.reports.list = append(s.reports.list, fmt.Sprintf(format, args...))
	s.reports.mu.Unlock()
	if s.reports.tell != nil {
		s.reports.tell(format, args...)
	}
}
