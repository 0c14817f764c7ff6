package person

import "anwei"

// What becomes of the rows of a table when a person is erased.
const (
	goes   = "可以删"
	stays  = "正式记录，保留账号"
	blanks = "保留，抹去电话"
)

// wording is what the rows of a table are called, and what becomes of them.
type wording struct{ table, what, erase string }

// words are those of all tables that may name a person.
func words() []wording {
	return []wording{
		{"people_order", "名单", "可以删；经手过正式报表的留姓名和账号"},
		{"drafts", "没报完的草稿", "归单位，抹去电话"},
		{"reports", "报表", stays},
		{"revisions", "报表的历次修订", stays},
		{"snapshots", "定格的表", blanks},
		{"keyed", "补录的勾选", blanks},
		{"talks", "聊到哪里", goes},
		{"seen", "刚收到的消息", "七天后自动删，抹去电话"},
		{"outbox", "等着发的消息", goes},
		{"outbox_calls", "正在发的消息", blanks},
		{"outbox_endings", "发过的消息（没有内容）", "保留，免得重发"},
		{"outbox_aside", "没发出去、搁置的消息", goes},
		{"outbox_sent", "最近一小时发了谁", "随发随删"},
		{"promises", "说定的日子、困难", blanks},
		{"fulfilments", "工作任务的落实", stays},
		{"cases", "案件", blanks},
		{"evidence", "照片、文件的登记", blanks},
		{"reminded", "提醒过什么", blanks},
		{"ways", "怎样找得到他", goes},
		{"handlings", "退回、收下、代录", stays},
		{"audits", "操作记录", blanks},
		{"misheard", "没听懂的话", goes},
		{"grants", "代办", blanks},
		{"marks", "红黄牌", blanks},
		{"notices", "通知", stays},
		{"receipts", "通知的签收", stays},
		{"wishes", "要不要简报", goes},
		{"baselines", "对比的基数", blanks},
		{"plans", "方案", blanks},
	}
}

// wordsOf returns those of a table.
func wordsOf(table string) wording {
	if w, known := anwei.Find(words(), func(w wording) bool { return w.table == table }); known {
		return w
	}
	return wording{table, table, blanks}
}
