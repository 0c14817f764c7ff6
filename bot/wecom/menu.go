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

// The limits of a menu (§1.7), the length in bytes.
const (
	maxMenuTop     = 3
	maxMenuTopName = 16
)

type menuBody struct {
	Buttons []menuButton `json:"button"`
}

type menuButton struct {
	Type string `json:"type"`
	Name string `json:"name"`
	Key  string `json:"key"`
}

// CreateMenu gives the app its menu, or replaces the one it has (§1.7). An
// entry is a word that a person may also type; pressing it sends the word as the
// key. Up to three words stand side by side, each of at most 16 bytes, five
// characters. An error says which word WeCom would not take.
func (c *Client) CreateMenu(ctx context.Context, words []string) error {
	if len(words) == 0 || len(words) > maxMenuTop {
		return fmt.Errorf("wecom: 菜单有%d项，应为1到%d项", len(words), maxMenuTop)
	}
	var menu menuBody
	for i, word := range words {
		switch {
		case strings.TrimSpace(word) == "":
			return errors.New("wecom: 菜单里有一项是空的")
		case word != legal(word) || strings.ContainsAny(word, "\r\n\t"):
			return fmt.Errorf("wecom: 菜单项%q里有不能显示的字符", word)
		case len(word) > maxMenuTopName:
			return fmt.Errorf("wecom: 菜单项“%s”有%d个字节，最多%d个字节（约%d个汉字）", word, len(word), maxMenuTopName, maxMenuTopName/3)
		case slices.Contains(words[:i], word):
			return fmt.Errorf("wecom: 菜单里有两个“%s”", word)
		}
		menu.Buttons = append(menu.Buttons, menuButton{Type: "click", Name: word, Key: word})
	}
	return c.post(ctx, apiMenu, url.Values{"agentid": {strconv.Itoa(c.agentID)}}, menu, nil)
}
