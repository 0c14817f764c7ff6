package wecom

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// maxDepth is how deep elements may be nested. The deepest that WeCom sends, the
// nodes of an approval, are seven deep.
const maxDepth = 32

var errTooDeep = errors.New("wecom: the elements are nested too deep")

// readXML reads one element into into. It refuses what is nested deeper than
// anything of WeCom's, before that costs memory.
func readXML(r io.Reader, into any) error {
	d := xml.NewTokenDecoder(&shallow{from: xml.NewDecoder(r)})
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("wecom: XML: %w", err)
	}
	return nil
}

// shallow passes tokens on while they are not too deep. The decoder behind it
// sees to it that each element is closed.
type shallow struct {
	from  *xml.Decoder
	depth int
}

// Token implements xml.TokenReader.
func (s *shallow) Token() (xml.Token, error) {
	t, err := s.from.RawToken()
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > maxDepth {
			return nil, errTooDeep
		}
	case xml.EndElement:
		s.depth--
	}
	return t, err //nolint:wrapcheck // a reader passes errors on as they are
}
