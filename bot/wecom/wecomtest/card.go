package wecomtest

import (
	"strings"
	"time"
)

const (
	cardButtons = "button_interaction" // the one type of template card that this package knows (§1.3)
	maxButtons  = 6
	maxKey      = 1024 // bytes
	maxTaskID   = 128  // bytes
)

// templateCard is a template card as the API writes it (§1.3).
type templateCard struct {
	CardType  string `json:"card_type"`
	MainTitle struct {
		Title string `json:"title,omitempty"`
	} `json:"main_title"`
	SubTitleText string       `json:"sub_title_text,omitempty"`
	TaskID       string       `json:"task_id,omitempty"`
	ButtonList   []cardButton `json:"button_list,omitempty"`
}

type cardButton struct {
	Text  string `json:"text"`
	Style int    `json:"style,omitempty"`
	Key   string `json:"key"`
}

// check holds a card to the required fields and the hard limits of §1.3; the advised lengths are not held. It returns the
// card as a person sees it.
func (t *templateCard) check() (*Card, error) {
	switch {
	case t.CardType != cardButtons:
		return nil, refuse(40058, "card_type %q is unknown", t.CardType)
	case t.MainTitle.Title == "":
		return nil, refuse(40058, "main_title.title is required")
	case !validTaskID(t.TaskID):
		return nil, refuse(42014, "task_id is missing or invalid")
	case len(t.ButtonList) == 0 || len(t.ButtonList) > maxButtons:
		return nil, refuse(40058, "button_list has %d buttons, want 1 to %d", len(t.ButtonList), maxButtons)
	}
	c := &Card{Type: t.CardType, TaskID: t.TaskID, Title: t.MainTitle.Title, Sub: t.SubTitleText}
	for i, b := range t.ButtonList {
		switch _, twice := c.button(b.Key); {
		case b.Text == "":
			return nil, refuse(40058, "button_list[%d].text is required", i)
		case b.Style < 0 || b.Style > 4:
			return nil, refuse(40058, "button_list[%d].style is not 1 to 4", i)
		case b.Key == "" || len(b.Key) > maxKey:
			return nil, refuse(40058, "button_list[%d].key is not of 1 to %d bytes", i, maxKey)
		case twice:
			return nil, refuse(40058, "button_list[%d].key is given twice", i)
		}
		c.Buttons = append(c.Buttons, Button{Text: b.Text, Key: b.Key, Style: max(b.Style, 1)})
	}
	return c, nil
}

func (s *corp) questionCard(where string, t *templateCard) {
	if t != nil && t.CardType != cardButtons {
		s.report("%s: unknown card_type %q", where, t.CardType)
	}
}

func validTaskID(id string) bool {
	const allowed = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-@"
	return id != "" && len(id) <= maxTaskID && strings.Trim(id, allowed) == ""
}

const codeLife = 72 * time.Hour // of a response_code (§1.4)

// responseCode lets its holder update one card, once.
type responseCode struct {
	taskID  string
	expires time.Time
	used    bool
}

type replaced struct {
	ReplaceName string `json:"replace_name" xml:"ReplaceName"`
}

func (s *callbacks) newCode(taskID string) string {
	code := s.ids.make("code")
	s.codes[code] = &responseCode{taskID: taskID, expires: s.now().Add(codeLife)}
	return code
}

// updateCard is message/update_template_card with new text for the grey buttons (§1.4).
func (s *Server) updateCard(c *call) (fields, error) {
	var b struct {
		UserIDs      []string    `json:"userids"`
		AgentID      agentNumber `json:"agentid"`
		ResponseCode string      `json:"response_code"`
		Button       replaced    `json:"button"`
	}
	if _, err := s.readJSON(c, &b); err != nil {
		return nil, err
	}
	if err := s.checkAgent(b.AgentID); err != nil {
		return nil, err
	}
	if b.Button.ReplaceName == "" {
		return nil, refuse(40058, "button.replace_name is required")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	code := s.codes[b.ResponseCode]
	if code == nil || code.used || !s.now().Before(code.expires) {
		return nil, refuse(60140, "invalid response_code")
	}
	to, invalid := s.byID(b.UserIDs)
	if len(to)+len(invalid) == 0 {
		return nil, refuse(82001, "All target is empty")
	}
	code.used = true
	for _, p := range to {
		if !p.replace(code.taskID, b.Button.ReplaceName) {
			invalid = append(invalid, strings.ToLower(p.ID))
		}
	}
	return fields{"invaliduser": append([]string{}, invalid...)}, nil
}

// replace puts a text in place of the buttons of the person's copy of a card of the app, and is false where there is none.
func (p *person) replace(taskID, text string) bool {
	card := p.card(taskID, false)
	if card == nil {
		return false
	}
	card.Replaced = text
	p.touch()
	return true
}
