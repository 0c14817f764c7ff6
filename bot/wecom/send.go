package wecom

// wording: 企业微信说不行时

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/silenceper/wechat/v2/work/material"
	"github.com/silenceper/wechat/v2/work/message"

	"anwei"
	"anwei/bot"
)

var _ bot.Sender = (*Client)(nil)

// Send sends a text (§1.2), a card (§1.3), or the file that o orders (§1.6), a
// picture as such, and returns WeCom's message id, which Recall takes. A text
// that is too long for one message goes out as several; one that is longer than
// eight is cut, and the cut is logged. The package's documentation says how a
// second sending of the same o is told from another message.
//
// Where a later part of a long text fails, the error says so although the
// earlier ones have arrived; sending o again within ten minutes does not repeat
// them.
func (c *Client) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	if !IsUserID(string(o.To)) {
		return "", noUserID()
	}
	requests, err := c.compose(ctx, o, file)
	if err != nil {
		return "", err
	}
	refused := make(map[anwei.PersonID]error)
	ids, err := c.sendGroup(ctx, []anwei.PersonID{o.To}, requests, refused)
	if err == nil {
		err = refused[o.To]
	}
	return joinIDs(ids), err
}

// submit makes one call of message/send, or two where the first is refused for its
// token.
func (c *Client) submit(ctx context.Context, r sendRequest) (*message.SendResponse, error) {
	r.AgentID = c.agentID
	r.EnableDuplicateCheck, r.DuplicateCheckInterval = 1, duplicateInterval
	var sent *message.SendResponse
	err := c.do(ctx, apiSend, func(t ticket) error {
		var err error
		sent, err = message.NewClient(work(t)).Send(apiSend, r)
		return err
	})
	if err == nil && sent.MsgID == "" {
		err = &Error{API: apiSend, Message: "the answer has no message id", temporary: true}
	}
	return sent, err
}

// missed are those whom WeCom has not reached with a message that it took, by
// folded userid.
func missed(sent *message.SendResponse) map[anwei.PersonID]*Error {
	why := make(map[anwei.PersonID]*Error)
	for id := range strings.SplitSeq(sent.InvalidUser, "|") {
		why[anwei.PersonID(id).Folded()] = &Error{
			API: apiSend, Message: "the person is unknown or outside the app's visible range (invaliduser)",
			person: true, hint: react(codeUnknownUser, apiSend).advice,
		}
	}
	for id := range strings.SplitSeq(sent.UnlicensedUser, "|") {
		why[anwei.PersonID(id).Folded()] = &Error{
			API: apiSend, Message: "the person has no interface licence (unlicenseduser)",
			person: true, hint: "此人没有企业微信的接口许可。请企业微信管理员在“应用管理→接口许可”里为他分配基础账号。",
		}
	}
	delete(why, "")
	return why
}

// Upload brings a file to WeCom, where it stays for three days (§1.6).
func (c *Client) Upload(ctx context.Context, file *anwei.File) (id string, err error) {
	kind, err := mediaKind(file)
	if err != nil {
		return "", err
	}
	err = c.do(ctx, apiUpload, func(t ticket) error {
		up, err := material.NewClient(work(t)).UploadTempFileFromReader(FileName(file.Name), kind, bytes.NewReader(file.Data))
		if err == nil {
			id = up.MediaID
		}
		return err
	})
	return id, err
}

// Recall takes a message back that Send or SendAll sent, by the id that was
// returned. WeCom allows it for 24 hours, and in its own app only: whoever reads
// in WeChat goes on seeing it (§1.5).
func (c *Client) Recall(ctx context.Context, messageID string) error {
	if messageID == "" {
		return Declined(apiRecall, "there is no message id")
	}
	for id := range strings.SplitSeq(messageID, idSeparator) {
		if err := c.post(ctx, apiRecall, nil, map[string]string{"msgid": id}, nil); err != nil {
			return err
		}
	}
	return nil
}

// idSeparator stands between the ids of the messages that one sending made. No
// id of WeCom's has one.
const idSeparator = ","

func joinIDs(ids []string) string { return strings.Join(ids, idSeparator) }

// IsUserID keeps a list of people, and above all everybody, out of touser (§1.8).
func IsUserID(s string) bool {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@"
	return s != "" && len(s) <= 64 && strings.Trim(s, letters) == "" && !strings.EqualFold(s, "@all")
}

func noUserID() *Error {
	return &Error{
		API: apiSend, Message: "the receiver is no userid",
		person: true, hint: react(codeBadUser, apiSend).advice,
	}
}

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
		sent, err := c.sendGroup(ctx, group, requests, refused)
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
	seen := make(map[anwei.PersonID]bool, len(to))
	people := make([]anwei.PersonID, 0, len(to))
	for _, p := range to {
		switch {
		case !IsUserID(string(p)):
			refused[p] = noUserID()
		case !seen[p.Folded()]:
			seen[p.Folded()] = true
			people = append(people, p)
		}
	}
	return people
}

// sendGroup sends every part to at most a thousand people and notes whom WeCom
// has not reached. They are not asked for again in the next part.
//
// The task id of a card is its call's alone. That it was used means that the card is
// there, and that we did not hear of it: of one person that is all; of several each
// is asked about alone, by the same id, since some may be out of reach.
func (c *Client) sendGroup(
	ctx context.Context, group []anwei.PersonID, requests []sendRequest, refused map[anwei.PersonID]error,
) (ids []string, err error) {
	for _, r := range requests {
		r.ToUser = join(group)
		sent, err := c.submit(ctx, r)
		e, _ := errors.AsType[*Error](err)
		switch {
		case e == nil:
		case r.Card != nil && e.Code == codeUsedTask && len(group) == 1:
			c.log.InfoContext(ctx, "card had been delivered already", "task", r.Card.TaskID)
			return nil, nil
		case r.Card != nil && e.Code == codeUsedTask:
			c.sendEach(ctx, group, r, refused)
			return nil, nil
		case e.Code == codeNobody:
			for _, p := range group {
				refused[p] = e
			}
			return ids, nil
		default:
			return ids, e
		}
		ids = append(ids, sent.MsgID)
		why := missed(sent)
		group = slices.DeleteFunc(slices.Clone(group), func(p anwei.PersonID) bool {
			no := why[p.Folded()]
			if no != nil {
				refused[p] = no
			}
			return no != nil
		})
		if len(group) == 0 {
			break
		}
	}
	return ids, nil
}

// sendEach sends a part to each person alone.
func (c *Client) sendEach(ctx context.Context, group []anwei.PersonID, r sendRequest, refused map[anwei.PersonID]error) {
	for i, p := range group {
		if _, err := c.sendGroup(ctx, group[i:i+1], []sendRequest{r}, refused); err != nil {
			refused[p] = err
		}
	}
}

func join(people []anwei.PersonID) string {
	names := make([]string, len(people))
	for i, p := range people {
		names[i] = string(p)
	}
	return strings.Join(names, "|")
}
