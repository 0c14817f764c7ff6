package bot

import (
	"slices"

	"anwei"
)

// mend makes a state that was stored fit what is in hand. A draft may have been
// begun anew under a plan with other groups and fields while the talk rested, and a
// version of this program may have known stages and questions that another does
// not: what does not fit is dropped, and the talk asks again.
func (st State) mend() State {
	switch st.Stage {
	case Idle, Choosing, Asking, Fixing, Review, Reason, Leaving, Guessing:
	default:
		st.Stage = Idle
	}
	if st.Pending != nil && !st.Pending.whole() {
		st.Pending = nil
	}
	return st
}

// whole reports whether a pending question has what its answer needs.
func (p Pending) whole() bool {
	switch p.Ask {
	case AskNote:
		return p.Told != nil
	case AskOpen:
		return p.Case != nil
	case AskAct:
		return p.Act != nil
	case AskOver:
		return p.Sheet != nil
	case AskMeant:
		return p.Meant != nil
	case AskSheet:
		return p.Sheet != nil && len(p.Options) > 0
	case AskWhich, AskStamp:
		return len(p.Options) > 0
	case AskDetail, AskDay, AskWhy, AskResult, AskProof, AskSame, AskReplace, AskStand, AskUnlock, AskWrong,
		AskSeries, AskZero, AskFeedback, AskExcuse, AskProxy:
		return true
	}
	return false
}

// fit leaves out of the state what the form in hand does not have.
func (t *turn) fit() {
	if t.st.Group < 0 || t.st.Group >= len(t.form.Groups) {
		t.st.Group = 0
	}
	answered := slices.ContainsFunc(t.fields(), func(f anwei.Field) bool { return f.ID == t.st.Field })
	if t.st.Field != "" && !answered {
		t.st.Field = ""
	}
	if t.st.Stage == Fixing && t.st.Field == "" {
		t.st.Stage = Asking
	}
}
