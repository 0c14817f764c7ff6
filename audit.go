package anwei

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"
)

// Audit is one row of the record of what was done by right of an office, and of
// what was refused for lack of rights. Rows are added and never changed, but for what is
// erased of a person.
type Audit struct {
	// N counts the rows of a ledger from 1 in the order in which they were written, and
	// Sum is the Chained sum up to this one, so that a row that is missing or was changed
	// shows. Both are empty in rows of programs that did not count them.
	N   uint64 `json:"n,omitempty"`
	Sum string `json:"sum,omitempty"`
	// ID is unique among the rows of one instant.
	ID string    `json:"id"`
	At time.Time `json:"at"`
	// By is who did it, empty for the operator at the machine.
	By PersonID `json:"by"`
	// Via is where it was done if not in the talk: 命令行.
	Via string `json:"via,omitempty"`
	// Action is one word for what was done: 退回, 换人.
	Action string `json:"action"`
	// Unit and To are whom it was done to, where it was a unit or a person.
	Unit UnitID   `json:"unit,omitempty"`
	To   PersonID `json:"to,omitempty"`
	// Detail says it in a line, as it was shown before it was confirmed.
	Detail string `json:"detail,omitempty"`
	// Old and New are what stood before and after, of a change of the roster.
	Old string `json:"old,omitempty"`
	New string `json:"new,omitempty"`
	// Refused is set where it was not done, as the person may not do it.
	Refused bool `json:"refused,omitempty"`
	// Erased is the Digest of the row as it was, where something of a person was erased
	// of it since.
	Erased string `json:"erased,omitempty"`
}

// Digest is the SHA-256 of what the row says, in hexadecimal; of one of which something
// was erased, of what it said.
func (a Audit) Digest() string {
	if a.Erased != "" {
		return a.Erased
	}
	a.N, a.Sum = 0, ""
	b, err := json.Marshal(a)
	if err != nil {
		return "" // plain fields can always be written
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Chained is the sum that the row has behind one with the sum before.
func (a Audit) Chained(before string) string {
	sum := sha256.Sum256([]byte(before + a.Digest()))
	return hex.EncodeToString(sum[:])
}

// Cleaned is the row with what clean makes of its texts, and whether any changed.
func (a Audit) Cleaned(clean func(string) string) (out Audit, changed bool) {
	out = a
	out.Detail, out.Old, out.New = clean(a.Detail), clean(a.Old), clean(a.New)
	return out, out != a
}

// Misheard is something that could not be understood, shortened, so that the
// office sees where people get stuck.
type Misheard struct {
	At   time.Time `json:"at"`
	By   PersonID  `json:"by"`
	Text string    `json:"text"`
	// About says what the talk was about, empty for nothing in hand.
	About string `json:"about,omitempty"`
}

// MaskPhones hides the middle of each mobile number in a text: 138****0000.
func MaskPhones(text string) string {
	r := []rune(text)
	digit := func(i int) bool { return i >= 0 && i < len(r) && r[i] >= '0' && r[i] <= '9' }
	for i := 0; i+11 <= len(r); i++ {
		end := i
		for digit(end) {
			end++
		}
		if end-i == 11 && r[i] == '1' && !digit(i-1) {
			copy(r[i+3:i+7], []rune("****"))
		}
		i = max(i, end-1)
	}
	return string(r)
}
