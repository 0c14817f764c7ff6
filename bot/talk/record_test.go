package talk_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"anwei"
	"anwei/bot"
)

// TestRecordGoesBack holds that the record is read page by page, of one unit and of one
// month, each row once, and says what was done by a command.
func TestRecordGoesBack(t *testing.T) {
	h := newHouse(t)
	for i := range 23 {
		a := anwei.Audit{ID: fmt.Sprint("r", i), At: h.now.AddDate(0, 0, -40+i), By: "anban", Action: "退回", Unit: "nancun", Detail: fmt.Sprintf("第%d次", i)}
		switch {
		case i == 22:
			a.By, a.Via = "", "命令行"
		case i%2 == 1:
			a.Unit = "xiacun"
		}
		h.desk.audits = append(h.desk.audits, a)
	}
	seen := map[string]int{}
	for page, want := range map[string]int{"操作记录": 10, "操作记录 第2页": 10, "操作记录第3页": 3, "操作记录 第4页": 0} {
		got := h.heard(t, "anban", page)
		if n := strings.Count(got, "· "); n != want || strings.Contains(got, "更早的") != (page == "操作记录" || page == "操作记录 第2页") {
			t.Errorf("%s has %d rows: %s", page, n, got)
		}
		for i := range 23 {
			seen[strconv.Itoa(i)] += strings.Count(got, fmt.Sprintf("第%d次", i))
		}
	}
	for row, n := range seen {
		if n != 1 {
			t.Errorf("row %s is read %d times", row, n)
		}
	}
	if got := h.heard(t, "anban", "操作记录"); !strings.Contains(got, "系统管理员（命令行）") {
		t.Errorf("what the operator did is read as %s", got)
	}
	if got := h.heard(t, "anban", "下村镇的操作记录"); strings.Count(got, "· ") != 10 || strings.Contains(got, "第22次") {
		t.Errorf("of one unit: %s", got)
	}
	if got := h.heard(t, "anban", "9月的操作记录"); !strings.Contains(got, "9月") || strings.Contains(got, "10月1日") {
		t.Errorf("of one month: %s", got)
	}
}

// TestConsoleIsTold holds that what is done in somebody's name at the console leaves a row
// which says so, and what is only looked at does not.
func TestConsoleIsTold(t *testing.T) {
	h := newHouse(t)
	october(h, "xiacun")
	for _, c := range []struct{ who, text, action string }{
		{"nancun_tb", "零报告", ""},
		{"nancun_tb", "确认提交", "代为发言"},
		{"anban", "进度", ""},
		{"anban", "收下 下村镇", ""},
		{"anban", "确认收下", "收下"},
	} {
		h.turns++
		m := bot.Message{ID: fmt.Sprint("m", h.turns), From: anwei.PersonID(c.who), At: h.now, Kind: bot.TextMessage, Text: c.text, Via: "命令行"}
		var got []string
		for _, e := range h.turn(t, m) {
			h.apply(t, m.From, e)
			if a, is := e.(bot.PutAudit); is && a.Audit.Via == "命令行" {
				got = append(got, a.Audit.Action)
			}
		}
		if strings.Join(got, "") != c.action {
			t.Errorf("%s of %s is on record as %q", c.text, c.who, got)
		}
	}
}
