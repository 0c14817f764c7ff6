package evidence_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"anwei"
)

func TestRunFetchesWhatIsCommitted(t *testing.T) {
	bubble(t, func(w *world) {
		w.put(many(11, "a%02d")...)
		stop := w.run()
		defer stop()
		synctest.Wait()
		for _, id := range many(11, "a%02d") {
			w.fetched(id)
		}
		after(time.Hour)
		if n, _ := w.calls(); n != 11 {
			t.Errorf("WeCom was asked %d times for 11 pieces", n)
		}
		if said := w.told(); len(said) > 0 {
			t.Errorf("somebody was told %q", said)
		}
	})
}

func TestWake(t *testing.T) {
	bubble(t, func(w *world) {
		stop := w.run()
		defer stop()
		after(90 * time.Second)
		w.put("a")
		w.fetcher.Wake()
		w.fetcher.Wake() // never waits, whether it is heard or not
		w.fetcher.Wake()
		synctest.Wait()
		w.put("b") // nobody wakes it
		after(time.Minute)
		w.fetched("a")
		w.fetched("b")
		if a, b := w.times("a"), w.times("b"); !slices.Equal(a, []time.Duration{90 * time.Second}) || !slices.Equal(b, []time.Duration{150 * time.Second}) {
			t.Errorf("they were fetched at %v and %v", a, b)
		}
	})
}

func TestFourAtOnce(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(ctx context.Context, media string) ([]byte, error) {
			if media == "ma" {
				<-ctx.Done() // it never answers
				return nil, ctx.Err()
			}
			time.Sleep(10 * time.Second)
			return []byte("content of " + media), nil
		}
		w.put("a")
		w.put(many(9, "b%d")...)
		stop := w.run()
		defer stop()
		after(31 * time.Second) // the other three have done nine pieces meanwhile
		for _, id := range many(9, "b%d") {
			w.fetched(id)
		}
		if _, most := w.calls(); most != 4 {
			t.Errorf("%d pieces were fetched at once, want 4", most)
		}
		after(2 * time.Minute)
		if n := len(w.times("a")); n < 2 {
			t.Errorf("a piece that hangs was tried %d times", n)
		}
	})
}

func TestRetries(t *testing.T) {
	bubble(t, func(w *world) {
		left := 4
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if left--; left >= 0 {
				return nil, fmt.Errorf("media/get: %w", busy{})
			}
			return []byte("content of " + media), nil
		}
		w.put("a")
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.fetched("a")
		want := []time.Duration{0, 2 * time.Second, 6 * time.Second, 14 * time.Second, 30 * time.Second}
		if at := w.times("a"); !slices.Equal(at, want) {
			t.Errorf("tried at %v, want %v", at, want)
		}
		if said := w.told(); len(said) > 0 {
			t.Errorf("somebody was told %q", said)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(context.Context, string) ([]byte, error) { return nil, busy{time.Hour} }
		w.put("a")
		stop := w.run()
		defer stop()
		after(2 * time.Hour)
		if at := w.times("a"); !slices.Equal(at, []time.Duration{0, time.Hour, 2 * time.Hour}) {
			t.Errorf("tried at %v", at)
		}
	})
}

// Old pieces that fail keep nobody from fetching the new ones.
func TestNewOnesPassThoseThatWait(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if strings.HasPrefix(media, "mold") {
				return nil, busy{time.Hour}
			}
			return []byte("content of " + media), nil
		}
		w.put(many(50, "old%d")...)
		stop := w.run()
		defer stop()
		after(time.Minute)
		w.put("new")
		w.fetcher.Wake()
		synctest.Wait()
		w.fetched("new")
	})
}

func TestGivenUpAfterThreeDays(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(context.Context, string) ([]byte, error) { return nil, busy{} }
		w.put("a")
		stop := w.run()
		defer stop()
		after(72*time.Hour - time.Second)
		if e := w.piece(matter(), "a"); e.Lost != "" {
			t.Errorf("given up too early: %s", e.Lost)
		}
		after(10*time.Minute + time.Second)
		if e := w.piece(matter(), "a"); !strings.HasPrefix(e.Lost, "三天内没有取到") || !strings.Contains(e.Lost, "busy") || e.Size != 0 {
			t.Errorf("after three days it is %+v", e)
		}
		before, _ := w.calls()
		after(24 * time.Hour)
		if n, _ := w.calls(); n != before {
			t.Error("a lost piece is asked for again")
		}
		day := anwei.DateOf(w.began).Chinese()
		if said := w.told(); !slices.Equal(said, []string{"您" + day + "发来的照片没有取到，请重新发送。给您添麻烦了。"}) {
			t.Errorf("the sender is told %q", said)
		}
	})
}

// A process that was down for four days still tries once, and tells the sender
// once, also where it is killed again and again.
func TestFoundTooLate(t *testing.T) {
	bubble(t, func(w *world) {
		w.put("a", "b")
		time.Sleep(96 * time.Hour)
		w.gives = func(_ context.Context, media string) ([]byte, error) {
			if media == "ma" {
				return nil, busy{}
			}
			return []byte("content of " + media), nil
		}
		for range 3 {
			w.renew()
			stop := w.run()
			after(time.Minute)
			stop()
		}
		w.fetched("b")
		if said := w.told(); len(w.times("a")) != 1 || len(said) != 1 {
			t.Errorf("tried %d times, told %q", len(w.times("a")), said)
		}
	})
}

func TestWhatCannotBeKept(t *testing.T) {
	for name, test := range map[string]struct {
		kind   string
		data   []byte
		err    error
		lost   string
		says   string
		silent bool
	}{
		"refused":  {kind: "image", err: errGone, lost: "企业微信没有给出内容：no such media", says: "照片没有取到"},
		"too big":  {kind: "file", data: make([]byte, 20<<20+1), lost: "超过20MB", says: "文件超过20MB"},
		"empty":    {kind: "video", lost: "内容是空的", says: "视频打开是空的"},
		"unknown":  {kind: "", err: errGone, lost: "企业微信没有给出内容：no such media", says: "材料没有取到"},
		"nobody's": {kind: "voice", err: errGone, lost: "企业微信没有给出内容：no such media", silent: true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(w *world) {
				w.gives = func(context.Context, string) ([]byte, error) { return test.data, test.err }
				e := anwei.Evidence{ID: "a", Matter: matter(), Media: "ma", Kind: test.kind, By: "zhang", At: time.Now()}
				if test.silent {
					e.By = ""
				}
				w.commit(e)
				stop := w.run()
				defer stop()
				after(time.Hour)
				if got := w.piece(matter(), "a"); got.Lost != test.lost || got.Size != 0 || len(w.kept) != 0 {
					t.Errorf("%+v, kept %d", got, len(w.kept))
				}
				said := w.told()
				if test.silent && len(said) > 0 || !test.silent && (len(said) != 1 || !strings.Contains(said[0], test.says)) {
					t.Errorf("told %q, want %q", said, test.says)
				}
			})
		})
	}
}

func TestTheLargestIsKept(t *testing.T) {
	bubble(t, func(w *world) {
		w.gives = func(context.Context, string) ([]byte, error) { return make([]byte, 20<<20), nil }
		w.put("a")
		stop := w.run()
		defer stop()
		synctest.Wait()
		if e := w.piece(matter(), "a"); e.Size != 20<<20 || len(w.kept["a"]) != e.Size {
			t.Errorf("%+v", e)
		}
	})
}
