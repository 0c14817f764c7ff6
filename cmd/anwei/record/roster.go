package record

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

// People are changed by a command within one transaction.
type People struct {
	tx     storage.Ledger
	now    time.Time
	action string
	// quiet is set while a ledger without people gets its first: that is a row, not a
	// change of anybody.
	quiet bool
	given []string
}

// Change returns what changes people in the transaction under the name of the action.
func Change(tx storage.Ledger, now time.Time, action string) *People {
	return &People{tx: tx, now: now, action: action}
}

// Put writes a person, and puts on record what that changes of him.
func (c *People) Put(p anwei.Person) error {
	old, known, err := c.tx.Person(p.ID)
	if err != nil {
		return err
	}
	if err := c.tx.PutPerson(p); err != nil || c.quiet {
		return err
	}
	was, is := rolesText(c.tx, old), rolesText(c.tx, p)
	for _, a := range p.Roles {
		if !slices.Contains(old.Roles, a) {
			c.given = append(c.given, p.Name+"："+is)
			break
		}
	}
	switch {
	case was != is || !known:
		return c.row(p, p.Name+"的职责", was, is)
	case old.Name != p.Name || old.Post != p.Post || old.Phone != p.Phone:
		return c.row(p, p.Name+"的姓名、职务或电话", "", "")
	}
	return nil
}

// Remove takes a person off the roster.
func (c *People) Remove(id anwei.PersonID) error {
	old, known, err := c.tx.Person(id)
	if err != nil || !known {
		return err
	}
	return errors.Join(c.tx.DeletePerson(id), c.row(old, old.Name+"不在名单上了", rolesText(c.tx, old), ""))
}

func (c *People) row(p anwei.Person, detail, was, is string) error {
	a := anwei.Audit{Action: c.action, To: p.ID, Detail: detail, Old: was, New: is}
	if len(p.Roles) > 0 {
		a.Unit = p.Roles[0].Unit
	}
	return Put(c.tx, c.now, a)
}

// Tell tells the office whom the operator has given something to do or to see.
func (c *People) Tell() error {
	const most = 8
	if len(c.given) == 0 {
		return nil
	}
	some := strings.Join(c.given[:min(len(c.given), most)], "；")
	if len(c.given) > most {
		some += fmt.Sprintf("；等%d人", len(c.given))
	}
	text := "您好！系统管理员改动了名单（" + c.action + "），新给了权限：" + some + "。如果不是您单位要求的，请与系统管理员核对。"
	return TellOffice(c.tx, c.now, "rights/"+c.now.UTC().Format(time.RFC3339Nano), text)
}

// rolesText says what somebody is: 填报员（南村镇）、领导（县政府）.
func rolesText(tx storage.Ledger, p anwei.Person) string {
	out := make([]string, len(p.Roles))
	for i, a := range p.Roles {
		name := string(a.Unit)
		if u, ok, err := tx.Unit(a.Unit); err == nil && ok {
			name = u.Name
		}
		word := a.Role.Chinese()
		if a.Deputy {
			word = "副" + word
		}
		out[i] = word + "（" + name + "）"
	}
	return strings.Join(out, "、")
}

// Imported is what an import did, for the operator to read.
type Imported struct {
	units, people           int
	extraUnits, extraPeople []string
	prune                   bool
}

// Import puts the list in one transaction. Units and people that the list does not name
// are kept and told; with prune such people are removed and such units retired, so that no
// report ever loses its unit.
func Import(ctx context.Context, store storage.Store, list anwei.Roster, prune bool, now time.Time) (Imported, error) {
	var done Imported
	err := store.Update(ctx, func(tx storage.Ledger) error {
		done = Imported{units: len(list.Units), people: len(list.People), prune: prune}
		old, err := tx.Roster()
		if err != nil {
			return err
		}
		for _, u := range list.Units {
			if err := tx.PutUnit(u); err != nil {
				return err
			}
		}
		c := Change(tx, now, "导入名单")
		c.quiet = len(old.People) == 0
		for _, p := range list.People {
			if err := c.Put(p); err != nil {
				return err
			}
		}
		if err := done.leftover(c, old, list); err != nil {
			return err
		}
		return errors.Join(Put(tx, now, anwei.Audit{Action: c.action, Detail: done.Text()}), c.Tell())
	})
	if err != nil {
		return done, fmt.Errorf("保存名单：%w", err)
	}
	return done, nil
}

// leftover treats those of the old roster that the new list does not name.
func (d *Imported) leftover(c *People, old, list anwei.Roster) error {
	units, people := map[anwei.UnitID]bool{}, map[anwei.PersonID]bool{}
	for _, u := range list.Units {
		units[u.ID] = true
	}
	for _, p := range list.People {
		people[p.ID.Folded()] = true
	}
	for _, u := range old.Units {
		if units[u.ID] || u.Retired {
			continue
		}
		d.extraUnits = append(d.extraUnits, u.Name)
		u.Retired = true
		if d.prune {
			if err := errors.Join(c.tx.PutUnit(u), Put(c.tx, c.now, anwei.Audit{Action: c.action, Unit: u.ID, Detail: u.Name + "停用"})); err != nil {
				return err
			}
		}
	}
	for _, p := range old.People {
		if people[p.ID.Folded()] {
			continue
		}
		d.extraPeople = append(d.extraPeople, p.Name+"（"+string(p.ID)+"）")
		if d.prune {
			if err := c.Remove(p.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// Text says what was done.
func (d *Imported) Text() string {
	text := fmt.Sprintf("已导入 %d 个单位、%d 名人员。\n", d.units, d.people)
	kept, keptPeople := "文件里没有、仍然保留的单位：", "文件里没有、仍然保留的人员："
	if d.prune {
		kept, keptPeople = "文件里没有、已停用的单位（报表保留）：", "文件里没有、已删除的人员："
	}
	if len(d.extraUnits) > 0 {
		text += kept + strings.Join(d.extraUnits, "、") + "\n"
	}
	if len(d.extraPeople) > 0 {
		text += keptPeople + strings.Join(d.extraPeople, "、") + "\n"
	}
	if !d.prune && len(d.extraUnits)+len(d.extraPeople) > 0 {
		text += "如果他们确实不再填报，请加 --prune 再导入一次。\n"
	}
	return strings.TrimSuffix(text, "\n")
}
