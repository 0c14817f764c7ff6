package main

import (
	"time"

	"anwei"
	"anwei/bot/serve"
	"anwei/storage"
)

// bulletins returns what composes briefings and summaries when they are sent.
func bulletins(r rules, now func() time.Time) func(storage.Tx, anwei.PersonID, anwei.Bulletin) (string, error) {
	return func(tx storage.Tx, to anwei.PersonID, b anwei.Bulletin) (string, error) {
		return serve.Bulletin(tx, r.phrases, r.plan, r.calendar, now(), to, b)
	}
}
