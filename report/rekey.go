package report

import "anwei"

// KeyState is how a unit's report stands with the other system.
type KeyState string

// The states, as they are told.
const (
	NotIn   KeyState = "未报"
	ToKey   KeyState = "待录"
	KeyedIn KeyState = "已录"
	ToMend  KeyState = "需改录" // figures changed after it was keyed
)

// Keying is one unit's report on its way into the other system.
type Keying struct {
	Unit   anwei.Unit
	State  KeyState
	Report anwei.Report // zero where it is not in
	Keyed  anwei.Keyed  // zero where it was not keyed
	// Changes are the figures to be mended, in the order of the other system.
	Changes []anwei.Change
}

// RekeyInput is what the list for the other system is compiled from.
type RekeyInput struct {
	Scope

	Rekey anwei.Rekey
	// Keyed says of each unit up to which revision its report was keyed, and Then
	// what the report said there.
	Keyed map[anwei.UnitID]anwei.Keyed
	Then  map[anwei.UnitID]anwei.Values
}

// Keyings returns how each unit's report stands, the units in the order of their
// tree. A report that was corrected in what the other system does not ask for
// Counts as keyed.
func (in RekeyInput) Keyings() []Keying {
	fields := in.Rekey.Order(in.Form)
	units := Arrange(in.Roster, in.Units()).Units
	out := make([]Keying, 0, len(units))
	for _, u := range units {
		k := Keying{Unit: u, State: NotIn, Keyed: in.Keyed[u.ID]}
		if r, ok := in.Report(u.ID); ok {
			k.Report, k.State = r, ToKey
		}
		if k.Report.Revision > 0 && k.Keyed.Revision > 0 {
			k.State = KeyedIn
			if k.Changes = anwei.Changes(fields, in.Then[u.ID], k.Report.Values); len(k.Changes) > 0 {
				k.State = ToMend
			}
		}
		out = append(out, k)
	}
	return out
}
