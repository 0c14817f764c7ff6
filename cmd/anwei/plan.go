package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"anwei/cmd/anwei/house"
	"anwei/config/plan"
)

func planCommand() *cobra.Command {
	return house.Group("plan", "方案：检查、查看",
		&cobra.Command{
			Use: "check 文件", Short: "检查方案文件，逐条指出哪个文件、哪一行、该怎么改", Args: cobra.ExactArgs(1),
			RunE: func(c *cobra.Command, args []string) error {
				p, err := plan.LoadFile(args[0])
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(c.OutOrStdout(), "方案没有问题：%s（版本 %s，%d张表，%d项任务）\n", p.Title, p.Version, len(p.Forms), len(p.Duties))
				return err
			},
		},
		&cobra.Command{
			Use: "show [文件]", Short: "查看方案；不给文件就看内置的2026年方案", Args: cobra.MaximumNArgs(1),
			RunE: func(c *cobra.Command, args []string) error {
				path := ""
				if len(args) > 0 {
					path = args[0]
				}
				r, err := house.Load(path)
				if err != nil {
					return err
				}
				return plan.Show(c.OutOrStdout(), r.Plan)
			},
		},
	)
}
