package frame_test

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"anwei"
	"anwei/language/frame"
)

// manyUnits are as many towns as a province has.
func manyUnits(n int) []anwei.Unit {
	const syllables = "南北东西上下大小高周金巴陈李王张河山沟庄"
	r := []rune(syllables)
	out := make([]anwei.Unit, n)
	for i := range out {
		name := string([]rune{r[i%20], r[i/20%20], r[i/400%20]}) + "镇"
		out[i] = anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: name, Kind: "town"}
	}
	return out
}

// A reading costs the same with few units and with many, and little.
func TestReadIsCheap(t *testing.T) {
	if watched {
		t.Skip("the race detector allocates along; .ci/run plays this without it")
	}
	small, large := known(), known()
	small.Units = append(small.Units, manyUnits(12)...)
	large.Units = append(large.Units, manyUnits(3000)...)
	f := frame.Load()
	for name, k := range map[string]frame.Known{"16 units": small, "3,000 units": large} {
		r := f.For(k)
		for _, text := range []string{
			"把南村镇9月的报表退回，第6、7项与台账对不上，让他们重新核一下再报",
			"退回 男村镇 第6项与台账不符，请再核对一遍",
			"检查3次，发现12个隐患；企业自查45家次，发现120个，整改118个，重大4个，整改3个；部门检查20家次",
			"南村镇的小王调走了，以后由李四填报，电话13900001111，职务安监站站长",
			"9月哪些单位整改率最低",
			"收到",
		} {
			r.Read(text, now()) // what is made when it is first needed is made
			allocs, size := least(func() { r.Read(text, now()) })
			if allocs > 400 || size > 60_000 {
				t.Errorf("%s: %s takes %.0f allocations and %.0f bytes", name, text, allocs, size)
			}
		}
	}
}

// least is what a reading allocates at the least over some rounds: a collection in the
// midst of one empties the pools, and what is made anew then is no cost of the text.
func least(read func()) (pieces, size float64) {
	pieces, size = math.Inf(1), math.Inf(1)
	for range 5 {
		pieces = min(pieces, testing.AllocsPerRun(10, read))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 10 {
			read()
		}
		runtime.ReadMemStats(&after)
		size = min(size, float64(after.TotalAlloc-before.TotalAlloc)/10)
	}
	return pieces, size
}

// A text twice as long takes about twice as much.
func TestReadIsLinear(t *testing.T) {
	r := frame.Load().For(known())
	allocs := func(times int) float64 {
		text := "退回南村镇，" + strings.Repeat("第6项与台账不符，请再核对；", times)
		r.Read(text, now())
		n, _ := least(func() { r.Read(text, now()) })
		return n
	}
	if few, many := allocs(10), allocs(40); many > 5*few {
		t.Errorf("ten clauses take %.0f allocations, forty %.0f", few, many)
	}
}
