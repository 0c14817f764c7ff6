package frame

import "anwei"

// WishAct is what is said of briefings and of the summary of a month.
type WishAct string

// What may be said of them.
const (
	WishDaily   WishAct = "daily"   // 以后每天早上发我一条简报
	WishWeekly  WishAct = "weekly"  // 每周一给我发一下简报
	WishStop    WishAct = "stop"    // 简报不用发了
	WishNow     WishAct = "now"     // 简报
	WishSummary WishAct = "summary" // 上月小结
	WishMonthly WishAct = "monthly" // 每月给我发小结
)

// WishSaid is what somebody wants to be sent.
type WishSaid struct {
	Act WishAct
	// Period is the month of a summary, zero where none is named.
	Period anwei.Period
	// Whole is set where all of a summary is wanted.
	Whole bool
	// Bare is set where it is not said what is meant: 以后每天发我, 不用发了.
	Bare bool
}

// Wish returns what somebody wants to be sent by itself, or to be sent no more, or
// which summary he wants to read, if that is how a text is understood.
func Wish(readings []Reading) (WishSaid, bool) {
	r, act, ok := first(readings, "wish")
	if !ok {
		return WishSaid{}, false
	}
	said := WishSaid{Act: WishAct(act)}
	if said.Act == WishSummary {
		said.Period, said.Whole = r.Period, r.Said("whole")
	}
	said.Bare = !r.Said("briefing") && !r.Said("summary")
	return said, true
}
