package tables

import (
	"fmt"
	"strconv"
	"time"

	"anwei"
)

// ReceiptsInput is what the table of a notice's receipts is compiled from.
type ReceiptsInput struct {
	Plan     anwei.Plan
	Notice   anwei.Notice
	Roster   anwei.Roster
	Receipts map[anwei.PersonID]anwei.Receipt
	Posted   map[anwei.PersonID]anwei.Posted
	// Zone is the time zone of the plan; nil takes times as they are.
	Zone *time.Location
	At   time.Time
}

// Receipts returns the 签收表 of a notice: a row for each receiver as they were
// frozen when it was sent, with what is counted apart: whether WeCom took it, when
// he confirmed, what he did, whether he comes. Columns that the notice does not ask
// for are left out.
func Receipts(in ReceiptsInput) Table {
	n := in.Notice
	t := Table{
		Name: fmt.Sprintf("通知%d号签收表", n.ID), Title: official(in.Plan, fmt.Sprintf("通知%d号签收表", n.ID)),
		Landscape: true, Keys: 3, At: in.At,
		Columns: []Column{col("序号", 6), col("单位", 20), col("姓名", 14), col("送达", 16)},
		Above:   in.above(),
	}
	if n.Confirm || n.Meeting != nil || n.Feedback {
		t.Columns = append(t.Columns, col("确认时间", 14), prose("回复", 20))
	}
	if n.Meeting != nil {
		t.Columns = append(t.Columns, col("参会", 8), prose("说明", 20))
	}
	if n.Feedback {
		t.Columns = append(t.Columns, col("落实时间", 14), prose("落实情况", 34), col("材料", 8))
	}
	units := make(map[anwei.UnitID]string, len(in.Roster.Units))
	for _, u := range in.Roster.Units {
		units[u.ID] = u.Name
	}
	for i, to := range n.To {
		t.Rows = append(t.Rows, in.row(i+1, to, units[to.Unit]))
	}
	t.Foot = in.sums()
	return t.laid()
}

func (in ReceiptsInput) above() []Line {
	n := in.Notice
	lines := []Line{{Left: anwei.Clip("通知内容："+n.Text, 120)}}
	sent := "尚未发出"
	if !n.Sent.IsZero() {
		sent = "发出：" + clock(n.Sent, in.Zone)
	}
	if n.State == anwei.NoticeRecalled {
		sent += "，已于" + clock(n.Recalled, in.Zone) + "撤回"
	}
	if n.Meeting != nil {
		lines = append(lines, Line{Left: "会议：" + clock(n.Meeting.At, in.Zone) + " " + n.Meeting.Place})
	}
	return append(lines, Line{Left: "发给：" + n.Audience, Middle: sent, Right: asOf(in.At, in.Zone)})
}

func (in ReceiptsInput) row(i int, to anwei.Receiver, unit string) Row {
	n, r, p := in.Notice, in.Receipts[to.Person], in.Posted[to.Person]
	row := Row{Cells: []Cell{number(i), words(unit), words(to.Name), in.posted(p)}}
	if n.Asks() {
		row.Cells = append(row.Cells, moment(r.Confirmed, in.Zone), words(r.Words))
	}
	if n.Meeting != nil {
		row.Cells = append(row.Cells, words(map[anwei.Attendance]string{anwei.Attends: "参加", anwei.Excused: "请假", anwei.Proxy: "替会"}[r.Attend]), words(r.Detail))
	}
	if n.Feedback {
		pieces := Cell{}
		if r.Proofs > 0 {
			pieces = words(strconv.Itoa(r.Proofs) + "份")
		}
		row.Cells = append(row.Cells, moment(r.Done, in.Zone), words(r.Result), pieces)
	}
	switch {
	case p.State == anwei.PostFailed:
		row.Mark = Late
	case n.Live() && n.Missing(r):
		row.Mark = Missing
	}
	return row
}

// posted says whether the notice has arrived.
func (in ReceiptsInput) posted(p anwei.Posted) Cell {
	switch p.State {
	case anwei.PostSent:
		return moment(p.At, in.Zone)
	case anwei.PostWaiting:
		return words("发送中")
	case anwei.PostFailed:
		return marked("没送到", Late)
	case anwei.PostDropped:
		return words("未发送")
	case anwei.PostNone:
	}
	return Cell{}
}

// sums counts the columns; each count stands beside how many there are.
func (in ReceiptsInput) sums() []Line {
	n := in.Notice
	var sent, confirmed, done int
	attend := map[anwei.Attendance]int{}
	for _, to := range n.To {
		r := in.Receipts[to.Person]
		if in.Posted[to.Person].State == anwei.PostSent {
			sent++
		}
		if !r.Confirmed.IsZero() {
			confirmed++
		}
		if !r.Done.IsZero() {
			done++
		}
		attend[r.Attend]++
	}
	text := fmt.Sprintf("共%d人，已送达%d人", len(n.To), sent)
	if n.Asks() {
		text += fmt.Sprintf("，已确认%d人", confirmed)
	}
	if n.Feedback {
		text += fmt.Sprintf("，已落实%d人", done)
	}
	if n.Meeting != nil {
		text += fmt.Sprintf("；参加%d人，请假%d人，替会%d人，未回复%d人", attend[anwei.Attends], attend[anwei.Excused], attend[anwei.Proxy], attend[""])
	}
	return []Line{{Left: text + "。"}}
}
