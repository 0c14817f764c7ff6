package outbox

// wording: 不再发的原因（记录用）

import (
	"fmt"
	"strings"

	"anwei"
	"anwei/scheduler"
	"anwei/storage"
)

// compose leaves in a reminder what is still owed and makes its words, or says
// why it is pointless.
func (b *Outbox) compose(tx storage.Ledger, p *parcel, items anwei.Reminder) (err error) {
	// One that cannot be read must not end every process that reads it.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	var owed anwei.Reminder
	var over []string
	for _, it := range items {
		why, err := b.moot(tx, p.row, it)
		switch {
		case err != nil:
			return err
		case why == "":
			owed = append(owed, it)
		default:
			over = append(over, why)
		}
	}
	if len(owed) == 0 {
		p.pointless = cut(strings.Join(over, "；"))
		return nil
	}
	text, card := scheduler.Compose(owed, anwei.DateOf(b.now()))
	p.owed, p.says.Content = owed, anwei.PlainText(text)
	if card != nil {
		p.says.Content = card
	}
	return nil
}

// moot says why an item of a reminder is not said any more, and "" where it is. Of what
// has waited for more than a day, as after an outage, it is so too where it was said
// since, by another reminder that waited, or is a list of that day.
func (b *Outbox) moot(tx storage.Ledger, row anwei.Outgoing, it anwei.Item) (string, error) {
	still, err := scheduler.Worth(row.Created, b.plan, tx, it)
	switch {
	case err != nil:
		return "", err
	case !still:
		return b.settled(tx, it)
	case b.now().Sub(row.Created) < maxAge:
		return "", nil
	case it.As == anwei.ToOffice && it.Matter.Case == 0:
		return "名单已过时", nil
	}
	said, err := tx.Reminders(it.Matter)
	for _, r := range said {
		if r.To.Folded() == row.To.Folded() && r.At.After(row.Created) {
			return "已一并提醒", err
		}
	}
	return "", err
}

// settled says for the operator what has become of a matter that is no longer
// owed: 南村镇2026年10月调度表已报送.
func (b *Outbox) settled(tx storage.Ledger, it anwei.Item) (string, error) {
	m := it.Matter
	u, known, err := tx.Unit(m.Unit)
	if err != nil {
		return "", err
	}
	name := u.Name
	if !known {
		name = string(m.Unit)
	}
	name += b.title(m)
	if !it.TopUp.IsZero() {
		return name + "已核对", nil
	}
	if key, is := m.Report(); is {
		_, in, err := tx.Report(key)
		if err != nil || in {
			return name + "已报送", err
		}
	}
	_, promised, err := tx.Promise(m)
	if err != nil || promised {
		return name + "已有答复", err
	}
	return name + "已办结", nil
}

// title names what a unit owes, without the unit.
func (b *Outbox) title(m anwei.Matter) string {
	period := ""
	if !m.Period.IsZero() {
		period = m.Period.Chinese()
	}
	switch {
	case m.Form != "":
		if f, ok := b.plan.Form(m.Form); ok {
			return period + f.Short
		}
		return period + string(m.Form)
	case m.Duty != "":
		if d, ok := b.plan.Duty(m.Duty); ok {
			return period + d.Title
		}
		return period + string(m.Duty)
	}
	return fmt.Sprintf("%d号限办事项", m.Case)
}
