package entry_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"anwei"
	"anwei/config/plan"
	"anwei/language/entry"
)

// ledger is the ledger of the plan as a town answers it: items 1 to 5 and 11 to 16.
func ledger(t *testing.T) entry.EntriesAsked {
	t.Helper()
	p, err := plan.Default()
	if err != nil {
		t.Fatal(err)
	}
	f, _ := p.Form("ledger")
	own := anwei.WordsOf(f.FieldsFor(anwei.Unit{ID: "nancun", Kind: "town"}))
	return entry.EntriesAsked{Form: f, Fields: own, Asked: own[0].ID}
}

// told are things that units write of each item, as they come.
func told() map[int][]string {
	return map[int][]string{
		1:  {"传达学习2次，参加35人", "9月15日以第一议题学习了重要指示批示精神", "3次集中学习，参训40人次", "党委会学习1次、中心组学习2次", "10.12召开党委会传达学习"},
		2:  {"两个清单已制定印发", "2个清单均已印发", "印发党政领导职责清单1份；年度重点任务清单2份", "5月已印发，本月更新3处", "无变化"},
		3:  {"9月12日召开专委会1次，研究解决3个问题", "10.12召开全体会议，23人参加", "召开专委会：研究2项，整改5处", "1次全体会议，形成纪要", "9月3日、15日各开1次"},
		4:  {"为企业解决用电问题2个", "3.5万元用于购置执法记录仪", "解决2项具体问题：配备执法记录仪4台，落实经费10万元", "投入2.5万元，修护栏300米", "本月办实事3件"},
		5:  {"年度重点任务完成8项", "治本攻坚三年行动专项治理2项，完成率85.5%", "年度任务12项，完成9项", "11项重点任务完成6项", "正在推进，预计12月完成"},
		11: {"辖区无主体企业", "不涉及，无主体企业", "督查主体企业3家", "无", "3家主体企业已签承诺书"},
		12: {"督促18家企业签订责任书", "12家企业负责人到岗履职", "8.15专题约谈2人", "主要负责人带队检查5次", "9家企业建立责任制"},
		13: {"组织2场持证上岗培训，参训96人", "30人参加培训，考核合格28人", "培训2次120人", "10月8日、9日各培训1场", "3.5小时培训1场"},
		14: {"检查动火作业企业12家，整改问题5个", "5处有限空间挂牌警示", "重点环节专项检查2轮", "对16家企业开展反三违检查", "10:30开展夜查，发现问题2个"},
		15: {"3家规模以上企业建立举报奖励制度", "规上企业均已建立，奖励2人3000元", "奖励1起，1,500元", "12家企业已公示举报电话", "举报2件、查实1件"},
		16: {"演练2次", "高危企业开展演练2次，参加150人", "16家企业开展演练", "6.18组织综合演练1场", "演练3次；评估2次"},
	}
}

// numberings are the ways to number items: what stands before the words of item n, and
// what parts one item from the next.
func numberings(asked entry.EntriesAsked) map[string]func(n int) string {
	wide := func(n int) string {
		return strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６").Replace(strconv.Itoa(n))
	}
	chinese := func(n int) string {
		digits := []rune("一二三四五六七八九十")
		if n > 10 {
			return "十" + string(digits[n-11])
		}
		return string(digits[n-1])
	}
	ways := map[string]func(n int) string{
		"①":  func(n int) string { return string(rune('①' + n - 1)) },
		"① ": func(n int) string { return string(rune('①'+n-1)) + " " },
		"⑴":  func(n int) string { return string(rune('⑴' + n - 1)) },
		"⒈":  func(n int) string { return string(rune('⒈' + n - 1)) },
		"一、": func(n int) string { return chinese(n) + "、" }, "（一）": func(n int) string { return "（" + chinese(n) + "）" },
		"一.": func(n int) string { return chinese(n) + "." }, "一：": func(n int) string { return chinese(n) + "：" },
		"第一条：":    func(n int) string { return "第" + chinese(n) + "条：" },
		"１、":      func(n int) string { return wide(n) + "、" },
		"１．":      func(n int) string { return wide(n) + "．" },
		"（１）":     func(n int) string { return "（" + wide(n) + "）" },
		"１ ":      func(n int) string { return wide(n) + " " },
		"name：":   func(n int) string { return asked.Form.Fields[n-1].Short + "：" },
		"name ":   func(n int) string { return asked.Form.Fields[n-1].Short + " " },
		"name":    func(n int) string { return asked.Form.Fields[n-1].Short },
		"title：":  func(n int) string { return asked.Form.Fields[n-1].Title + "：" },
		"title\n": func(n int) string { return asked.Form.Fields[n-1].Title + "\n" },
		"word：":   func(n int) string { return asked.Form.Fields[n-1].Words[0] + "：" },
		"1.name：": func(n int) string { return strconv.Itoa(n) + "." + asked.Form.Fields[n-1].Short + "：" },
		"1、name ": func(n int) string { return strconv.Itoa(n) + "、" + asked.Form.Fields[n-1].Short + " " },
	}
	for _, mark := range []string{"、", ".", "．", "。", "：", ":", "；", ")", "）", "\n", " ", "　", ", ", "、 ", ". ", "-", "】"} {
		ways["1"+mark] = func(n int) string { return strconv.Itoa(n) + mark }
	}
	for _, both := range [][2]string{{"第", "条"}, {"第", "条："}, {"第", "项："}, {"第", "项 "}, {"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}, {"任务", "："}, {"", ""}} {
		ways[both[0]+"1"+both[1]] = func(n int) string { return both[0] + strconv.Itoa(n) + both[1] }
	}
	return ways
}

// TestNumberedLists writes eleven items in every way that people number them, a line or
// a sentence each, and holds that each is found with its own words.
func TestNumberedLists(t *testing.T) {
	t.Parallel()
	asked := ledger(t)
	ways := numberings(asked)
	names := slices.Sorted(maps.Keys(ways))
	words := told()
	numbers := slices.Sorted(maps.Keys(words))
	var table strings.Builder
	const rounds = 10
	for _, between := range []string{"\n", "\n\n", "；\n", "；", " ", "。"} {
		for _, name := range append(names, "mixed") {
			// What no reader could tell apart: without lines a number needs a mark of its own.
			if between != "\n" && between != "\n\n" && between != "；\n" && (name == "1" || name == "1-" || name == "1。" || strings.HasPrefix(name, "name") ||
				strings.HasPrefix(name, "word") || strings.HasPrefix(name, "title") || strings.HasSuffix(name, "\n")) || name == "1；" && between == "；" || name == "１ " && between == "。" {
				continue
			}
			whole, missed := 0, ""
			rng := rand.New(rand.NewPCG(7, uint64(len(name))))
			for range rounds {
				var b strings.Builder
				want := map[anwei.FieldID]string{}
				for i, n := range numbers {
					if i > 0 {
						b.WriteString(between)
					}
					way := name
					for way == "mixed" || name == "mixed" && (way == "1" || way == "1；" || way == "1。" || between != "\n" && (strings.ContainsAny(way, "w-\n ") || way == "name")) {
						way = names[rng.IntN(len(names))]
					}
					said := words[n][rng.IntN(len(words[n]))]
					for (way == "1" || way == "1-") && said[0] >= '0' && said[0] <= '9' { // 1 and 3次 are 13次
						said = words[n][rng.IntN(len(words[n]))]
					}
					want[asked.Form.Fields[n-1].ID] = said
					b.WriteString(ways[way](n) + said)
				}
				e := entry.NamesOf(asked.Form).Read(b.String(), asked)
				if wrong := differs(asked, e, want); wrong == "" {
					whole++
				} else {
					missed = wrong + " of " + b.String()
				}
			}
			fmt.Fprintf(&table, "%q %q %d/%d\n", name, between, whole, rounds)
			if whole < rounds {
				t.Errorf("%q parted by %q: %d of %d texts give 11 of 11\n%s", name, between, whole, rounds, missed)
			}
		}
	}
	t.Logf("texts of eleven items that are wholly read:\n%s", table.String())
}

// differs says which of the items are not found as they were written.
func differs(asked entry.EntriesAsked, e entry.Entries, want map[anwei.FieldID]string) string {
	got := map[anwei.FieldID]string{}
	for _, x := range e.Found {
		how := string(x.How) + " " + x.Text
		if x.How == entry.HowWritten {
			how = x.Text
		}
		got[x.Field] = how
	}
	var out []string
	for _, f := range asked.Fields {
		said := want[f.ID]
		if short, rest, _ := strings.Cut(said, "，"); short == "无" || short == "不涉及" {
			said = "none " + rest
		} else if said == "无变化" {
			said = "unchanged "
		}
		got[f.ID] = strings.TrimSuffix(got[f.ID], "。")
		if got[f.ID] != said && f.Short+got[f.ID] != said {
			out = append(out, fmt.Sprintf("%s: %q for %q", f.Short, got[f.ID], said))
		}
	}
	if e.Series != nil {
		out = append(out, "asks")
	}
	return strings.Join(out, "\n")
}

// TestListsOfSome holds that a list of some of the items, with points within them or two
// of them in the wrong order, loses none: each is found, or it is asked about.
func TestListsOfSome(t *testing.T) {
	t.Parallel()
	asked := ledger(t)
	ways := numberings(asked)
	words := told()
	numbers := slices.Sorted(maps.Keys(words))
	rng := rand.New(rand.NewPCG(3, 4))
	for mode, list := range map[string]func() []int{
		"the first group":  func() []int { return numbers[:5] },
		"the second group": func() []int { return numbers[5:] },
		"points within":    func() []int { return numbers },
		"some": func() []int {
			some := slices.Clone(numbers)
			rng.Shuffle(len(some), func(i, j int) { some[i], some[j] = some[j], some[i] })
			some = some[:2+rng.IntN(8)]
			slices.Sort(some)
			return some
		},
		"two in the wrong order": func() []int {
			all := slices.Clone(numbers)
			i := rng.IntN(len(all) - 1)
			all[i], all[i+1] = all[i+1], all[i]
			return all
		},
	} {
		whole, asks, lost, missed := 0, 0, 0, ""
		for _, name := range slices.Sorted(maps.Keys(ways)) {
			for range 6 {
				var b strings.Builder
				want := map[anwei.FieldID]string{}
				set := list()
				for i, n := range set {
					said := words[n][rng.IntN(len(words[n]))]
					for strings.HasPrefix(name, "1") && len(name) < 3 && said[0] >= '0' && said[0] <= '9' {
						said = words[n][rng.IntN(len(words[n]))]
					}
					if mode == "points within" && i%3 == 1 {
						said = "主要做法：\n1.开展宣传2次；\n2.发放资料500份；\n3.召开会议1次"
					}
					want[asked.Form.Fields[n-1].ID] = said
					b.WriteString(ways[name](n) + said + "\n")
				}
				asked.Asked = asked.Form.Fields[set[0]-1].ID
				e := entry.NamesOf(asked.Form).Read(b.String(), asked)
				switch wrong := differs(asked, e, want); {
				case wrong == "":
					whole++
				case e.Series != nil:
					asks++
				default:
					lost++
					missed = name + ": " + wrong + " of " + b.String()
				}
			}
		}
		t.Logf("%s: %d wholly read, %d asked about, %d lost", mode, whole, asks, lost)
		if lost > 0 || mode != "two in the wrong order" && asks*20 > whole {
			t.Errorf("%s: %d texts lose an item, %d of %d are asked about\n%s", mode, lost, asks, whole, missed)
		}
	}
}

// TestAnswerWithNumbers holds that the figures, days and points of an answer are no
// numbers of tasks: the asked task takes all of it.
func TestAnswerWithNumbers(t *testing.T) {
	t.Parallel()
	asked := ledger(t)
	more := []string{
		"3.5万元用于购置设备，5.20已验收", "召开会议2次：一是传达精神；二是部署工作；三是督促整改", "第1次9月3日，第2次9月12日", "主要做法：（1）宣传3次；（2）发放资料500份；（3）开会1次",
		"检查12家，整改5处，3处限期整改", "9月3日、5日、11日各1次", "9.3、9.5、9.11各1次", "11.3、11.5各1次", "培训分3期：1期30人，2期25人，3期40人", "12日检查5家，15日检查3家，16日复查", "投入1,500元；2人负责",
	}
	for n, words := range told() {
		f := asked.Form.Fields[n-1]
		asked.Asked = f.ID
		for _, said := range append(words, more...) {
			e := entry.NamesOf(asked.Form).Read(said, asked)
			if len(e.Found) != 1 || e.Found[0].Field != f.ID || e.Series != nil && said != "11.3、11.5各1次" || e.Found[0].How == entry.HowWritten && e.Found[0].Text != said {
				t.Errorf("%q asked of item %d gives %+v", said, n, e)
			}
		}
	}
}
