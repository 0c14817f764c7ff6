package rights

import (
	"slices"

	"anwei"
)

// Ledger is what of a ledger says whether somebody may still have what waits for him.
type Ledger interface {
	Person(id anwei.PersonID) (anwei.Person, bool, error)
	Granted(p anwei.Person, on anwei.Date) (anwei.Person, error)
	Roster() (anwei.Roster, error)
	Notice(id anwei.NoticeID) (anwei.Notice, bool, error)
}

// Why a message that waited is not sent, for the operator.
const (
	gone       = "收件人已不在名单上，或已没有职责"
	notHis     = "收件人已不负责这件事"
	outOfSight = "收件人已无权查看这份文件的范围"
)

// Withheld says why a message that waited must not reach its receiver any more, as the
// roster is on the day, and "" where it may: of what he was to be reminded he has to be in
// charge still, a file must show what he may see, and a notice or a briefing needs somebody
// who has a role at all. What was only said to him goes out.
func Withheld(l Ledger, on anwei.Date, o anwei.Outgoing) (string, error) {
	order, orders := o.Content.(anwei.Order)
	reminder, reminds := o.Content.(anwei.Reminder)
	_, briefs := o.Content.(anwei.Bulletin)
	if o.To == anwei.OfficeGroup || !orders && !reminds && !briefs && o.About == nil {
		return "", nil
	}
	p, known, err := l.Person(o.To)
	if err != nil {
		return "", err
	}
	if p, err = l.Granted(p, on); err != nil {
		return "", err
	}
	switch {
	case !known || len(p.Roles) == 0:
		return gone, nil
	case reminds && !slices.ContainsFunc(reminder, func(it anwei.Item) bool { return inCharge(p, it) }):
		return notHis, nil
	case briefs && !p.Has(anwei.Leader) && !p.Has(anwei.Office):
		return notHis, nil
	case orders:
		return unseen(l, p, order)
	}
	return "", nil
}

// inCharge reports whether the person is still what the item was for.
func inCharge(p anwei.Person, it anwei.Item) bool {
	switch it.As {
	case anwei.ToReporter, anwei.ToDeputy:
		return p.ReportsFor(it.Matter.Unit)
	case anwei.ToLeader:
		return slices.Contains(p.UnitsAs(anwei.Leader), it.Matter.Unit)
	case anwei.ToOffice:
	}
	return p.Has(anwei.Office)
}

// unseen says why the person may not have the file of an order.
func unseen(l Ledger, p anwei.Person, order anwei.Order) (string, error) {
	roster, err := l.Roster()
	if err != nil {
		return "", err
	}
	office, wide := p.UnitsAs(anwei.Office), append(p.UnitsAs(anwei.Office), p.UnitsAs(anwei.Leader)...)
	sees := func(u anwei.UnitID, roots []anwei.UnitID) bool {
		return slices.ContainsFunc(roots, func(root anwei.UnitID) bool { return roster.Within(u, root) })
	}
	may := false
	switch order := order.(type) {
	case anwei.PieceOrder:
		may = true // whoever has the notice has its pieces
	case anwei.ReceiptsOrder:
		n, _, err := l.Notice(order.Notice)
		if err != nil {
			return "", err
		}
		may = sees(n.Unit, office)
	case anwei.BookOrder, anwei.SheetOrder, anwei.ListOrder, anwei.DutiesOrder, anwei.MarksOrder, anwei.PictureOrder:
		at := order.Of().Unit
		below := slices.ContainsFunc(roster.Units, func(u anwei.Unit) bool { return u.Parent == at })
		may = sees(at, wide) || p.ReportsFor(at) && (!below || forReporter(order))
		if at == "" { // of all units
			may = !slices.ContainsFunc(roster.Units, func(u anwei.Unit) bool { return u.Parent == "" && !sees(u.ID, wide) })
		}
	}
	if !may {
		return outOfSight, nil
	}
	return "", nil
}

// forReporter reports whether a file is for those who report for its unit, though other
// units stand below: it is of the unit alone, or of what it types elsewhere for them.
func forReporter(order anwei.Order) bool {
	switch order := order.(type) {
	case anwei.SheetOrder:
		return true
	case anwei.ListOrder:
		return order.Table == anwei.RekeyTable
	case anwei.DutiesOrder:
		return order.Own
	case anwei.PictureOrder:
		return order.Own
	case anwei.BookOrder, anwei.MarksOrder, anwei.ReceiptsOrder, anwei.PieceOrder:
	}
	return false
}
