package serve_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"anwei/bot"
	"anwei/report/intake"
)

// shelf hands files out, at first not.
type shelf struct {
	faults atomic.Int32
	err    error
	asked  atomic.Int32
}

func (s *shelf) Picture(context.Context, string) ([]byte, error) {
	s.asked.Add(1)
	if s.faults.Add(-1) >= 0 {
		return nil, s.err
	}
	return []byte("file"), nil
}

// passing is an error that may pass.
type passing struct{ error }

func (passing) Temporary() bool { return true }

func filled([]byte) intake.Book {
	return intake.Book{Grids: []intake.Grid{{Name: "南村镇", Rows: [][]string{
		{"填报单位：南村镇"}, {"日期", "自查（家次）", "部门检查经营单位（家次）"}, {"10月", "20", "15"},
	}}}}
}

// TestRead fetches a file after the commit, with patience, and takes what stands
// in it as a turn of its own; redelivered, it is read once.
func TestRead(t *testing.T) {
	file := bot.Message{ID: "1", From: "nancun_tb", Kind: bot.OtherMessage, Text: "file", Media: "M1"}
	for name, c := range map[string]struct {
		faults int32
		err    error
		want   string
		asked  int32
	}{
		"at once":     {0, nil, "从表格认出2项", 1},
		"second time": {1, passing{errors.New("busy")}, "从表格认出2项", 2},
		"never":       {9, passing{errors.New("busy")}, "没有取到", 3},
		"refused":     {9, errors.New("invalid media_id"), "没有取到", 1},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			s := &shelf{err: c.err}
			s.faults.Store(c.faults)
			synctest.Test(t, func(t *testing.T) {
				b.Reads(s, filled)
				file.Name = "南村镇.xlsx"
				if a := b.hear(t, file); !strings.Contains(a.Text, "收到文件“南村镇.xlsx”，正在打开") {
					t.Errorf("the answer is %q", a.Text)
				}
				b.hear(t, file)
				b.Wait()
			})
			if said := b.said(t, "nancun_tb"); strings.Count(said, c.want) != 1 {
				t.Errorf("said is %s", said)
			}
			if n := s.asked.Load(); n != c.asked {
				t.Errorf("fetched %d times", n)
			}
			if c.want != "没有取到" {
				if d := b.draft(t); d.Values["self_checks"].N != 20 {
					t.Errorf("the draft holds %v", d.Values)
				}
			}
		})
	}
}
