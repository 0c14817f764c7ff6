package wecomtest

func (t *templateCard) checkItems(r rules) error {
	if len(t.HorizontalList) > maxItems {
		return refuse(40058, "horizontal_content_list has %d items, want at most %d", len(t.HorizontalList), maxItems)
	}
	for i, item := range t.HorizontalList {
		ok := item.KeyName != ""
		switch item.Type {
		case 0:
		case 1:
			ok = ok && validURL(item.URL)
		case 2:
			ok = ok && item.MediaID != "" && !r.bot
		case 3:
			ok = ok && item.UserID != ""
		default:
			ok = false
		}
		if !ok {
			return refuse(40058, "horizontal_content_list[%d] lacks keyname or what its type needs", i)
		}
	}
	return nil
}

func (t *templateCard) checkJumps(r rules) error {
	if len(t.JumpList) > maxJumps {
		return refuse(40058, "jump_list has %d items, want at most %d", len(t.JumpList), maxJumps)
	}
	for i, j := range t.JumpList {
		asks := r.bot && j.Type == 3 && j.Question != "" && len(j.Question) <= maxQuestion
		if j.Title == "" || !asks && (!j.valid() || j.Question != "") {
			return refuse(40058, "jump_list[%d] lacks title or what its type needs", i)
		}
	}
	return nil
}

func (t *templateCard) checkTargets(rules) error {
	if t.CardAction != nil && !t.CardAction.valid() {
		return refuse(40058, "card_action lacks what its type needs")
	}
	if t.Quote != nil && !t.Quote.valid() {
		return refuse(40058, "quote_area lacks what its type needs")
	}
	return nil
}

func (t cardTarget) valid() bool {
	switch t.Type {
	case 0:
		return true
	case 1:
		return validURL(t.URL)
	case 2:
		return t.AppID != ""
	default:
		return false
	}
}
