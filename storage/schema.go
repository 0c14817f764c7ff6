package storage

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"time"

	"anwei"
)

// Schema numbers the layout of the ledger: the tables, their keys and the JSON in
// them. It rises with every table, field and kind that an older program would misread
// or drop, so that such a program refuses the ledger; a test holds it to them. An
// engine adds the tables that are missing when it opens a ledger.
const Schema = 4

// ErrNewer is returned for a ledger of a program that is newer than this one.
var ErrNewer = errors.New("storage: a newer program has written the ledger")

// Meta is the table of the schema and of how far the alarm has rung. A ledger has
// it from its beginning.
const Meta = "meta"

func meta() Table[string, time.Time] { return Table[string, time.Time]{Name: Meta, Key: text[string]} }

// The roster.

func units() roll[anwei.Unit] {
	return newRoll("units", "unit_order", func(u anwei.Unit) string { return string(u.ID) })
}

func people() roll[anwei.Person] {
	return newRoll("people", "people_order", func(p anwei.Person) string { return string(p.ID) })
}

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
		Name: "reports", Key: reportKey, KeyOf: func(_ []byte, r anwei.Report) anwei.ReportKey { return r.Key },
		Indexes: []Index[anwei.ReportKey, anwei.Report]{{
			Name: histories, Of: reportOf, Rows: func(k anwei.ReportKey, _ anwei.Report) []Row { return bare(historyKey(k)) },
		}},
	}
}

const histories = "histories"

func historyKey(k anwei.ReportKey) []byte {
	return []byte(string(k.Form) + nul + string(k.Unit) + nul + k.Period.String())
}

// reportOf is the inverse of historyKey, as a key of reports.
func reportOf(key []byte) []byte {
	part := bytes.SplitN(key, []byte(nul), 3)
	return bytes.Join([][]byte{part[0], part[2], part[1]}, []byte("/"))
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
	return Table[string, Turn]{Name: "seen", Key: text[string], KeyOf: textOf[Turn], Indexes: []Index[string, Turn]{{
		Name: seenAt, Of: behindTime, Rows: func(id string, t Turn) []Row { return bare(aged(t.At, id)) },
	}}}
}

// What is to be sent, and what became of it.

const queues = "outbox_queues"

// pending messages have an index by person, of userid NUL seq.
func pending() Table[uint64, anwei.Outgoing] {
	return Table[uint64, anwei.Outgoing]{Name: "outbox", Key: number[uint64], KeyOf: numberOf[uint64, anwei.Outgoing], Indexes: []Index[uint64, anwei.Outgoing]{{
		Name: queues, Of: lastNumber, Rows: func(seq uint64, o anwei.Outgoing) []Row { return bare(join(o.To, number(seq))) },
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

// calls have what may have been sent and was not marked.
func calls() Table[uint64, Call] {
	return Table[uint64, Call]{Name: "outbox_calls", Key: number[uint64]}
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
	return Table[anwei.CaseID, anwei.Case]{Name: "cases", Key: number[anwei.CaseID], KeyOf: numberOf[anwei.CaseID, anwei.Case], Indexes: []Index[anwei.CaseID, anwei.Case]{{
		Name: openCases, Of: lastNumber, Rows: func(id anwei.CaseID, c anwei.Case) []Row {
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
	return Table[string, anwei.Evidence]{Name: "evidence", Key: text[string], KeyOf: textOf[anwei.Evidence], Indexes: []Index[string, anwei.Evidence]{
		{Name: evidenceOf, Of: func(key []byte) []byte { return behindTime(key[bytes.IndexByte(key, 0)+1:]) }, Rows: func(id string, e anwei.Evidence) []Row {
			return bare(join(e.Matter.String(), aged(e.At, id)))
		}},
		{Name: unfetched, Of: behindTime, Rows: func(id string, e anwei.Evidence) []Row {
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

// chain is where a table stands whose rows are chained: how many there are, and the sum of
// the last one.
type chain struct {
	N   uint64 `json:"n"`
	Sum string `json:"sum"`
}

// chains are by the name of the table that is chained.
func chains() Table[string, chain] { return Table[string, chain]{Name: "chains", Key: text[string]} }

func misheard() Table[uint64, anwei.Misheard] {
	return Table[uint64, anwei.Misheard]{Name: "misheard", Key: number[uint64]}
}

const grantsOf = "grants_of"

// grants have an index by person, of userid NUL number.
func grants() Table[anwei.GrantID, anwei.Grant] {
	return Table[anwei.GrantID, anwei.Grant]{Name: "grants", Key: number[anwei.GrantID], KeyOf: numberOf[anwei.GrantID, anwei.Grant], Indexes: []Index[anwei.GrantID, anwei.Grant]{{
		Name: grantsOf, Of: lastNumber, Rows: func(id anwei.GrantID, g anwei.Grant) []Row {
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
	return Table[anwei.NoticeID, anwei.Notice]{Name: "notices", Key: number[anwei.NoticeID], KeyOf: numberOf[anwei.NoticeID, anwei.Notice], Indexes: []Index[anwei.NoticeID, anwei.Notice]{
		{Name: noticesTo, Of: lastNumber, Rows: func(id anwei.NoticeID, n anwei.Notice) (out []Row) {
			if n.State == anwei.NoticeDraft {
				return nil
			}
			for _, r := range n.To {
				out = append(out, Row{Key: join(r.Person, number(id))})
			}
			return out
		}},
		{Name: noticesDue, Of: lastNumber, Rows: func(id anwei.NoticeID, n anwei.Notice) []Row {
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

// kind is a table of the schema, whatever its rows are.
type kind interface {
	names() []string
	verify(tx Tx, found func(Flaw)) error
}

// declared are all tables of a ledger.
func declared() []kind {
	return []kind{
		meta(), units(), people(),
		plans(), drafts(), reports(), revisions(), tallies(), snapshots(), keyed(),
		talks(), seen(),
		pending(), heads(), outgoingKeys(), calls(), endings(), aside(), sent(),
		promises(), fulfilments(), cases(), evidence(), reminded(), occurrences(), ways(),
		handlings(), audits(), chains(), misheard(), grants(), marks(),
		notices(), receipts(), wishes(), baselines(),
	}
}

// Tables returns the names of all tables of a ledger, indexes included.
func Tables() []string {
	var out []string
	for _, t := range declared() {
		out = append(out, t.names()...)
	}
	return out
}

// Prepare makes what is kept in the transaction, in which all tables are there, a
// ledger of this schema: it begins an empty one and upgrades one of an older schema.
// It reports whether there was anything to do, and refuses with ErrNewer what a newer
// program has written.
func Prepare(tx Tx) (bool, error) {
	raw, err := tx.Get(Meta, []byte("schema"))
	if err != nil {
		return false, err
	}
	got, err := strconv.Atoi(string(raw))
	switch {
	case raw == nil:
	case err != nil || got < 1:
		return false, fmt.Errorf("the ledger has the schema %q, which no program has", raw)
	case got > Schema:
		return false, fmt.Errorf("%w: it has schema %d, and this program reads up to %d", ErrNewer, got, Schema)
	case got == Schema:
		return false, nil
	default:
		if err := upgrade(tx, got); err != nil {
			return false, fmt.Errorf("upgrade the ledger from schema %d: %w", got, err)
		}
	}
	return true, tx.Put(Meta, []byte("schema"), []byte(strconv.Itoa(Schema)))
}
