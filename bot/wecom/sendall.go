package wecom

import (
	"context"
	"errors"
	"strings"

	"anwei"
	"anwei/bot"
)

var _ bot.Broadcaster = (*Client)(nil)

// maxReceivers is how many people one call of message/send reaches (§1.2).
const maxReceivers = 1000

// SendAll sends one text, card or file to many people, up to a thousand in one
// call, and returns by person WeCom's message id, which Recall takes, and why he
// was not reached. What is wrong with one person costs nobody else the message:
// the *Error of somebody who cannot be reached at all says Person. Where a later
// call fails, those whom it was for are in refused with its error, which may be
// temporary; an error of SendAll itself says that nobody was reached. The file
// is uploaded once. o.To says nothing here.
func (c *Client) SendAll(
	ctx context.Context, to []anwei.PersonID, o anwei.Outgoing, file *anwei.File,
) (ids map[anwei.PersonID]string, refused map[anwei.PersonID]error, err error) {
	refused = make(map[anwei.PersonID]error)
	ids = make(map[anwei.PersonID]string)
	people := receivers(to, refused)
	if len(people) == 0 {
		return ids, refused, nil
	}
	requests, err := c.compose(ctx, o, file)
	if err != nil {
		return nil, nil, err
	}
	for start := 0; start < len(people); start += maxReceivers {
		group := people[start:min(start+maxReceivers, len(people))]
		sent, err := c.sendGroup(ctx, o.Key, group, requests, refused)
		switch {
		case err == nil:
		case len(sent) == 0 && start == 0:
			return nil, nil, err
		default: // the rest would fail alike
			for _, p := range people[start:] {
				if refused[p] == nil {
					refused[p] = err
				}
			}
			return ids, refused, nil
		}
		for _, p := range group {
			if refused[p] == nil {
				ids[p] = joinIDs(sent)
			}
		}
	}
	return ids, refused, nil
}

// receivers are those who can be named in a call, each once. The others are
// refused.
func receivers(to []anwei.PersonID, refused map[anwei.PersonID]error) []anwei.PersonID {
	seen := make(map[string]bool, len(to))
	people := make([]anwei.PersonID, 0, len(to))
	for _, p := range to {
		lower := strings.ToLower(string(p))
		switch {
		case !isUserID(string(p)):
			refused[p] = noUserID()
		case !seen[lower]:
			seen[lower] = true
			people = append(people, p)
		}
	}
	return people
}

// sendGroup sends every part to at most a thousand people and notes whom WeCom
// has not reached. They are not asked for again in the next part.
func (c *Client) sendGroup(
	ctx context.Context, key string, group []anwei.PersonID, requests []sendRequest, refused map[anwei.PersonID]error,
) (ids []string, err error) {
	for _, r := range requests {
		r.ToUser = join(group)
		sent, err := c.submit(ctx, key, r)
		if e, ok := errors.AsType[*Error](err); ok && e.Code == codeNobody {
			for _, p := range group {
				refused[p] = e
			}
			return ids, nil
		}
		if err != nil {
			return ids, err
		}
		ids = append(ids, sent.MsgID)
		why := missed(sent)
		var left []anwei.PersonID
		for _, p := range group {
			if no := why[strings.ToLower(string(p))]; no != nil {
				refused[p] = no
			} else {
				left = append(left, p)
			}
		}
		if group = left; len(group) == 0 {
			break
		}
	}
	return ids, nil
}

func join(people []anwei.PersonID) string {
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = string(p)
	}
	return strings.Join(names, "|")
}
