package wecom

import (
	"context"
	"sync"
	"time"

	"github.com/silenceper/wechat/v2/work/material"

	"anwei/bot"
)

// uploadLife is how long the media id of a message is used again. It is as long as
// WeCom looks back for the same content: a file that may have arrived is then sent
// as the same content, and one of an hour ago is made and uploaded anew.
const uploadLife = duplicateInterval * time.Second

// uploads remembers the media ids of the files of late, by the message's key.
type uploads struct {
	mu   sync.Mutex
	made map[string]uploaded
}

type uploaded struct {
	id string
	at time.Time
}

func newUploads() *uploads { return &uploads{made: make(map[string]uploaded)} }

// get returns the media id of the message's file, where it was uploaded of late.
func (u *uploads) get(key string) (id string, ok bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	m, ok := u.made[key]
	return m.id, ok && time.Since(m.at) < uploadLife
}

// put notes a media id, and forgets those of long ago. A message without a key is
// not noted.
func (u *uploads) put(key, id string) {
	if key == "" {
		return
	}
	u.mu.Lock()
	defer u.mu.Unlock()
	for k, m := range u.made {
		if time.Since(m.at) >= uploadLife {
			delete(u.made, k)
		}
	}
	u.made[key] = uploaded{id, time.Now()}
}

// drop forgets a media id that WeCom does not know any more.
func (u *uploads) drop(key string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.made, key)
}

var _ bot.Pictures = (*Client)(nil)

// Picture fetches what a person sent, for three days after it was sent (§1.6).
func (c *Client) Picture(ctx context.Context, media string) ([]byte, error) {
	if !isUserID(media) { // the letters that media ids have; the library does not escape it
		return nil, declined(apiMedia, "the media id is malformed")
	}
	var data []byte
	err := c.do(ctx, apiMedia, func(t ticket) error {
		var err error
		data, err = material.NewClient(work(t)).GetTempFile(media)
		return err
	})
	return data, err
}
