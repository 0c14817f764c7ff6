package notice

import (
	"fmt"
	"slices"
	"time"

	"anwei"
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
	s := remains(n, in.Posted)
	if len(s.kept) == 0 && !last || len(s.going) > 0 && !last || slices.Contains(n.Minded, keptTold) {
		return n, nil
	}
	still := slices.Concat(s.keptPeople(), s.going)
	if len(still) == 0 {
		return n, nil
	}
	n.Minded = append(n.Minded, keptTold)
	rows := in.tell(n, n.RecalledBy, "kept", noticeKept(n, s))
	for _, r := range still {
		rows = append(rows, recalledRow(n, r.Person, in.Now))
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
func remains(n anwei.Notice, posted map[anwei.PersonID]anwei.Posted) remaining {
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
			why := keptWhy(p)
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
