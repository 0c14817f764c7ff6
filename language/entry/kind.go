package entry

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// Holds returns what a field holds that is neither a count nor prose where this is
// written, such as the option of a choice that is called so. It is false for what the field
// cannot hold. A kind of field that has a notation of its own has it here, for the talk and
// for cells.
func Holds(f anwei.Field, written string) (string, bool) {
	s := text.Clean(strings.TrimSpace(written))
	return anwei.Find(f.Options, func(o string) bool { return s == text.Clean(o) })
}

// said returns what a field holds where somebody says so, who may also name an option by
// its number, or by a part of its name.
func said(f anwei.Field, typed string) (string, bool) {
	held, ok := Holds(f, typed)
	if !ok && f.Kind.Picks() {
		held = chosen(typed, f.Options)
	}
	return held, held != ""
}

// chosen returns the option that a text names: as the only one that it holds, by its number,
// or by a part of its name that no other has.
func chosen(typed string, options []string) string {
	s := text.Clean(strings.TrimSpace(typed))
	if held, several := heldOption(s, options); held != "" || several {
		if several || negates(s) {
			return ""
		}
		return held
	}
	number := strings.TrimSuffix(strings.TrimPrefix(s, "第"), "个")
	if n, size, ok := text.Numeral(number); ok && size == len(number) && n >= 1 && n <= int64(len(options)) {
		return options[n-1]
	}
	only := ""
	for _, o := range options {
		if len(s) < 6 || !strings.Contains(text.Clean(o), s) {
			continue
		}
		if only != "" {
			return ""
		}
		only = o
	}
	return only
}

// heldOption returns the longest option that a text holds, and whether it holds
// another that is no part of it.
func heldOption(s string, options []string) (held string, several bool) {
	for _, o := range options {
		if !strings.Contains(s, text.Clean(o)) {
			continue
		}
		several = several || held != "" && !strings.Contains(held, o) && !strings.Contains(o, held)
		if len(o) > len(held) {
			held = o
		}
	}
	return held, several
}

// negates reports whether a text says what is not the case.
func negates(s string) bool { return text.ContainsAny(s, "不是", "不选", "没有", "未", "非") }
