package lexicon

import (
	"slices"
	"strings"

	"anwei"
)

// called returns the people whom a name fits: by the whole name or userid, and
// otherwise by the post or a part of the name.
func called(who string, people []anwei.Person) []anwei.PersonID {
	for _, fits := range []func(p anwei.Person) bool{
		func(p anwei.Person) bool { return p.Called(who) },
		func(p anwei.Person) bool { return p.Post == who },
		func(p anwei.Person) bool {
			return len([]rune(who)) >= 2 && (strings.Contains(p.Name, who) || strings.Contains(p.Post, who) || p.Name != "" && strings.Contains(who, p.Name))
		},
	} {
		out := anwei.Each(anwei.Where(people, fits), func(p anwei.Person) anwei.PersonID { return p.ID })
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// People returns the people whom a name, post or userid fits, the best fits alone.
func People(who string, people []anwei.Person) []anwei.PersonID {
	who = strings.TrimSpace(who)
	if who == "" {
		return nil
	}
	return slices.Clip(called(who, people))
}
