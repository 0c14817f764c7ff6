package storage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"anwei"
)

// Trace is how many rows of one table name a person, or hold a telephone number of his.
type Trace struct {
	Table string
	Rows  int
	// First and Last are when the oldest and the newest of them were written, zero where
	// such rows have no time.
	First, Last time.Time
}

// official are the tables of which nothing is erased: what units reported and what was
// decided on it is proven by them, word by word.
func official(table string) bool {
	return slices.Contains([]string{reports().Name, revisions().Name, fulfilments().Name, handlings().Name, receipts().Name, notices().Name}, table)
}

// masked is what stands where a telephone number was erased.
const masked = "（已删除）"

// Personal is one person, of whom is looked up what is kept.
type Personal struct {
	ID anwei.PersonID
	// Phones are the numbers that are his alone.
	Phones []string
}

// Personal returns the person with the number that the roster has of him and those that he
// is said to have had. Numbers that others of the roster have too, as a desk's, are left
// out and returned as shared. One that is too short to be a telephone's is an error.
func (l Ledger) Personal(id anwei.PersonID, had ...string) (p Personal, shared []string, err error) {
	id = id.Folded()
	person, _, err := l.Person(id)
	if err != nil {
		return p, nil, err
	}
	for _, n := range append([]string{person.Phone}, had...) {
		if n = strings.TrimSpace(n); n != "" && !slices.Contains(p.Phones, n) {
			p.Phones = append(p.Phones, n)
		}
	}
	p.ID = id
	for _, n := range p.Phones {
		if digits := strings.Map(digit, n); len(digits) < 7 || strings.ContainsAny(n, `"\`) {
			return p, nil, fmt.Errorf("%q is no telephone number", n)
		}
	}
	for other, err := range people().order.all(l.Tx, Range{}) {
		if err != nil {
			return p, nil, err
		}
		if i := slices.Index(p.Phones, other.Phone); i >= 0 && other.ID != id {
			shared = append(shared, other.Phone)
			p.Phones = slices.Delete(p.Phones, i, i+1)
		}
	}
	return p, shared, nil
}

func digit(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// Traces returns what the ledger keeps of a person, by table in the order of Tables. It
// reads all of it.
func (l Ledger) Traces(p Personal) ([]Trace, error) {
	return l.traces(func(table string, r Row) bool { return p.in(table, r) || p.phoneIn(r) })
}

// Phones returns where a number of the person stands.
func (l Ledger) Phones(p Personal) ([]Trace, error) {
	return l.traces(func(_ string, r Row) bool { return p.phoneIn(r) })
}

func (l Ledger) traces(is func(table string, r Row) bool) (out []Trace, err error) {
	times := regexp.MustCompile(`":"(20\d\d-\d\d-\d\dT[0-9:.]+(?:Z|[+-]\d\d:\d\d))"`)
	for _, table := range Tables() {
		t := Trace{Table: table}
		for row, err := range l.Tx.Scan(table, Range{}) {
			if err != nil {
				return nil, err
			}
			if !is(table, row) {
				continue
			}
			t.Rows++
			if found := times.FindSubmatch(row.Value); found != nil {
				t.at(string(found[1]))
			}
		}
		if t.Rows > 0 {
			out = append(out, t)
		}
	}
	return out, nil
}

// at counts in when a row was written.
func (t *Trace) at(written string) {
	at, err := time.Parse(time.RFC3339Nano, written)
	if err != nil {
		return // no time after all
	}
	if t.First.IsZero() || at.Before(t.First) {
		t.First = at
	}
	if at.After(t.Last) {
		t.Last = at
	}
}

// in reports whether the row names the person: under his userid, or in a field.
func (p Personal) in(table string, r Row) bool {
	if table == talks().Name || table == ways().Name || table == wishes().Name {
		return string(r.Key) == string(p.ID)
	}
	quoted, err := json.Marshal(p.ID)
	if err != nil {
		return false // a userid can always be written
	}
	value := bytes.ToLower(r.Value)
	unit := append([]byte(`"unit":`), quoted...) // which may be called as he is
	return table == sent().Name && string(value) == string(p.ID) || bytes.Contains(bytes.ReplaceAll(value, unit, nil), quoted)
}

func (p Personal) phoneIn(r Row) bool {
	return slices.ContainsFunc(p.Phones, func(n string) bool {
		return bytes.Contains(r.Value, []byte(n)) && p.clean(string(r.Value)) != string(r.Value)
	})
}

// clean takes the numbers of the person out of a text. A number within a longer one is
// another.
func (p Personal) clean(text string) string {
	for _, n := range p.Phones {
		var b strings.Builder
		for {
			i := strings.Index(text, n)
			if i < 0 {
				break
			}
			before, after := text[:i], text[i+len(n):]
			whole := (before == "" || digit(rune(before[len(before)-1])) < 0) && (after == "" || digit(rune(after[0])) < 0)
			b.WriteString(before)
			if whole {
				b.WriteString(masked)
			} else {
				b.WriteString(n)
			}
			text = after
		}
		text = b.String() + text
	}
	return text
}

// ErrInOffice is returned where somebody is to be erased who still has something to do.
var ErrInOffice = errors.New("storage: the person still has a role")

// Erase takes out of the ledger what need not be kept of a person without a role: his talk
// and what was not understood of it, what waits to be sent to him, how he is reached, and
// his numbers wherever they stand but in what is official. His row of the roster goes too,
// unless something official is by him, which then keeps his name. Rows of the record stay
// chained. What was erased once may be erased again.
func (l Ledger) Erase(p Personal, now time.Time) error {
	who, known, err := l.Person(p.ID)
	if err != nil {
		return err
	}
	who.ID = p.ID
	if granted, err := l.Granted(who, anwei.DateOf(now)); err != nil || len(granted.Roles) > 0 {
		return errors.Join(err, ErrInOffice)
	}
	by, err := l.traces(func(table string, r Row) bool { return table != notices().Name && official(table) && p.in(table, r) })
	if err != nil {
		return err
	}
	if known && len(by) > 0 {
		err = l.PutPerson(anwei.Person{ID: who.ID, Name: who.Name})
	} else {
		err = l.DeletePerson(p.ID)
	}
	err = errors.Join(err, talks().delete(l.Tx, p.ID), ways().delete(l.Tx, p.ID), wishes().delete(l.Tx, p.ID))
	if err := errors.Join(err, l.eraseMisheard(p), l.eraseOutgoing(p, now), l.eraseAudits(p.clean)); err != nil {
		return err
	}
	return l.erasePhones(p)
}

func (l Ledger) eraseMisheard(p Personal) error {
	var his [][]byte
	for row, err := range l.Tx.Scan(misheard().Name, Range{}) {
		if err != nil {
			return err
		}
		if p.in(misheard().Name, row) {
			his = append(his, bytes.Clone(row.Key))
		}
	}
	for _, key := range his {
		if err := l.Tx.Delete(misheard().Name, key); err != nil {
			return err
		}
	}
	return nil
}

// eraseOutgoing ends what waits to be sent to the person, and what was set aside.
func (l Ledger) eraseOutgoing(p Personal, now time.Time) error {
	waiting, err := l.Pending(0, everything)
	if err != nil {
		return err
	}
	for _, o := range waiting {
		if o.To == p.ID {
			err = errors.Join(err, l.Done(o.Seq, Ending{At: now, Result: Dropped}))
		}
	}
	failed, errAside := l.Aside(0, everything)
	err = errors.Join(err, errAside)
	for _, o := range failed {
		if o.To == p.ID {
			_, errDrop := l.Drop(o.Seq, now)
			err = errors.Join(err, errDrop)
		}
	}
	return err
}

func (l Ledger) eraseAudits(clean func(string) string) error {
	var all []anwei.Audit
	for a, err := range audits().all(l.Tx, Range{}) {
		if err != nil {
			return err
		}
		if _, his := a.Cleaned(clean); his {
			all = append(all, a)
		}
	}
	for _, a := range all {
		if err := l.CleanAudit(a, clean); err != nil {
			return err
		}
	}
	return nil
}

// without is the value of a row without the person's numbers. One that would be no whole
// one then, as with a figure of the same digits, stays.
func (p Personal) without(row Row) []byte {
	raw, summed := withoutSum(row)
	clean := []byte(p.clean(string(raw)))
	if !json.Valid(clean) {
		return bytes.Clone(row.Value)
	}
	if summed {
		return withSum(Row{row.Key, clean})
	}
	return clean
}

// erasePhones takes the person's numbers out of every row that is not official.
func (l Ledger) erasePhones(p Personal) error {
	for _, table := range Tables() {
		if official(table) || table == people().order.Name || table == audits().Name {
			continue
		}
		var change []Row
		for row, err := range l.Tx.Scan(table, Range{}) {
			if err != nil {
				return err
			}
			if p.phoneIn(row) {
				change = append(change, Row{bytes.Clone(row.Key), p.without(row)})
			}
		}
		for _, row := range change {
			if err := l.Tx.Put(table, row.Key, row.Value); err != nil {
				return err
			}
		}
	}
	return nil
}
