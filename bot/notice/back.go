package notice

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// backAt is how long after a recall it is looked whether all of it is settled. At
// the last of them it is told whatever is known: WeCom may be silent for a day.
func backAt() [3]time.Duration {
	return [3]time.Duration{2 * straggling, 11 * straggling, 60 * straggling}
}

// backEvents are the looks at what became of a recall.
func backEvents(n anwei.Notice) []noticeEvent {
	looks := backAt()
	out := make([]noticeEvent, 0, len(looks))
	for i, after := range looks {
		out = append(out, noticeEvent{
			key: fmt.Sprintf("back/%d", i+1), at: n.Recalled.Add(after), what: eventBack, last: i == len(looks)-1,
		})
	}
	return out
}

// keptTold is noted once the office was told of those who still have a recalled
// notice.
const keptTold = "back/told"

// tellKept tells the one who recalled a notice who still has it and why, and those
// people that it is void. It waits while WeCom has not answered for all of them,
// unless this is the last look.
func (in Minding) tellKept(n anwei.Notice, last bool) (anwei.Notice, []anwei.Outgoing) {
	s := remains(in.Phrases, n, in.Posted)
	if len(s.kept) == 0 && !last || len(s.going) > 0 && !last || slices.Contains(n.Minded, keptTold) {
		return n, nil
	}
	still := slices.Concat(s.keptPeople(), s.going)
	if len(still) == 0 {
		return n, nil
	}
	n.Minded = append(n.Minded, keptTold)
	rows := in.tell(n, n.RecalledBy, "kept", in.Phrases.Text("notice.kept", "n", n.ID, "people", len(still), "list", keptText(in.Phrases, s, 20)))
	for _, r := range still {
		rows = append(rows, recalledRow(in.Phrases, n, r.Person, in.Now))
	}
	return n, rows
}

// untaken reports whether a message of a recalled notice came to somebody that is yet
// to be taken back: it was on its way, and its recall is put only now.
func (in Minding) untaken(n anwei.Notice) bool {
	return slices.ContainsFunc(n.To, func(r anwei.Receiver) bool {
		p := in.Posted[r.Person]
		return p.Back == anwei.BackNone && recallable(p, in.Now)
	})
}

// remaining says at whom a recalled notice is, or was.
type remaining struct {
	taken int
	told  int              // it cannot be taken back from them, and they were told that it is void
	going []anwei.Receiver // WeCom has not answered yet
	kept  []keptBy
}

// keptBy are those who still have a recalled notice for the same cause.
type keptBy struct {
	why string
	who []anwei.Receiver
}

// remains sorts the receivers of a recalled notice by what became of taking it
// back.
func remains(c *phrases.Catalogue, n anwei.Notice, posted map[anwei.PersonID]anwei.Posted) remaining {
	var s remaining
	for _, r := range n.To {
		p := posted[r.Person]
		switch {
		case p.State != anwei.PostSent: // he never got it
		case p.Back == anwei.BackTaken:
			s.taken++
		case p.Back == anwei.BackWaiting:
			s.going = append(s.going, r)
		case p.Back == anwei.BackNone:
			s.told++
		default:
			why := keptWhy(c, p)
			i := slices.IndexFunc(s.kept, func(k keptBy) bool { return k.why == why })
			if i < 0 {
				i, s.kept = len(s.kept), append(s.kept, keptBy{why: why})
			}
			s.kept[i].who = append(s.kept[i].who, r)
		}
	}
	return s
}

func (s remaining) keptPeople() []anwei.Receiver {
	var out []anwei.Receiver
	for _, k := range s.kept {
		out = append(out, k.who...)
	}
	return out
}

// backText says on the status of a recalled notice what became of the recall,
// empty where nobody had got it.
func backText(c *phrases.Catalogue, s remaining) string {
	kept := len(s.keptPeople())
	var parts []string
	for _, x := range []struct {
		key string
		n   int
	}{{"taken", s.taken}, {"going", len(s.going)}, {"kept", kept}, {"told", s.told}} {
		if x.n > 0 {
			parts = append(parts, c.Text("notice.back."+x.key, "n", x.n))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	text := c.Text("notice.back", "parts", strings.Join(parts, "，"))
	if kept > 0 {
		text += "\n" + keptText(c, remaining{kept: s.kept}, 10)
	}
	return text
}

// keptText lists who still has the notice, by cause.
func keptText(c *phrases.Catalogue, s remaining, most int) string {
	all := s.kept
	if len(s.going) > 0 {
		all = append(slices.Clip(all), keptBy{why: c.Text("notice.kept_why.going"), who: s.going})
	}
	lines := anwei.Each(all, func(k keptBy) string {
		return c.Text("notice.kept_line", "why", k.why, "names", receiverNames(c, k.who, most))
	})
	return strings.Join(lines, "\n")
}

// keptWhy is why WeCom did not take a notice back: it was too old by then, or
// WeCom's code.
func keptWhy(c *phrases.Catalogue, p anwei.Posted) string {
	if p.KeptAt.Sub(p.At) >= bot.RecallWithin {
		return c.Text("notice.kept_why.late")
	}
	if _, code, known := strings.Cut(p.Kept, "errcode "); known {
		code, _, _ = strings.Cut(code, ":")
		return c.Text("notice.kept_why.code", "code", code)
	}
	return c.Text("notice.kept_why.unknown")
}
