package chart_test

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"testing"

	"anwei/report/chart"
	"anwei/report/pdf"
	"anwei/report/tables"
)

func ranking(n int) tables.Chart {
	c := tables.Chart{Title: "全县2026年9月整改率排名（从高到低）", Foot: []string{"应报16份，已报14份；截至2026年10月22日15:02。", "未报或不适用，不在图中：南村镇、县教育局。"}}
	for i := range n {
		v := 100 - float64(i*i)/3
		c.Bars = append(c.Bars, tables.Bar{Name: fmt.Sprintf("县应急管理局%d", i+1), Value: v, Known: true, Text: fmt.Sprintf("%.1f%%", v)})
	}
	return c
}

func course() tables.Chart {
	c := tables.Chart{Title: "大阳镇2026年发现隐患走势", Course: true, Foot: []string{"应报9份，已报8份；截至2026年10月22日15:02。"}}
	for i, v := range []float64{60, -1, 70, 32, 34, 42, 50, 0, 1234} {
		b := tables.Bar{Name: fmt.Sprintf("%d月", i+2), Value: v, Known: v >= 0, Text: fmt.Sprintf("%.0f个", v)}
		if !b.Known {
			b.Value, b.Text = 0, ""
		}
		c.Bars = append(c.Bars, b)
	}
	return c
}

// TestPictures draws both kinds. Where ANWEI_PICTURES names a folder the pictures
// are kept there, to be looked at.
func TestPictures(t *testing.T) {
	for name, c := range map[string]tables.Chart{"rank": ranking(14), "one": ranking(1), "twenty": ranking(20), "course": course()} {
		data, err := chart.Encode(c, pdf.Font())
		if err != nil {
			t.Fatal(err)
		}
		again, err := chart.Encode(c, pdf.Font())
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: the same chart gives other bytes: %v", name, err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if b := img.Bounds(); b.Dx() != 1080 || b.Dy() < 200 || b.Dy() > 2000 || len(data) > 2<<20 {
			t.Errorf("%s is %v and %d bytes", name, b, len(data))
		}
		if dir := os.Getenv("ANWEI_PICTURES"); dir != "" {
			if err := os.WriteFile(dir+"/"+name+".png", data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := chart.Encode(tables.Chart{Title: "空"}, pdf.Font()); err == nil {
		t.Error("a chart of nothing was drawn")
	}
}
