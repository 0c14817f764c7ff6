package talk

// wording: 客气话和截止日

func welcomeAndOn() string { return "不客气，咱们接着填。\n" }

func pleaseGoOn() string { return "好的，请接着填：\n" }

// anyTime answers a word that only says that something was heard.
func anyTime(reports, reads bool) string {
	switch {
	case reports:
		return "好的。要填报回复“填报”，看要办的事回复“我的任务”。"
	case reads:
		return "好的，有事随时找我。看报送情况回复“进度”。"
	}
	return "好的，有事随时找我。"
}
