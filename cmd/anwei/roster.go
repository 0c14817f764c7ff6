package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/cmd/anwei/contacts"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/record"
	"anwei/config/roster"
	"anwei/storage"
)

type rosterOptions struct {
	house.Place
	sample, prune bool
}

func rosterCommand() *cobra.Command {
	return house.Group("roster", "名单：导入、导出单位和人员，与企业微信核对", rosterImport(), rosterExport(), contacts.SyncCommand())
}

func rosterImport() *cobra.Command {
	var o rosterOptions
	c := &cobra.Command{
		Use: "import 文件", Short: "导入名单（.yaml 或 .xlsx）；再次导入就是更新", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if o.sample == (len(args) == 1) {
				return house.Wrong(errors.New("请给出一个名单文件，或用 --sample 导入示例名单"))
			}
			r, err := house.Load(o.Plan)
			if err != nil {
				return err
			}
			var list anwei.Roster
			var notes []string
			if o.sample {
				list, err = roster.Sample(r.Plan)
			} else {
				list, notes, err = roster.LoadFile(args[0], r.Plan)
			}
			if err != nil {
				return err
			}
			said, err := house.Entrust(c.Context(), r, o.Data, "/roster", importRequest{list, o.prune}, importRoster)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), strings.Join(append([]string{said}, notes...), "\n注意："))
			return err
		},
	}
	f := c.Flags()
	o.Flags(c)
	f.BoolVar(&o.sample, "sample", false, "导入内置的示例名单")
	f.BoolVar(&o.prune, "prune", false, "文件里没有的人员删除、没有的单位停用（其报表保留）")
	return c
}

func rosterExport() *cobra.Command {
	var at house.Place
	c := &cobra.Command{
		Use: "export 文件", Short: "导出名单（.yaml 或 .xlsx）；文件写 - 就输出到屏幕", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return at.Read(c.Context(), func(r house.Rules, store storage.Store) error {
				list, err := house.Roster(c.Context(), store)
				if err != nil {
					return err
				}
				if args[0] == "-" {
					return roster.Export(c.OutOrStdout(), list)
				}
				return exportTo(args[0], list, r.Plan)
			})
		},
	}
	at.Flags(c)
	return c
}

// exportTo writes the list to a file. It is made whole first, so that what fails leaves
// a list that was there before as it is.
func exportTo(path string, list anwei.Roster, p anwei.Plan) error {
	var b bytes.Buffer
	write := func() error { return roster.Export(&b, list) }
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		write = func() error { return roster.ExportExcel(&b, list, p) }
	}
	if err := write(); err != nil {
		return err
	}
	if err := ledger.PutFile(path, b.Bytes()); err != nil {
		return fmt.Errorf("写 %s：%w", path, err)
	}
	return nil
}

// importRequest asks for a roster that the command has read and checked.
type importRequest struct {
	Roster anwei.Roster `json:"roster"`
	Prune  bool         `json:"prune"`
}

func importRoster(ctx context.Context, k house.Clerk, q importRequest) (string, error) {
	done, err := record.Import(ctx, k.Store, q.Roster, q.Prune, k.Now())
	return done.Text(), err
}
