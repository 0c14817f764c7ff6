package wecom

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"

	"github.com/silenceper/wechat/v2/util"
)

// get makes a call that silenceper does not have and reads its answer into into.
func (c *Client) get(ctx context.Context, api string, query url.Values, into any) error {
	return c.do(ctx, api, func(t ticket) error {
		answer, err := util.HTTPGetContext(ctx, address(api, t, query))
		if err != nil {
			return err
		}
		return decode(api, answer, into)
	})
}

// post makes a call with a body. Nil leaves the answer unread but for its errcode.
func (c *Client) post(ctx context.Context, api string, query url.Values, body, into any) error {
	return c.do(ctx, api, func(t ticket) error {
		answer, err := util.PostJSONContext(ctx, address(api, t, query), body)
		if err != nil || into == nil {
			return err
		}
		return decode(api, answer, into)
	})
}

// decode does not tell what encoding/json says, which quotes the answer: it may
// have people's names in it.
func decode(api string, answer []byte, into any) error {
	if err := json.Unmarshal(answer, into); err != nil {
		return &Error{API: api, Message: "the answer is not as WeCom documents it"}
	}
	return nil
}

// address is that of a call with a token.
func address(api string, t ticket, query url.Values) string {
	return fmt.Sprintf("%s/cgi-bin/%s?access_token=%s&%s", defaultAPI, api, t, query.Encode())
}
