package wecomtest

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
