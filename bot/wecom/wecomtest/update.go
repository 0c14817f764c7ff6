package wecomtest

import (
	"strconv"
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

// updateBody is a message/update_template_card request (§1.4).
type updateBody struct {
	UserIDs      []string      `json:"userids"`
	PartyIDs     []int         `json:"partyids"`
	TagIDs       []int         `json:"tagids"`
	AtAll        int           `json:"atall"`
	AgentID      agentNumber   `json:"agentid"`
	ResponseCode string        `json:"response_code"`
	IDTrans      int           `json:"enable_id_trans"`
	Button       *replaced     `json:"button"`
	TemplateCard *templateCard `json:"template_card"`
}

type replaced struct {
	ReplaceName string `json:"replace_name" xml:"ReplaceName"`
}

func (s *Server) newCode(taskID string) string {
	code := s.ids.make("code")
	s.codes[code] = &responseCode{taskID: taskID, expires: s.now().Add(codeLife)}
	return code
}

func (s *Server) updateCard(c *call) (fields, error) {
	var b updateBody
	if _, err := s.readJSON(c, &b); err != nil {
		return nil, err
	}
	if err := s.checkAgent(b.AgentID); err != nil {
		return nil, err
	}
	s.questionCard("message/update_template_card", b.TemplateCard)
	change, err := b.change()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	code := s.codes[b.ResponseCode]
	if code == nil || code.used || !s.now().Before(code.expires) {
		return nil, refuse(60140, "invalid response_code")
	}
	to, invalid := s.holders(&b)
	if len(to)+len(invalid) == 0 {
		return nil, refuse(82001, "All target is empty")
	}
	code.used = true
	for _, p := range to {
		if !change.apply(p, code.taskID, false) {
			invalid = append(invalid, strings.ToLower(p.ID))
		}
	}
	if invalid == nil {
		invalid = []string{}
	}
	return fields{"invaliduser": invalid}, nil
}

func (s *Server) holders(b *updateBody) (to []*person, invalid []string) {
	if b.AtAll == 1 {
		return s.order, nil
	}
	to, invalid = s.byID(b.UserIDs)
	var parties []string
	for _, id := range b.PartyIDs {
		parties = append(parties, strconv.Itoa(id))
	}
	members, _ := s.byParty(parties)
	return append(to, members...), invalid
}

// change is what an update does to a person's copy of a card: new text on its grey buttons, or a new card.
type change struct {
	text string
	card *Card
}

func (b *updateBody) change() (change, error) {
	switch {
	case b.Button != nil && b.TemplateCard != nil:
		return change{}, refuse(40058, "both button and template_card are given")
	case b.Button != nil && b.Button.ReplaceName == "":
		return change{}, refuse(40058, "button.replace_name is required")
	case b.Button != nil:
		return change{text: b.Button.ReplaceName}, nil
	case b.TemplateCard == nil:
		return change{}, refuse(40058, "button or template_card is required")
	}
	card, err := b.TemplateCard.check(rules{})
	return change{card: card}, err
}

// apply is false when the person has no such card, or one without buttons to replace. A new card keeps the task id.
func (c change) apply(p *person, taskID string, bot bool) bool {
	old := p.card(taskID, bot)
	switch {
	case old == nil:
		return false
	case c.card != nil:
		*old = c.card.clone()
		old.TaskID = taskID
	case len(old.Buttons) == 0:
		return false
	default:
		old.Replaced = c.text
	}
	p.touch()
	return true
}
