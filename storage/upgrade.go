package storage

import (
	"encoding/json"
	"errors"
	"strings"

	"anwei"
)

// upgrade makes the rows of an older schema what they are now, and adds up the reports,
// which no older one has. The rows of schema 2 and above stay as they are: fields and
// kinds were added, without which rows are read as they were meant.
func upgrade(tx Tx, from int) error {
	if from > 1 {
		return makeTallies(tx)
	}
	return errors.Join(upgradePending(tx), makeTallies(tx))
}

// upgradePending rewrites the pending messages of schema 1. What had failed under it was
// not kept whole, so that nothing of it is set aside.
func upgradePending(tx Tx) error {
	var changed []anwei.Outgoing // collected first: nothing is written during a scan
	for row, err := range tx.Scan(pending().Name, Range{}) {
		if err != nil {
			return err
		}
		o, reminds, err := upgradeOutgoing(tx, row.Value)
		if err != nil {
			return err
		}
		if reminds {
			o.Seq = readNumber(row.Key)
			changed = append(changed, o)
		}
	}
	for _, o := range changed {
		if err := pending().write(tx, o.Seq, o); err != nil {
			return err
		}
	}
	return nil
}

// upgradeOutgoing reads a message of schema 1, where reminds was the key of the one
// report that a message reminded of, and reports whether it reminds at all. The
// message's key began with the rule.
func upgradeOutgoing(tx Tx, raw []byte) (o anwei.Outgoing, reminds bool, err error) {
	var old map[string]json.RawMessage
	if err := json.Unmarshal(raw, &old); err != nil {
		return o, false, err
	}
	of, is := old["reminds"]
	if !is {
		return o, false, nil
	}
	delete(old, "reminds")
	if raw, err = json.Marshal(old); err != nil {
		return o, false, err
	}
	var key anwei.ReportKey
	if err := errors.Join(json.Unmarshal(raw, &o), json.Unmarshal(of, &key)); err != nil {
		return o, false, err
	}
	var line string
	switch c := o.Content.(type) {
	case anwei.PlainText:
		line = string(c)
	case *anwei.Card:
		line = c.Text
	default: // schema 1 had no others
	}
	_, begun, err := drafts().get(tx, key)
	rule, _, _ := strings.Cut(o.Key, "/")
	o.Content = anwei.Reminder{{
		Key: o.Key, Rule: anwei.RuleID(rule), Matter: anwei.ReportMatter(key), As: anwei.ToReporter,
		Text: line, Line: line, Begun: begun,
	}}
	return o, true, err
}
