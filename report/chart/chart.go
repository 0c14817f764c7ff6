// Package chart draws a ranking or a course as a picture that a phone shows well.
package chart

import (
	"errors"
	"fmt"
	"strings"

	"github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"

	"anwei/report/tables"
)

// The picture in pixels: as wide as a phone held upright shows without scaling
// down, so that 26 pixels are read with ease.
const (
	width     = 1080
	margin    = 40
	titleSize = 34
	bodySize  = 26
	footSize  = 22
	rowHigh   = 62  // of one bar of a ranking
	courseBox = 640 // of a course, whatever its bars
	lineGap   = 1.5 // of a line of text, as a share of its size
)

// substitute stands for a character that the font lacks, as in print.
const substitute = '〓'

// Encode returns the chart as a PNG, in the TrueType font given. The value axis
// begins at zero, or below where a value is, so that bars are as long as their
// values; equal values have equal texts, and a bar without a value leaves a gap. The
// same chart gives the same bytes.
func Encode(c tables.Chart, font []byte) ([]byte, error) {
	if len(c.Bars) == 0 {
		return nil, errors.New("没有可画的数")
	}
	face, err := truetype.Parse(font)
	if err != nil {
		return nil, fmt.Errorf("打开字库：%w", err)
	}
	d := drawing{Chart: c, face: face, top: margin}
	d.lines = wrap(d.fit(c.Title), (width-2*margin)/titleSize)
	for _, f := range c.Foot {
		d.foot = append(d.foot, wrap(d.fit(f), (width-2*margin)/footSize)...)
	}
	return d.draw()
}

// drawing is a chart while it is drawn.
type drawing struct {
	tables.Chart
	face        *truetype.Font
	lines, foot []string
	top         int
}

func (d *drawing) draw() ([]byte, error) {
	head := high(len(d.lines), titleSize)
	body := courseBox
	if !d.Course {
		body = rowHigh*len(d.Bars) + rowHigh
	}
	height := margin + head + body + high(len(d.foot), footSize) + margin
	p := charts.NewPainter(charts.PainterOptions{
		OutputFormat: charts.ChartOutputPNG, Width: width, Height: height, Font: d.face, Theme: charts.GetTheme(charts.ThemeLight),
	})
	p.FilledRect(0, 0, width, height, charts.ColorWhite, charts.ColorWhite, 0)
	d.text(p, d.lines, margin, titleSize)
	d.text(p, d.foot, margin+head+body, footSize)
	box := charts.NewBox(margin, margin+head, margin+100, margin+high(len(d.foot), footSize))
	if d.Course {
		box.Right = margin
	}
	child := p.Child(charts.PainterPaddingOption(box))
	if err := child.BarChart(d.bars()); err != nil {
		return nil, fmt.Errorf("画图：%w", err)
	}
	data, err := p.Bytes()
	if err != nil {
		return nil, fmt.Errorf("存图：%w", err)
	}
	return data, nil
}

func high(lines int, size float64) int { return int(float64(lines) * size * lineGap) }

// text writes lines from the left, the first of them below top.
func (d *drawing) text(p *charts.Painter, lines []string, top int, size float64) {
	style := d.style(size)
	for i, l := range lines {
		p.Text(l, margin, top+high(i+1, size)-int(size/2), 0, style)
	}
}

func (d *drawing) style(size float64) charts.FontStyle {
	// The library counts points of 92 to the inch; sizes here are pixels.
	return charts.FontStyle{FontSize: size * 72 / 92, Font: d.face, FontColor: charts.ColorBlack}
}

// bars is the chart as the library takes it.
func (d *drawing) bars() charts.BarChartOption {
	values, names := make([]float64, len(d.Bars)), make([]string, len(d.Bars))
	texts := make(map[float64]string, len(d.Bars))
	low, top := 0.0, 0.0
	for i, b := range d.Bars {
		if !d.Course { // the library draws the first bar at the bottom
			i = len(d.Bars) - 1 - i
		}
		values[i], names[i] = charts.GetNullValue(), d.fit(b.Name)
		if !b.Known {
			continue
		}
		values[i], texts[b.Value] = b.Value, d.fit(b.Text)
		low, top = min(low, b.Value), max(top, b.Value)
	}
	if top == low {
		top = low + 1
	}
	opt := charts.NewBarChartOptionWithData([][]float64{values})
	opt.Horizontal = !d.Course
	opt.CategoryAxis.Labels = names
	opt.CategoryAxis.LabelFontStyle = d.style(bodySize)
	opt.CategoryAxis.LabelCount = len(names)
	const upright, across = 1.12, 1.2 // room for the texts at the bars
	room := (top - low) * across
	if d.Course {
		room = (top - low) * upright
	}
	opt.ValueAxis = []charts.ValueAxisOption{{
		Min: charts.Ptr(low), Max: charts.Ptr(low + room), Show: charts.Ptr(false), LabelFontStyle: d.style(footSize),
	}}
	opt.BarSize = 0.62
	opt.SeriesList[0].Label = charts.SeriesLabel{
		Show: charts.Ptr(true), FontStyle: d.style(bodySize),
		LabelFormatter: func(_ int, _ string, v float64) (string, *charts.LabelStyle) { return texts[v], nil },
	}
	opt.Legend.Show = charts.Ptr(false)
	return opt
}

// fit returns the text with 〓 for what the font lacks.
func (d *drawing) fit(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || d.face.Index(r) != 0 {
			return r
		}
		return substitute
	}, s)
}

// wrap cuts a text into lines of so many full-width characters.
func wrap(s string, most int) []string {
	var out []string
	line, used := "", 0.0
	for _, r := range s {
		w := 1.0
		if r < 0x2e80 {
			w = 0.55
		}
		if used+w > float64(most) {
			out, line, used = append(out, line), "", 0
		}
		line += string(r)
		used += w
	}
	return append(out, line)
}
