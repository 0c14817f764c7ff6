package ooxml

import (
	"strconv"
	"strings"
	"time"

	"anwei/report/intake"
)

// look is how the numbers of a style are shown, as far as it says what they are.
type look struct {
	moment, percent bool
	zeros, decimals int // as many digits at least before and behind the point: 0012, 2026.10
	struck          bool
}

// styles are the looks of the workbook's cells, by the number that a cell has.
type styles struct {
	looks    []look
	from1904 bool // days are counted from 1904, as old Macs did
}

// builtIn says what the formats are that a workbook names by number alone, in a Chinese
// Excel, where 27 to 36 and 50 to 58 are dates.
func builtIn(id int) look {
	return look{
		moment:  id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58,
		percent: id == 9 || id == 10, decimals: map[int]int{2: 2}[id],
	}
}

// written says what a format is that is written out. Only what stands outside of quotes and
// brackets counts, and of what is in brackets hours, minutes and seconds.
func written(code string) look {
	var b strings.Builder
	r := []rune(strings.ToLower(code))
	for i := 0; i < len(r); i++ {
		switch r[i] {
		case '"', '[':
			end := map[rune]rune{'"': '"', '[': ']'}[r[i]]
			from := i + 1
			for i++; i < len(r) && r[i] != end; i++ {
			}
			if in := string(r[from:min(i, len(r))]); end == ']' && in != "" && strings.Trim(in, in[:1]) == "" && strings.Contains("hms", in[:1]) {
				b.WriteString(in)
			}
		case '\\', '_', '*':
			i++
		default:
			b.WriteRune(r[i])
		}
	}
	first, _, _ := strings.Cut(b.String(), ";")
	if strings.Contains(first, "general") || strings.Contains(first, "通用") {
		return look{}
	}
	l := look{moment: strings.ContainsAny(first, "ymdhs") || strings.Contains(first, "aaa"), percent: strings.Contains(first, "%")}
	if before, behind, _ := strings.Cut(first, "."); strings.Trim(before+behind, "0") == "" {
		l.zeros, l.decimals = len(before), len(behind)
	}
	return l
}

func (a *archive) readStyles() (styles, error) {
	var out styles
	formats, fonts := map[string]look{}, []bool(nil)
	in := ""
	err := a.each("xl/styles.xml", func(s *stream, what piece) error {
		switch {
		case what == closing && s.is(in):
			in = ""
		case what != opening:
		case s.is("numFmts"), s.is("fonts"), s.is("cellXfs"):
			in = string(s.name)
		case in == "numFmts" && s.is("numFmt"):
			formats[s.attr("numFmtId")] = written(s.attr("formatCode"))
		case in == "fonts" && s.is("font"):
			fonts = append(fonts, false)
		case in == "fonts" && s.is("strike") && len(fonts) > 0:
			fonts[len(fonts)-1] = s.on()
		case in == "cellXfs" && s.is("xf"):
			id := s.attr("numFmtId")
			l, ok := formats[id]
			if n, err := strconv.Atoi(id); !ok && err == nil {
				l = builtIn(n)
			}
			if n, err := strconv.Atoi(s.attr("fontId")); err == nil && n >= 0 && n < len(fonts) {
				l.struck = fonts[n]
			}
			out.looks = append(out.looks, l)
		}
		if max(len(out.looks), len(formats), len(fonts)) > maxNotes {
			return errHuge
		}
		return nil
	})
	return out, err
}

// number returns a number as it is meant. Excel shows one by its format, which may round it
// or make a date of it: a number keeps its digits, a date becomes one that can be read.
func (s styles) number(raw string, l look) string {
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil || n != n || n > 1e300 || n < -1e300 {
		return raw
	}
	// Excel computes with 15 digits: 30.000000000000004 is 30.
	n15, _ := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	switch {
	case l.moment:
		return s.moment(n15)
	case l.percent:
		p, _ := strconv.ParseFloat(strconv.FormatFloat(n15*100, 'g', 15, 64), 64)
		return strconv.FormatFloat(p, 'f', -1, 64) + "%"
	case strings.TrimLeft(raw, "0123456789") == "": // as stored, whatever it stands for
		return strings.Repeat("0", max(0, l.zeros-len(raw))) + raw
	}
	shown := strconv.FormatFloat(n15, 'f', -1, 64)
	if _, behind, dotted := strings.Cut(shown, "."); dotted {
		shown += strings.Repeat("0", max(0, l.decimals-len(behind)))
	}
	return shown
}

// moment writes a count of days as a day, or as the time of one that is none.
func (s styles) moment(n float64) string {
	if n < 0 || n > 2958465 { // the year 10000
		return "#####"
	}
	if n < 1 {
		return time.Time{}.Add(time.Duration(n*86400+0.5) * time.Second).Format("15:04")
	}
	if s.from1904 {
		n += 1462
	} else if n < 60 { // Excel has a 29th of February in 1900
		n++
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format(time.DateOnly)
}

// shown returns a text with the look of its cell.
func (l look) shown(t string) string {
	if l.struck && t != "" && !strings.HasSuffix(t, intake.StruckNote) {
		return t + intake.StruckNote
	}
	return t
}
