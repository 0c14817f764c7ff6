package wecomtest

import "time"

const recallLife = 24 * time.Hour // (§1.5)

// getAgent tells what the app's administrator has set (§1.8).
func (s *Server) getAgent(c *call) (fields, error) {
	if err := s.menuAgent(c); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	users := make([]fields, len(s.order))
	for i, p := range s.order {
		users[i] = fields{"userid": p.ID}
	}
	return fields{
		"agentid": s.opts.AgentID, "name": "安委助手", "square_logo_url": "", "description": "", "close": 0,
		"allow_userinfos": fields{"user": users}, "allow_partys": fields{"partyid": []int{}},
		"allow_tags": fields{"tagid": []int{}}, "redirect_domain": "", "report_location_flag": 0, "isreportenter": 0,
		"home_url": "",
	}, nil
}

// recall takes a message back from everyone who got it, within 24 hours (§1.5). The errcodes are UNCONFIRMED.
func (s *Server) recall(c *call) (fields, error) {
	var b struct {
		MsgID string `json:"msgid"`
	}
	if _, err := s.readJSON(c, &b); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, send := range s.sends {
		if send.MsgID != b.MsgID || b.MsgID == "" {
			continue
		}
		if s.now().Sub(send.At) >= recallLife {
			return nil, refuse(40058, "msgid is older than 24 hours")
		}
		for _, p := range s.order {
			p.recall(b.MsgID)
		}
		return nil, nil // the answer has no fields of its own
	}
	return nil, refuse(40058, "invalid msgid")
}

// recall empties the line; it stays where it stood.
func (p *person) recall(msgID string) {
	for i, l := range p.lines {
		if l.msgID == msgID && !l.Recalled {
			p.lines[i] = Line{Seq: l.Seq, At: l.At, Kind: l.Kind, Recalled: true, msgID: l.msgID}
			p.touch()
		}
	}
}
