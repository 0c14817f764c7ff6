package chart_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"

	"anwei/report/chart"
	"anwei/report/pdf"
	"anwei/report/tables"
)

// lengths draws a ranking of the values and measures its bars, from top to bottom.
func lengths(t *testing.T, values ...float64) []int {
	t.Helper()
	c := tables.Chart{Title: "排名"}
	for _, v := range values {
		c.Bars = append(c.Bars, tables.Bar{Name: "镇", Value: v, Known: true, Text: "数"})
	}
	data, err := chart.Encode(c, pdf.Font())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	ink := commonest(img)
	var out []int
	longest := 0
	for y := range img.Bounds().Dy() {
		n := 0
		for x := range img.Bounds().Dx() {
			if img.At(x, y) == ink {
				n++
			}
		}
		if n < 5 && longest > 0 {
			out, longest = append(out, longest), 0
		} else if n >= 5 {
			longest = max(longest, n)
		}
	}
	return out
}

// commonest returns the colour that most of the picture has besides black and white.
func commonest(img image.Image) color.Color {
	count := map[color.Color]int{}
	var best color.Color
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			c := img.At(x, y)
			if r, g, b, _ := c.RGBA(); r == g && g == b {
				continue
			}
			if count[c]++; best == nil || count[c] > count[best] {
				best = c
			}
		}
	}
	return best
}

// TestBarsAreAsLongAsTheirValues measures the bars: the axis begins at zero, or below
// where a value is.
func TestBarsAreAsLongAsTheirValues(t *testing.T) {
	for _, values := range [][]float64{{100, 50, 25}, {98, 97, 96}, {3, 2, 1}} {
		got := lengths(t, values...)
		if len(got) != len(values) {
			t.Fatalf("of %v there are bars of %v", values, got)
		}
		for i := range values {
			want := float64(got[0]) * values[i] / values[0]
			if off := float64(got[i]) - want; off > 4 || off < -4 {
				t.Errorf("of %v the bars are %v pixels long", values, got)
			}
		}
	}
	below := lengths(t, 50, -25)
	if len(below) != 2 || below[0] < 2*below[1]-4 || below[0] > 2*below[1]+4 {
		t.Errorf("of 50 and -25 the bars are %v pixels long", below)
	}
}
