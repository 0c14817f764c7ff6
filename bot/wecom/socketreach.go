package wecom

import (
	"context"
	"time"

	"anwei"
)

// Reach remembers by which ways people can be reached; it is kept in the ledger.
type Reach interface {
	// Spoke tells that a person said something over the long connection. It is
	// called before the message is handled, and at most once a day and person
	// within one process.
	Spoke(ctx context.Context, id anwei.PersonID, at time.Time) error
	// Ways reports whether a person has ever said something there.
	Ways(ctx context.Context, id anwei.PersonID) (spoke bool, err error)
}
