package bot

import (
	"anwei"
	"anwei/report"
)

// KeepProof keeps the picture or file of the message as a proof of a matter.
func KeepProof(t *Turn, about anwei.Matter, n int, field anwei.FieldID) {
	m := t.In.Message
	t.Out = append(t.Out, PutEvidence{Evidence: anwei.Evidence{
		ID: m.ID, Matter: about, N: n, Field: field, Media: m.Media, Kind: m.Text, By: t.In.Person.ID, At: t.In.Now,
	}})
}

// StampCall asks for the stamped sheet of a report that was just confirmed, and
// says when one that came before no longer agrees.
func StampCall(t *Turn, r anwei.Report) string {
	u, _ := t.In.Ledger.Unit(r.Key.Unit)
	switch state, page := Stamp(t, r); state {
	case anwei.StampDiffers:
		return t.Text("hall.stamp_now_differs", "n", page.N, "code", report.Code(r, u))
	case anwei.StampAgrees:
		return t.Text("hall.stamp_still_agrees", "n", page.N)
	case anwei.StampMissing:
	}
	return t.Text("hall.stamp_wanted", "code", report.Code(r, u))
}

// HandOver sends the official sheet, to be filed and to be printed.
func HandOver(t *Turn, r anwei.Report) {
	order := anwei.SheetOrder{Extent: anwei.Extent{Period: r.Key.Period, Unit: r.Key.Unit}, Form: r.Key.Form}
	printed := order
	printed.Format = anwei.PDF
	t.Out = append(t.Out, Say{Content: order}, Say{Content: printed})
}

// Stamp returns how the stamped sheet of a report stands.
func Stamp(t *Turn, r anwei.Report) (anwei.StampState, anwei.Evidence) {
	u, _ := t.In.Ledger.Unit(r.Key.Unit)
	return anwei.Stamped(r, report.Code(r, u), t.In.Ledger.Evidence(anwei.ReportMatter(r.Key)))
}

// StampNote says how the stamped sheet of a report stands that is in.
func StampNote(t *Turn, r anwei.Report) string {
	state, page := Stamp(t, r)
	return t.Text("hall.stamp_"+string(state), "n", page.N, "revision", r.Revision)
}
