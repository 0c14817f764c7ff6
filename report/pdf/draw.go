package pdf

import (
	"fmt"
	"strings"

	"github.com/signintech/gopdf"

	"anwei/report/tables"
)

// How a page is drawn, in points and by the size of the font.
const (
	borderWidth = 0.5
	// ascent is where a line's characters stand on, from its top: Chinese
	// characters reach from 0.12 below to 0.88 above that.
	ascent     = (leading-1)/2 + 0.88
	numberSize = 9.0
)

// draw writes the pages, with their numbers where there are several.
func draw(f *face, t tables.Table, pages [][]item) ([]byte, error) {
	p := paperOf(t)
	var doc gopdf.GoPdf
	doc.Start(gopdf.Config{PageSize: gopdf.Rect{W: p.pageWidth, H: p.pageHeight}})
	doc.SetInfo(gopdf.PdfInfo{Title: t.Title, Creator: "anwei", CreationDate: t.At})
	if err := doc.AddTTFFontData(family, serif); err != nil {
		return nil, fmt.Errorf("嵌入打印字库：%w", err)
	}
	pen := pen{doc: &doc, face: f}
	for n, items := range pages {
		doc.AddPage()
		doc.SetLineWidth(borderWidth)
		for _, it := range items {
			pen.put(it)
		}
		if t.OnePage {
			continue
		}
		margin := item{x: p.left, w: p.width, y: p.limit, h: edge, look: look{size: numberSize}}
		margin.lines = []string{fmt.Sprintf("第%d页，共%d页", n+1, len(pages))}
		pen.put(margin)
		if t.Code != "" {
			margin.lines, margin.look.across = []string{codeLine(t)}, right
			pen.put(margin)
		}
	}
	if pen.err != nil {
		return nil, fmt.Errorf("画《%s》：%w", t.Title, pen.err)
	}
	data, err := doc.GetBytesPdfReturnErr()
	if err != nil {
		return nil, fmt.Errorf("写出《%s》：%w", t.Title, err)
	}
	return data, nil
}

// pen draws items and keeps the first error.
type pen struct {
	doc  *gopdf.GoPdf
	face *face
	err  error
}

func (p *pen) put(it item) {
	if it.look.border {
		p.doc.RectFromUpperLeft(it.x, it.y, it.w, it.h)
	}
	if len(it.lines) == 0 {
		return
	}
	p.do(p.doc.SetFont(family, "", it.look.size))
	if it.look.red {
		p.doc.SetTextColor(0xC0, 0, 0)
	} else {
		p.doc.SetTextColor(0, 0, 0)
	}
	y := it.y + (it.h-it.look.height(len(it.lines)))/2
	for _, l := range it.lines {
		l = strings.TrimRight(l, " 　")
		if l != "" {
			p.doc.SetXY(it.from(p.face.width(l)*it.look.size), y+ascent*it.look.size)
			p.do(p.doc.Text(l))
		}
		y += it.look.height(1)
	}
}

func (it item) from(width float64) float64 {
	inset := 0.0
	if it.look.border {
		inset = gap * it.look.size
	}
	switch it.look.across {
	case left:
		return it.x + inset
	case right:
		return it.x + it.w - inset - width
	case centre:
	}
	return it.x + (it.w-width)/2
}

func (p *pen) do(err error) {
	if p.err == nil {
		p.err = err
	}
}
