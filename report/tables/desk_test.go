package tables_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"anwei"
	"anwei/config/calendar"
	"anwei/config/plan"
	"anwei/config/roster"
	"anwei/report"
	"anwei/report/tables"
	"anwei/storage"
	"anwei/storage/bolt"
)

// desk is a desk over a real ledger of the sample county, in which two towns have
// reported October, one of them twice with a snapshot between, and was keyed once.
func desk(t *testing.T) (tables.Desk, storage.Store) {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	days, err := calendar.Default()
	if err != nil {
		t.Fatal(err)
	}
	list, err := roster.Sample(p)
	if err != nil {
		t.Fatal(err)
	}
	s, err := bolt.Open(t.TempDir(), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	at := time.Date(2026, 10, 20, 9, 0, 0, 0, zone())
	d := tables.Desk{Plan: p, Calendar: days, Zone: zone(), Now: at.AddDate(0, 0, 3), Words: tables.Words{Baseline: "基准", Tagged: func(tag string, _ bool) string { return tag }}}
	form := p.Forms[0]
	confirm := func(tx storage.Ledger, u anwei.UnitID, n int64) error {
		id := form.Fields[0].ID
		key := anwei.ReportKey{Form: form.ID, Period: anwei.MonthPeriod(2026, 10), Unit: u}
		old, _, err := tx.Report(key)
		if err != nil {
			return err
		}
		v := anwei.Values{id: anwei.Number(n)}
		r := anwei.Report{Key: key, Plan: p.Version, Values: v, First: at, Revision: old.Revision + 1, By: "nancun_tb", At: at}
		return tx.Confirm(r, anwei.Revision{N: r.Revision, At: at, By: r.By, Plan: p.Version, Changes: anwei.Changes(form.Fields, old.Values, v)})
	}
	err = s.Update(t.Context(), func(tx storage.Ledger) error {
		errs := []error{tx.PutPlan(p)}
		for _, u := range list.Units {
			errs = append(errs, tx.PutUnit(u))
		}
		for _, who := range list.People {
			errs = append(errs, tx.PutPerson(who))
		}
		met := anwei.Matter{Unit: "nancun", Duty: "committee_meeting", Period: quarter(4)}
		errs = append(errs, tx.AddFulfilment(anwei.Fulfilment{Matter: met, N: 1, On: on(10, 12), Count: 1, By: "nancun_tb", At: at}))
		errs = append(errs, confirm(tx, "nancun", 3), confirm(tx, "xiacun", 4))
		snap, err := d.Freeze(tx, anwei.Snapshot{Period: anwei.MonthPeriod(2026, 10), Name: "报市", At: at})
		errs = append(errs, err, tx.AddSnapshot(snap), confirm(tx, "nancun", 5))
		errs = append(errs, tx.PutKeyed(anwei.Keyed{Key: anwei.ReportKey{Form: form.ID, Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}, Revision: 1, By: "anban", At: at}))
		_, err = tx.PutNotice(anwei.Notice{Text: "开会", Unit: "xian", To: []anwei.Receiver{{Person: "nancun_tb", Unit: "nancun", Name: "南村"}}})
		return errors.Join(append(errs, err)...)
	})
	if err != nil {
		t.Fatal(err)
	}
	return d, s
}

// orders are one of each kind, with the names of the tables that come of it.
func orders() map[string]struct {
	order  anwei.Order
	tables string
} {
	oct := anwei.MonthPeriod(2026, 10)
	return map[string]struct {
		order  anwei.Order
		tables string
	}{
		"the county's book": {anwei.BookOrder{Extent: anwei.Extent{Period: oct, Unit: "xian"}, Form: "figures"}, "汇总表 报送情况 台账汇总 工作任务完成情况 修订清单 定格后变化"},
		"of a snapshot":     {anwei.BookOrder{Extent: anwei.Extent{Period: oct, Unit: "xian", Snapshot: "报市"}, Form: "figures"}, "汇总表 报送情况 台账汇总 工作任务完成情况 修订清单"},
		"printed":           {anwei.BookOrder{Extent: anwei.Extent{Period: oct, Unit: "xian"}, Form: "figures", Format: anwei.PDF}, "汇总表"},
		"a ledger":          {anwei.BookOrder{Extent: anwei.Extent{Period: oct, Unit: "xian"}, Form: "ledger"}, "台账汇总 报送情况"},
		"an own sheet":      {anwei.SheetOrder{Extent: anwei.Extent{Period: oct, Unit: "nancun"}, Form: "figures"}, "南村镇"},
		"an old own sheet":  {anwei.SheetOrder{Extent: anwei.Extent{Period: oct, Unit: "nancun", Snapshot: "报市"}, Form: "figures"}, "南村镇"},
		"the revisions":     {anwei.ListOrder{Extent: anwei.Extent{Period: oct}, Table: anwei.RevisionsTable}, "修订清单"},
		"what moved":        {anwei.ListOrder{Extent: anwei.Extent{Period: oct, Snapshot: "报市"}, Table: anwei.MovesTable}, "定格后变化"},
		"what is to key":    {anwei.ListOrder{Extent: anwei.Extent{Period: oct}, Table: anwei.RekeyTable}, "补录清单 补录进度"},
		"the duties":        {anwei.DutiesOrder{Extent: anwei.Extent{Period: quarter(4)}}, "工作任务完成情况"},
		"the marks":         {anwei.MarksOrder{Extent: anwei.Extent{Period: anwei.Period{Kind: anwei.Year, Year: 2026, N: 1}}, Group: anwei.Help}, "四级帮扶"},
		"the receipts":      {anwei.ReceiptsOrder{Notice: 1}, "通知1号签收表"},
		"a picture":         {anwei.PictureOrder{Extent: anwei.Extent{Period: oct, Unit: "xian"}, Form: "figures", Indicator: "hazards"}, ""},
	}
}

func TestDeskReadsEachOrder(t *testing.T) {
	d, s := desk(t)
	for name, test := range orders() {
		t.Run(name, func(t *testing.T) {
			doc, _, err := made(t, d, s, test.order, 0)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, table := range doc.Tables {
				got = append(got, table.Name)
				if err := table.Valid(); err != nil {
					t.Error(err)
				}
			}
			if strings.Join(got, " ") != test.tables || doc.Name == "" || (doc.Chart != nil) != (test.tables == "") {
				t.Errorf("%s has the tables %v, want %s", doc.Name, got, test.tables)
			}
		})
	}
}

// TestDeskTellsWhatTheLedgerRefuses lets each reading fail by itself: whatever is not
// read is told, and no table is made without it.
func TestDeskTellsWhatTheLedgerRefuses(t *testing.T) {
	d, s := desk(t)
	for name, test := range orders() {
		t.Run(name, func(t *testing.T) {
			_, all, err := made(t, d, s, test.order, 0)
			if err != nil || all == 0 {
				t.Fatalf("%d readings, %v", all, err)
			}
			for n := 1; n <= all; n += 1 + n/64 { // each kind of reading comes early
				if _, _, err := made(t, d, s, test.order, n); !errors.Is(err, errTorn) {
					t.Fatalf("where reading %d of %d fails the error is %v", n, all, err)
				}
			}
		})
	}
}

func TestDeskSaysWhatIsNotThere(t *testing.T) {
	d, s := desk(t)
	oct := anwei.MonthPeriod(2026, 10)
	for says, order := range map[string]anwei.Order{
		"没有编号为 nowhere 的单位": anwei.BookOrder{Extent: anwei.Extent{Period: oct, Unit: "nowhere"}, Form: "figures"},
		"没有叫“无”的定格":         anwei.BookOrder{Extent: anwei.Extent{Period: oct, Snapshot: "无"}, Form: "figures"},
		"或没有叫“无”的定格":        anwei.ListOrder{Extent: anwei.Extent{Period: oct, Snapshot: "无"}, Table: anwei.MovesTable},
		"没有要报的表":            anwei.ListOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2025, 1)}, Table: anwei.MovesTable},
		"没有“x”这张表":          anwei.BookOrder{Extent: anwei.Extent{Period: oct}, Form: "x"},
		"没有“x”这种清单":         anwei.ListOrder{Extent: anwei.Extent{Period: oct}, Table: "x"},
		"没有“x”这项任务":         anwei.DutiesOrder{Extent: anwei.Extent{Period: oct}, Duty: "x"},
		"没有通知9号":            anwei.ReceiptsOrder{Notice: 9},
		"没有写明是哪个单位的表":       anwei.SheetOrder{Extent: anwei.Extent{Period: oct}, Form: "figures"},
		"没有“x”这个指标":         anwei.PictureOrder{Extent: anwei.Extent{Period: oct, Unit: "xian"}, Form: "figures", Indicator: "x"},
	} {
		if _, _, err := made(t, d, s, order, 0); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%+v: %v, want %s", order, err, says)
		}
	}
}

func TestEachOfAForm(t *testing.T) {
	d, s := desk(t)
	for unit, want := range map[anwei.UnitID]int{"xian": 17, "nancun": 1} {
		err := s.View(t.Context(), func(tx storage.Ledger) error {
			all, err := d.Each(tx, anwei.BookOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2026, 10), Unit: unit}, Form: "figures"})
			whole := slices.ContainsFunc(all, func(o anwei.Order) bool {
				_, book := o.(anwei.BookOrder)
				return book
			})
			if len(all) != want || whole != (want > 1) {
				t.Errorf("%s has %d orders, want %d: %+v", unit, len(all), want, all)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// made reads and compiles an order, of which the n-th reading fails; for 0 none does,
// and it returns how many there were.
func made(t *testing.T, d tables.Desk, s storage.Store, o anwei.Order, n int) (doc tables.Document, all int, err error) {
	t.Helper()
	var compile func() tables.Document
	err = s.View(t.Context(), func(tx storage.Ledger) (err error) {
		compile, err = d.Read(storage.Over(torn{tx.Tx, &n}), o)
		return err
	})
	if err != nil {
		return doc, 0, err
	}
	return compile(), -n, nil
}

// counting counts how often the roster is read.
type counting struct {
	tables.Ledger

	rosters int
}

func (c *counting) Roster() (anwei.Roster, error) {
	c.rosters++
	return c.Ledger.Roster()
}

// TestReadAll makes the tables of all units of a month: what they have in common is read
// once, and each is what it is alone.
func TestReadAll(t *testing.T) {
	d, s := desk(t)
	all := anwei.BookOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2026, 10)}, Form: "figures"}
	if err := s.View(t.Context(), func(tx storage.Ledger) error {
		orders, err := d.Each(tx, all)
		if err != nil {
			return err
		}
		l, n := &counting{Ledger: tx}, 0
		if err := d.ReadAll(l, orders, func(o anwei.Order, got tables.Document) error {
			n++
			alone, err := d.Read(tx, o)
			if err != nil {
				return err
			}
			if want := alone(); !reflect.DeepEqual(got.Tables, want.Tables) || got.Name != want.Name {
				t.Errorf("%s differs from alone, %s", got.Name, want.Name)
			}
			return nil
		}); err != nil {
			return err
		}
		if n != len(orders) || n < 10 || l.rosters != 1 {
			t.Errorf("%d of %d orders, the roster read %d times", n, len(orders), l.rosters)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// TestManyUnits names in notes what is read of them, so that every cell holds its text.
func TestManyUnits(t *testing.T) {
	in := report.Scope{Form: townForm(2), Period: anwei.MonthPeriod(2026, 10), At: time.Date(2026, 10, 24, 9, 0, 0, 0, zone())}
	for i := range 20000 {
		in.Roster.Units = append(in.Roster.Units, anwei.Unit{ID: anwei.UnitID(strconv.Itoa(i)), Name: fmt.Sprintf("第%d镇人民政府", i), Kind: "town"})
	}
	table := tables.County(in)
	note := table.Foot[0].Left
	if n := utf8.RuneCountInString(note); n > 2100 || !strings.HasPrefix(note, "未报单位（20000）：第0镇人民政府、") || !strings.HasSuffix(note, "个。") {
		t.Errorf("%d characters: %.60s", n, note)
	}
	if rows := len(table.Whole().Rows); rows != 20001 || len(table.Rows) > 0 {
		t.Errorf("%d rows, %d of them held", rows, len(table.Rows))
	}
	if err := table.Valid(); err != nil {
		t.Error(err)
	}
}
