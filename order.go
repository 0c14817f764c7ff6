package anwei

import "encoding/json"

// Order is a cheque for a file, which is made when the message that brings it is sent,
// so that its figures are fresh. The set is closed.
//
//sumtype:decl
type Order interface {
	Content
	// Of says of what the file is made: which units and period, and which snapshot
	// holds them.
	Of() Extent
}

// Extent is what a table is about: the units at and below one, in a period; of a
// snapshot of the period, where one is named.
type Extent struct {
	Period   Period `json:"period"`
	Unit     UnitID `json:"unit"`
	Snapshot string `json:"snapshot,omitempty"`
}

// Of implements Order.
func (e Extent) Of() Extent { return e }

// BookOrder asks for the table of a form with all units of the extent.
type BookOrder struct {
	Extent

	Form   FormID `json:"form"`
	Format Format `json:"format,omitempty"`
}

// SheetOrder asks for the unit's own official sheet of a form.
type SheetOrder BookOrder

// ListOrder asks for a list about the reports.
type ListOrder struct {
	Extent

	Table TableKind `json:"table"`
}

// DutiesOrder asks for the table of the duties; of one of them where it is set.
type DutiesOrder struct {
	Extent

	Duty DutyID `json:"duty,omitempty"`
	// Own leaves out what stands below the unit.
	Own bool `json:"own,omitempty"`
}

// MarksOrder asks for the list of the marks of a year.
type MarksOrder struct {
	Extent

	Group MarkGroup `json:"marks"`
}

// ReceiptsOrder asks for the table of the receipts of a notice.
type ReceiptsOrder struct {
	Notice NoticeID `json:"notice"`
}

// PieceOrder asks for one of the files of a notice: the N-th, by the evidence that it
// was kept as.
type PieceOrder struct {
	Notice NoticeID `json:"notice"`
	Piece  string   `json:"piece"`
	N      int      `json:"n"`
}

// PictureOrder asks for a picture of the units by an indicator, or of its Course over
// the periods.
type PictureOrder struct {
	Extent

	Form      FormID      `json:"form"`
	Indicator IndicatorID `json:"indicator"`
	Course    bool        `json:"course,omitempty"`
	// Own leaves out what stands below the unit, Kind and Tag all other units.
	Own  bool     `json:"own,omitempty"`
	Kind UnitKind `json:"kind,omitempty"`
	Tag  string   `json:"tag,omitempty"` // of an industry
	Low  bool     `json:"low,omitempty"` // the low values first
}

func (BookOrder) content() {}

func (SheetOrder) content() {}

func (ListOrder) content() {}

func (DutiesOrder) content() {}

func (MarksOrder) content() {}

func (ReceiptsOrder) content() {}

func (PieceOrder) content() {}

func (PictureOrder) content() {}

// Of implements Order. What moved since a snapshot is asked of the ledger as it is.
func (o ListOrder) Of() Extent {
	if o.Table == MovesTable {
		o.Snapshot = ""
	}
	return o.Extent
}

// Of implements Order: a notice has its own people.
func (ReceiptsOrder) Of() Extent { return Extent{} }

// Of implements Order.
func (PieceOrder) Of() Extent { return Extent{} }

// TableKind is a list about reports.
type TableKind string

// The lists that can be had besides the reports themselves.
const (
	RevisionsTable TableKind = "revisions" // 修订清单: every revision of the period's reports
	MovesTable     TableKind = "moves"     // 变化清单: what changed since the snapshot
	RekeyTable     TableKind = "rekey"     // 补录清单: what is to be typed into the other system
)

// Format is what an ordered table is.
type Format string

// The formats of a table.
const (
	Workbook Format = ""
	PDF      Format = "pdf"
)

// picture stands in place of a format where a picture is ordered.
const picture Format = "picture"

// MarshalJSON implements json.Marshaler: own is what tells a sheet.
func (o SheetOrder) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		BookOrder

		Own bool `json:"own"`
	}{BookOrder(o), true})
}

// MarshalJSON implements json.Marshaler: duties is what tells their table.
func (o DutiesOrder) MarshalJSON() ([]byte, error) {
	type plain DutiesOrder
	return json.Marshal(struct {
		plain

		Duties bool `json:"duties"`
	}{plain(o), true})
}

// MarshalJSON implements json.Marshaler: its format is what tells a picture.
func (o PictureOrder) MarshalJSON() ([]byte, error) {
	type plain PictureOrder
	return json.Marshal(struct {
		plain

		Format Format `json:"format"`
	}{plain(o), picture})
}

// readOrder reads an order, of which its fields say the kind.
func readOrder(raw []byte) (Order, error) {
	var is struct {
		Own    bool
		Duties bool
		Table  TableKind
		Marks  MarkGroup
		Notice NoticeID
		Piece  string
		Format Format
	}
	if err := json.Unmarshal(raw, &is); err != nil {
		return nil, err
	}
	switch {
	case is.Format == picture:
		return read[PictureOrder](raw)
	case is.Duties:
		return read[DutiesOrder](raw)
	case is.Marks != "":
		return read[MarksOrder](raw)
	case is.Piece != "":
		return read[PieceOrder](raw)
	case is.Notice != 0:
		return read[ReceiptsOrder](raw)
	case is.Table != "":
		return read[ListOrder](raw)
	case is.Own:
		return read[SheetOrder](raw)
	}
	return read[BookOrder](raw)
}

func read[T Order](raw []byte) (Order, error) {
	var o T
	err := json.Unmarshal(raw, &o)
	return o, err
}

// File is a finished document. Name is what people see, with its extension. Media is
// WeCom's id of it where it was brought there already.
type File struct {
	Name  string
	Data  []byte
	Media string
}
