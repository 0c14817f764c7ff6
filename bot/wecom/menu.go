package wecom

// wording: 企业微信说不行时

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// The limits of a menu (§1.7), lengths in bytes. Those of the inner list and of
// keys are UNCONFIRMED.
const (
	maxMenuTop     = 3
	maxMenuSub     = 5
	maxMenuTopName = 16
	maxMenuSubName = 40
	maxMenuKey     = 128
)

type menuBody struct {
	Buttons []menuButton `json:"button"`
}

// menuButton either is pressed or opens a list of others.
type menuButton struct {
	Type string       `json:"type,omitempty"`
	Name string       `json:"name"`
	Key  string       `json:"key,omitempty"`
	Sub  []menuButton `json:"sub_button,omitempty"`
}

// CreateMenu gives the app its menu, or replaces the one it has (§1.7). An
// entry is a word that a person may also type; pressing it sends the word as the
// key. Up to three words stand side by side. Of up to seven the first two do and
// the others are listed under 更多; of up to fifteen they are listed under 常用,
// 更多 and 其他, five each. An error says which word WeCom would not take: one
// that stands by itself has at most 16 bytes, five characters, one in a list at
// most 40, thirteen characters.
func (c *Client) CreateMenu(ctx context.Context, words []string) error {
	menu, err := newMenu(words)
	if err != nil {
		return err
	}
	return c.post(ctx, apiMenu, url.Values{"agentid": {strconv.Itoa(c.agentID)}}, menu, nil)
}

func newMenu(words []string) (menuBody, error) {
	menu := menuBody{}
	if len(words) == 0 || len(words) > maxMenuTop*maxMenuSub {
		return menu, fmt.Errorf("wecom: 菜单有%d项，应为1到%d项", len(words), maxMenuTop*maxMenuSub)
	}
	for i, word := range words {
		if err := checkWord(word); err != nil {
			return menu, err
		}
		if slices.Contains(words[:i], word) {
			return menu, fmt.Errorf("wecom: 菜单里有两个“%s”", word)
		}
	}
	const alone = maxMenuTop - 1 // the words beside one list
	switch {
	case len(words) <= maxMenuTop:
		return menu, menu.add(words...)
	case len(words) <= alone+maxMenuSub:
		if err := menu.add(words[:alone]...); err != nil {
			return menu, err
		}
		return menu, menu.list("更多", words[alone:])
	}
	titles := []string{"常用", "更多", "其他"}
	i := 0
	for group := range slices.Chunk(words, maxMenuSub) {
		if err := menu.list(titles[i], group); err != nil {
			return menu, err
		}
		i++
	}
	return menu, nil
}

func checkWord(word string) error {
	switch {
	case strings.TrimSpace(word) == "":
		return errors.New("wecom: 菜单里有一项是空的")
	case word != legal(word) || strings.ContainsAny(word, "\r\n\t"):
		return fmt.Errorf("wecom: 菜单项%q里有不能显示的字符", word)
	}
	return nil
}

func (m *menuBody) add(words ...string) error {
	for _, word := range words {
		b, err := newMenuButton(word, maxMenuTopName)
		if err != nil {
			return err
		}
		m.Buttons = append(m.Buttons, b)
	}
	return nil
}

func (m *menuBody) list(title string, words []string) error {
	top := menuButton{Name: title}
	for _, word := range words {
		b, err := newMenuButton(word, maxMenuSubName)
		if err != nil {
			return err
		}
		top.Sub = append(top.Sub, b)
	}
	m.Buttons = append(m.Buttons, top)
	return nil
}

func newMenuButton(word string, limit int) (menuButton, error) {
	if limit = min(limit, maxMenuKey); len(word) > limit {
		return menuButton{}, fmt.Errorf(
			"wecom: 菜单项“%s”有%d个字节，这个位置最多%d个字节（约%d个汉字）", word, len(word), limit, limit/3)
	}
	return menuButton{Type: "click", Name: word, Key: word}, nil
}
