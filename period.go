package anwei

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// PeriodKind is the length of a period.
type PeriodKind string

// The lengths that a form or a duty may recur by.
const (
	Month   PeriodKind = "month"
	Quarter PeriodKind = "quarter"
	Half    PeriodKind = "half"
	Year    PeriodKind = "year"
	// Months are some in a row that are none of these, see MonthsUpTo. Nothing recurs by it.
	Months PeriodKind = "months"
)

// months returns how many months a period of the kind has, and 0 for a kind
// that does not exist.
func (k PeriodKind) months() int {
	switch k {
	case Month:
		return 1
	case Quarter:
		return 3
	case Half:
		return 6
	case Year:
		return 12
	case Months: // as many as it says itself
	}
	return 0
}

// Valid reports whether k is one of the four lengths.
func (k PeriodKind) Valid() bool { return k.months() > 0 }

// Period is one month, quarter, half-year or year. Periods are comparable with
// == and their zero value is no period; only String, IsZero, Contains and the
// text form may be asked of it.
type Period struct {
	Kind PeriodKind
	Year int
	// N counts within the year from 1: the month, the quarter or the half; 1 for a year.
	// Of a span it is a hundred times its last month and how many months it has.
	N int
}

// MonthsUpTo returns the n months up to the given one, at most 99.
func MonthsUpTo(last Period, n int) Period { return Period{Months, last.Year, last.N*spanned + n} }

// spanned is by what the last month of a span is multiplied in its N.
const spanned = 100

// ends returns the last month of a span and how many months it has.
func (p Period) ends() (last Period, months int) {
	return Period{Month, p.Year, p.N / spanned}, p.N % spanned
}

// MonthPeriod returns the period of one month.
func MonthPeriod(year int, m time.Month) Period { return Period{Month, year, int(m)} }

// PeriodOf returns the period of the kind that t falls in, by t's own location.
func PeriodOf(k PeriodKind, t time.Time) Period {
	return Period{k, t.Year(), (int(t.Month())-1)/k.months() + 1}
}

// ParsePeriod reads 2026-10, 2026-Q3, 2026-H1 or 2026, as String writes them.
func ParsePeriod(s string) (Period, error) {
	bad := fmt.Errorf("%q is no period; write 2026-10, 2026-Q3, 2026-H1 or 2026", s)
	if end, n, found := strings.Cut(s, "x"); found {
		last, err := ParsePeriod(end)
		months, wrong := strconv.Atoi(n)
		if p := MonthsUpTo(last, months); err == nil && wrong == nil && last.Kind == Month && months > 1 && months < spanned && p.String() == s {
			return p, nil
		}
		return Period{}, bad
	}
	head, tail, found := strings.Cut(s, "-")
	year, err := strconv.Atoi(head)
	if err != nil || len(head) != 4 || year < 1 {
		return Period{}, bad
	}
	p := Period{Year, year, 1}
	if found {
		switch {
		case strings.HasPrefix(tail, "Q"):
			p.Kind = Quarter
		case strings.HasPrefix(tail, "H"):
			p.Kind = Half
		default:
			p.Kind = Month
		}
		if p.N, err = strconv.Atoi(strings.TrimLeft(tail, "QH")); err != nil {
			return Period{}, bad
		}
	}
	if p.N < 1 || p.N > 12/p.Kind.months() || p.String() != s {
		return Period{}, bad
	}
	return p, nil
}

// IsZero reports whether p is no period.
func (p Period) IsZero() bool { return p == Period{} }

// String returns 2026-10, 2026-Q3, 2026-H1 or 2026, and 2026-10x3 for three months up to
// October. Periods of one kind sort by it as text.
func (p Period) String() string {
	switch p.Kind {
	case Months:
		last, n := p.ends()
		return last.String() + "x" + strconv.Itoa(n)
	case Month:
		return fmt.Sprintf("%04d-%02d", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", p.Year, p.N)
	case Half:
		return fmt.Sprintf("%04d-H%d", p.Year, p.N)
	case Year:
		return fmt.Sprintf("%04d", p.Year)
	}
	return ""
}

// Chinese returns the period as an official writes it: 2026年10月, 2026年三季度,
// 2026年上半年, 2026年, 2026年1至9月.
func (p Period) Chinese() string {
	switch p.Kind {
	case Months:
		first, last := p.First(), p.Last()
		if first.Year != last.Year {
			return fmt.Sprintf("%d年%d月至%d年%d月", first.Year, first.Month, last.Year, last.Month)
		}
		return fmt.Sprintf("%d年%d至%d月", first.Year, first.Month, last.Month)
	case Month:
		return fmt.Sprintf("%d年%d月", p.Year, p.N)
	case Quarter:
		return fmt.Sprintf("%d年%s季度", p.Year, [...]string{"一", "二", "三", "四"}[p.N-1])
	case Half:
		return fmt.Sprintf("%d年%s半年", p.Year, [...]string{"上", "下"}[p.N-1])
	case Year:
		return fmt.Sprintf("%d年", p.Year)
	}
	return ""
}

// Next returns the period of the same kind that follows p.
func (p Period) Next() Period { return p.add(1) }

// Prev returns the period of the same kind before p.
func (p Period) Prev() Period { return p.add(-1) }

func (p Period) add(n int) Period {
	if p.Kind == Months {
		last, months := p.ends()
		return MonthsUpTo(last.add(n*months), months)
	}
	perYear := 12 / p.Kind.months()
	i := p.Year*perYear + p.N - 1 + n
	return Period{p.Kind, i / perYear, i%perYear + 1}
}

// First returns the first day of the period.
func (p Period) First() Date {
	if p.Kind == Months {
		last, n := p.ends()
		return last.add(1 - n).First()
	}
	return Date{p.Year, time.Month((p.N-1)*p.Kind.months() + 1), 1}
}

// Last returns the last day of the period.
func (p Period) Last() Date { return p.Next().First().AddDays(-1) }

// Contains reports whether t falls in the period, by t's own location. No period
// contains nothing.
func (p Period) Contains(t time.Time) bool {
	return !p.IsZero() && !DateOf(t).Before(p.First()) && !p.Last().Before(DateOf(t))
}

// Before reports whether p begins earlier than q.
func (p Period) Before(q Period) bool { return p.First().Before(q.First()) }

// MarshalText writes the period as String does.
func (p Period) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (p *Period) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*p = Period{}
		return nil
	}
	v, err := ParsePeriod(string(b))
	if err != nil {
		return err
	}
	*p = v
	return nil
}
