package rights_test

import (
	"testing"
	"time"

	"anwei"
	"anwei/bot/rights"
)

// book is a ledger with a county, two towns and one person.
type book struct{ roles []anwei.Assignment }

func (b book) Person(id anwei.PersonID) (anwei.Person, bool, error) {
	return anwei.Person{ID: id, Roles: b.roles}, id != "gone", nil
}

func (b book) Granted(p anwei.Person, on anwei.Date) (anwei.Person, error) {
	return p.With([]anwei.Grant{{To: "deputy", Units: []anwei.UnitID{"nancun"}, Since: on, Until: on, Answered: on.In(time.UTC)}}, on), nil
}

func (b book) Roster() (anwei.Roster, error) {
	return anwei.Roster{Units: []anwei.Unit{{ID: "xian"}, {ID: "nancun", Parent: "xian"}, {ID: "xiacun", Parent: "xian"}, {ID: "village", Parent: "xiacun"}}}, nil
}

func (b book) Notice(anwei.NoticeID) (anwei.Notice, bool, error) {
	return anwei.Notice{ID: 1, Unit: "xian"}, true, nil
}

// TestWithheld holds, for each kind of message that may wait, who may have it still.
func TestWithheld(t *testing.T) {
	role := func(r anwei.Role, u anwei.UnitID) []anwei.Assignment { return []anwei.Assignment{{Role: r, Unit: u}} }
	at := func(u anwei.UnitID) anwei.Extent { return anwei.Extent{Unit: u} }
	remind := func(as ...anwei.Recipient) anwei.Outgoing {
		var items anwei.Reminder
		for _, a := range as {
			items = append(items, anwei.Item{As: a, Matter: anwei.Matter{Unit: "nancun", Form: "figures"}})
		}
		return anwei.Outgoing{To: "x", Content: items}
	}
	file := func(o anwei.Order) anwei.Outgoing { return anwei.Outgoing{To: "x", Content: o} }
	notice := anwei.Outgoing{To: "x", About: &anwei.About{Notice: 1}, Content: anwei.PlainText("通知")}
	reporter, other := role(anwei.Reporter, "nancun"), role(anwei.Reporter, "xiacun")
	county, town := role(anwei.Leader, "xian"), role(anwei.Leader, "nancun")
	office, townOffice := role(anwei.Office, "xian"), role(anwei.Office, "nancun")
	for name, c := range map[string]struct {
		o    anwei.Outgoing
		may  [][]anwei.Assignment
		lost [][]anwei.Assignment
	}{
		"a text":         {anwei.Outgoing{To: "x", Content: anwei.PlainText("您不再填报")}, [][]anwei.Assignment{nil, reporter}, nil},
		"a notice":       {notice, [][]anwei.Assignment{reporter, other}, [][]anwei.Assignment{nil}},
		"a briefing":     {anwei.Outgoing{To: "x", Content: anwei.Bulletin{Kind: anwei.DailyBriefing}}, [][]anwei.Assignment{town, office}, [][]anwei.Assignment{nil, reporter}},
		"to a reporter":  {remind(anwei.ToReporter), [][]anwei.Assignment{reporter}, [][]anwei.Assignment{nil, other, county}},
		"to a leader":    {remind(anwei.ToLeader), [][]anwei.Assignment{town}, [][]anwei.Assignment{nil, reporter, county}},
		"to the office":  {remind(anwei.ToOffice), [][]anwei.Assignment{office}, [][]anwei.Assignment{nil, county}},
		"as one or both": {remind(anwei.ToLeader, anwei.ToReporter), [][]anwei.Assignment{reporter, town}, [][]anwei.Assignment{other}},
		"the county's":   {file(anwei.BookOrder{Extent: at("xian")}), [][]anwei.Assignment{county, office}, [][]anwei.Assignment{nil, town, townOffice, reporter}},
		"of all units":   {file(anwei.PictureOrder{}), [][]anwei.Assignment{county, office}, [][]anwei.Assignment{nil, town, reporter}},
		"a town's":       {file(anwei.ListOrder{Extent: at("nancun")}), [][]anwei.Assignment{county, town, townOffice, reporter}, [][]anwei.Assignment{other}},
		"its own sheet":  {file(anwei.SheetOrder{Extent: at("nancun")}), [][]anwei.Assignment{reporter, town}, [][]anwei.Assignment{nil, other}},
		"the duties":     {file(anwei.DutiesOrder{Extent: at("nancun")}), [][]anwei.Assignment{county}, [][]anwei.Assignment{other}},
		"the marks":      {file(anwei.MarksOrder{Extent: at("xian")}), [][]anwei.Assignment{county}, [][]anwei.Assignment{town}},
		"the receipts":   {file(anwei.ReceiptsOrder{Notice: 1}), [][]anwei.Assignment{office}, [][]anwei.Assignment{county, townOffice, nil}},
		"all below":      {file(anwei.BookOrder{Extent: at("xiacun")}), [][]anwei.Assignment{county}, [][]anwei.Assignment{other}},
		"marks below":    {file(anwei.MarksOrder{Extent: at("xiacun")}), [][]anwei.Assignment{county}, [][]anwei.Assignment{other}},
		"moves below":    {file(anwei.ListOrder{Extent: at("xiacun"), Table: anwei.MovesTable}), [][]anwei.Assignment{county}, [][]anwei.Assignment{other}},
		"to type":        {file(anwei.ListOrder{Extent: at("xiacun"), Table: anwei.RekeyTable}), [][]anwei.Assignment{county, other}, [][]anwei.Assignment{reporter}},
		"duties below":   {file(anwei.DutiesOrder{Extent: at("xiacun")}), [][]anwei.Assignment{county}, [][]anwei.Assignment{other}},
		"its own duties": {file(anwei.DutiesOrder{Extent: at("xiacun"), Own: true}), [][]anwei.Assignment{county, other}, [][]anwei.Assignment{reporter}},
		"drawn below":    {file(anwei.PictureOrder{Extent: at("xiacun")}), [][]anwei.Assignment{county}, [][]anwei.Assignment{other}},
		"drawn alone":    {file(anwei.PictureOrder{Extent: at("xiacun"), Own: true}), [][]anwei.Assignment{county, other}, [][]anwei.Assignment{reporter}},
		"a sheet above":  {file(anwei.SheetOrder{Extent: at("xiacun")}), [][]anwei.Assignment{county, other}, [][]anwei.Assignment{reporter}},
		"a piece":        {file(anwei.PieceOrder{Notice: 1}), [][]anwei.Assignment{reporter}, [][]anwei.Assignment{nil}},
	} {
		day := anwei.Date{Year: 2026, Month: 10, Day: 22}
		for _, roles := range c.may {
			if why, err := rights.Withheld(book{roles}, day, c.o); err != nil || why != "" {
				t.Errorf("%s to %v: %q, %v", name, roles, why, err)
			}
		}
		for _, roles := range c.lost {
			if why, err := rights.Withheld(book{roles}, day, c.o); err != nil || why == "" {
				t.Errorf("%s to %v goes out, %v", name, roles, err)
			}
		}
		c.o.To = "gone"
		if why, _ := rights.Withheld(book{office}, day, c.o); why == "" && name != "a text" {
			t.Errorf("%s goes out to somebody who is struck off", name)
		}
		c.o.To = anwei.OfficeGroup
		if why, _ := rights.Withheld(book{}, day, c.o); why != "" {
			t.Errorf("%s to the group: %s", name, why)
		}
	}
	deputised := remind(anwei.ToReporter)
	deputised.To = "deputy"
	if why, _ := rights.Withheld(book{other}, anwei.Date{Year: 2026, Month: 10, Day: 22}, deputised); why != "" {
		t.Errorf("a deputy by grant: %s", why)
	}
}
