package language_test

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/config"
	"anwei/config/plan"
	"anwei/language"
)

func TestDevDeeds(t *testing.T) {
	f, err := os.Open(os.Getenv("H6"))
	if err != nil {
		t.Skip()
	}
	var p anwei.Plan
	config.Decode("x", plan.DefaultYAML(), &p)
	sc := bufio.NewScanner(f)
	for sc.Scan() {
		l := sc.Text()
		who, rest, ok := strings.Cut(l, "|")
		if !ok {
			continue
		}
		asked, text, _ := strings.Cut(rest, "|")
		k := language.DeedKnown{Asked: anwei.DutyID(asked), Now: time.Date(2026, 10, 20, 15, 0, 0, 0, time.UTC)}
		for _, d := range p.Duties {
			u := anwei.Unit{ID: "x", Kind: anwei.UnitKind(who), Tags: []string{"规模以上"}}
			if who == "all" || d.Audience.Includes(u) {
				k.Duties = append(k.Duties, d)
			}
		}
		d := language.ReadDeed(text, k)
		fmt.Printf("%s\n    %s %s%v %v p%d c%d %q %v\n", l, d.Kind, d.Duty, d.Either, d.On, d.People, d.Count, d.Result, d.Refused)
	}
}
