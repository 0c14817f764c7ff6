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
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/report/tables"
)

type compileOptions struct {
	house.Place
	form, period, duty, out, snapshot, unit string
	duties, cases, json, formGiven, pdf     bool
	table                                   anwei.TableKind // what --form names where it is no form
}

func compileCommand() *cobra.Command {
	var o compileOptions
	c := &cobra.Command{
		Use: "compile --form figures --period 2026-10 --out 目录", Short: "生成正式表格：报表和汇总表、台账、工作任务、修订和补录清单", Args: cobra.NoArgs,
		Long: "生成正式表格。figures 是全县当月的工作簿（汇总表及小计、报送情况、台账汇总、本季工作任务、修订清单、定格后变化）和各单位自己的表\n（单位超过5000家时，改为下级各县每县一本）；\n" +
			"ledger 是附件1的台账；duties 是工作任务；revisions、moves、rekey 是修订清单、定格后变化清单、全国系统补录清单。\n" +
			"--snapshot 给数据定格并起名，以后用同一名称生成的表格一格不变；名称已有就按它生成。anwei serve 正在运行时也可以用。",
		Example: "  anwei compile --form figures --period 2026-10 --out 十月\n" +
			"  anwei compile --form figures --period 2026-10 --snapshot 截至10月22日17时 --out 上报\n" +
			"  anwei compile --form moves --period 2026-10 --snapshot 截至10月22日17时 --out 上报后\n" +
			"  anwei compile --form ledger --period 2026-10 --unit nancun --out 南村\n" +
			"  anwei compile --duties --period 2026-Q3 --out 三季度\n" +
			"  anwei compile --cases --out 案件",
		RunE: func(c *cobra.Command, _ []string) error {
			o.formGiven = c.Flags().Changed("form")
			o.settle()
			return compile(c, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.form, "form", "figures", "哪张表：figures（附件2调度表）、ledger（附件1台账）、duties、cases、revisions（修订清单）、moves（定格后变化）、rekey（补录清单）")
	f.BoolVar(&o.duties, "duties", false, "生成工作任务完成情况表")
	f.StringVar(&o.duty, "duty", "", "只要其中一项任务，例如 committee_meeting；和 --duties 一起用")
	f.BoolVar(&o.cases, "cases", false, "生成快查快处、重大隐患办理情况表，不分期")
	f.StringVar(&o.period, "period", "", "哪一期，例如 2026-10；工作任务还可以是 2026-Q3、2026-H1 或 2026")
	f.StringVar(&o.snapshot, "snapshot", "", "按这个名称的定格生成；还没有就现在定格")
	f.StringVar(&o.unit, "unit", "", "只要这个单位及其下级，写编号或名称")
	f.StringVar(&o.out, "out", ".", "表格放在哪个目录")
	o.Flags(c)
	f.BoolVar(&o.pdf, "pdf", false, "每张表另外生成一份可以直接打印盖章的PDF；只用于 figures 和 ledger")
	f.BoolVar(&o.json, "json", false, "逐行输出JSON")
	return c
}

// compile makes the files that were asked for and says where each of them is.
// What is asked for is checked before the ledger is opened.
func compile(c *cobra.Command, o compileOptions) error {
	r, err := house.Load(o.Plan)
	if err != nil {
		return err
	}
	period, err := o.check(r.Plan)
	if err != nil {
		return house.Wrong(err)
	}
	if o.snapshot != "" && o.table != anwei.MovesTable {
		if err := o.freeze(c, r, period); err != nil {
			return err
		}
	}
	store, err := house.Read(c.Context(), o.Data, r.Plan)
	if err != nil {
		return err
	}
	defer store.Close() //nolint:errcheck // nothing was written
	if err := os.MkdirAll(o.out, 0o750); err != nil {
		return fmt.Errorf("建目录 %s：%w", o.out, err)
	}
	files := files{store: store, rules: r, now: r.Now}
	if o.cases {
		file, err := files.make(c.Context(), tables.Desk.Cases)
		if err != nil {
			return err
		}
		return o.write(c, file, map[string]string{"table": "cases"})
	}
	orders, err := files.orders(c.Context(), o, period)
	if err != nil {
		return err
	}
	return files.each(c.Context(), orders, func(order anwei.Order, file anwei.File) error {
		return o.write(c, file, about(order))
	})
}

// check returns the period that is meant, or what is wrong with the options.
func (o compileOptions) check(p anwei.Plan) (anwei.Period, error) {
	switch {
	case o.duties && o.cases, o.formGiven && (o.duties || o.cases):
		return anwei.Period{}, errors.New("--form、--duties、--cases 一次只能给一个")
	case o.pdf && (o.duties || o.cases || o.table != ""):
		return anwei.Period{}, errors.New("--pdf 只用于 --form figures 或 ledger")
	case o.duty != "" && !o.duties:
		return anwei.Period{}, errors.New("--duty 要和 --duties 一起用")
	case o.snapshot != "" && (o.duties || o.cases || o.table == anwei.RekeyTable):
		return anwei.Period{}, errors.New("--snapshot 定格的是报表，只用于 figures、ledger、revisions、moves")
	case o.cases && o.unit != "":
		return anwei.Period{}, errors.New("案件办理情况表不分单位，请去掉 --unit")
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
	if err := checkSnapshotName(o.snapshot); err != nil {
		return period, err
	}
	form, ok := p.Form(o.mainForm(p))
	if !ok {
		return period, fmt.Errorf("方案里没有“%s”这张表", o.form)
	}
	if !form.Covers(period) {
		return period, fmt.Errorf("%s从%s报到%s，没有%s的表", form.Short, form.First.Chinese(), form.Last.Chinese(), period.Chinese())
	}
	return period, nil
}

// mainForm is the form whose periods count. The revisions and what changed are of
// all forms of a period, so that the first will do.
func (o compileOptions) mainForm(p anwei.Plan) anwei.FormID {
	switch {
	case o.table == anwei.RekeyTable:
		return p.Rekey.Form
	case o.table != "" && len(p.Forms) > 0:
		return p.Forms[0].ID
	}
	return anwei.FormID(o.form)
}

func dutyNames(p anwei.Plan) string {
	return strings.Join(anwei.Each(p.Duties, func(d anwei.Duty) string { return fmt.Sprintf("%s（%s）", d.ID, d.Title) }), "、")
}

func (o compileOptions) write(c *cobra.Command, file anwei.File, about map[string]string) error {
	path := filepath.Join(o.out, file.Name)
	if err := ledger.PutFile(path, file.Data); err != nil {
		return fmt.Errorf("写 %s：%w", path, err)
	}
	if !o.json {
		_, err := fmt.Fprintln(c.OutOrStdout(), path)
		return err
	}
	about["file"] = path
	return json.NewEncoder(c.OutOrStdout()).Encode(about)
}

// settle takes for a table of its own what --form names besides forms.
func (o *compileOptions) settle() {
	switch o.form {
	case "duties":
		o.duties, o.formGiven = true, o.formGiven && o.cases
	case "cases":
		o.cases, o.formGiven = true, o.formGiven && o.duties
	case string(anwei.RevisionsTable), string(anwei.MovesTable), string(anwei.RekeyTable):
		o.table = anwei.TableKind(o.form)
	}
}

// orders asks for the county's workbook and the own sheet of each unit concerned, or
// for the one table that was named.
func (f files) orders(ctx context.Context, o compileOptions, p anwei.Period) ([]anwei.Order, error) {
	at := anwei.Extent{Period: p, Snapshot: o.snapshot}
	from := anwei.ListOrder{Extent: at, Table: o.table}.Of()
	roster, err := viewed(ctx, f, func(d tables.Desk, l tables.Ledger) (anwei.Roster, error) { return d.Roster(l, from) })
	if err != nil {
		return nil, err
	}
	node, err := findUnit(roster, o.unit)
	if err != nil {
		return nil, err
	}
	at.Unit = node.ID
	switch {
	case o.duties:
		duties := anwei.DutiesOrder{Extent: at, Duty: anwei.DutyID(o.duty)}
		owes, err := viewed(ctx, f, func(d tables.Desk, l tables.Ledger) (bool, error) { return d.Owes(l, duties) })
		if err == nil && !owes {
			err = fmt.Errorf("%s没有名单里的单位要完成的任务，或者还没有开始", p.Chinese())
		}
		return []anwei.Order{duties}, err
	case o.table != "":
		return []anwei.Order{anwei.ListOrder{Extent: at, Table: o.table}}, nil
	}
	book := anwei.BookOrder{Extent: at, Form: anwei.FormID(o.form)}
	out, err := viewed(ctx, f, func(d tables.Desk, l tables.Ledger) ([]anwei.Order, error) {
		out, err := d.Each(l, book)
		if o.pdf && err == nil { // as pages as well
			book.Format = anwei.PDF
			var printed []anwei.Order
			printed, err = d.Each(l, book)
			out = append(out, printed...)
		}
		return out, err
	})
	if err == nil && len(out) == 0 {
		form, _ := f.rules.Plan.Form(book.Form) // it was checked
		err = fmt.Errorf("名单里没有要报%s的单位；请先用 anwei roster import 导入名单", form.Short)
	}
	return out, err
}

func about(o anwei.Order) map[string]string {
	at := o.Of()
	out := map[string]string{"period": at.Period.String()}
	if at.Unit != "" {
		out["unit"] = string(at.Unit)
	}
	switch o := o.(type) {
	case anwei.DutiesOrder:
		out["table"], out["duty"] = "duties", string(o.Duty)
	case anwei.ListOrder:
		out["table"], at = string(o.Table), o.Extent
	case anwei.BookOrder:
		out["form"], out["unit"] = string(o.Form), string(at.Unit)
	case anwei.SheetOrder:
		out["form"] = string(o.Form)
	default: // nothing else is compiled
	}
	if at.Snapshot != "" {
		out["snapshot"] = at.Snapshot
	}
	return out
}
