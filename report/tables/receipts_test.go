package tables_test

import (
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/report/tables"
)

// The three things that are counted of each receiver stand apart, and what was not
// asked for has no column.
func TestReceipts(t *testing.T) {
	at := func(h int) time.Time { return time.Date(2026, 10, 19, h, 5, 0, 0, time.UTC) }
	in := tables.ReceiptsInput{
		Plan:   anwei.Plan{County: "泽州县", Short: "三大行动"},
		Roster: anwei.Roster{Units: []anwei.Unit{{ID: "nancun", Name: "南村镇"}, {ID: "xiacun", Name: "下村镇"}}},
		Notice: anwei.Notice{
			ID: 3, State: anwei.NoticeSent, Text: "请开展专项排查", Audience: "各镇", Confirm: true, Feedback: true, Sent: at(9),
			To: []anwei.Receiver{{Person: "a", Name: "张三", Unit: "nancun"}, {Person: "b", Name: "李四", Unit: "xiacun"}, {Person: "c", Name: "王五", Unit: "xiacun"}},
		},
		Receipts: map[anwei.PersonID]anwei.Receipt{
			"a": {Confirmed: at(10), Words: "收到", Done: at(12), Result: "排查12家", Proofs: 2}, "b": {Confirmed: at(11), Words: "已阅"},
		},
		Posted: map[anwei.PersonID]anwei.Posted{
			"a": {State: anwei.PostSent, At: at(9)}, "b": {State: anwei.PostSent, At: at(9)}, "c": {State: anwei.PostFailed, At: at(9)},
		},
		At: at(15),
	}
	table := tables.Receipts(in)
	if err := table.Valid(); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"1 南村镇 张三 10月19日 09:05 10月19日 10:05 收到 10月19日 12:05 排查12家 2份",
		"2 下村镇 李四 10月19日 09:05 10月19日 11:05 已阅   ",
		"3 下村镇 王五 没送到     ",
	}
	for i, w := range want {
		if got := cellsOf(table.Rows[i]); got != w {
			t.Errorf("row %d: %q, want %q", i, got, w)
		}
	}
	if got := table.Foot[0].Left; got != "共3人，已送达2人，已确认2人，已落实1人。" {
		t.Errorf("foot: %s", got)
	}
	for i, mark := range []tables.Mark{tables.Plain, tables.Missing, tables.Late} {
		if table.Rows[i].Mark != mark {
			t.Errorf("row %d has mark %d, want %d", i, table.Rows[i].Mark, mark)
		}
	}
	in.Notice.Feedback, in.Notice.Meeting = false, &anwei.Meeting{At: at(15), Place: "二楼"}
	in.Receipts["b"] = anwei.Receipt{Confirmed: at(11), Attend: anwei.Proxy, Detail: "赵六"}
	table = tables.Receipts(in)
	if got := cellsOf(table.Rows[1]); got != "2 下村镇 李四 10月19日 09:05 10月19日 11:05  替会 赵六" {
		t.Errorf("of a meeting: %q", got)
	}
	if got := table.Foot[0].Left; !strings.HasSuffix(got, "参加0人，请假0人，替会1人，未回复2人。") {
		t.Errorf("foot of a meeting: %s", got)
	}
}

func cellsOf(r tables.Row) string {
	out := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		out[i] = c.String()
	}
	return strings.Join(out, " ")
}
