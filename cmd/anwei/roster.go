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
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/record"
	"anwei/config/roster"
	"anwei/storage"
)

type rosterOptions struct {
	place
	sample, prune bool
}

func rosterCommand() *cobra.Command {
	return group("roster", "名单：导入、导出单位和人员，与企业微信核对", rosterImport(), rosterExport(), rosterSync())
}

func rosterImport() *cobra.Command {
	var o rosterOptions
	c := &cobra.Command{
		Use: "import 文件", Short: "导入名单（.yaml 或 .xlsx）；再次导入就是更新", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if o.sample == (len(args) == 1) {
				return usageError{errors.New("请给出一个名单文件，或用 --sample 导入示例名单")}
			}
			r, err := loadRules(o.plan)
			if err != nil {
				return err
			}
			var list anwei.Roster
			var notes []string
			if o.sample {
				list, err = roster.Sample(r.plan)
			} else {
				list, notes, err = roster.LoadFile(args[0], r.plan)
			}
			if err != nil {
				return err
			}
			said, err := entrust(c.Context(), r, o.data, "/roster", importRequest{list, o.prune}, clerk.importRoster)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), strings.Join(append([]string{said}, notes...), "\n注意："))
			return err
		},
	}
	f := c.Flags()
	o.flags(c)
	f.BoolVar(&o.sample, "sample", false, "导入内置的示例名单")
	f.BoolVar(&o.prune, "prune", false, "文件里没有的人员删除、没有的单位停用（其报表保留）")
	return c
}

func rosterExport() *cobra.Command {
	var at place
	c := &cobra.Command{
		Use: "export 文件", Short: "导出名单（.yaml 或 .xlsx）；文件写 - 就输出到屏幕", Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return at.read(c.Context(), func(r rules, store storage.Store) error {
				list, err := readRoster(c.Context(), store)
				if err != nil {
					return err
				}
				if args[0] == "-" {
					return roster.Export(c.OutOrStdout(), list)
				}
				return exportTo(args[0], list, r.plan)
			})
		},
	}
	at.flags(c)
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

// readRoster returns the roster with its userids as they were written.
func readRoster(ctx context.Context, store storage.Store) (anwei.Roster, error) {
	var list anwei.Roster
	err := store.View(ctx, func(tx storage.Ledger) (err error) {
		list, err = tx.Roster()
		for i, p := range list.People {
			as, wrong := tx.As(p.ID)
			list.People[i].ID, err = as, errors.Join(err, wrong)
		}
		return err
	})
	if err != nil {
		return list, fmt.Errorf("读取名单：%w", err)
	}
	return list, nil
}

// importRequest asks for a roster that the command has read and checked.
type importRequest struct {
	Roster anwei.Roster `json:"roster"`
	Prune  bool         `json:"prune"`
}

func (k clerk) importRoster(ctx context.Context, q importRequest) (string, error) {
	done, err := record.Import(ctx, k.store, q.Roster, q.Prune, k.now())
	return done.Text(), err
}
