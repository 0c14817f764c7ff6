package report

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"anwei"
)

// codeLetters are the characters of a checksum. None of them is easily taken for
// another, on paper or read out: 0 and O, 1, I and L, 2 and Z, 5 and S, 6 and G,
// 8 and B, U and V.
const codeLetters = "23456789ACDEFHJKMNPQRTUWXY"

// Code returns the version code of a confirmed report, 2026-10-南村镇-v2-7K3M: the
// period, the unit, the revision and a checksum over form, unit, period and
// values. What a sheet on paper says of that period is what the ledger has where
// their codes are equal, but for one change of the values in 456976; revisions with
// the same values differ in their number alone. A report that was never confirmed
// has no code.
func Code(r anwei.Report, unit anwei.Unit) string {
	if r.Revision < 1 {
		return ""
	}
	name := strings.Map(func(c rune) rune {
		if unicode.IsSpace(c) || !unicode.IsPrint(c) {
			return -1
		}
		return c
	}, unit.Name)
	return fmt.Sprintf("%s-%s-v%d-%s", r.Key.Period, name, r.Revision, checksum(r))
}

// checksum is the same for the same values whatever their order, on any machine
// and in any later version of the program: sheets with it lie in folders.
func checksum(r anwei.Report) string {
	h := sha256.New()
	put := func(s string) {
		// The length keeps "ab", "c" apart from "a", "bc".
		h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(s))))
		h.Write([]byte(s))
	}
	put(r.Key.String())
	for _, id := range slices.Sorted(maps.Keys(r.Values)) {
		v := r.Values[id]
		put(string(id))
		put(fmt.Sprintf("%d %t", v.N, v.NA))
		put(v.Text)
	}
	n := binary.BigEndian.Uint64(h.Sum(nil))
	var out [4]byte
	for i := range out {
		out[i] = codeLetters[n%uint64(len(codeLetters))]
		n /= uint64(len(codeLetters))
	}
	return string(out[:])
}
