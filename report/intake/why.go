package intake

// wording: 表格里没有取的格，为什么

// Chinese returns the reason as it is told to the person who sent the table,
// without a full stop.
func (w Why) Chinese() string {
	return map[Why]string{
		NoHeading:     "没有对应的表头",
		Ambiguous:     "表头对应多个指标，无法确定是哪一项",
		Cumulative:    "是累计数或其他口径，只读取本期数",
		TotalRow:      "合计行不读取，合计由系统计算",
		NumberRow:     "像是栏次编号，没有当作数据",
		UnknownUnit:   "名单里没有这个单位，或者不止一个单位叫这个名称",
		UnknownPeriod: "看不出是哪一期的数据",
		OutsidePeriod: "不在本表的填报期内",
		UnknownTask:   "本表没有这项工作任务",
		NoLabel:       "有好几行数据，看不出各是哪个单位、哪一期的",
		Twice:         "同一项出现了两次，内容不一致",
		NotWhole:      "不是整数",
		Decimal:       "是小数，应填整数",
		Negative:      "是负数",
		Approximate:   "不是确切的数",
		DateCell:      "是日期，不是数",
		FormulaError:  "公式没有结果，或者列太窄没有显示出来",
		MergedCell:    "是合并单元格，无法确定属于哪一项",
		NotAnOption:   "不是可选的内容",
		Unclear:       "看不准是几，请只写一个数",
		TooLarge:      "数太大，像是电话或编号",
		Percent:       "是百分比，请填个数",
		Struck:        "是划掉的内容，请填上要报的",
		Stretch:       "只是一天或几天的数，请填全月合计",
		FarCell:       "离表格太远，没有读取",
	}[w]
}
