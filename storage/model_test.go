package storage_test

import (
	"cmp"
	"slices"
	"time"

	"anwei"
	"anwei/storage"
)

// model is the outbox as one would write it down in a minute: a list.
type model struct {
	pending []anwei.Outgoing
	aside   []anwei.Outgoing
	keys    map[string]bool
	ended   map[uint64]storage.Ending
	sent    []storage.Delivery
	last    uint64
	// now is when the newest message ended.
	now time.Time
}

// indexOf returns where the message stands in the list, or -1.
func indexOf(list []anwei.Outgoing, seq uint64) int {
	return slices.IndexFunc(list, func(o anwei.Outgoing) bool { return o.Seq == seq })
}

// without returns the list without its i-th message.
func without(list []anwei.Outgoing, i int) []anwei.Outgoing {
	return append(list[:i:i], list[i+1:]...)
}

// with returns the list with the message, in order of Seq.
func with(list []anwei.Outgoing, o anwei.Outgoing) []anwei.Outgoing {
	list = append(list[:len(list):len(list)], o)
	slices.SortFunc(list, func(a, b anwei.Outgoing) int { return cmp.Compare(a.Seq, b.Seq) })
	return list
}

func after(list []anwei.Outgoing, seq uint64, limit int) []anwei.Outgoing {
	var out []anwei.Outgoing
	for _, o := range list {
		if o.Seq > seq && len(out) < limit {
			out = append(out, o)
		}
	}
	return out
}

func (m *model) end(seq uint64, end storage.Ending) {
	i := indexOf(m.pending, seq)
	if i < 0 {
		return
	}
	o := m.pending[i]
	end.Key, end.To = o.Key, o.To
	m.ended[seq] = end
	m.pending = without(m.pending, i)
	switch end.Result {
	case storage.Failed:
		m.aside = with(m.aside, o)
	case storage.Sent:
		m.sent = append(m.sent, storage.Delivery{To: o.To, At: end.At})
	default: // it is gone
	}
}

// retry makes a message that was set aside pending.
func (m *model) retry(seq uint64, now time.Time) bool {
	i := indexOf(m.aside, seq)
	if i < 0 {
		return false
	}
	o := m.aside[i]
	o.Attempts, o.LastError, o.NotBefore, o.Created = 0, "", time.Time{}, now
	m.aside = without(m.aside, i)
	m.pending = with(m.pending, o)
	delete(m.ended, seq)
	return true
}

func (m *model) drop(seq uint64, now time.Time) bool {
	i := indexOf(m.aside, seq)
	if i < 0 {
		return false
	}
	m.aside = without(m.aside, i)
	end := m.ended[seq]
	end.At, end.Result = now, storage.Dropped
	m.ended[seq] = end
	return true
}

// sentSince lists who was sent to, oldest first, and of one time by name.
func (m *model) sentSince(t time.Time) []string {
	var out []storage.Delivery
	for _, d := range m.sent {
		if !d.At.Before(t) {
			out = append(out, d)
		}
	}
	return lines(out)
}

// lines writes deliveries by their times, and those of one time by name.
func lines(ds []storage.Delivery) []string {
	out := make([]string, 0, len(ds))
	for _, d := range ds {
		out = append(out, d.At.UTC().Format(time.RFC3339)+" "+string(d.To))
	}
	slices.Sort(out)
	return out
}

// firsts returns the first pending message of each person, in order.
func (m *model) firsts() []anwei.Outgoing {
	var out []anwei.Outgoing
	met := map[anwei.PersonID]bool{}
	for _, o := range m.pending {
		if !met[o.To] {
			met[o.To] = true
			out = append(out, o)
		}
	}
	return out
}

func (m *model) due(now time.Time, limit int) []anwei.Outgoing {
	var out []anwei.Outgoing
	for _, o := range m.firsts() {
		if len(out) < limit && !o.NotBefore.After(now) {
			out = append(out, o)
		}
	}
	return out
}

func (m *model) nextDue() (next time.Time, some bool) {
	for _, o := range m.firsts() {
		if !some || o.NotBefore.Before(next) {
			next, some = o.NotBefore, true
		}
	}
	return next, some
}
