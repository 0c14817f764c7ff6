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

// Put puts on record what the operator does, in the transaction in which it is done, with
// telephone numbers masked.
func Put(tx storage.Ledger, now time.Time, a anwei.Audit) error {
	a.ID, a.At, a.Via = "command/"+rand.Text(), now, Via
	a.Detail, a.Old, a.New = anwei.MaskPhones(a.Detail), anwei.MaskPhones(a.Old), anwei.MaskPhones(a.New)
	return tx.PutAudit(a)
}
