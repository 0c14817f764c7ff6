package wecomtest

import (
	"slices"
	"strconv"
)

// Menu is the app's menu, at the bottom of its chat (§1.7).
type Menu struct {
	Buttons []MenuButton `json:"button"`
}

// MenuButton is an entry of the menu, which is pressed. Lists of others are not known here.
type MenuButton struct {
	Type string `json:"type"` // click
	Name string `json:"name"`
	Key  string `json:"key"`
}

// Menu returns the menu that the app has made, empty when it has none.
func (s *callbacks) Menu() Menu {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.menu == nil {
		return Menu{}
	}
	return s.menu.clone()
}

// SetMenu gives the app a menu as an administrator would by hand. It is not checked.
func (s *callbacks) SetMenu(m Menu) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m = m.clone()
	s.menu = &m
}

func (m Menu) clone() Menu {
	m.Buttons = slices.Clone(m.Buttons)
	return m
}

func (m *Menu) click(key string) (MenuButton, bool) {
	if m != nil {
		if i := slices.IndexFunc(m.Buttons, func(b MenuButton) bool { return b.Key == key }); i >= 0 {
			return m.Buttons[i], true
		}
	}
	return MenuButton{}, false
}

func (s *callbacks) menuAgent(c *call) error {
	var a agentNumber
	if err := a.UnmarshalJSON([]byte(strconv.Quote(c.query.Get("agentid")))); err != nil {
		return err
	}
	return s.checkAgent(a)
}

func (s *callbacks) createMenu(c *call) (fields, error) {
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

// check holds a menu to the limits of §1.7. That of keys is UNCONFIRMED there.
func (m *Menu) check() error {
	if len(m.Buttons) < 1 || len(m.Buttons) > 3 {
		return refuse(40016, "invalid button size")
	}
	for _, b := range m.Buttons {
		switch {
		case b.Name == "" || len(b.Name) > 16:
			return refuse(40018, "invalid button name size")
		case b.Type != "click":
			return refuse(40017, "invalid button type")
		case b.Key == "" || len(b.Key) > 128:
			return refuse(40019, "invalid button key size")
		}
	}
	return nil
}
