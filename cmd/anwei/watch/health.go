// Package watch is what those see who watch over a running server.
package watch

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// HealthPath answers 200 while the server can write its ledger and its long
// connection, where it has one, has not ended for good.
const HealthPath = "/health"

// State is what a running server says of itself.
type State struct {
	// Status is what the health check answers, and Text its reason.
	Status int    `json:"status"`
	Text   string `json:"text"`
	// Socket is whether there is a long connection, and Connected whether it is up.
	Socket    bool `json:"socket"`
	Connected bool `json:"connected"`
}

// HealthCommand asks a running server how it is.
func HealthCommand(wrong func(error) error) *cobra.Command {
	var addr string
	c := &cobra.Command{
		Use: "health", Short: "检查正在运行的服务是否正常，供容器和监控使用", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			client := http.Client{Timeout: 3 * time.Second}
			req, err := http.NewRequestWithContext(c.Context(), http.MethodGet, "http://"+addr+HealthPath, nil)
			if err != nil {
				return wrong(fmt.Errorf("地址“%s”不对，请写成 127.0.0.1:8080", addr))
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
