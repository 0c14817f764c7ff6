package plan_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anwei"
	"anwei/config/plan"
)

// county is how the figures of a county come about that has nothing wrong in its reports.
type county struct {
	name     string
	size     float64 // how many checks a middling unit has a month
	spread   float64 // how far apart the sizes of units are, on the scale of logarithms
	shape    float64 // of the negative binomial: the smaller, the more a unit's months differ
	season   float64 // how much more or less is done by the season
	campaign float64 // how many times as much in the month of the campaign
	joined   bool    // the hazards go by the checks, and not by themselves
	open     bool    // hazards of before the first month are rectified as well
}

func counties() []county {
	return []county{
		{"as a rule", 30, 1.0, 8, 0.2, 1.8, true, false},
		{"even sizes, calm", 40, 0.5, 20, 0.1, 1.5, true, false},
		{"sizes far apart", 25, 1.4, 8, 0.2, 2, true, true},
		{"figures by themselves", 30, 1.0, 8, 0.2, 1.8, false, false},
		{"months that differ", 30, 1.0, 4, 0.3, 2, true, true},
		{"a strong campaign", 30, 1.0, 10, 0.3, 3, true, false},
	}
}

type world struct{ *rand.Rand }

func (w world) gamma(shape float64) float64 {
	if shape < 1 {
		return w.gamma(shape+1) * math.Pow(w.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := w.NormFloat64()
		v := (1 + c*x) * (1 + c*x) * (1 + c*x)
		if v > 0 && math.Log(w.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func (w world) poisson(mean float64) int64 {
	if mean > 60 {
		return max(0, int64(math.Round(mean+math.Sqrt(mean)*w.NormFloat64())))
	}
	limit, p, n := math.Exp(-mean), w.Float64(), int64(0)
	for p > limit {
		p *= w.Float64()
		n++
	}
	return n
}

func (w world) count(mean, shape float64) int64 { return w.poisson(mean * w.gamma(shape) / shape) }

func (w world) part(n int64, p float64) int64 {
	var k int64
	for range n {
		if w.Float64() < p {
			k++
		}
	}
	return k
}

// stock is what was found and is not rectified yet.
type stock struct{ open, major int64 }

// rectify returns how many of the hazards are rectified this month, and of the major ones.
func (s *stock) rectify(w world, found, major int64) (all, of int64) {
	of = w.part(major, 0.6) + w.part(s.major, 0.5)
	all = of + w.part(found-major, 0.88) + w.part(max(0, s.open-s.major), 0.6)
	s.open += found - all
	s.major += major - of
	return all, of
}

// months are the reports of one unit.
func (c county) months(w world, n int) []anwei.Values {
	size := c.size * math.Exp(c.spread*w.NormFloat64())
	rate := 0.6 * math.Exp(0.6*w.NormFloat64())
	rates := map[anwei.FieldID]float64{
		"leader_inspections": 1 + 0.12*size*math.Exp(0.3*w.NormFloat64()), "leader_hazards": 1 + 0.25*size*math.Exp(0.4*w.NormFloat64()),
		"self_checks": size, "dept_checks": 0.5 * size * math.Exp(0.4*w.NormFloat64()), "self_hazards": size * rate, "dept_hazards": 0.5 * size * rate,
		"shutdowns": 0.3, "penalized": 0.8, "accountable": 0.2,
	}
	campaign, phase := 1+w.IntN(n-1), w.Float64()*2*math.Pi
	self, dept := &stock{}, &stock{}
	if c.open {
		self.open, dept.open = w.poisson(0.5*rates["self_hazards"]), w.poisson(0.5*rates["dept_hazards"])
	}
	out := make([]anwei.Values, n)
	for m := range out {
		push := 1 + c.season*math.Sin(phase+2*math.Pi*float64(m)/12)
		if m == campaign {
			push *= c.campaign
		}
		x := map[anwei.FieldID]int64{}
		for _, f := range []anwei.FieldID{"leader_inspections", "leader_hazards", "self_checks", "dept_checks", "self_hazards", "dept_hazards", "shutdowns", "penalized", "accountable"} {
			x[f] = w.count(rates[f]*push, c.shape)
		}
		if c.joined {
			x["self_hazards"] = w.count(float64(x["self_checks"])*rate, 2*c.shape)
			x["dept_hazards"] = w.count(float64(x["dept_checks"])*rate, 2*c.shape)
		}
		x["self_major"], x["dept_major"] = w.part(x["self_hazards"], 0.02), w.part(x["dept_hazards"], 0.02)
		x["self_rectified"], x["self_major_rectified"] = self.rectify(w, x["self_hazards"], x["self_major"])
		x["dept_rectified"], x["dept_major_rectified"] = dept.rectify(w, x["dept_hazards"], x["dept_major"])
		out[m] = anwei.Values{}
		for f, v := range x {
			out[m][f] = anwei.Number(v)
		}
	}
	return out
}

// slip is one way to write a figure wrongly.
type slip struct {
	name string
	do   func(w world, f anwei.Form, months []anwei.Values, m int) anwei.Values
}

func changed(v anwei.Values, id anwei.FieldID, n int64) anwei.Values {
	v = v.Clone()
	v[id] = anwei.Number(n)
	return v
}

// picked is one of the figures that are at least so large.
func picked(w world, f anwei.Form, v anwei.Values, least int64) (anwei.FieldID, int64) {
	var ids []anwei.FieldID
	for _, x := range f.Fields {
		if n, ok := v.Number(x.ID); ok && n >= least {
			ids = append(ids, x.ID)
		}
	}
	if len(ids) == 0 {
		return "", 0
	}
	id := ids[w.IntN(len(ids))]
	n, _ := v.Number(id)
	return id, n
}

func slips() []slip {
	return []slip{
		{"a digit added", func(w world, f anwei.Form, months []anwei.Values, m int) anwei.Values {
			id, n := picked(w, f, months[m], 5)
			if id == "" {
				return nil
			}
			s := strconv.FormatInt(n, 10)
			at := 1 + w.IntN(len(s))
			s = s[:at] + strconv.Itoa(w.IntN(10)) + s[at:]
			n, _ = strconv.ParseInt(s, 10, 64)
			return changed(months[m], id, n)
		}},
		{"a digit dropped", func(w world, f anwei.Form, months []anwei.Values, m int) anwei.Values {
			id, n := picked(w, f, months[m], 10)
			if id == "" {
				return nil
			}
			s := strconv.FormatInt(n, 10)
			s = s[:len(s)-1]
			n, _ = strconv.ParseInt(s, 10, 64)
			return changed(months[m], id, n)
		}},
		{"a running total", func(w world, f anwei.Form, months []anwei.Values, m int) anwei.Values {
			if m < 2 {
				return nil
			}
			ids := []anwei.FieldID{"self_checks", "self_hazards", "dept_checks", "dept_hazards", "self_rectified"}
			id := ids[w.IntN(len(ids))]
			var sum int64
			for _, v := range months[:m+1] {
				n, _ := v.Number(id)
				sum += n
			}
			if sum < 30 {
				return nil
			}
			return changed(months[m], id, sum)
		}},
		{"two swapped", func(w world, f anwei.Form, months []anwei.Values, m int) anwei.Values {
			a, x := picked(w, f, months[m], 5)
			b, y := picked(w, f, months[m], 5)
			if a == b || a == "" || max(x, y)*10 < min(x, y)*13 {
				return nil
			}
			return changed(changed(months[m], a, y), b, x)
		}},
		{"neighbours swapped", func(w world, f anwei.Form, months []anwei.Values, m int) anwei.Values {
			i := w.IntN(11)
			a, b := f.Fields[i].ID, f.Fields[i+1].ID
			x, _ := months[m].Number(a)
			y, _ := months[m].Number(b)
			if max(x, y) < 10 || max(x, y)*10 < min(x, y)*13 {
				return nil
			}
			return changed(changed(months[m], a, y), b, x)
		}},
	}
}

func doubts(f anwei.Form, months []anwei.Values, m int, now anwei.Values) []anwei.Finding {
	past := make(anwei.Past, 0, m)
	for k := m - 1; k >= 0; k-- {
		past = append(past, months[k])
	}
	return f.Findings(now, past)
}

// raises reports whether a doubt is there that is not there without the slip.
func raises(found, before []anwei.Finding) bool {
	return slices.ContainsFunc(found, func(x anwei.Finding) bool {
		return !slices.ContainsFunc(before, func(y anwei.Finding) bool { return x.Check.ID == y.Check.ID && slices.Equal(x.Fields, y.Fields) })
	})
}

// before are the shares as they were when a figure was compared with last month's alone:
// doubted, a digit added, dropped, a running total, two swapped, neighbours swapped.
func before() [][6]float64 {
	return [][6]float64{
		{68.8, 96.2, 76.8, 98.9, 64.3, 76.7},
		{65.2, 98.3, 84.9, 99.9, 65.5, 77.4},
		{75.0, 96.6, 76.4, 96.1, 65.7, 82.1},
		{65.1, 97.8, 76.5, 99.0, 65.4, 78.9},
		{83.8, 91.5, 69.7, 98.9, 62.5, 80.1},
		{68.5, 95.3, 74.0, 94.5, 67.4, 79.7},
	}
}

// tally counts, for one county, the reports that raise a doubt, and the slips that do.
type tally struct {
	reports, doubted int
	tried, caught    [5]int
}

func (c county) tally(w world, f anwei.Form, units, first int) (n tally) {
	for range units {
		months := c.months(w, 11)
		for m, now := range months {
			found := doubts(f, months, m, now)
			n.reports++
			if len(found) > 0 {
				n.doubted++
			}
			for i, s := range slips() {
				if m == 0 || m%3 != first {
					continue
				}
				if wrong := s.do(w, f, months, m); wrong != nil {
					n.tried[i]++
					if raises(doubts(f, months, m, wrong), found) {
						n.caught[i]++
					}
				}
			}
		}
	}
	return n
}

// TestDoubtsAreWorthAsking plays a year of 400 units with nothing wrong, and then with
// one figure wrong, and counts how many reports raise a doubt that they did not raise
// before. A slip is to be found about as often as it was, or more often, while a
// plausible report is left alone.
func TestDoubtsAreWorthAsking(t *testing.T) {
	t.Parallel()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	units := 400
	if testing.Short() {
		units = 100
	}
	var table strings.Builder
	var mean [6]float64
	for i, c := range counties() {
		n := c.tally(world{rand.New(rand.NewPCG(uint64(i), 2026))}, p.Forms[0], units, i%3)
		shares := [6]float64{100 * float64(n.doubted) / float64(n.reports)}
		for k := range n.tried {
			shares[k+1] = 100 * float64(n.caught[k]) / float64(n.tried[k])
		}
		was := before()[i]
		fmt.Fprintf(&table, "%-22s doubted %.1f%% (was %.1f%%)", c.name, shares[0], was[0])
		for k, s := range slips() {
			fmt.Fprintf(&table, "; %s %.1f%% (%.1f%%)", s.name, shares[k+1], was[k+1])
			if shares[k+1] < was[k+1]-3 {
				t.Errorf("%s: %s is found in %.1f%%, and was in %.1f%%", c.name, s.name, shares[k+1], was[k+1])
			}
		}
		table.WriteString("\n")
		for k := range shares {
			mean[k] += shares[k] / float64(len(counties()))
		}
		if shares[0] > 14 {
			t.Errorf("%s: %.1f%% of plausible reports are doubted", c.name, shares[0])
		}
	}
	t.Logf("\n%son the whole %.1f", table.String(), mean)
	if mean[0] > 10 || mean[1] < 93 || mean[2] < 84 || mean[3] < 96 || mean[4] < 64 || mean[5] < 77 {
		t.Errorf("on the whole %.1f", mean)
	}
}

// TestADigitMoreInAll holds that figures which all have a digit more than usual are doubted,
// though they go together, and that a campaign is not.
func TestADigitMoreInAll(t *testing.T) {
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	f, _ := p.CountsForm()
	values := func(checks, hazards, rectified int64) anwei.Values {
		return anwei.Values{"self_checks": anwei.Number(checks), "self_hazards": anwei.Number(hazards), "self_rectified": anwei.Number(rectified)}
	}
	past := anwei.Past{values(100, 98, 98)}
	if len(f.Findings(values(1000, 990, 990), past)) == 0 {
		t.Error("a digit more in all figures is not doubted")
	}
	if got := f.Findings(values(260, 250, 240), past); len(got) > 0 {
		t.Errorf("a campaign is doubted: %v", got)
	}
}
