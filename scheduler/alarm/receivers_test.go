package alarm_test

import (
	"errors"
	"iter"
	"testing"

	"anwei"
	"anwei/scheduler"
	"anwei/scheduler/alarm"
	"anwei/storage"
)

var errRead = errors.New("the roster was read")

// unwished is a ledger in which nobody wishes for a briefing.
type unwished struct{ storage.Tx }

func (unwished) Scan(table string, _ storage.Range) iter.Seq2[storage.Row, error] {
	return func(yield func(storage.Row, error) bool) {
		if table == "wishes" {
			yield(storage.Row{Value: []byte(`{"person":"gone"}`)}, nil)
		} else {
			yield(storage.Row{}, errRead)
		}
	}
}

// TestNobodyWishes holds that a briefing for nobody costs no reading of the roster,
// which is as large as the province. A summary is for all who see several units.
func TestNobodyWishes(t *testing.T) {
	for kind, want := range map[anwei.BulletinKind]error{
		anwei.DailyBriefing: nil, anwei.WeeklyBriefing: nil, anwei.PeriodSummary: errRead,
	} {
		to, err := alarm.Receivers(storage.Over(unwished{}), anwei.Plan{}, scheduler.Occasion{Bulletin: anwei.Bulletin{Kind: kind}})
		if len(to) > 0 || !errors.Is(err, want) {
			t.Errorf("%s goes to %v, %v", kind, to, err)
		}
	}
}
