package wecomtest

import "strings"

const (
	maxButtons  = 6
	maxItems    = 6
	maxJumps    = 3
	maxVertical = 4
	maxOptions  = 10 // of a list; UNCONFIRMED for a multiple card of the app
	maxVotes    = 20 // options of a vote; UNCONFIRMED for the app
	maxSelects  = 3
	maxActions  = 3
	maxKey      = 1024 // bytes
	maxTaskID   = 128  // bytes; of the id of an option too
	maxQuestion = 200  // bytes that a tap asks the bot
)

// rules say whose card it is and whether it is new.
type rules struct {
	fresh bool // not one that replaces another, which may leave out task_id
	bot   bool // of the bot, whose cards differ a little from the app's (§3.0)
}

// check holds a card to the required fields and the hard limits of §1.3; the advised lengths are not held.
func (t *templateCard) check(r rules) (*Card, error) {
	var err error
	switch t.CardType {
	case cardButtons:
		err = t.checkButtons()
	case cardNotice:
		err = t.checkNotice()
	case cardNews:
		err = t.checkNews()
	case cardVote, cardMultiple:
		err = t.checkQuestions()
	default:
		return nil, refuse(40058, "card_type %q is unknown", t.CardType)
	}
	if err != nil {
		return nil, err
	}
	if err := t.checkTask(r); err != nil {
		return nil, err
	}
	for _, check := range []func(rules) error{t.checkBelongs, t.checkMenu, t.checkItems, t.checkJumps, t.checkTargets} {
		if err := check(r); err != nil {
			return nil, err
		}
	}
	return t.seen(), nil
}

// checkTask wants a task_id wherever a press calls back.
func (t *templateCard) checkTask(r rules) error {
	calls := t.ActionMenu != nil || t.CardType != cardNotice && t.CardType != cardNews
	switch {
	case t.TaskID == "" && r.fresh && calls:
		return refuse(42014, "task_id is required")
	case t.TaskID != "" && !validTaskID(t.TaskID):
		return refuse(42014, "invalid task_id")
	case r.fresh && t.ReplaceText != "":
		return refuse(40058, "replace_text is for updates only")
	case t.Feedback != nil && !r.bot:
		return refuse(40058, "feedback is for the bot's cards only")
	}
	return nil
}

// checkBelongs refuses what another type of card has.
func (t *templateCard) checkBelongs(rules) error {
	for _, part := range []struct {
		name  string
		given bool
		types string
	}{
		{"emphasis_content", t.Emphasis != nil, cardNotice},
		{"sub_title_text", t.SubTitleText != "", cardNotice + cardButtons},
		{"jump_list", len(t.JumpList) > 0, cardNotice + cardNews},
		{"quote_area", t.Quote != nil, cardNotice + cardNews + cardButtons},
		{"horizontal_content_list", len(t.HorizontalList) > 0, cardNotice + cardNews + cardButtons},
		{"card_action", t.CardAction != nil, cardNotice + cardNews + cardButtons},
		{"card_image", t.CardImage != nil, cardNews},
		{"image_text_area", t.ImageText != nil, cardNews},
		{"vertical_content_list", len(t.VerticalList) > 0, cardNews},
		{"action_menu", t.ActionMenu != nil, cardNotice + cardNews + cardButtons},
		{"button_list", len(t.ButtonList) > 0, cardButtons},
		{"button_selection", t.Selection != nil, cardButtons},
		{"checkbox", t.CheckBox != nil, cardVote},
		{"select_list", len(t.SelectList) > 0, cardMultiple},
		{"submit_button", t.SubmitButton != nil, cardVote + cardMultiple},
	} {
		if part.given && !strings.Contains(part.types, t.CardType) {
			return refuse(40058, "%s has no %s", t.CardType, part.name)
		}
	}
	return nil
}

func (t *templateCard) checkButtons() error {
	if t.MainTitle.Title == "" {
		return refuse(40058, "main_title.title is required")
	}
	if len(t.ButtonList) == 0 || len(t.ButtonList) > maxButtons {
		return refuse(40058, "button_list has %d buttons, want 1 to %d", len(t.ButtonList), maxButtons)
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
	if t.Selection != nil {
		return t.Selection.check("button_selection", maxOptions)
	}
	return nil
}

func (t *templateCard) checkNotice() error {
	switch {
	case t.MainTitle.Title == "" && t.SubTitleText == "":
		return refuse(40058, "main_title.title or sub_title_text is required")
	case t.CardAction == nil || t.CardAction.Type == 0:
		return refuse(40058, "card_action of type 1 or 2 is required")
	}
	return nil
}

func (t *templateCard) checkNews() error {
	image, text := t.CardImage, t.ImageText
	switch {
	case t.MainTitle.Title == "":
		return refuse(40058, "main_title.title is required")
	case t.CardAction == nil || t.CardAction.Type == 0:
		return refuse(40058, "card_action of type 1 or 2 is required")
	case image == nil && text == nil:
		return refuse(40058, "card_image or image_text_area is required")
	case image != nil && !validURL(image.URL), text != nil && !validURL(text.ImageURL):
		return refuse(40058, "the address of the picture is missing")
	case image != nil && image.AspectRatio != 0 && (image.AspectRatio < 1.3 || image.AspectRatio > 2.25):
		return refuse(40058, "card_image.aspect_ratio is not within 1.3 and 2.25")
	case text != nil && !text.valid():
		return refuse(40058, "image_text_area lacks what its type needs")
	case len(t.VerticalList) > maxVertical:
		return refuse(40058, "vertical_content_list has %d items, want at most %d", len(t.VerticalList), maxVertical)
	}
	for i, v := range t.VerticalList {
		if v.Title == "" {
			return refuse(40058, "vertical_content_list[%d].title is required", i)
		}
	}
	return nil
}

// checkQuestions holds a vote and a multiple card. That they need a task_id and how many options they may have is
// UNCONFIRMED for the app (§1.3).
func (t *templateCard) checkQuestions() error {
	switch b := t.SubmitButton; {
	case t.MainTitle.Title == "":
		return refuse(40058, "main_title.title is required")
	case b == nil || b.Text == "" || b.Key == "" || len(b.Key) > maxKey:
		return refuse(40058, "submit_button with text and a key of 1 to %d bytes is required", maxKey)
	case t.CardType == cardVote && t.CheckBox == nil:
		return refuse(40058, "checkbox is required")
	case t.CardType == cardVote && (t.CheckBox.Mode < 0 || t.CheckBox.Mode > 1):
		return refuse(40058, "checkbox.mode is not 0 or 1")
	case t.CardType == cardVote:
		return t.CheckBox.check("checkbox", maxVotes)
	case len(t.SelectList) == 0 || len(t.SelectList) > maxSelects:
		return refuse(40058, "select_list has %d questions, want 1 to %d", len(t.SelectList), maxSelects)
	}
	keys := make(map[string]bool)
	for _, list := range t.SelectList {
		if err := list.check("select_list", maxOptions); err != nil {
			return err
		}
		if keys[list.QuestionKey] {
			return refuse(40058, "select_list has question_key %s twice", list.QuestionKey)
		}
		keys[list.QuestionKey] = true
	}
	return nil
}

func (l *cardSelect) check(name string, limit int) error {
	if l.QuestionKey == "" || len(l.QuestionKey) > maxKey {
		return refuse(40058, "%s.question_key is not of 1 to %d bytes", name, maxKey)
	}
	if len(l.OptionList) == 0 || len(l.OptionList) > limit {
		return refuse(40058, "%s has %d options, want 1 to %d", name, len(l.OptionList), limit)
	}
	ids := make(map[string]bool)
	for i, o := range l.OptionList {
		if o.ID == "" || len(o.ID) > maxTaskID || o.Text == "" || ids[o.ID] {
			return refuse(40058, "%s.option_list[%d] lacks its text or an id of its own", name, i)
		}
		ids[o.ID] = true
	}
	if l.SelectedID != "" && !ids[l.SelectedID] {
		return refuse(40058, "%s.selected_id names no option", name)
	}
	return nil
}

func (t *templateCard) checkMenu(rules) error {
	m := t.ActionMenu
	if m == nil {
		return nil
	}
	if len(m.ActionList) == 0 || len(m.ActionList) > maxActions {
		return refuse(40058, "action_menu has %d actions, want 1 to %d", len(m.ActionList), maxActions)
	}
	keys := make(map[string]bool)
	for i, a := range m.ActionList {
		if a.Text == "" || a.Key == "" || len(a.Key) > maxKey || keys[a.Key] {
			return refuse(40058, "action_menu.action_list[%d] lacks its text or a key of its own", i)
		}
		keys[a.Key] = true
	}
	return nil
}

func validTaskID(id string) bool {
	const allowed = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-@"
	return len(id) <= maxTaskID && strings.Trim(id, allowed) == ""
}
