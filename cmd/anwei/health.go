package main

import (
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"
)

// healthPath answers 200 while the server can read its ledger.
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
			if err := resp.Body.Close(); err != nil {
				return err
			}
			if resp.StatusCode != http.StatusOK {
				return fmt.Errorf("服务不正常：%s", resp.Status)
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), "服务正常")
			return err
		},
	}
	c.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "服务的地址")
	return c
}
