// Package calendar loads the announced holidays: the days off and the make-up
// days of each year's notice of the State Council. The year 2026 is embedded.
package calendar

import (
	_ "embed"
	"fmt"
	"maps"
	"os"

	"anwei"
	"anwei/config"
)

//go:embed 2026.yaml
var days2026 []byte

// longest bounds one holiday, so that a slip in a date is told.
const longest = 15

// Default returns the holidays that are known to the program: those of 2026.
func Default() (anwei.Calendar, error) { return Load("calendar/2026.yaml", days2026) }

// LoadFile loads the holidays in the file.
func LoadFile(path string) (anwei.Calendar, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the path is the operator's own
	if err != nil {
		return anwei.Calendar{}, fmt.Errorf("读不到节假日文件，请检查路径和权限: %w", err)
	}
	return Load(path, data)
}

// Merge returns the days of both calendars. Where one has a day off that the
// other works, later wins.
func Merge(earlier, later anwei.Calendar) anwei.Calendar {
	out := anwei.Calendar{Off: map[anwei.Date]bool{}, Work: map[anwei.Date]bool{}}
	for _, c := range []anwei.Calendar{earlier, later} {
		for d := range c.Off {
			delete(out.Work, d)
		}
		for d := range c.Work {
			delete(out.Off, d)
		}
		maps.Copy(out.Off, c.Off)
		maps.Copy(out.Work, c.Work)
	}
	return out
}

// year is the file: one year's announcement.
type year struct {
	Year int          `json:"year"`
	Off  []holiday    `json:"off"`
	Work []anwei.Date `json:"work"`
}

type holiday struct {
	Name string     `json:"name"`
	From anwei.Date `json:"from"`
	To   anwei.Date `json:"to"`
}

// Load loads one year's holidays from YAML and checks them. Its error is a
// config.Problems with the lines of the file of that name.
func Load(name string, data []byte) (anwei.Calendar, error) {
	var y year
	src := config.Decode(name, data, &y)
	r := reader{src, y.Year, anwei.Calendar{Off: map[anwei.Date]bool{}, Work: map[anwei.Date]bool{}}}
	if y.Year < 2000 || y.Year > 2100 {
		src.Problem(&y.Year, "年份“%d”不对；请写成 year: 2026", y.Year)
	}
	if len(y.Off) == 0 {
		src.Problem(&y.Off, "没有放假的日子；请照样例写上 off")
	}
	for i := range y.Off {
		r.holiday(&y.Off[i])
	}
	for i := range y.Work {
		r.makeUp(&y.Work[i])
	}
	if err := src.Err(); err != nil {
		return anwei.Calendar{}, err
	}
	return r.calendar, nil
}
