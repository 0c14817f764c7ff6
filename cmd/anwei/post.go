package main

import (
	"context"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
)

// post brings what the outbox sends to its receiver: what is for the office's
// group by the group's robot, everything else by the ways to people.
type post struct {
	*wecom.Ways
	group *wecom.Webhook // nil where the office has none
}

var (
	_ bot.Sender      = (*post)(nil)
	_ bot.Broadcaster = (*post)(nil)
	_ bot.Recaller    = (*post)(nil)
)

// Send implements bot.Sender.
func (p *post) Send(ctx context.Context, o anwei.Outgoing, file *anwei.File) (string, error) {
	switch {
	case o.To != anwei.OfficeGroup:
		return p.Ways.Send(ctx, o, file)
	case p.group == nil:
		return "", errNoGroup{}
	}
	return p.group.Send(ctx, o, file)
}

// errNoGroup is why a message to the group is given up: the settings have lost
// the group since it was put.
type errNoGroup struct{}

func (errNoGroup) Error() string { return "no group robot is set up" }

// Person is true: nothing else is wrong than that the group cannot be reached.
func (errNoGroup) Person() bool { return true }

// Advice says what to do, as that of a *wecom.Error does.
func (errNoGroup) Advice() string {
	return "设置里没有群机器人的 Webhook 了。请系统管理员在设置文件的 wecom.group_key 里填好，再重启助手。"
}
