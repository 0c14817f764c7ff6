package wecom

import (
	"context"
	"net/url"
	"strconv"

	"github.com/silenceper/wechat/v2/work/material"

	"anwei"
	"anwei/bot"
)

// App is what WeCom keeps of the app itself.
type App struct {
	Name string
	// Closed is set where an administrator, or WeCom for want of use, has stopped
	// the app: nothing is sent and nothing comes in.
	Closed bool
	// People, Departments and Tags are the app's visible range: whom it can reach,
	// by userid, by department with all below it, and by tag.
	People      []anwei.PersonID
	Departments []int
	Tags        []int
}

// App asks WeCom about the app (agent/get).
func (c *Client) App(ctx context.Context) (App, error) {
	var a struct {
		Name  string `json:"name"`
		Close int    `json:"close"`
		Users struct {
			User []struct {
				ID string `json:"userid"`
			} `json:"user"`
		} `json:"allow_userinfos"`
		Parties struct {
			ID []int `json:"partyid"`
		} `json:"allow_partys"`
		Tags struct {
			ID []int `json:"tagid"`
		} `json:"allow_tags"`
	}
	if err := c.get(ctx, apiAgent, url.Values{"agentid": {strconv.Itoa(c.agentID)}}, &a); err != nil {
		return App{}, err
	}
	app := App{Name: a.Name, Closed: a.Close != 0, Departments: a.Parties.ID, Tags: a.Tags.ID}
	for _, u := range a.Users.User {
		app.People = append(app.People, anwei.PersonID(u.ID))
	}
	return app, nil
}

// CheckToken reports whether WeCom lets this server in: corp id and secret are
// right and its address is trusted. An *Error's Advice says what to mend, and its
// Egress which address WeCom does not trust.
func (c *Client) CheckToken(ctx context.Context) error {
	var ips struct {
		List []string `json:"ip_list"`
	}
	return c.get(ctx, apiCallbackIP, nil, &ips)
}

// UpdateCard replaces the buttons of a card that somebody has pressed by what
// was chosen, for this person alone. The code comes with the press and is good
// for one call within 72 hours; after that WeCom answers 60140 and the card
// stays as it is (§1.4).
func (c *Client) UpdateCard(ctx context.Context, to anwei.PersonID, code, chosen string) error {
	if !IsUserID(string(to)) || code == "" || chosen == "" {
		return Declined(apiUpdateCard, "the receiver, the response code or the new text is missing")
	}
	var answer struct {
		Invalid []string `json:"invaliduser"`
	}
	err := c.post(ctx, apiUpdateCard, nil, map[string]any{
		"userids": []string{string(to)}, "agentid": c.agentID, "response_code": code,
		"button": map[string]string{"replace_name": AsText(chosen)},
	}, &answer)
	if err == nil && len(answer.Invalid) > 0 {
		err = &Error{
			API: apiUpdateCard, Message: "the person is unknown or outside the app's visible range (invaliduser)",
			person: true, hint: react(codeUnknownUser, apiSend).advice,
		}
	}
	return err
}

var _ bot.Pictures = (*Client)(nil)

// Picture fetches what a person sent, for three days after it was sent (§1.6).
func (c *Client) Picture(ctx context.Context, media string) ([]byte, error) {
	if !IsUserID(media) { // the letters that media ids have; the library does not escape it
		return nil, Declined(apiMedia, "the media id is malformed")
	}
	var data []byte
	err := c.do(ctx, apiMedia, func(t ticket) error {
		var err error
		data, err = material.NewClient(work(t)).GetTempFile(media)
		return err
	})
	return data, err
}
