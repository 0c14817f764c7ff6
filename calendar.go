package anwei

import "time"

// Calendar knows the working days. Where it has no data for a year it takes
// Monday to Friday as working days, but for the days that the law has off every
// year; Known tells.
type Calendar struct {
	// Off are the public holidays and Work the make-up days, as the State
	// Council announced them.
	Off  map[Date]bool
	Work map[Date]bool
}

// Known reports whether the calendar has the announced days of the year.
func (c Calendar) Known(year int) bool {
	for d := range c.Off {
		if d.Year == year {
			return true
		}
	}
	return false
}

// Working reports whether people work on the day.
func (c Calendar) Working(d Date) bool {
	if c.Work[d] {
		return true
	}
	if c.Off[d] {
		return false
	}
	w := d.Weekday()
	return w != 0 && w != 6 && (!statutory(d) || c.Known(d.Year))
}

// statutory reports whether the law has the day off every year, whatever is
// announced: 元旦, 劳动节 and 国庆节 (《全国年节及纪念日放假办法》, 2025). The others
// follow the moon.
func statutory(d Date) bool {
	switch d.Month {
	case time.January:
		return d.Day == 1
	case time.May:
		return d.Day <= 2
	case time.October:
		return d.Day <= 3
	}
	return false
}

// AddWorking returns the n-th working day after d, or before it where n is
// negative. For n = 0 it returns d itself, working day or not.
func (c Calendar) AddWorking(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.AddDays(step)
		if c.Working(d) {
			n--
		}
	}
	return d
}

// LastWorking returns the last working day of the period.
func (c Calendar) LastWorking(p Period) Date { return c.AddWorking(p.Next().First(), -1) }
