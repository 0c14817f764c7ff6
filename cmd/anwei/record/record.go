// Package record puts on record what an operator changes by a command, and imports rosters
// so that each change of what somebody may do leaves a row and is told to the office.
package record

import (
	"crypto/rand"
	"time"

	"anwei"
	"anwei/storage"
)

// Via is how the record calls what was done by a command and not in the talk.
const Via = "命令行"

// Put puts on record what the operator does, in the transaction in which it is done.
func Put(tx storage.Ledger, now time.Time, a anwei.Audit) error {
	a.ID, a.At, a.Via = "command/"+rand.Text(), now, Via
	return tx.PutAudit(a)
}

// TellOffice puts a message to each person of the office, once for ever under the key.
func TellOffice(tx storage.Ledger, now time.Time, key, text string) error {
	list, err := tx.Roster()
	for _, p := range list.People {
		if err == nil && p.Has(anwei.Office) {
			_, _, err = tx.PutOutgoing(anwei.Outgoing{Key: key + "/" + string(p.ID), To: p.ID, Content: anwei.PlainText(text), Created: now})
		}
	}
	return err
}
