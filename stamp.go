package anwei

import "strings"

// StampState says how the stamped sheet of a confirmed report stands, 盖章件.
type StampState string

// The states of a stamped sheet.
const (
	StampMissing StampState = "missing" // none came in
	StampAgrees  StampState = "agrees"  // it shows the newest revision
	StampDiffers StampState = "differs" // the report was changed after it
)

// Chinese returns the state as a table shows it.
func (s StampState) Chinese() string {
	switch s {
	case StampAgrees:
		return "一致"
	case StampDiffers:
		return "与数据不一致"
	case StampMissing:
	}
	return "未收"
}

// IsStamp reports whether the evidence is a page of a stamped sheet that counts.
func (e Evidence) IsStamp() bool { return e.Code != "" && e.Lost == "" && e.Void == "" }

// Stamped returns how the stamped sheet of the report stands, given its version code and
// all evidence of its matter, and the newest page that counts. A page that shows the
// newest figures outranks any other; it may be of an older revision that had the same.
func Stamped(r Report, code string, all []Evidence) (StampState, Evidence) {
	state, newest := StampMissing, Evidence{}
	for _, e := range all {
		if !e.IsStamp() {
			continue
		}
		agrees := e.N == r.Revision || checksum(e.Code) == checksum(code)
		switch {
		case agrees && (state != StampAgrees || e.At.After(newest.At)):
			state, newest = StampAgrees, e
		case !agrees && state != StampAgrees && !e.At.Before(newest.At):
			state, newest = StampDiffers, e
		}
	}
	return state, newest
}

// checksum is the end of a version code, which is the same for the same figures.
func checksum(code string) string { return code[strings.LastIndexByte(code, '-')+1:] }
