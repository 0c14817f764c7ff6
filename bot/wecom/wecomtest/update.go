package wecomtest

import (
	"strings"
	"time"
)

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

func (s *Server) newCode(taskID string) string {
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
