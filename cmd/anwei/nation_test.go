package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/report/tables"
	"anwei/storage"
	"anwei/storage/bolt"
)

// A nation is counties of a hundred towns each.
const towns = 100

func countyID(c int) anwei.UnitID { return anwei.UnitID(fmt.Sprintf("c%04d", c)) }

// nation fills a ledger with the units of the counties and the reports of October.
// Ids of towns are not in the order of the roster.
func nation(t testing.TB, dir string, counties []int) {
	t.Helper()
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Update(t.Context(), func(tx storage.Ledger) error {
		return tx.PutUnit(anwei.Unit{ID: "guo", Name: "全国", Kind: "province"})
	}); err != nil {
		t.Fatal(err)
	}
	for part := range slices.Chunk(counties, 50) {
		if err := s.Update(t.Context(), func(tx storage.Ledger) (err error) {
			for _, c := range part {
				err = errors.Join(err, fillCounty(tx, r.Plan, c))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
}

func fillCounty(tx storage.Ledger, p anwei.Plan, c int) error {
	units := []anwei.Unit{{ID: countyID(c), Name: fmt.Sprintf("第%d县", c), Kind: "county", Parent: "guo"}}
	for i := range towns {
		units = append(units, anwei.Unit{ID: anwei.UnitID(fmt.Sprintf("t%02d-%04d", i*37%towns, c)), Name: fmt.Sprintf("%d县第%d镇", c, i), Kind: "town", Parent: countyID(c)})
	}
	for i, u := range units {
		if err := tx.PutUnit(u); err != nil {
			return err
		}
		if u.Kind != "town" || i%20 == 7 {
			continue
		}
		at := time.Date(2026, 10, 20, 1, i%60, 0, 0, time.UTC)
		for _, form := range p.Forms {
			v := anwei.Values{}
			for k, f := range form.FieldsFor(u) {
				switch {
				case (i+k)%31 == 0:
					v[f.ID] = anwei.Value{NA: true, Note: "本镇没有这类企业"}
				case f.Kind == anwei.Count:
					v[f.ID] = anwei.Value{N: int64(i + k + c)}
				default:
					v[f.ID] = anwei.Value{Text: "已召开专题会议研究部署，明确责任分工并督促落实到位。"}
				}
			}
			report := anwei.Report{Key: anwei.ReportKey{Form: form.ID, Period: october, Unit: u.ID}, Values: v, First: at, At: at, By: "zhang", Late: i%11 == 0}
			if err := tx.Confirm(report, anwei.Revision{N: 1, At: at, By: "zhang", Changes: anwei.Changes(form.Fields, nil, v)}); err != nil {
				return err
			}
		}
	}
	return nil
}

var october = anwei.MonthPeriod(2026, time.October)

// spent is what a process needed.
type spent struct {
	Took time.Duration `json:"-"`    // of the processor
	Most uint64        `json:"most"` // bytes that it took from the system
	Rows int           `json:"rows"` // or how many times
}

// TestChild is what the processes of TestNation do.
func TestChild(t *testing.T) {
	dir, what := os.Getenv("ANWEI_NATION"), os.Getenv("ANWEI_CHILD")
	if what == "" {
		t.Skip("only for others")
	}
	rows := map[string]func(*testing.T, string) int{"book": nationBook, "county": countyBooks, "plain": plainSheet}[what](t, dir)
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	data, err := json.Marshal(spent{Most: m.Sys - m.HeapReleased, Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, what+".json"), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func nationBook(t *testing.T, dir string) int {
	t.Helper()
	return books(t, dir, 1)
}

func countyBooks(t *testing.T, dir string) int {
	t.Helper()
	return books(t, dir, 20)
}

// books makes the workbook of all units so many times.
func books(t *testing.T, dir string, times int) int {
	t.Helper()
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	f := files{store: s, rules: r, now: r.Now}
	for range times {
		file, err := f.File(t.Context(), anwei.BookOrder{Extent: anwei.Extent{Period: october}, Form: "figures"})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "book.xlsx"), file.Data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return times
}

// TestCountyBook makes the workbook of a county of a hundred units, with everything that
// it has, within a tenth of a second of processor.
func TestCountyBook(t *testing.T) {
	dir := t.TempDir()
	nation(t, dir, []int{1})
	county := child(t, dir, "county")
	each := county.Took / time.Duration(county.Rows)
	t.Logf("%v each, the program's start included; %d MB", each, county.Most>>20)
	if each > 100*time.Millisecond && !watched {
		t.Errorf("a county's workbook takes %v", each)
	}
}

// plainSheet writes as many rows of as many cells with excelize alone.
func plainSheet(t *testing.T, dir string) int {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // a test's own
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "仿宋", Size: 10.5}})
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if _, err := fmt.Sscan(os.Getenv("ANWEI_ROWS"), &n); err != nil {
		t.Fatal(err)
	}
	for y := range n {
		row := []any{excelize.Cell{StyleID: style, Value: y}, excelize.Cell{StyleID: style, Value: fmt.Sprintf("%d县第%d镇", y/100, y%100)}}
		for x := range 15 {
			row = append(row, excelize.Cell{StyleID: style, Value: x + y})
		}
		row = append(row, excelize.Cell{StyleID: style, Value: "10月20日 09:00"}, excelize.Cell{StyleID: style, Value: "按时"}, excelize.Cell{StyleID: style, Value: "未收到"})
		if err := w.SetRow(fmt.Sprint("A", y+1), row, excelize.RowOpts{Height: 21}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "plain.xlsx"), buf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return n
}

func child(t *testing.T, dir, what string, env ...string) spent {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$")
	c.Env = append(append(os.Environ(), "ANWEI_NATION="+dir, "ANWEI_CHILD="+what), env...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", what, err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, what+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var s spent
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatal(err)
	}
	s.Took = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	return s
}

func TestNation(t *testing.T) {
	const n = 2844
	if testing.Short() {
		t.Skip("makes a workbook of the whole nation, in processes of its own")
	}
	dir := t.TempDir()
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	began := time.Now()
	nation(t, dir, all)
	t.Logf("filled in %v", time.Since(began))
	if orders, files := nationOrders(t, dir); orders != n+1 || files != 3 {
		t.Errorf("a nation is compiled by %d orders, not one and %d of counties; %d files came of three", orders, n, files)
	}
	plain := child(t, dir, "plain", fmt.Sprint("ANWEI_ROWS=", n*towns))
	book := child(t, dir, "book", "GOMEMLIMIT=480MiB")
	if book.Most > 512<<20 {
		t.Errorf("the book took %d MB from the system, more than 512", book.Most>>20)
	}
	if book.Took > 4*plain.Took { // three times by itself, beside others a little more
		t.Error("the book took more than four times what excelize does")
	}
	opened(t, dir, n*towns+n+1)
	t.Logf("%d units: book %v, %d MB; excelize alone %v, %d MB: %.2f times", n*towns, book.Took, book.Most>>20, plain.Took, plain.Most>>20, float64(book.Took)/float64(plain.Took))
}

// nationOrders counts by how many orders all tables of a nation are compiled: its own and
// one of each county; and makes the files of some.
func nationOrders(t *testing.T, dir string) (orders, made int) {
	t.Helper()
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	f := files{store: s, rules: r, now: r.Now}
	book := anwei.BookOrder{Extent: anwei.Extent{Period: october}, Form: "figures"}
	all, err := viewed(t.Context(), f, func(d tables.Desk, l tables.Ledger) ([]anwei.Order, error) { return d.Each(l, book) })
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range all {
		if b, is := o.(anwei.BookOrder); !is || i > 0 && b.Unit != countyID(i-1) {
			t.Fatalf("order %d is %+v", i, o)
		}
	}
	if err := f.each(t.Context(), all[1:4], func(anwei.Order, anwei.File) error {
		made++
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return len(all), made
}

// opened has LibreOffice read the book, whose first sheet has at least so many rows.
func opened(t *testing.T, dir string, rows int) {
	t.Helper()
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Log("no soffice: the book was opened by nobody else")
		return
	}
	c := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(t.TempDir(), "profile"), "--headless", "--convert-to", "csv", "--outdir", dir, filepath.Join(dir, "book.xlsx"))
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "book.csv"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(data, []byte("\n")); n < rows {
		t.Errorf("LibreOffice reads %d rows, not %d", n, rows)
	}
}

// TestCountyOfNation compiles one county out of several, and alone: no byte differs.
func TestCountyOfNation(t *testing.T) {
	now := time.Date(2026, 10, 24, 9, 0, 0, 0, time.UTC)
	var books [][]byte
	for _, counties := range [][]int{{3}, {2, 3, 4, 5, 6}} {
		dir := t.TempDir()
		nation(t, dir, counties)
		s, err := bolt.Open(dir, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r, err := house.Load("")
		if err != nil {
			t.Fatal(err)
		}
		f := files{store: s, rules: r, now: func() time.Time { return now }}
		file, err := f.File(t.Context(), anwei.BookOrder{Extent: anwei.Extent{Period: october, Unit: countyID(3)}, Form: "figures"})
		if err = errors.Join(err, s.Close()); err != nil {
			t.Fatal(err)
		}
		books = append(books, file.Data)
	}
	if !bytes.Equal(books[0], books[1]) {
		t.Error("a county out of a nation is another workbook than alone")
	}
}
