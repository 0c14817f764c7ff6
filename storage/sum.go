package storage

import (
	"bytes"
	"hash/crc32"
)

// A value that is a JSON object ends with the checksum of its key and of what stands
// before: …,"crc":"0123abcd"}. An older program wrote none, and its rows stay valid.
const (
	sumHead = `,"crc":"`
	sumTail = `"}`
	sumLen  = len(sumHead) + 8 + len(sumTail)
)

// withSum returns the value with its checksum, where it is an object that has anything.
// What the value was is not used again.
func withSum(r Row) []byte {
	end := len(r.Value) - 1
	if end < 2 || r.Value[end] != '}' {
		return r.Value
	}
	sum := sumOf(r.Key, r.Value[:end])
	return append(append(append(r.Value[:end], sumHead...), sum[:]...), sumTail...)
}

// withoutSum returns the value as it was before it had its checksum, and whether it has one.
func withoutSum(r Row) ([]byte, bool) {
	end, summed := sumAt(r.Value)
	if !summed {
		return r.Value, false
	}
	return append(bytes.Clone(r.Value[:end]), '}'), true
}

// intact reports whether a row is what was written, as far as that is known.
func intact(r Row) bool {
	end, summed := sumAt(r.Value)
	if !summed {
		return true
	}
	sum := sumOf(r.Key, r.Value[:end])
	return bytes.Equal(sum[:], r.Value[end+len(sumHead):end+len(sumHead)+8])
}

// sumAt is where in a value its checksum begins, and whether it has one.
func sumAt(value []byte) (int, bool) {
	end := len(value) - sumLen
	return end, end >= 0 && bytes.HasPrefix(value[end:], []byte(sumHead)) && bytes.HasSuffix(value, []byte(sumTail))
}

// sumOf is a CRC-32C in hexadecimal, which finds any change of up to 32 bits in a row.
func sumOf(key, value []byte) (out [8]byte) {
	const digits = "0123456789abcdef"
	table := crc32.MakeTable(crc32.Castagnoli)
	sum := crc32.Update(crc32.Checksum(key, table), table, value)
	for i := range out {
		out[i] = digits[sum>>(28-4*i)&15]
	}
	return out
}
