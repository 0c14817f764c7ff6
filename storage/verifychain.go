package storage

import (
	"strconv"

	"anwei"
)

// VerifyAudits looks whether the rows of the record are chained: each with the sum that it
// has to have behind the one before, none missing, as many as there should be. The rows
// stand by time, which is nearly the order in which they were chained; the few that are out
// of it are held until their turn comes.
func VerifyAudits(tx Tx, found func(Flaw)) error {
	name := audits().Name
	head, _, err := chains().get(tx, name)
	if err != nil {
		return nil // the row was told when its table was looked at
	}
	c := chainCheck{waits: map[uint64]anwei.Audit{}, found: found}
	for row, err := range tx.Scan(name, Range{}) {
		if err != nil {
			return err
		}
		if a, err := audits().decode(row); err == nil && a.N > 0 { // what cannot be read was told
			c.waits[a.N] = a
			c.goOn()
		}
	}
	for len(c.waits) > 0 && c.last.N < head.N {
		c.missing()
		c.goOn()
	}
	for c.last.N < head.N {
		c.missing()
	}
	if c.last.N > head.N || c.last.Sum != head.Sum && c.last.Sum != "" {
		found(Flaw{chains().Name, []byte(name), Unchained, strconv.FormatUint(head.N, 10)})
	}
	return nil
}

// chainCheck is how far a chain was looked at.
type chainCheck struct {
	last  chain // its Sum is empty where the row was missing
	waits map[uint64]anwei.Audit
	found func(Flaw)
}

// goOn looks at the rows whose turn has come.
func (c *chainCheck) goOn() {
	for {
		a, ok := c.waits[c.last.N+1]
		if !ok {
			return
		}
		delete(c.waits, a.N)
		// Behind a row that is missing only the rows after this one can be judged.
		known := c.last.Sum != "" || c.last.N == 0
		if known && a.Chained(c.last.Sum) != a.Sum {
			c.found(Flaw{audits().Name, audits().Key(a), Unchained, strconv.FormatUint(a.N, 10)})
		}
		c.last = chain{N: a.N, Sum: a.Sum}
	}
}

// missing tells that the row whose turn it is is not there.
func (c *chainCheck) missing() {
	c.last = chain{N: c.last.N + 1}
	c.found(Flaw{audits().Name, nil, Missing, strconv.FormatUint(c.last.N, 10)})
}
