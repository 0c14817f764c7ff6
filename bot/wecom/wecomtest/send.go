package wecomtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

const (
	defaultInterval = 1800 * time.Second // of the duplicate check (§1.2)
	maxInterval     = 4 * time.Hour
	corpMinute      = 20000 // members whom the corp's messages reach (§1.10)
)

// sendBody is a message/send request (§1.2).
type sendBody struct {
	ToUser   string      `json:"touser"`
	AgentID  agentNumber `json:"agentid"`
	Check    int         `json:"enable_duplicate_check"`
	Interval int         `json:"duplicate_check_interval"`
	message
}

// Send is an accepted message/send call.
type Send struct {
	At         time.Time
	MsgID      string
	Body       json.RawMessage // as it was sent
	To         []string        // who was meant and is valid
	Suppressed []string        // those of To who had it already, by the duplicate check
	Dropped    []string        // those of To whose rate was exceeded
	Line       Line            // as those of To see it who are in neither; Seq is 0
}

// Sends are all message/send calls that were answered with errcode 0, or would have been but for BreakNext, oldest first.
func (s *Server) Sends() []Send {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.Clone(s.sends)
	for i := range list {
		list[i].Line = list[i].Line.clone()
	}
	return list
}

// Dropped counts the messages that members did not get because 30 a minute or 1000 an hour were exceeded. The API says
// nothing of them (§1.12).
func (s *Server) Dropped() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.dropped
}

func (s *Server) sendMessage(c *call) (fields, error) {
	var b sendBody
	raw, err := s.readJSON(c, &b)
	if err != nil {
		return nil, err
	}
	if err := s.checkAgent(b.AgentID); err != nil {
		return nil, err
	}
	s.question(&b)
	line, err := b.line()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	to, out, err := s.recipients(&b)
	if err != nil {
		return out, err
	}
	send := Send{At: s.now(), Body: raw, To: userIDs(to), Line: line}
	send.Line.At = send.At
	return s.accept(&b, send, to, out)
}

// question reports what this package does not know, and what WeCom would take but not do.
func (s *Server) question(b *sendBody) {
	if !b.known() {
		s.report("message/send: unknown msgtype %q", b.MsgType)
		return
	}
	s.questionCard("message/send", b.TemplateCard)
	if b.payloads() > 1 {
		s.report("message/send: %d payloads for one msgtype %s", b.payloads(), b.MsgType)
	}
	if d := b.interval(); d < 0 || d > maxInterval {
		s.report("message/send: duplicate_check_interval %d is not within 0 and 14400", b.Interval)
	}
	if b.Markdown != nil {
		if mark := unrendered(b.Markdown.Content); mark != "" {
			s.report("message/send: markdown with %q, which WeCom does not render", mark)
		}
	}
}

func (b *sendBody) interval() time.Duration {
	if b.Interval == 0 {
		return defaultInterval
	}
	return time.Duration(b.Interval) * time.Second
}

// digest tells contents apart for the duplicate check.
func (b *sendBody) digest() (string, error) {
	data, err := json.Marshal(b.message)
	if err != nil {
		return "", fmt.Errorf("digest: %w", err)
	}
	return string(data), nil
}

// accept delivers a valid message to its valid recipients. Content counts as seen whether or not the earlier message asked
// for the check, so that a bot which repeats itself by intention notices.
func (s *Server) accept(b *sendBody, send Send, to []*person, out fields) (fields, error) {
	digest, err := b.digest()
	if err != nil {
		return nil, err
	}
	if err := s.fillMedia(&send.Line, ownerApp); err != nil {
		return nil, err
	}
	fresh := to
	if b.Check == 1 {
		fresh = nil
		for _, p := range to {
			if p.repeated(digest, send.At, b.interval()) {
				send.Suppressed = append(send.Suppressed, p.ID)
			} else {
				fresh = append(fresh, p)
			}
		}
	}
	if !s.corpRate.admit(send.At, len(fresh), corpMinute) {
		return nil, refuse(45009, "api freq out of limit")
	}
	if err := s.claimTask(b, digest, len(fresh)); err != nil {
		return nil, err
	}
	send.MsgID = s.ids.make("msg")
	out["msgid"] = send.MsgID
	if len(fresh) > 0 && send.Line.Card != nil {
		out["response_code"] = s.newCode(send.Line.Card.TaskID)
	}
	for _, p := range fresh {
		if !p.admit(send.At) {
			s.dropped++
			send.Dropped = append(send.Dropped, p.ID)
			continue
		}
		p.seen[digest] = send.At
		line := send.Line.clone()
		line.msgID = send.MsgID
		p.add(line)
	}
	s.sends = append(s.sends, send)
	return out, nil
}

// claimTask refuses a task_id that another message of the app has used (§1.3).
func (s *Server) claimTask(b *sendBody, digest string, fresh int) error {
	if b.TemplateCard == nil || fresh == 0 {
		return nil
	}
	id := b.TemplateCard.TaskID
	used, ok := s.tasks[id]
	if ok && (used != digest || b.Check != 1) {
		return refuse(42014, "task_id %s is used already", id)
	}
	s.tasks[id] = digest
	return nil
}

func userIDs(list []*person) []string {
	out := make([]string, len(list))
	for i, p := range list {
		out[i] = p.ID
	}
	return out
}

// recipients are the people a message reaches. The fields are those of the answer: what is invalid is listed, user ids in
// lower case, and does not hinder the rest; errcode 81013 when nobody is left (§1.2). s.mu must be held.
func (s *Server) recipients(b *sendBody) ([]*person, fields, error) {
	out := fields{"invaliduser": "", "invalidparty": "", "invalidtag": "", "unlicenseduser": ""}
	users := strings.Split(b.ToUser, "|")
	switch {
	case b.ToUser == "":
		return nil, nil, refuse(82001, "All target is empty")
	case len(users) > 1000:
		return nil, nil, refuse(40032, "invalid userid list size")
	}
	to, bad := s.byID(users)
	out["invaliduser"] = strings.Join(bad, "|")
	if len(to) == 0 {
		return nil, out, refuse(81013, "user & party & tag all invalid")
	}
	reached := slices.DeleteFunc(slices.Clone(to), func(p *person) bool { return p.Unlicensed })
	rest := slices.DeleteFunc(to, func(p *person) bool { return !p.Unlicensed })
	out["unlicenseduser"] = strings.ToLower(strings.Join(userIDs(rest), "|"))
	return reached, out, nil
}

func (s *corp) byID(ids []string) (to []*person, invalid []string) {
	seen := make(map[*person]bool, len(ids))
	for _, id := range ids {
		p := s.find(id)
		if p == nil {
			invalid = append(invalid, strings.ToLower(id))
		} else if !seen[p] {
			seen[p] = true
			to = append(to, p)
		}
	}
	return to, invalid
}
