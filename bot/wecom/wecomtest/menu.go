package wecomtest

import (
	"slices"
	"strconv"
)

// Menu is the app's menu, at the bottom of its chat (§1.7).
type Menu struct {
	Buttons []MenuButton `json:"button"`
}

// MenuButton is an entry of the menu: either one that does something or one that opens a list of others.
type MenuButton struct {
	Type string       `json:"type,omitempty"` // click, view and others; empty when it has Sub
	Name string       `json:"name"`
	Key  string       `json:"key,omitempty"`
	URL  string       `json:"url,omitempty"`
	Sub  []MenuButton `json:"sub_button,omitempty"`
}

// Menu returns the menu that the app has made, empty when it has none.
func (s *Server) Menu() Menu {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.menu == nil {
		return Menu{}
	}
	return s.menu.clone()
}

// SetMenu gives the app a menu as an administrator would by hand. It is not checked.
func (s *Server) SetMenu(m Menu) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m = m.clone()
	s.menu = &m
}

func (m Menu) clone() Menu {
	m.Buttons = slices.Clone(m.Buttons)
	for i := range m.Buttons {
		m.Buttons[i].Sub = slices.Clone(m.Buttons[i].Sub)
	}
	return m
}

// click finds the button of type click with this key.
func (m *Menu) click(key string) (MenuButton, bool) {
	if m == nil {
		return MenuButton{}, false
	}
	for _, b := range m.Buttons {
		for _, leaf := range append([]MenuButton{b}, b.Sub...) {
			if leaf.Type == "click" && leaf.Key == key {
				return leaf, true
			}
		}
	}
	return MenuButton{}, false
}

func (s *Server) menuAgent(c *call) error {
	var a agentNumber
	if err := a.UnmarshalJSON([]byte(strconv.Quote(c.query.Get("agentid")))); err != nil {
		return err
	}
	return s.checkAgent(a)
}

func (s *Server) createMenu(c *call) (fields, error) {
	if err := s.menuAgent(c); err != nil {
		return nil, err
	}
	var m Menu
	if _, err := s.readJSON(c, &m); err != nil {
		return nil, err
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	s.SetMenu(m)
	return nil, nil // the answer has no fields of its own
}

// check holds a menu to the limits of §1.7. Those of sub buttons and keys are UNCONFIRMED there.
func (m *Menu) check() error {
	if len(m.Buttons) < 1 || len(m.Buttons) > 3 {
		return refuse(40016, "invalid button size")
	}
	for _, b := range m.Buttons {
		if b.Name == "" || len(b.Name) > 16 {
			return refuse(40018, "invalid button name size")
		}
		if len(b.Sub) == 0 {
			if err := b.check(40017, 40019, 40020); err != nil {
				return err
			}
			continue
		}
		if err := b.checkSub(); err != nil {
			return err
		}
	}
	return nil
}

func (b MenuButton) checkSub() error {
	if len(b.Sub) > 5 {
		return refuse(40023, "invalid sub button size")
	}
	for _, sub := range b.Sub {
		switch {
		case len(sub.Sub) > 0:
			return refuse(40022, "invalid menu level")
		case sub.Name == "" || len(sub.Name) > 40:
			return refuse(40025, "invalid sub button name size")
		}
		if err := sub.check(40024, 40026, 40027); err != nil {
			return err
		}
	}
	return nil
}

// check answers the given codes for a wrong type, key and URL.
func (b MenuButton) check(badType, badKey, badURL int) error {
	switch b.Type {
	case "click":
		if b.Key == "" || len(b.Key) > 128 {
			return refuse(badKey, "invalid button key size")
		}
	case "view":
		if !validURL(b.URL) || len(b.URL) > 1024 {
			return refuse(badURL, "invalid button url size")
		}
	default: // others are not known here
		return refuse(badType, "invalid button type")
	}
	return nil
}
