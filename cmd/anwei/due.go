package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"anwei/scheduler"
	"anwei/storage"
)

func dueCommand() *cobra.Command {
	var from, to, data, planPath string
	var asJSON bool
	c := &cobra.Command{
		Use: "due --from 时间 --to 时间", Short: "看一段时间里会提醒谁、说什么，并不发送", Args: cobra.NoArgs,
		Example: "  anwei due --from 2026-10-19 --to 2026-10-24",
		RunE: func(c *cobra.Command, _ []string) error {
			r, err := loadRules(planPath)
			if err != nil {
				return err
			}
			reminders, err := due(c, r, data, from, to)
			if err != nil {
				return err
			}
			return printDue(c, reminders, asJSON)
		},
	}
	f := c.Flags()
	f.StringVar(&from, "from", "", "从什么时间起（含），例如 2026-10-19 或 \"2026-10-19 09:00\"")
	f.StringVar(&to, "to", "", "到什么时间止（不含）")
	f.StringVar(&data, "data", "data", "数据目录")
	f.StringVar(&planPath, "plan", "", "方案文件；不给就用内置方案")
	f.BoolVar(&asJSON, "json", false, "逐行输出JSON")
	_ = c.MarkFlagRequired("from") // it fails only for a flag that does not exist
	_ = c.MarkFlagRequired("to")
	return c
}

func due(c *cobra.Command, r rules, data, from, to string) ([]scheduler.Reminder, error) {
	begin, err := r.parseTime(from)
	if err != nil {
		return nil, err
	}
	end, err := r.parseTime(to)
	if err != nil {
		return nil, err
	}
	if !begin.Before(end) {
		return nil, usageError{fmt.Errorf("--from（%s）应早于 --to（%s）", from, to)}
	}
	store, err := readLedger(c.Context(), data, r.plan)
	if err != nil {
		return nil, err
	}
	defer store.Close() //nolint:errcheck // nothing was written
	var out []scheduler.Reminder
	err = store.View(c.Context(), func(tx storage.Tx) error {
		facts, err := r.facts(tx)
		if err != nil {
			return err
		}
		out, err = scheduler.Between(begin, end, facts)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("计算提醒：%w", err)
	}
	return out, nil
}

func printDue(c *cobra.Command, reminders []scheduler.Reminder, asJSON bool) error {
	out := c.OutOrStdout()
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetEscapeHTML(false)
		for _, m := range reminders {
			if err := enc.Encode(m); err != nil {
				return err
			}
		}
		return nil
	}
	for _, m := range reminders {
		if _, err := fmt.Fprintf(out, "%s  %s  %s\n", m.At.Format("2006-01-02 15:04"), m.To, m.Text); err != nil {
			return err
		}
	}
	if len(reminders) == 0 {
		_, err := fmt.Fprintln(out, "这段时间没有要提醒的人。")
		return err
	}
	return nil
}
