package phone

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"anwei/bot/wecom/wecomtest"
)

const (
	pollTime = 25 * time.Second // browsers and proxies wait longer than that
	maxTalks = 8                // phones that are watched at once
)

// talk is one person's chat.
type talk struct {
	user    string
	Version int              `json:"version"`
	Lines   []wecomtest.Line `json:"lines"`
}

// talk answers the chats that are newer than the versions given, as soon as there
// is one: ?user=a&version=3&user=b&version=0. All phones of a page wait in one
// request, since a browser has only six at a time. Version -1 asks for a chat
// at once. When nothing happens the answer is empty.
func (p *page) talk(r *http.Request) (any, error) {
	q := r.URL.Query()
	users, versions := q["user"], q["version"]
	if len(users) == 0 || len(users) != len(versions) || len(users) > maxTalks {
		return nil, refuse(http.StatusBadRequest, "请说明看谁的对话，从第几版起，一次最多 "+strconv.Itoa(maxTalks)+" 人")
	}
	asked := make([]talk, len(users))
	for i, user := range users {
		if err := p.watchable(user); err != nil {
			return nil, err
		}
		n, err := strconv.Atoi(versions[i])
		if err != nil {
			return nil, refuse(http.StatusBadRequest, "看不懂对话的版本")
		}
		asked[i] = talk{user: user, Version: n}
	}
	newer, err := p.watch(r.Context(), asked)
	if err != nil {
		return nil, err
	}
	return map[string]any{"talks": newer}, nil
}

// watch waits until one of the chats is newer, and returns all that are.
func (p *page) watch(ctx context.Context, asked []talk) (map[string]talk, error) {
	ctx, cancel := context.WithTimeout(ctx, pollTime)
	defer cancel()
	type result struct {
		talk
		err error
	}
	results := make(chan result, len(asked))
	for _, a := range asked {
		go func() {
			look := p.WeCom.Watch
			if a.user == groupID {
				look = func(ctx context.Context, _ string, version int) ([]wecomtest.Line, int, error) {
					return p.WeCom.WatchGroup(ctx, version)
				}
			}
			lines, version, err := look(ctx, a.user, a.Version)
			results <- result{talk{a.user, version, p.local(lines)}, err}
		}()
	}
	newer := map[string]talk{}
	for range asked {
		got := <-results
		switch {
		case got.err == nil:
			newer[got.user] = got.talk
		case ctx.Err() == nil:
			return nil, refuse(http.StatusServiceUnavailable, "演示已经结束："+got.err.Error())
		}
		cancel() // those that are newer already come nevertheless
	}
	return newer, nil
}

// local puts the times into the plan's time zone, in which the page shows them.
func (p *page) local(lines []wecomtest.Line) []wecomtest.Line {
	for i := range lines {
		lines[i].At = lines[i].At.In(p.zone)
	}
	return lines
}
