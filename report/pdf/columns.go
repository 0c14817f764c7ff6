package pdf

import (
	"fmt"

	"anwei/report/tables"
)

// gap is the room at each side of a cell's text, by the size of the font.
const gap = 0.25

// columns returns the size that the table's columns allow, bodySize at most, and
// their widths in points.
func columns(f *face, t tables.Table) (size float64, widths []float64, err error) {
	want, _ := needs(f, t)
	size = min(max(paperOf(t).width/sum(want), minSize), bodySize)
	widths, err = widthsAt(f, t, size)
	return size, widths, err
}

// widthsAt spreads the columns over the width of the paper. Where they want more
// than there is, those that can give way do; where that is not enough, the error
// says that the table is too wide.
func widthsAt(f *face, t tables.Table, size float64) ([]float64, error) {
	want, least := needs(f, t)
	wanted, bare := sum(want), sum(least)
	room := paperOf(t).width / size
	if bare > room {
		return nil, fmt.Errorf("《%s》有%d栏，缩到%g磅仍比A4纸宽，请用电子表格", t.Title, len(t.Columns), size)
	}
	out := make([]float64, len(want))
	for x := range out {
		switch {
		case wanted <= room:
			out[x] = want[x] / wanted * room * size
		default:
			out[x] = (least[x] + (want[x]-least[x])*(room-bare)/(wanted-bare)) * size
		}
	}
	return out, nil
}

// needs returns, by the size of the font, the width that each column wants and
// the one below which a number would be broken.
func needs(f *face, t tables.Table) (want, least []float64) {
	want, least = make([]float64, len(t.Columns)), make([]float64, len(t.Columns))
	for x, c := range t.Columns {
		least[x] = 2 + 2*gap // two Chinese characters
		for _, row := range t.Rows {
			if n := row.Cells[x]; n.Kind == tables.Number && n.Cols < 2 {
				least[x] = max(least[x], f.width(n.String())+2*gap)
			}
		}
		// A half-width character is half as wide as the font's size; one more is
		// room for the borders, as in the workbook.
		want[x] = max(least[x], float64(c.Width+1)/2)
	}
	return want, least
}

func sum(all []float64) float64 {
	s := 0.0
	for _, x := range all {
		s += x
	}
	return s
}
