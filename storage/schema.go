package storage

import (
	"fmt"
	"slices"
	"time"

	"anwei"
)

// schema numbers the layout of the ledger: the tables, their keys and the JSON in
// them. It rises with every change that an older program would misread; a new
// table is none, and an engine adds what is missing when it opens a ledger.
const (
	schema       = "2"
	schemaBefore = "1"
)

// Meta is the table of the schema and of how far the alarm has rung. A ledger has
// it from its beginning.
const Meta = "meta"

func meta() Table[string, time.Time] { return Table[string, time.Time]{Name: Meta, Key: text[string]} }

// The roster.

func units() roll[anwei.Unit] { return newRoll[anwei.Unit]("units", "unit_order") }

func people() roll[anwei.Person] { return newRoll[anwei.Person]("people", "people_order") }

// What is reported.

func plans() Table[string, anwei.Plan] {
	return Table[string, anwei.Plan]{Name: "plans", Key: text[string]}
}

func drafts() Table[anwei.ReportKey, anwei.Draft] {
	return Table[anwei.ReportKey, anwei.Draft]{Name: "drafts", Key: reportKey}
}

// reports have an index by unit, of form NUL unit NUL period.
func reports() Table[anwei.ReportKey, anwei.Report] {
	return Table[anwei.ReportKey, anwei.Report]{
		Name: "reports", Key: reportKey, Indexes: []Index[anwei.ReportKey, anwei.Report]{{
			Name: histories, Rows: func(k anwei.ReportKey, _ anwei.Report) []Row { return bare(historyKey(k)) },
		}},
	}
}

const histories = "histories"

func historyKey(k anwei.ReportKey) []byte {
	return []byte(string(k.Form) + nul + string(k.Unit) + nul + k.Period.String())
}

func revisions() Table[nth, anwei.Revision] {
	return Table[nth, anwei.Revision]{Name: "revisions", Key: nth.key}
}

func snapshots() Table[anwei.Snapshot, anwei.Snapshot] {
	return Table[anwei.Snapshot, anwei.Snapshot]{
		Name: "snapshots", Key: func(s anwei.Snapshot) []byte { return join(s.Period.String(), text(s.Name)) },
	}
}

func keyed() Table[anwei.ReportKey, anwei.Keyed] {
	return Table[anwei.ReportKey, anwei.Keyed]{Name: "keyed", Key: reportKey}
}

// What is said.

func talks() Table[anwei.PersonID, []byte] {
	verbatim := func(b []byte) []byte { return append([]byte{}, b...) } // not nil, which would be no talk at all
	return Table[anwei.PersonID, []byte]{Name: "talks", Key: userid, Codec: Codec[[]byte]{verbatim, verbatim}}
}

const seenAt = "seen_at"

func seen() Table[string, Turn] {
	return Table[string, Turn]{Name: "seen", Key: text[string], Indexes: []Index[string, Turn]{{
		Name: seenAt, Rows: func(id string, t Turn) []Row { return bare(aged(t.At, id)) },
	}}}
}

// What is to be sent, and what became of it.

const queues = "outbox_queues"

// pending messages have an index by person, of userid NUL seq.
func pending() Table[uint64, anwei.Outgoing] {
	return Table[uint64, anwei.Outgoing]{Name: "outbox", Key: number[uint64], Indexes: []Index[uint64, anwei.Outgoing]{{
		Name: queues, Rows: func(seq uint64, o anwei.Outgoing) []Row { return bare(join(o.To, number(seq))) },
	}}}
}

// heads has each person's first pending message with its NotBefore.
func heads() Table[uint64, time.Time] {
	return Table[uint64, time.Time]{Name: "outbox_heads", Key: number[uint64], Codec: Codec[time.Time]{instant, readInstant}}
}

// outgoingKeys has the seq of every message that was ever put.
func outgoingKeys() Table[string, uint64] {
	return Table[string, uint64]{Name: "outbox_keys", Key: text[string], Codec: Codec[uint64]{number[uint64], readNumber}}
}

func endings() Table[uint64, Ending] {
	return Table[uint64, Ending]{Name: "outbox_endings", Key: number[uint64]}
}

func aside() Table[uint64, anwei.Outgoing] {
	return Table[uint64, anwei.Outgoing]{Name: "outbox_aside", Key: number[uint64]}
}

// sent has what WeCom accepted, of the last hour at least.
func sent() Table[sending, anwei.PersonID] {
	return Table[sending, anwei.PersonID]{
		Name: "outbox_sent", Key: func(s sending) []byte { return append(instant(s.at), number(s.seq)...) },
		Codec: Codec[anwei.PersonID]{text[anwei.PersonID], func(b []byte) anwei.PersonID { return anwei.PersonID(b) }},
	}
}

type sending struct {
	at  time.Time
	seq uint64
}

// What units owe besides.

func promises() Table[anwei.Matter, anwei.Promise] {
	return Table[anwei.Matter, anwei.Promise]{
		Name: "promises", Key: func(m anwei.Matter) []byte { return join(m.Unit, text(m.String())) },
	}
}

func fulfilments() Table[nth, anwei.Fulfilment] {
	return Table[nth, anwei.Fulfilment]{Name: "fulfilments", Key: nth.key}
}

const openCases = "cases_open"

// cases have an index of those that are open, with their unit.
func cases() Table[anwei.CaseID, anwei.Case] {
	return Table[anwei.CaseID, anwei.Case]{Name: "cases", Key: number[anwei.CaseID], Indexes: []Index[anwei.CaseID, anwei.Case]{{
		Name: openCases, Rows: func(id anwei.CaseID, c anwei.Case) []Row {
			if !c.Open() {
				return nil
			}
			return []Row{{number(id), text(c.Unit)}}
		},
	}}}
}

const (
	evidenceOf = "evidence_matters"
	unfetched  = "evidence_unfetched"
)

// evidence has an index by matter, of matter NUL time, id, and one of what is still
// to be fetched, of time, id.
func evidence() Table[string, anwei.Evidence] {
	return Table[string, anwei.Evidence]{Name: "evidence", Key: text[string], Indexes: []Index[string, anwei.Evidence]{
		{Name: evidenceOf, Rows: func(id string, e anwei.Evidence) []Row { return bare(join(e.Matter.String(), aged(e.At, id))) }},
		{Name: unfetched, Rows: func(id string, e anwei.Evidence) []Row {
			if e.Size != 0 || e.Lost != "" {
				return nil
			}
			return bare(aged(e.At, id))
		}},
	}}
}

func reminded() Table[anwei.Reminded, anwei.Reminded] {
	return Table[anwei.Reminded, anwei.Reminded]{Name: "reminded", Key: func(r anwei.Reminded) []byte {
		return append(join(r.Matter.String(), instant(r.At)), join(r.Rule, text(r.To))...)
	}}
}

func occurrences() Table[string, Occurrence] {
	return Table[string, Occurrence]{Name: "occurrences", Key: text[string]}
}

func ways() Table[anwei.PersonID, Reach] {
	return Table[anwei.PersonID, Reach]{Name: "ways", Key: userid}
}

// What the office does.

func handlings() Table[nth, anwei.Handling] {
	return Table[nth, anwei.Handling]{Name: "handlings", Key: nth.key}
}

func audits() Table[anwei.Audit, anwei.Audit] {
	return Table[anwei.Audit, anwei.Audit]{Name: "audits", Key: func(a anwei.Audit) []byte { return aged(a.At, a.ID) }}
}

func misheard() Table[uint64, anwei.Misheard] {
	return Table[uint64, anwei.Misheard]{Name: "misheard", Key: number[uint64]}
}

const grantsOf = "grants_of"

// grants have an index by person, of userid NUL number.
func grants() Table[anwei.GrantID, anwei.Grant] {
	return Table[anwei.GrantID, anwei.Grant]{Name: "grants", Key: number[anwei.GrantID], Indexes: []Index[anwei.GrantID, anwei.Grant]{{
		Name: grantsOf, Rows: func(id anwei.GrantID, g anwei.Grant) []Row {
			return []Row{{Key: join(g.From, number(id))}, {Key: join(g.To, number(id))}}
		},
	}}}
}

func marks() Table[uint32, anwei.Mark] {
	return Table[uint32, anwei.Mark]{Name: "marks", Key: number[uint32]}
}

const (
	noticesTo  = "notices_to"
	noticesDue = "notices_due"
)

// notices have an index by receiver, of userid NUL number, without drafts, and one
// of when the alarm has to look at them, of time, number.
func notices() Table[anwei.NoticeID, anwei.Notice] {
	return Table[anwei.NoticeID, anwei.Notice]{Name: "notices", Key: number[anwei.NoticeID], Indexes: []Index[anwei.NoticeID, anwei.Notice]{
		{Name: noticesTo, Rows: func(id anwei.NoticeID, n anwei.Notice) (out []Row) {
			if n.State == anwei.NoticeDraft {
				return nil
			}
			for _, r := range n.To {
				out = append(out, Row{Key: join(r.Person, number(id))})
			}
			return out
		}},
		{Name: noticesDue, Rows: func(id anwei.NoticeID, n anwei.Notice) []Row {
			if n.Look.IsZero() {
				return nil
			}
			return bare(append(instant(n.Look), number(id)...))
		}},
	}}
}

func receipts() Table[anwei.Receipt, anwei.Receipt] {
	return Table[anwei.Receipt, anwei.Receipt]{
		Name: "receipts", Key: func(r anwei.Receipt) []byte { return append(number(r.Notice), userid(r.Person)...) },
	}
}

func wishes() Table[anwei.PersonID, anwei.Wish] {
	return Table[anwei.PersonID, anwei.Wish]{Name: "wishes", Key: userid}
}

func baselines() Table[anwei.Baseline, anwei.Baseline] {
	return Table[anwei.Baseline, anwei.Baseline]{
		Name: "baselines", Key: func(b anwei.Baseline) []byte { return join(b.Indicator, instant(b.At)) },
	}
}

// Tables returns the names of all tables of a ledger, indexes included.
func Tables() []string {
	return slices.Concat(
		meta().names(), units().names(), people().names(),
		plans().names(), drafts().names(), reports().names(), revisions().names(), snapshots().names(), keyed().names(),
		talks().names(), seen().names(),
		pending().names(), heads().names(), outgoingKeys().names(), endings().names(), aside().names(), sent().names(),
		promises().names(), fulfilments().names(), cases().names(), evidence().names(), reminded().names(), occurrences().names(), ways().names(),
		handlings().names(), audits().names(), misheard().names(), grants().names(), marks().names(),
		notices().names(), receipts().names(), wishes().names(), baselines().names(),
	)
}

// Prepare makes what is kept in the transaction, in which all tables are there, a
// ledger of this schema: it begins an empty one and upgrades one of the schema
// before. It reports whether there was anything to do.
func Prepare(tx Tx) (bool, error) {
	got, err := tx.Get(Meta, []byte("schema"))
	if err != nil {
		return false, err
	}
	switch string(got) {
	case schema:
		return false, nil
	case schemaBefore:
		err = upgrade(tx)
	case "":
	default:
		return false, fmt.Errorf("the ledger has schema %q and this program reads schema %q only: "+
			"use the version of anwei that wrote it, or a newer one", got, schema)
	}
	if err != nil {
		return false, fmt.Errorf("upgrade the ledger from schema %s: %w", got, err)
	}
	return true, tx.Put(Meta, []byte("schema"), []byte(schema))
}
