package ooxml

import (
	"strings"

	"anwei/report/intake"
)

// rich gathers the text of a cell or a paragraph out of its runs: <r><rPr><strike/></rPr>
// <t>12</t></r>. What is struck out is left out, and what is raised or lowered is set off by
// a space, since 12 with a raised 1 is not 121.
type rich struct {
	out, gone  strings.Builder
	inText     bool
	struck     bool // this run
	shifted    bool // this run is raised or lowered
	apart      bool // the run before was
	properties int  // how deep in rPr
	aside      int  // how deep in readings of the characters, or in what was deleted
}

// take takes a piece of the text. The names of the tags are the same in Excel and in Word.
func (c *rich) take(s *stream, what piece) {
	if what == words {
		if c.inText && c.aside == 0 {
			c.add(plain(s.text))
		}
		return
	}
	step := 1
	if what == closing {
		step = -1
	}
	switch string(s.name) {
	case "rPh", "del", "moveFrom", "Fallback":
		c.aside += step
	case "rPr":
		c.properties += step
	case "r":
		c.apart = c.apart || c.shifted
		c.struck, c.shifted = false, false
	case "t":
		c.inText = what == opening
	case "br", "tab", "cr":
		if what == opening && c.aside == 0 && c.properties == 0 {
			c.add(map[bool]string{true: " ", false: "\n"}[s.is("tab")])
		}
	case "strike", "dstrike", "vanish":
		c.struck = c.struck || what == opening && c.properties > 0 && s.on()
	case "vertAlign":
		c.shifted = c.shifted || what == opening && strings.HasSuffix(s.attr("val"), "script")
	}
}

func (c *rich) add(t string) {
	if c.struck {
		c.gone.WriteString(t)
		return
	}
	if c.out.Len() > 0 && (c.shifted || c.apart) {
		c.out.WriteByte(' ')
	}
	c.apart = false
	c.out.WriteString(t)
}

// done returns the text, and begins anew.
func (c *rich) done() string {
	t := c.out.String()
	if strings.TrimSpace(t) == "" && strings.TrimSpace(c.gone.String()) != "" {
		t = c.gone.String() + intake.StruckNote
	}
	*c = rich{}
	return t
}
