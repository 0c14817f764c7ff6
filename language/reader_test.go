package language_test

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/config/plan"
	"anwei/language"
	"anwei/language/day"
	"anwei/language/deed"
	"anwei/language/entry"
	"anwei/language/question"
)

// manyUnits is a roster of a county with so many units, whose names are as alike as names
// of towns and offices are.
func manyUnits(n int) anwei.Roster {
	r := anwei.Roster{Units: sampleUnits()[:min(n, 16)]}
	first, last := []rune("东西南北上下大小新旧石金银玉龙凤青白黄黑"), []rune("村庄沟河岭坡寨堡窑峪湾桥关店铺集营坪泉川")
	for i := len(r.Units); i < n; i++ {
		name := string([]rune{first[i%20], first[i/20%20], last[i/400%20]}) + "镇"
		r.Units = append(r.Units, anwei.Unit{ID: anwei.UnitID(fmt.Sprint("u", i)), Name: name, Kind: "town", Parent: "xian", Tags: []string{"煤矿"}})
	}
	return r
}

// readers are what reads a text, each with the texts that it is for.
func readers(tb testing.TB, units int) map[string]func(string) {
	tb.Helper()
	p, err := plan.Default()
	if err != nil {
		tb.Fatal(err)
	}
	now := tuesday()
	rd := language.NewReader(p, manyUnits(units))
	form := p.Forms[0]
	known := deed.Known{Duties: p.Duties, Now: now}
	return map[string]func(string){
		"question": func(s string) { rd.Hear(s, now).Asks(nil) },
		"near":     func(s string) { rd.Hear(s, now).Near(nil) },
		"manner":   func(s string) { rd.Hear(s, now).Manner() },
		"deed":     func(s string) { rd.Hear(s, now).Deed(known) },
		"read":     func(s string) { rd.Read(s, now) },
		"promise":  func(s string) { rd.Hear(s, now).Promise() },
		"command":  func(s string) { rd.Hear(s, now).Command(form) },
		"form":     func(s string) { rd.Hear(s, now).FormCommand(form) },
		"names":    func(s string) { rd.Hear(s, now).Units() },
		"terms":    func(s string) { language.ReadTerms(s, now) },
		"asked":    func(s string) { rd.Hear(s, now).Ask(question.Around{}) },
		"period":   func(s string) { day.Period(s, now) },
		"months":   func(s string) { day.ReadMonths(s, now) },
		"days":     func(s string) { day.All(s, now, day.TenseOpen) },
		"moments":  func(s string) { day.Moments(s, now) },
		"entries":  func(s string) { rd.Hear(s, now).Entries(entry.EntriesAsked{Form: p.Forms[1]}) },
	}
}

// spoken are what people say to each of the readers that cost most.
func spoken() map[string][]string {
	return map[string][]string{
		"question": {"南村镇9月隐患整改率是多少", "这个月还有哪些镇没有报送调度表？", "前三季度各乡镇重大隐患整改率排名倒数三名", "男村镇报了没"},
		"deed":     {"9月12日召开专委会，23人参加，研究解决3个问题", "专委会安排在本月25日下午召开", "撤销上次的专委会记录", "我镇已于昨天组织开展应急演练，参演人员120人，发现问题5个并已全部整改"},
		"read":     {"南村镇9月隐患整改率是多少", "退回 南村镇 第6项与台账不符", "前三季度各乡镇重大隐患整改率排名倒数三名", "收到，局长出差，李副局长参加", "检查3次，发现隐患12个"},
		"promise":  {"明天上午报", "有困难，人员出差，10月25日前报"},
		"command":  {"把自查重大隐患改成3", "第7项应该是2", "填报10月调度表", "进度"},
		"form":     {"填台账", "填报9月附件2", "台账进度", "发我10月台账", "隐患是0"},
	}
}

func BenchmarkRead(b *testing.B) {
	for _, units := range []int{16, 3000} {
		reads := readers(b, units)
		for _, name := range []string{"question", "deed", "case", "promise", "command"} {
			b.Run(fmt.Sprint(name, "/", units), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					for _, s := range spoken()[name] {
						reads[name](s)
					}
				}
			})
		}
	}
}

// TestReadingIsCheap holds what a text costs to what issue 12 allows, whatever the size of
// the roster.
func TestReadingIsCheap(t *testing.T) {
	if watched {
		t.Skip("the race detector allocates along; .ci/run plays this without it")
	}
	const bytes, pieces, runs = 60 << 10, 400, 50
	costs := map[string][2]float64{}
	for _, units := range []int{16, 3000} {
		reads := readers(t, units)
		for name, texts := range spoken() {
			for _, s := range texts {
				read := func() { reads[name](s) }
				size, n := least(runs, read)
				if n > pieces || size > bytes {
					t.Errorf("%s with %d units costs %.0f bytes in %.0f pieces: %s", name, units, size, n, s)
				}
				if few := costs[s]; units > 16 && name != "read" && (n > few[0]*1.1+2 || size > few[1]*1.1+256) {
					t.Errorf("%s with %d units costs %.0f bytes in %.0f pieces, and %.0f in %.0f with few: %s", name, units, size, n, few[1], few[0], s)
				}
				costs[s] = [2]float64{n, size}
			}
		}
	}
}

// least is what a reading allocates at the least over some rounds: a collection in the
// midst of one empties the pools, and what is made anew then is no cost of the text.
func least(runs int, read func()) (size, pieces float64) {
	size, pieces = math.Inf(1), math.Inf(1)
	for range 5 {
		pieces = min(pieces, testing.AllocsPerRun(runs, read))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range runs {
			read()
		}
		runtime.ReadMemStats(&after)
		size = min(size, float64(after.TotalAlloc-before.TotalAlloc)/float64(runs))
	}
	return size, pieces
}

// TestReadingIsLinear reads texts of which any part may begin something: twenty times as
// much takes about twenty times as long, and not four hundred. What is quick anyway is not
// looked at, and what seems slow is looked at again, since others share the machine.
func TestReadingIsLinear(t *testing.T) {
	const most, quick = 60, 30 * time.Microsecond
	reads := readers(t, 16)
	pieces := []string{
		"一", "1", "1.", "1,111,", "9月", "9月12日", "十", "万", "第", "不到", "最", "最低的", "前", "近", "年", "周", "下周", "天", " ", "\n", ",", "。", "[", "@", "@a ", "《",
		"开", "召开", "要", "定", "没", "专委会", "召开专委会", "召开专委会，", "专委会全体会议", "南村", "南村镇", "男村镇", "县", "重大隐患", "整改", "报", "马上", "案件", "1号", "3号案件", "a", "1月到", "1-9月", "是", "安全生产", "90%", "隐患是0", "把", "改", "本月检查企业27家次，发现隐患63个，整改60个；",
	}
	for name, read := range reads {
		for i, piece := range pieces {
			if testing.Short() && i%5 != len(name)%5 {
				continue // each reader has a fifth of them
			}
			short, long := filled(piece, 100), filled(piece, 2000)
			few, many := quick, time.Hour
			for again := 0; again < 50 && many > most*few; again++ {
				few, many = max(few, took(read, short)), min(many, took(read, long))
			}
			if many > most*few {
				t.Errorf("%s takes %v for 100 and %v for 2,000 characters of %q", name, few, many, piece)
			}
		}
	}
}

func filled(piece string, runes int) string {
	s := []rune(strings.Repeat(piece, runes/len([]rune(piece))+1))
	return string(s[:runes])
}

func took(read func(string), s string) time.Duration {
	begun := time.Now()
	read(s)
	return time.Since(begun)
}
