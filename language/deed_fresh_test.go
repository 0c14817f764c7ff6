package language_test

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anwei"
	"anwei/language/deed"
)

// TestFreshDeeds reads how duties are told in own words. Another duty, another day and
// other numbers than were told are wrong, and there is none of them; what is not sure is
// asked.
func TestFreshDeeds(t *testing.T) {
	for _, set := range []struct {
		file  string
		floor int // of a hundred
	}{{"testdata/deeds-fresh.txt", 95}, {"testdata/deeds-fresh-2.txt", 95}} {
		typed, err := os.ReadFile(set.file)
		if err != nil {
			t.Fatal(err)
		}
		duties, rd := campaign(t), campaignDeeds(t)
		right, all := 0, 0
		var unsure []string
		for line := range strings.Lines(string(typed)) {
			cells := strings.Split(strings.TrimSpace(line), " | ")
			if len(cells) != 3 {
				continue
			}
			got := rd.Deed(cells[1], deed.Known{Duties: duties(cells[0]), Now: tuesday()})
			all++
			switch how := freshly(got, cells[2]); how {
			case "right":
				right++
			case "unsure":
				unsure = append(unsure, cells[1]+" → "+toldLine(got))
			default:
				t.Errorf("%s: %s: got %s, want %s", cells[1], how, toldLine(got), cells[2])
			}
		}
		t.Logf("%s: %d of %d right, %d unsure\n%s", set.file, right, all, len(unsure), strings.Join(unsure, "\n"))
		if right*100 < all*set.floor {
			t.Errorf("%s: only %d of %d are read in full", set.file, right, all)
		}
	}
}

// freshly judges what was read: right, unsure, or what is wrong.
func freshly(got deed.Deed, want string) string {
	words := strings.Fields(want)
	if words[0] == "none" {
		if got.Kind == deed.NoDeed {
			return "right"
		}
		return "told"
	}
	on, people, count := anwei.Date{}, 0, -1
	for _, w := range words[2:] {
		switch {
		case strings.Contains(w, "-"):
			on, _ = anwei.ParseDate(w)
		case w[0] == 'x':
			count, _ = strconv.Atoi(w[1:])
		default:
			people, _ = strconv.Atoi(w)
		}
	}
	duty := anwei.DutyID(words[1])
	switch {
	case got.Kind == deed.NoDeed, got.On.IsZero() && len(got.Refused) > 0 && string(got.Kind) != words[0]: // is asked about
		return "unsure"
	case string(got.Kind) != words[0]:
		return "kind"
	case got.Duty != "" && got.Duty != duty, got.Duty == "" && !slices.Contains(got.Either, duty):
		return "duty"
	case !got.On.IsZero() && got.On != on:
		return "day"
	case got.People != 0 && got.People != people:
		return "people"
	case count >= 0 && got.Count != count && got.Count != 0:
		return "count"
	case got.Duty == "" || got.On != on || got.People != people || count >= 0 && got.Count != count:
		return "unsure"
	}
	return "right"
}
