package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/storage"
)

type compileOptions struct {
	form, period, out, data, plan string
	json                          bool
}

func compileCommand() *cobra.Command {
	var o compileOptions
	c := &cobra.Command{
		Use: "compile --form figures --period 2026-10 --out 目录", Short: "生成各单位的正式表格和全县汇总表", Args: cobra.NoArgs,
		Example: "  anwei compile --form figures --period 2026-10 --out 十月",
		RunE:    func(c *cobra.Command, _ []string) error { return compile(c, o) },
	}
	f := c.Flags()
	f.StringVar(&o.form, "form", "figures", "哪张表：figures（附件2调度表）或 ledger（附件1台账）")
	f.StringVar(&o.period, "period", "", "哪一期，例如 2026-10")
	f.StringVar(&o.out, "out", ".", "表格放在哪个目录")
	f.StringVar(&o.data, "data", "data", "数据目录")
	f.StringVar(&o.plan, "plan", "", "方案文件；不给就用内置方案")
	f.BoolVar(&o.json, "json", false, "逐行输出JSON")
	_ = c.MarkFlagRequired("period") // it fails only for a flag that does not exist
	return c
}

func compile(c *cobra.Command, o compileOptions) error {
	r, err := loadRules(o.plan)
	if err != nil {
		return err
	}
	period, err := anwei.ParsePeriod(o.period)
	if err != nil {
		return usageError{fmt.Errorf("“%s”不是一期，请写成 2026-10", o.period)}
	}
	form, ok := r.plan.Form(anwei.FormID(o.form))
	if !ok {
		return usageError{fmt.Errorf("方案里没有“%s”这张表", o.form)}
	}
	if !form.Covers(period) {
		return usageError{fmt.Errorf("%s从%s报到%s，没有%s的表", form.Short, form.First.Chinese(), form.Last.Chinese(), period.Chinese())}
	}
	store, err := readLedger(c.Context(), o.data, r.plan)
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // nothing was written
	if err := os.MkdirAll(o.out, 0o750); err != nil {
		return fmt.Errorf("建目录 %s：%w", o.out, err)
	}
	orders, err := orders(c.Context(), store, form, period)
	if err != nil {
		return err
	}
	files := files{store: store, rules: r, now: r.now}
	for _, order := range orders {
		file, err := files.File(c.Context(), order)
		if err != nil {
			return err
		}
		path := filepath.Join(o.out, file.Name)
		if err := os.WriteFile(path, file.Data, 0o600); err != nil {
			return fmt.Errorf("写 %s：%w", path, err)
		}
		if err := announce(c, o.json, path, order); err != nil {
			return err
		}
	}
	return nil
}

// orders asks for the county's table and the own sheet of each unit concerned.
func orders(ctx context.Context, store storage.Store, form anwei.Form, p anwei.Period) ([]anwei.Order, error) {
	out := []anwei.Order{{Form: form.ID, Period: p}}
	err := store.View(ctx, func(tx storage.Tx) error {
		roster, err := tx.Roster()
		for _, u := range roster.Units {
			if form.Audience.Includes(u) {
				out = append(out, anwei.Order{Form: form.ID, Period: p, Unit: u.ID, Own: true})
			}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("读取名单：%w", err)
	}
	if len(out) == 1 {
		return nil, fmt.Errorf("名单里没有要报%s的单位；请先用 anwei roster import 导入名单", form.Short)
	}
	return out, nil
}

func announce(c *cobra.Command, asJSON bool, path string, o anwei.Order) error {
	if !asJSON {
		_, err := fmt.Fprintln(c.OutOrStdout(), path)
		return err
	}
	return json.NewEncoder(c.OutOrStdout()).Encode(map[string]string{
		"file": path, "form": string(o.Form), "period": o.Period.String(), "unit": string(o.Unit),
	})
}
