package pdf

import "anwei/report/tables"

// Wrap is wrap with every half-width character half as wide as the others, and
// Breaks says whether a line may end between two characters.
func Wrap(text string, width float64) []string { return wrap(text, width, halves) }

// Width measures as Wrap does.
func Width(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += halves(r)
	}
	return w
}

func halves(r rune) float64 {
	switch {
	case r == 0x301: // an accent that stands over another character
		return 0
	case r < 0x2000:
		return 0.5
	}
	return 1
}

// Breaks is mayBreak.
func Breaks(a, b rune) bool { return mayBreak(a, b) }

// Lacks returns those characters of the text that the font has not.
func Lacks(text string) ([]rune, error) {
	f, err := openFace()
	if err != nil {
		return nil, err
	}
	var out []rune
	for _, r := range text {
		if r != '\n' && !f.has(r) {
			out = append(out, r)
		}
	}
	return out, nil
}

// Missing returns the characters of the table that the font lacks, each once and in
// their order.
func Missing(t tables.Table) ([]rune, error) {
	f, err := openFace()
	if err != nil {
		return nil, err
	}
	f.printable(t.Whole())
	return f.missing, nil
}
