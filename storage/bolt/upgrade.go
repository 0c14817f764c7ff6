package bolt

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"strings"

	"go.etcd.io/bbolt"

	"anwei"
)

// upgrade makes a ledger of schema 1 one of schema 2: it adds the buckets that
// are missing and rewrites the pending messages. What had failed under schema 1
// was not kept whole, so that nothing of it is set aside.
func upgrade(tx *bbolt.Tx) error {
	if err := begin(tx); err != nil {
		return err
	}
	l := ledger{tx}
	var changed []anwei.Outgoing // collected first: nothing is written during a scan
	err := scan(l.bucket(pending), nil, func(k, raw []byte) error {
		o, reminds, err := l.upgradeOutgoing(raw)
		if reminds {
			o.Seq = binary.BigEndian.Uint64(k)
			changed = append(changed, o)
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, o := range changed {
		if err := put(l.bucket(pending), number(o.Seq), o); err != nil {
			return err
		}
	}
	return nil
}

// upgradeOutgoing reads a message of schema 1, where reminds was the key of the one
// report that a message reminded of, and reports whether it reminds at all. The
// message's key began with the rule.
func (l ledger) upgradeOutgoing(raw []byte) (o anwei.Outgoing, reminds bool, err error) {
	old, err := decode[map[string]json.RawMessage](raw)
	of, is := old["reminds"]
	if !is || err != nil {
		return anwei.Outgoing{}, false, err
	}
	delete(old, "reminds")
	if raw, err = json.Marshal(old); err != nil {
		return anwei.Outgoing{}, false, err
	}
	o, errMessage := decode[anwei.Outgoing](raw)
	key, errKey := decode[anwei.ReportKey](of)
	if err := errors.Join(errMessage, errKey); err != nil {
		return anwei.Outgoing{}, false, err
	}
	var text string
	switch c := o.Content.(type) {
	case anwei.PlainText:
		text = string(c)
	case *anwei.Card:
		text = c.Text
	default: // schema 1 had no others
	}
	_, begun, err := l.Draft(key)
	rule, _, _ := strings.Cut(o.Key, "/")
	o.Content = anwei.Reminder{{
		Key: o.Key, Rule: anwei.RuleID(rule), Matter: anwei.ReportMatter(key), As: anwei.ToReporter,
		Text: text, Line: text, Begun: begun,
	}}
	return o, true, err
}
