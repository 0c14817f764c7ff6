package wecom

import (
	"context"

	"github.com/silenceper/wechat/v2/work/material"

	"anwei/bot"
)

var _ bot.Pictures = (*Client)(nil)

// Picture fetches what a person sent, for three days after it was sent (§1.6).
func (c *Client) Picture(ctx context.Context, media string) ([]byte, error) {
	if !isUserID(media) { // the letters that media ids have; the library does not escape it
		return nil, &Error{API: apiMedia, Message: "the media id is malformed"}
	}
	var data []byte
	err := c.do(ctx, apiMedia, func(t ticket) error {
		var err error
		data, err = material.NewClient(work(t)).GetTempFile(media)
		return err
	})
	return data, err
}
