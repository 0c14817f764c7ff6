package pdf

import "slices"

// rounding is the difference in points below which two heights are the same.
const rounding = 1e-6

// box is a cell or a text outside the grid, on its way onto one page or more.
type box struct {
	x, w  float64
	last  int // the row that it ends with
	text  string
	lines []string
	look  look
	pad   float64 // the room above and below its text together
	top   float64 // where it begins on this page
	shown int     // how many of its lines stand on pages before
}

// rest is the height that the lines not yet shown need.
func (b *box) rest() float64 { return b.look.height(len(b.lines)-b.shown) + b.pad }

// part returns what of the box stands between its top and the bottom. The lines
// that fit are shown, the others wait for the next page. A text that was shown
// before is repeated where it fits whole, so that the reader of the next page
// knows whose rows these are.
func (b *box) part(bottom float64) item {
	it := item{x: b.x, y: b.top, w: b.w, h: bottom - b.top, look: b.look}
	fit := int((it.h - b.pad + rounding) / b.look.height(1))
	if fit = max(fit, 0); b.shown == len(b.lines) && fit >= len(b.lines) {
		it.lines = b.lines
		return it
	}
	n := min(b.shown+fit, len(b.lines))
	it.lines = b.lines[b.shown:n]
	b.shown = n
	return it
}

// flow fills pages from top to bottom.
type flow struct {
	paper paper
	// one lets the page grow beyond the paper, so that it can be seen whether all
	// fits on one.
	one        bool
	head       []item // what stands at the top of each page, from y = 0
	headHeight float64
	tail       float64 // the height under the last row that is to stand on its page
	pages      [][]item
	y          float64 // the first free height on the last page
	open       []*box  // those that reach into the next row
}

func (f *flow) begin() {
	f.pages = append(f.pages, nil)
	f.y = f.paper.top
	f.putHead()
}

func (f *flow) putHead() {
	for _, it := range f.head {
		it.y += f.y
		f.put(it)
	}
	f.y += f.headHeight
}

func (f *flow) put(it item) {
	page := &f.pages[len(f.pages)-1]
	*page = append(*page, it)
}

// skip leaves room, as far as the page has any.
func (f *flow) skip(h float64) {
	if f.y += h; !f.one {
		f.y = min(f.y, f.paper.limit)
	}
}

// start is where rows begin on a page that has nothing else.
func (f *flow) start() float64 { return f.paper.top + f.headHeight }

func (f *flow) room() float64 { return f.paper.limit - f.y }

// turn begins a page, on which what is open goes on.
func (f *flow) turn() {
	for _, b := range f.open {
		if f.y-b.top > rounding {
			f.put(b.part(f.y))
		}
	}
	f.begin()
	for _, b := range f.open {
		b.top = f.y
	}
}

// rows puts rows of boxes, each at least as high as given.
func (f *flow) rows(rows [][]*box, least float64) {
	for y, row := range rows {
		if f.splits(rows, y, least) || y == len(rows)-1 && f.parts(row, least) {
			f.turn()
		}
		for _, b := range row {
			b.top = f.y
		}
		f.open = append(f.open, row...)
		for !f.row(y, least) {
			f.turn()
		}
	}
}

// parts reports whether what stands under the last row would be parted from it by
// the end of the page: a page to be signed or stamped shows what it is about.
func (f *flow) parts(row []*box, least float64) bool {
	full := f.paper.limit - f.start()
	if f.one || f.tail == 0 || f.y-f.start() < rounding {
		return false
	}
	for _, b := range row {
		least = max(least, b.rest())
	}
	return least+f.tail > f.room() && least+f.tail <= full
}

// row puts the row if all that ends with it fits on the page, and reports whether
// it did. Otherwise the page is to be turned, filled before with a part of the row
// where the row is higher than a page.
func (f *flow) row(y int, least float64) bool {
	need := least
	for _, b := range f.open {
		if b.last == y {
			need = max(need, b.rest()-(f.y-b.top))
		}
	}
	if f.one || need <= f.room()+rounding {
		f.y += need
		for _, b := range f.open {
			if b.last == y {
				f.put(b.part(f.y))
			}
		}
		f.open = slices.DeleteFunc(f.open, func(b *box) bool { return b.last == y })
		return true
	}
	full := f.paper.limit - f.start()
	if f.y-f.start() < rounding || need > full && f.room() > full/2 {
		f.y = f.paper.limit
	}
	return false
}

// splits reports whether rows that belong together would be parted by the end of
// a page that is more than half full, though they fit on the next.
func (f *flow) splits(rows [][]*box, y int, least float64) bool {
	full := f.paper.limit - f.start()
	if f.one || len(f.open) > 0 || f.room() > full/2 {
		return false
	}
	high, last := 0.0, y
	for i := y; i <= last && i < len(rows); i++ {
		need := least
		for _, b := range rows[i] {
			last = max(last, b.last)
			if b.last == i {
				need = max(need, b.rest())
			}
		}
		high += need
	}
	return last > y && high > f.room() && high <= full
}
