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

// healthPath answers 200 while the server can read its ledger and its long
// connection, where it has one, has not ended for good.
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
// cannot be read and 503 where the long connection has ended for good.
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
	err := e.store.View(ctx, func(tx storage.Ledger) error {
		_, _, err := tx.NextDue()
		return err
	})
	why := e.ended.Load()
	switch {
	case err != nil:
		e.log.ErrorContext(ctx, "the ledger cannot be read", "error", err)
		s.Status, s.Text = http.StatusInternalServerError, "读不了数据目录里的台账"
	case why != nil:
		s.Status, s.Text = http.StatusServiceUnavailable, *why
	case s.Socket && !s.Connected:
		s.Text = "长连接暂时断开，正在重连"
	}
	return s
}
