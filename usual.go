package anwei

import (
	"math"
	"slices"
)

// A figure is doubted by what its unit usually reports. A month's count is taken for a
// negative binomial around the unit's own mean; how far months are apart is told by the
// unit's history, pooled with what is common while that is short. Of what is rectified
// the share is told, of what was found and what was open from before. The numbers below
// were chosen on generated counties: TestDoubtsAreWorthAsking holds what comes of them.
const (
	commonSpread = 0.14 // of a month's count, as a share of the mean, squared
	commonShare  = 0.03 // of the share that is rectified
	commonMonths = 4    // how many months of its own count as much as what is common
	recent       = 12   // periods that are looked at
	certain      = 4    // standard deviations, and no figure counts for more
	large        = 1.5  // standard deviations from which on a figure may be a total
	within       = 2    // and up to which what is left of it is as usual
	campaign     = 4    // times as much as usual, or as little, that all figures may be; more is a digit in all of them
	leftFromOld  = 0.3  // of a month's hazards that may be open from before the first report
)

// What a doubt must gain, on the scale of log-likelihoods, by supposing that a figure
// is simply wrong, that a digit was added or dropped, or that two were exchanged.
const (
	gainAny   = 5.0
	gainDigit = 1.4
	gainSwap  = 2.4
)

// usual is a mean and how far single months are from it, squared and as a share of it.
type usual struct{ mean, spread float64 }

// usually tells from past figures what is usual. Figures far from the middle one count
// as if they were not that far, since there may have been a campaign, or a slip. Counts
// differ by chance besides.
func usually(past []float64, common float64, counts bool) usual {
	m := float64(len(past))
	sorted := slices.Sorted(slices.Values(past))
	middle := (sorted[len(sorted)/2] + sorted[(len(sorted)-1)/2]) / 2
	mean, square, chance, own := 0.0, 0.0, 0.0, 0.0
	for i, n := range past {
		past[i] = min(max(n, middle/3), middle*3)
		mean += past[i] / m
	}
	for _, n := range past {
		square += (n/mean - 1) * (n/mean - 1)
	}
	if counts {
		chance = 1 / mean
	}
	if m > 1 {
		own = max(0, square/(m-1)-chance)
	}
	spread := (commonMonths*common + (m-1)*own) / (commonMonths + m - 1)
	return usual{mean, spread*(1+1/m) + chance/m}
}

// off returns how many standard deviations a count is from a mean. The cube root of a
// count is about normal.
func off(n int64, mean, spread float64) float64 {
	v := (spread + 1/mean) / 9
	return (math.Cbrt((float64(n)+0.5)/mean) - (1 - v)) / math.Sqrt(v)
}

// habit is what is known of one figure of a unit.
type habit struct {
	id    FieldID
	at    int // its place among the habits
	group string
	usual usual
	// whole is the figure that this is rectified of, nil for none, share its usual share
	// of that and of what was open from before, and slack what may be open besides.
	whole       *habit
	share       usual
	open, slack float64
	parts       []*habit // what is rectified of this
}

// habits are a unit's figures in the order of the form.
type habits []*habit

// figures are those of a report that something is known of, in the order of the habits.
type figures []int64

// unanswered stands for a figure that a report does not have, and nowhere for a place.
const unanswered = -1

func (all habits) figures(now Values) figures {
	out := make(figures, len(all))
	for i, h := range all {
		n, ok := now.Number(h.id)
		if out[i] = n; !ok {
			out[i] = unanswered
		}
	}
	return out
}

// with are the figures with one otherwise.
func (f figures) with(h *habit, n int64) figures {
	f = slices.Clone(f)
	f[h.at] = n
	return f
}

// habits tells what a unit usually reports; of a figure that it never reported nothing
// is known.
func (f Form) habits(past Past) habits {
	past = past[:min(len(past), recent)]
	var all habits
	room := make([]float64, 0, recent)
	for _, x := range f.Fields {
		counts := room[:0]
		for _, v := range past {
			if n, ok := v.Number(x.ID); ok && x.Kind.Counts() {
				counts = append(counts, float64(n)+0.5)
			}
		}
		if len(counts) > 0 {
			all = append(all, &habit{id: x.ID, at: len(all), group: x.Group, usual: usually(counts, commonSpread, true)})
		}
	}
	for _, c := range f.Checks {
		part, whole, ok := c.Bound()
		p, w := all.of(part), all.of(whole)
		if !c.Carried || !ok || p == nil || w == nil {
			continue
		}
		p.whole, p.share, p.open = w, past.share(part, whole), float64(past.open(part, whole))
		p.slack = 1 + w.usual.mean*(leftFromOld+math.Pow(0.5, float64(past.months())))
		w.parts = append(w.parts, p)
	}
	return all
}

func (all habits) of(id FieldID) *habit {
	if i := slices.IndexFunc(all, func(h *habit) bool { return h.id == id }); i >= 0 {
		return all[i]
	}
	return nil
}

// open is what was not rectified of the whole until last period. What was rectified
// above it was open from before the first report.
func (p Past) open(part, whole FieldID) (open int64) {
	for _, v := range slices.Backward(p) {
		done, ok := v.Number(part)
		found, had := v.Number(whole)
		if ok && had {
			open = max(0, open+found-done)
		}
	}
	return open
}

// share is how much is usually rectified of what could be.
func (p Past) share(part, whole FieldID) usual {
	shares := make([]float64, 0, recent)
	for i, v := range p {
		done, ok := v.Number(part)
		found, had := v.Number(whole)
		if ok && had {
			shares = append(shares, min((float64(done)+0.5)/(float64(p[i+1:].open(part, whole)+found)+0.5), 1.2))
		}
	}
	if len(shares) == 0 {
		return usual{1, commonShare}
	}
	return usually(shares, commonShare, false)
}

// times is how many times as much as usual a report has of the figures beside two, all
// of them or those of a group: in a campaign, or a holiday, they go together, so far.
func (all habits) times(now figures, but, and int, group string) float64 {
	times := make([]float64, 0, 32)
	for i, h := range all {
		if now[i] >= 0 && i != but && i != and && h.usual.mean >= 4 && (group == "" || h.group == group) {
			times = append(times, (float64(now[i])+0.5)/h.usual.mean)
		}
	}
	if len(times) < 2 {
		return 1
	}
	slices.Sort(times)
	together := math.Sqrt(times[len(times)/2] * times[(len(times)-1)/2])
	return max(1/campaign, min(together, campaign))
}

// off is how many standard deviations a figure of a report is from what is usual, at
// the most favourable view. The one at the other place may be wrong, too.
func (all habits) off(h *habit, now figures, and int) float64 {
	n := now[h.at]
	if n < 0 {
		return 0
	}
	if h.whole != nil && now[h.whole.at] >= 0 {
		most := h.open + float64(now[h.whole.at])
		if float64(n) > most+h.slack {
			return certain
		}
		return bounded(off(n, h.share.mean*most+0.5, h.share.spread))
	}
	best := math.Inf(1)
	for _, times := range []float64{1, all.times(now, h.at, and, ""), all.times(now, h.at, and, h.group)} {
		if z := off(n, h.usual.mean*times, h.usual.spread); math.Abs(z) < math.Abs(best) {
			best = z
		}
	}
	return bounded(best)
}

func bounded(z float64) float64 { return max(-certain, min(z, certain)) }

// cost is how unlikely a report is by two of its figures, or by one, and by what is
// rectified of them.
func (all habits) cost(now figures, a, b *habit) float64 {
	sum := 0.0
	add := func(h *habit, and int) {
		z := all.off(h, now, and)
		sum += z * z / 2
	}
	add(a, b.at)
	if a != b {
		add(b, a.at)
	}
	for _, h := range [2]*habit{a, b} {
		for _, part := range h.parts {
			if part != a && part != b {
				add(part, h.at)
			}
		}
		if a == b {
			break
		}
	}
	return sum
}

// odd reports whether a figure is not what the unit usually reports: it is far from it,
// or it is not near and would be with one digit more or less.
func (all habits) odd(h *habit, now figures, floor int64, young float64) bool {
	n, z := now[h.at], all.off(h, now, unanswered)
	if math.Abs(z) < 1 && len(h.parts) == 0 {
		return false
	}
	if z*z/2 > gainAny && math.Abs(float64(n)-h.usual.mean) >= float64(floor) {
		return true
	}
	was := all.cost(now, h, h)
	better := func(x int64) bool {
		return distance(n, x) >= floor && was-all.cost(now.with(h, x), h, h) > gainDigit*young
	}
	if was < gainDigit || better(n*10+4) {
		return was >= gainDigit
	}
	for place := int64(1); n >= 10 && place <= n; place *= 10 {
		if better(n/(place*10)*place + n%place) {
			return true
		}
	}
	return false
}

// exchanged are two figures that fit much better one in the place of the other, and by
// how much.
type exchanged struct {
	a, b FieldID
	gain float64
}

// swaps returns the figures that look exchanged, the plainest first, each once.
func (all habits) swaps(now figures, of []FieldID, young float64) []exchanged {
	var found []exchanged
	for i, a := range all {
		for _, b := range all[i+1:] {
			x, y := now[a.at], now[b.at]
			if x < 0 || y < 0 || distance(x, y) < 3 || !slices.Contains(of, a.id) || !slices.Contains(of, b.id) {
				continue
			}
			was := all.cost(now, a, b)
			if was < gainSwap {
				continue
			}
			other := now.with(a, y).with(b, x)
			nearer := math.Abs(all.off(a, other, b.at)) < math.Abs(all.off(a, now, b.at)) && math.Abs(all.off(b, other, a.at)) < math.Abs(all.off(b, now, a.at))
			if gain := was - all.cost(other, a, b); nearer && gain > gainSwap*young {
				found = append(found, exchanged{a.id, b.id, gain})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y exchanged) int { return int(math.Copysign(1, y.gain-x.gain)) })
	seen := map[FieldID]bool{}
	return slices.DeleteFunc(found, func(x exchanged) bool {
		again := seen[x.a] || seen[x.b]
		seen[x.a], seen[x.b] = true, true
		return again
	})
}
