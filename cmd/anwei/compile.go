package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/report"
	"anwei/storage"
)

type compileOptions struct {
	form, period, duty, out, data, plan string
	duties, cases, json, formGiven, pdf bool
}

func compileCommand() *cobra.Command {
	var o compileOptions
	c := &cobra.Command{
		Use: "compile --form figures --period 2026-10 --out 目录", Short: "生成正式表格：报表和汇总表、工作任务完成情况、案件办理情况", Args: cobra.NoArgs,
		Example: "  anwei compile --form figures --period 2026-10 --out 十月\n" +
			"  anwei compile --duties --period 2026-Q3 --out 三季度\n" +
			"  anwei compile --cases --out 案件",
		RunE: func(c *cobra.Command, _ []string) error {
			o.formGiven = c.Flags().Changed("form")
			return compile(c, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.form, "form", "figures", "哪张表：figures（附件2调度表）或 ledger（附件1台账）")
	f.BoolVar(&o.duties, "duties", false, "生成工作任务完成情况表")
	f.StringVar(&o.duty, "duty", "", "只要其中一项任务，例如 committee_meeting；和 --duties 一起用")
	f.BoolVar(&o.cases, "cases", false, "生成快查快处、重大隐患办理情况表，不分期")
	f.StringVar(&o.period, "period", "", "哪一期，例如 2026-10；工作任务还可以是 2026-Q3、2026-H1 或 2026")
	f.StringVar(&o.out, "out", ".", "表格放在哪个目录")
	f.StringVar(&o.data, "data", "data", "数据目录")
	f.StringVar(&o.plan, "plan", "", "方案文件；不给就用内置方案")
	f.BoolVar(&o.pdf, "pdf", false, "每张表另外生成一份可以直接打印盖章的PDF；和 --form 一起用")
	f.BoolVar(&o.json, "json", false, "逐行输出JSON")
	return c
}

// compile makes the files that were asked for and says where each of them is.
// What is asked for is checked before the ledger is opened.
func compile(c *cobra.Command, o compileOptions) error {
	r, err := loadRules(o.plan)
	if err != nil {
		return err
	}
	period, err := o.check(r.plan)
	if err != nil {
		return usageError{err}
	}
	store, err := readLedger(c.Context(), o.data, r.plan)
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // nothing was written
	if err := os.MkdirAll(o.out, 0o750); err != nil {
		return fmt.Errorf("建目录 %s：%w", o.out, err)
	}
	files := files{store: store, rules: r, now: r.now}
	if o.cases {
		file, err := files.cases(c.Context())
		if err != nil {
			return err
		}
		return o.write(c, file, map[string]string{"table": "cases"})
	}
	orders, err := files.orders(c.Context(), o, period)
	if err != nil {
		return err
	}
	for _, order := range orders {
		file, err := files.File(c.Context(), order)
		if err != nil {
			return err
		}
		about := map[string]string{"form": string(order.Form), "period": period.String(), "unit": string(order.Unit)}
		if order.Duties {
			about = map[string]string{"table": "duties", "period": period.String(), "duty": string(order.Duty)}
		}
		if err := o.write(c, file, about); err != nil {
			return err
		}
	}
	return nil
}

// check returns the period that is meant, or what is wrong with the options.
func (o compileOptions) check(p anwei.Plan) (anwei.Period, error) {
	switch {
	case o.duties && o.cases, o.formGiven && (o.duties || o.cases):
		return anwei.Period{}, errors.New("--form、--duties、--cases 一次只能给一个")
	case o.pdf && (o.duties || o.cases):
		return anwei.Period{}, errors.New("--pdf 要和 --form 一起用")
	case o.duty != "" && !o.duties:
		return anwei.Period{}, errors.New("--duty 要和 --duties 一起用")
	case o.cases && o.period != "":
		return anwei.Period{}, errors.New("案件办理情况表不分期，请去掉 --period")
	case o.cases:
		return anwei.Period{}, nil
	case o.period == "":
		return anwei.Period{}, errors.New("缺少必需的参数 --period，例如 --period 2026-10")
	}
	period, err := anwei.ParsePeriod(o.period)
	if err != nil {
		return period, fmt.Errorf("“%s”不是一期，请写成 2026-10，工作任务还可以写 2026-Q3、2026-H1 或 2026", o.period)
	}
	if o.duties {
		if _, ok := p.Duty(anwei.DutyID(o.duty)); !ok && o.duty != "" {
			return period, fmt.Errorf("方案里没有“%s”这项任务；可以写：%s", o.duty, dutyNames(p))
		}
		return period, nil
	}
	form, ok := p.Form(anwei.FormID(o.form))
	if !ok {
		return period, fmt.Errorf("方案里没有“%s”这张表", o.form)
	}
	if !form.Covers(period) {
		return period, fmt.Errorf("%s从%s报到%s，没有%s的表", form.Short, form.First.Chinese(), form.Last.Chinese(), period.Chinese())
	}
	return period, nil
}

// dutyNames lists what --duty takes.
func dutyNames(p anwei.Plan) string {
	names := make([]string, 0, len(p.Duties))
	for _, d := range p.Duties {
		names = append(names, fmt.Sprintf("%s（%s）", d.ID, d.Title))
	}
	return strings.Join(names, "、")
}

func (o compileOptions) write(c *cobra.Command, file anwei.File, about map[string]string) error {
	path := filepath.Join(o.out, file.Name)
	if err := os.WriteFile(path, file.Data, 0o600); err != nil {
		return fmt.Errorf("写 %s：%w", path, err)
	}
	if !o.json {
		_, err := fmt.Fprintln(c.OutOrStdout(), path)
		return err
	}
	about["file"] = path
	return json.NewEncoder(c.OutOrStdout()).Encode(about)
}

// orders asks for the county's table and the own sheet of each unit concerned,
// or for the one table of the duties.
func (f files) orders(ctx context.Context, o compileOptions, p anwei.Period) ([]anwei.Order, error) {
	var roster anwei.Roster
	err := f.store.View(ctx, func(tx storage.Tx) error {
		var err error
		roster, err = tx.Roster()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("读取名单：%w", err)
	}
	if o.duties {
		in := report.DutiesInput{
			Plan: f.rules.plan, Duty: anwei.DutyID(o.duty), Period: p, Roster: roster, Zone: f.rules.zone, At: f.now(),
		}
		if len(in.Tasks()) == 0 {
			return nil, fmt.Errorf("%s没有名单里的单位要完成的任务，或者还没有开始", p.Chinese())
		}
		return []anwei.Order{{Duties: true, Duty: in.Duty, Period: p}}, nil
	}
	form, _ := f.rules.plan.Form(anwei.FormID(o.form)) // it was checked
	out := []anwei.Order{{Form: form.ID, Period: p}}
	for _, u := range roster.Units {
		if form.Audience.Includes(u) {
			out = append(out, anwei.Order{Form: form.ID, Period: p, Unit: u.ID, Own: true})
		}
	}
	if len(out) == 1 {
		return nil, fmt.Errorf("名单里没有要报%s的单位；请先用 anwei roster import 导入名单", form.Short)
	}
	if !o.pdf {
		return out, nil
	}
	var both []anwei.Order
	for _, order := range out {
		printed := order
		printed.PDF = true
		both = append(both, order, printed)
	}
	return both, nil
}
