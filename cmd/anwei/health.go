package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"anwei/storage"
)

// healthPath answers 200 while the server can write its ledger, WeCom does not refuse
// everything that is sent, and the long connection, where there is one, has not ended
// for good.
const healthPath = "/health"

func healthCommand() *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use: "health", Short: "检查正在运行的服务是否正常，供容器和监控使用", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			client := http.Client{Timeout: 3 * time.Second}
			req, err := http.NewRequestWithContext(c.Context(), http.MethodGet, "http://"+addr+healthPath, nil)
			if err != nil {
				return usageError{fmt.Errorf("地址“%s”不对，请写成 127.0.0.1:8080", addr)}
			}
			resp, err := client.Do(req)
			if err != nil {
				return fmt.Errorf("服务没有应答：%w", err)
			}
			said, err := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
			if err = errors.Join(err, resp.Body.Close()); err != nil {
				return err
			}
			text := strings.TrimSpace(string(said))
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("服务不正常（%s）：%s", resp.Status, text)
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), strings.TrimSuffix("服务正常："+text, "："))
			return err
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "服务的地址")
	return c
}

// serveHealth answers in a line of Chinese what is wrong, 500 where the ledger
// cannot be written and 503 where WeCom refuses everything, or the long connection has
// ended for good.
func (e *engine) serveHealth(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	s := e.state(r.Context())
	w.WriteHeader(s.Status)
	_, _ = io.WriteString(w, s.Text+"\n") // who asked is gone when this fails
}

// state is how the server is.
func (e *engine) state(ctx context.Context) serverState {
	s := serverState{Status: http.StatusOK, Socket: e.socket != nil}
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
	return s
}
