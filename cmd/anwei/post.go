package main

import (
	"cmp"
	"context"
	"errors"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/storage/postgres"
)

// post brings what the outbox sends to its receiver: what is for the office's
// group by the group's robot, everything else by the ways to people.
type post struct {
	*longlink.Ways
	group *wecom.Webhook  // nil where the office has none
	lease *postgres.Lease // nil where no other process sends
	count func(error)     // is told of each message that was sent to somebody, or was not
}

var (
	_ bot.Sender      = (*post)(nil)
	_ bot.Broadcaster = (*post)(nil)
	_ bot.Recaller    = (*post)(nil)
)

// Send implements bot.Sender.
func (p *post) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (id string, err error) {
	if !p.may() {
		return "", errNotOurs
	}
	defer func() { p.count(err) }()
	switch {
	case o.To != anwei.OfficeGroup:
		return p.Ways.Send(ctx, o, file)
	case p.group == nil:
		return "", noGroupError{}
	}
	return p.group.Send(ctx, o, file)
}

// SendAll implements bot.Broadcaster.
func (p *post) SendAll(ctx context.Context, to []anwei.PersonID, o anwei.Outgoing, file *anwei.File) (
	map[anwei.PersonID]string, map[anwei.PersonID]error, error,
) {
	if !p.may() {
		return nil, nil, errNotOurs
	}
	ids, refused, err := p.Ways.SendAll(ctx, to, o, file)
	for _, person := range to {
		p.count(cmp.Or(err, refused[person]))
	}
	return ids, refused, err
}

// Recall implements bot.Recaller.
func (p *post) Recall(ctx context.Context, id string) error {
	if !p.may() {
		return errNotOurs
	}
	return p.Ways.Recall(ctx, id)
}

// may reports whether it is this process that sends. A process that was stopped for
// a while asks it before it hears that another has taken over.
func (p *post) may() bool { return p.lease == nil || p.lease.Held() }

var errNotOurs = errors.New("another process sends")

// noGroupError is why a message to the group is given up: the settings have lost
// the group since it was put.
type noGroupError struct{}

func (noGroupError) Error() string { return "no group robot is set up" }

// Person is true: nothing else is wrong than that the group cannot be reached.
func (noGroupError) Person() bool { return true }

// Advice says what to do, as that of a *wecom.Error does.
func (noGroupError) Advice() string {
	return "设置里没有群机器人的 Webhook 了。请系统管理员在设置文件的 wecom.group_key 里填好，再重启助手。"
}
