package main

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"

	"anwei/cmd/anwei/watch"
	"anwei/storage"
)

// serveHealth answers in a line of Chinese what is wrong, 500 where the ledger
// cannot be written and 503 where WeCom refuses everything, or the long connection has
// ended for good.
func (e *engine) serveHealth(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	s := e.state(r.Context())
	w.WriteHeader(s.Status)
	_, _ = io.WriteString(w, s.Text+"\n") // who asked is gone when this fails
}

func (e *engine) state(ctx context.Context) watch.State {
	s := watch.State{Status: http.StatusOK, Socket: e.socket != nil}
	s.Connected = s.Socket && e.socket.Connected()
	// A commit without a change is written and synced as any other.
	err := e.store.Update(ctx, func(tx storage.Ledger) error {
		_, _, err := tx.NextDue()
		return err
	})
	why := e.ended.Load()
	switch {
	case errors.Is(err, storage.ErrGone):
		e.log.ErrorContext(ctx, "the file of the ledger is gone", "error", err)
		s.Status, s.Text = http.StatusInternalServerError, "数据目录里的台账文件被移走、删除或换掉了，助手已停止记录；请放回原来的文件，或重启助手"
	case errors.Is(err, storage.ErrDamaged):
		e.log.ErrorContext(ctx, "the file of the ledger is damaged", "error", err)
		s.Status, s.Text = http.StatusInternalServerError, "台账文件被截短或写坏了，助手已停止记录；请停下助手，用最近一份备份恢复（anwei restore）"
	case err != nil:
		e.log.ErrorContext(ctx, "the ledger cannot be written", "error", err)
		s.Status, s.Text = http.StatusInternalServerError, "读写不了台账"
	case why != nil:
		s.Status, s.Text = http.StatusServiceUnavailable, *why
	case e.outbox.Refused() != "":
		s.Status, s.Text = http.StatusServiceUnavailable, "企业微信拒收助手发出的所有消息："+e.outbox.Refused()
	case e.lease != nil && !e.lease.Held():
		s.Text = "消息由另一台服务器发送，本机只应答，随时可以接手"
	case s.Socket && !s.Connected:
		s.Text = "长连接暂时断开，正在重连"
	}
	if e.daily != nil && (e.lease == nil || e.lease.Held()) {
		words, late := e.daily.Last(e.now())
		if late {
			words = "备份没有按时做，" + words
		}
		s.Text = strings.TrimPrefix(s.Text+"；"+words, "；")
	}
	return s
}
