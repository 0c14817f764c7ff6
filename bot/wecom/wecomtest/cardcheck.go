package wecomtest

import "strings"

const (
	maxButtons = 6
	maxItems   = 6
	maxJumps   = 3
	maxKey     = 1024 // bytes
	maxTaskID  = 128  // bytes
)

// check holds a card to the required fields and the hard limits of §1.3; the advised lengths are not held. A card that
// replaces another may leave out task_id.
func (t *templateCard) check(fresh bool) (*Card, error) {
	var err error
	switch t.CardType {
	case cardButtons:
		err = t.checkButtons(fresh)
	case cardNotice:
		err = t.checkNotice()
	default:
		return nil, refuse(40058, "card_type %q is unknown to wecomtest", t.CardType)
	}
	if err != nil {
		return nil, err
	}
	if t.TaskID != "" && !validTaskID(t.TaskID) {
		return nil, refuse(42014, "invalid task_id")
	}
	if fresh && t.ReplaceText != "" {
		return nil, refuse(40058, "replace_text is for updates only")
	}
	for _, check := range []func() error{t.checkItems, t.checkJumps, t.checkTargets} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return t.seen(), nil
}

func (t *templateCard) checkButtons(fresh bool) error {
	switch {
	case t.MainTitle.Title == "":
		return refuse(40058, "main_title.title is required")
	case t.TaskID == "" && fresh:
		return refuse(42014, "task_id is required")
	case len(t.ButtonList) == 0 || len(t.ButtonList) > maxButtons:
		return refuse(40058, "button_list has %d buttons, want 1 to %d", len(t.ButtonList), maxButtons)
	case t.Emphasis != nil || len(t.JumpList) > 0:
		return refuse(40058, "button_interaction has no emphasis_content and no jump_list")
	}
	keys := make(map[string]bool)
	for i, b := range t.ButtonList {
		switch {
		case b.Text == "":
			return refuse(40058, "button_list[%d].text is required", i)
		case b.Style < 0 || b.Style > 4:
			return refuse(40058, "button_list[%d].style is not 1 to 4", i)
		case b.Type == 1 && !validURL(b.URL):
			return refuse(40058, "button_list[%d].url is required", i)
		case b.Type == 1:
			continue
		case b.Type != 0:
			return refuse(40058, "button_list[%d].type is not 0 or 1", i)
		case b.Key == "" || len(b.Key) > maxKey:
			return refuse(40058, "button_list[%d].key is not of 1 to %d bytes", i, maxKey)
		case keys[b.Key]:
			return refuse(40058, "button_list[%d].key is given twice", i)
		}
		keys[b.Key] = true
	}
	return nil
}

func (t *templateCard) checkNotice() error {
	switch {
	case t.MainTitle.Title == "" && t.SubTitleText == "":
		return refuse(40058, "main_title.title or sub_title_text is required")
	case t.CardAction == nil || t.CardAction.Type == 0:
		return refuse(40058, "card_action of type 1 or 2 is required")
	case len(t.ButtonList) > 0:
		return refuse(40058, "text_notice has no button_list")
	}
	return nil
}

func (t *templateCard) checkItems() error {
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
			ok = ok && item.MediaID != ""
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

func (t *templateCard) checkJumps() error {
	if len(t.JumpList) > maxJumps {
		return refuse(40058, "jump_list has %d items, want at most %d", len(t.JumpList), maxJumps)
	}
	for i, j := range t.JumpList {
		if j.Title == "" || !j.valid() {
			return refuse(40058, "jump_list[%d] lacks title or what its type needs", i)
		}
	}
	return nil
}

func (t *templateCard) checkTargets() error {
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

func validTaskID(id string) bool {
	const allowed = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-@"
	return len(id) <= maxTaskID && strings.Trim(id, allowed) == ""
}
