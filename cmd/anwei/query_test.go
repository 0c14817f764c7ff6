package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/storage"
)

// twoTowns is a data directory in which two towns have reported for October, and
// one of them has corrected its report later.
func twoTowns(t *testing.T) string {
	t.Helper()
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		t.Fatal(err)
	}
	day := func(d int) time.Time { return time.Date(2026, 10, d, 10, 0, 0, 0, zone) }
	values := func(found, rectified int64) anwei.Values {
		return anwei.Values{"dept_hazards": anwei.Number(found), "dept_rectified": anwei.Number(rectified), "self_hazards": anwei.Number(0), "self_rectified": anwei.Number(0), "leader_hazards": {NA: true}}
	}
	change(t, data, func(tx storage.Ledger) error {
		for _, c := range []struct {
			unit anwei.UnitID
			n    int
			at   time.Time
			old  anwei.Values
			now  anwei.Values
		}{
			{"nancun", 1, day(19), nil, values(20, 18)},
			{"xiacun", 1, day(19), nil, values(10, 10)},
			{"nancun", 2, day(23), values(20, 18), values(30, 18)},
		} {
			r := anwei.Report{
				Key:    anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: c.unit},
				Values: c.now, First: day(19), At: c.at, By: reporterOf(c.unit),
			}
			fields := make([]anwei.Field, 0, len(c.now))
			for id := range c.now {
				fields = append(fields, anwei.Field{ID: id})
			}
			if err := tx.Confirm(r, anwei.Revision{N: c.n, At: c.at, By: r.By, Changes: anwei.Changes(fields, c.old, c.now)}); err != nil {
				return err
			}
		}
		return nil
	})
	return data
}

// TestQueryAnswersAsTheTalkDoes asks the same on a terminal and in a talk at the
// same time, and again in a talk with follow-ups.
func TestQueryAnswersAsTheTalkDoes(t *testing.T) {
	data := twoTowns(t)
	texts := []string{"10月报送进度", "10月整改率排名", "谁最差", "和上月比", "这个数从哪来", "那9月呢", "南村镇10月整改率", "谢谢"}
	for _, who := range []string{"xianzhang", "nancun_zz", "anban"} {
		args := append([]string{"query", "--as", who, "--data", data, "--now", "2026-10-24 15:02"}, texts...)
		want := must(t, strings.Join(texts, "\n")+"\n", "chat", "--as", who, "--data", data, "--now", "2026-10-24 15:02")
		got := must(t, "", args...)
		if strings.ReplaceAll(want, "\n\n", "\n") != got {
			t.Errorf("as %s the talk says\n%s\nand query\n%s", who, want, got)
		}
	}
}

func TestQueryOfThePast(t *testing.T) {
	data := twoTowns(t)
	for now, want := range map[string]string{
		"2026-10-18 09:00": "全县10月整改率：还没有数。",
		"2026-10-20 15:02": "全县10月整改率93.3%（28/30，2/16家）",
		"2026-10-24 15:02": "全县10月整改率70.0%（28/40，2/16家）",
	} {
		if got := must(t, "", "query", "全县10月整改率", "--as", "xianzhang", "--data", data, "--now", now); !strings.HasPrefix(got, want) {
			t.Errorf("at %s: %s", now, got)
		}
	}
	if got := must(t, "", "query", "10月整改率", "这个数从哪来", "--as", "xianzhang", "--data", data, "--now", "2026-10-20 15:02"); !strings.Contains(got, "· 南村镇：企业自查已整改0、部门检查已整改18、企业自查发现隐患0、部门检查发现隐患20（第1版，南村填报员 10月19日 10:00）") {
		t.Errorf("traced: %s", got)
	}
}

func TestQueryJSON(t *testing.T) {
	data := twoTowns(t)
	out := must(t, "", "query", "--json", "10月各镇整改率前三名", "给我表", "--as", "XIANZHANG", "--data", data, "--now", "2026-10-24 15:02")
	type answer struct {
		queryAnswer

		Files []anwei.BookOrder `json:"files"`
	}
	var got []answer
	for line := range strings.Lines(out) {
		var a answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatal(err)
		}
		got = append(got, a)
	}
	if len(got) != 2 || got[0].Query == nil || got[0].Query.Intent != "rank" || got[0].Query.Kind != "town" || got[0].Query.Period != "2026-10" ||
		len(got[0].Answer) != 1 || !strings.Contains(got[0].Answer[0], "下村镇 100.0%（10/10）") ||
		len(got[1].Files) != 1 || got[1].Files[0].Form != "figures" || got[0].At.Format(time.RFC3339) != "2026-10-24T15:02:00+08:00" {
		t.Errorf("got %+v", got)
	}
}

func TestQueryRefuses(t *testing.T) {
	data := twoTowns(t)
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"query", "进度"}, exitUsage, "as"},
		{[]string{"query", "--as", "xianzhang"}, exitUsage, ""},
		{[]string{"query", "填报", "--as", "nancun_tb", "--now", "2026-11-02 09:00"}, exitFailed, "query 只答问题"},
		{[]string{"query", "进度", "--as", "xianzhang", "--now", "昨天"}, exitUsage, "请写成 2026-10-19 09:00"},
	} {
		code, _, errs := call(t, "", append(c.args, "--data", data)...)
		if code != c.code || !strings.Contains(errs, c.want) {
			t.Errorf("%v: exit code %d, %s", c.args, code, errs)
		}
	}
	if out := must(t, "", "query", "下村镇10月整改率", "--as", "nancun_zz", "--data", data); !strings.HasPrefix(out, "抱歉，下村镇不在您的查看范围内") {
		t.Errorf("out of sight: %s", out)
	}
}
