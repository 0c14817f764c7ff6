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

func readRoster(ctx context.Context, store storage.Store) (anwei.Roster, error) {
	var list anwei.Roster
	err := store.View(ctx, func(tx storage.Ledger) error {
		var err error
		list, err = tx.Roster()
		return err
	})
	if err != nil {
		return list, fmt.Errorf("读取名单：%w", err)
	}
	return list, nil
}

// imported is what an import did, for the operator to read.
type imported struct {
	units, people           int
	extraUnits, extraPeople []string
}

// importRequest asks for a roster that the command has read and checked.
type importRequest struct {
	Roster anwei.Roster `json:"roster"`
	Prune  bool         `json:"prune"`
}

// importRoster imports a list and says what was done.
func (k clerk) importRoster(ctx context.Context, q importRequest) (string, error) {
	done, err := importRoster(ctx, k.store, q.Roster, q.Prune)
	return done.text(q.Prune), err
}

// importRoster puts the list in one transaction. Units and people that the list
// does not name are kept and told; with prune such people are removed and such
// units retired, so that no report ever loses its unit.
func importRoster(ctx context.Context, store storage.Store, list anwei.Roster, prune bool) (imported, error) {
	var done imported
	err := store.Update(ctx, func(tx storage.Ledger) error {
		done = imported{units: len(list.Units), people: len(list.People)}
		old, err := tx.Roster()
		if err != nil {
			return err
		}
		for _, u := range list.Units {
			if err := tx.PutUnit(u); err != nil {
				return err
			}
		}
		for _, p := range list.People {
			if err := tx.PutPerson(p); err != nil {
				return err
			}
		}
		return done.leftover(tx, old, list, prune)
	})
	if err != nil {
		return done, fmt.Errorf("保存名单：%w", err)
	}
	return done, nil
}

// leftover treats those of the old roster that the new list does not name.
func (d *imported) leftover(tx storage.Ledger, old, list anwei.Roster, prune bool) error {
	units, people := map[anwei.UnitID]bool{}, map[anwei.PersonID]bool{}
	for _, u := range list.Units {
		units[u.ID] = true
	}
	for _, p := range list.People {
		people[anwei.CleanUserID(string(p.ID))] = true
	}
	for _, u := range old.Units {
		if units[u.ID] || u.Retired {
			continue
		}
		d.extraUnits = append(d.extraUnits, u.Name)
		u.Retired = true
		if prune {
			if err := tx.PutUnit(u); err != nil {
				return err
			}
		}
	}
	for _, p := range old.People {
		if people[anwei.CleanUserID(string(p.ID))] {
			continue
		}
		d.extraPeople = append(d.extraPeople, p.Name+"（"+string(p.ID)+"）")
		if prune {
			if err := tx.DeletePerson(p.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *imported) text(prune bool) string {
	text := fmt.Sprintf("已导入 %d 个单位、%d 名人员。\n", d.units, d.people)
	kept, keptPeople := "文件里没有、仍然保留的单位：", "文件里没有、仍然保留的人员："
	if prune {
		kept, keptPeople = "文件里没有、已停用的单位（报表保留）：", "文件里没有、已删除的人员："
	}
	if len(d.extraUnits) > 0 {
		text += kept + strings.Join(d.extraUnits, "、") + "\n"
	}
	if len(d.extraPeople) > 0 {
		text += keptPeople + strings.Join(d.extraPeople, "、") + "\n"
	}
	if !prune && len(d.extraUnits)+len(d.extraPeople) > 0 {
		text += "如果他们确实不再填报，请加 --prune 再导入一次。\n"
	}
	return strings.TrimSuffix(text, "\n")
}
