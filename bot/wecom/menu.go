package wecom

import (
	"context"
	"fmt"

	"github.com/silenceper/wechat/v2/util"
)

type menuBody struct {
	Buttons []menuButton `json:"button"`
}

type menuButton struct {
	Type string `json:"type"`
	Name string `json:"name"`
	Key  string `json:"key"`
}

// CreateMenu gives the app its menu, or replaces the one it has (§1.7). The key
// of an entry is the word that a person may also type.
func (c *Client) CreateMenu(ctx context.Context) error {
	var menu menuBody
	for _, word := range []string{"填报", "我的任务", "进度"} {
		menu.Buttons = append(menu.Buttons, menuButton{Type: "click", Name: word, Key: word})
	}
	return c.do(ctx, apiMenu, func(t ticket) error {
		_, err := util.PostJSONContext(ctx, fmt.Sprintf(
			"%s/cgi-bin/%s?access_token=%s&agentid=%d", defaultAPI, apiMenu, t, c.agentID), menu)
		return err
	})
}
