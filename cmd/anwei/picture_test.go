package main

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/report/tables"
	"anwei/storage"
	"anwei/storage/bolt"
)

// TestPictures orders the pictures that a leader asks for and the printed tables,
// as the outbox does.
func TestPictures(t *testing.T) {
	data := twoTowns(t)
	s, err := bolt.Open(data, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	now, err := r.Time("2026-10-24 15:02")
	if err != nil {
		t.Fatal(err)
	}
	f := at(t, s, now)
	october := anwei.MonthPeriod(2026, 10)
	for want, o := range map[string]anwei.Order{
		"泽州县2026年10月整改率排名（从低到高）.png":             anwei.PictureOrder{Extent: anwei.Extent{Period: october, Unit: "xian"}, Form: "figures", Indicator: "rectify_rate", Low: true},
		"泽州县各镇2026年10月整改率排名（从高到低）.png":           anwei.PictureOrder{Extent: anwei.Extent{Period: october, Unit: "xian"}, Form: "figures", Indicator: "rectify_rate", Kind: "town"},
		"南村镇2026年发现隐患走势.png":                     anwei.PictureOrder{Extent: anwei.Extent{Period: anwei.Period{Kind: anwei.Year, Year: 2026, N: 1}, Unit: "nancun"}, Form: "figures", Indicator: "hazards", Course: true, Own: true},
		"泽州县安全风险大排查大整治工作清单_2026年10月_汇总.pdf":      anwei.BookOrder{Extent: anwei.Extent{Period: october, Unit: "xian"}, Form: "figures", Format: anwei.PDF},
		"南村镇_泽州县安全风险大排查大整治工作清单_2026年10月_第2版.pdf": anwei.SheetOrder{Extent: anwei.Extent{Period: october, Unit: "nancun"}, Form: "figures", Format: anwei.PDF},
	} {
		file, err := f.File(t.Context(), o)
		if err != nil {
			t.Errorf("%s: %v", want, err)
			continue
		}
		if file.Name != want {
			t.Errorf("the file is called %s, not %s", file.Name, want)
		}
		if strings.HasSuffix(want, ".png") {
			if _, err := png.Decode(bytes.NewReader(file.Data)); err != nil {
				t.Error(err)
			}
		} else if !bytes.HasPrefix(file.Data, []byte("%PDF")) {
			t.Errorf("%s is no PDF", want)
		}
		if dir := os.Getenv("ANWEI_PICTURES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(file.Name)), file.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := f.File(t.Context(), anwei.PictureOrder{Extent: anwei.Extent{Period: october, Unit: "bagong"}, Form: "figures", Indicator: "hazards", Own: true}); err == nil {
		t.Error("a picture of nothing was drawn")
	}
}

// TestPictureBaseline holds that a picture is compared with what the office has set
// last, as the answer in text is, and with nothing where nothing was set.
func TestPictureBaseline(t *testing.T) {
	s, err := bolt.Open(twoTowns(t), bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // a test's own
	r, err := house.Load("")
	if err != nil {
		t.Fatal(err)
	}
	now, err := r.Time("2026-10-24 15:02")
	if err != nil {
		t.Fatal(err)
	}
	f := at(t, s, now)
	for _, set := range []struct {
		indicator anwei.IndicatorID
		value     float64
		want      string
	}{
		{"major_per_thousand", 0, ""},
		{"major_per_thousand", 1.255, "全国平均水平：1.255个。"},
		{"major_per_thousand", 1.2, "全国平均水平：1.2个。"},
		{"rectify_rate", 95, "设定的基准：95%。"},
	} {
		if set.value > 0 {
			err := s.Update(t.Context(), func(tx storage.Ledger) error {
				now = now.Add(time.Minute)
				return tx.PutBaseline(anwei.Baseline{Indicator: set.indicator, Value: set.value, By: "anban", At: now})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, course := range []bool{true, false} {
			o := anwei.PictureOrder{Extent: anwei.Extent{Period: anwei.MonthPeriod(2026, 10), Unit: "xian"}, Form: "figures", Indicator: set.indicator, Course: course}
			compile, err := viewed(t.Context(), f, func(d tables.Desk, l tables.Ledger) (func() tables.Document, error) { return d.Read(l, o) })
			if err != nil {
				t.Fatal(err)
			}
			c := compile().Chart
			if foot := strings.Join(c.Foot, "\n"); !strings.Contains(foot, set.want) || set.want == "" && strings.Contains(foot, "水平") {
				t.Errorf("below %s stands %s, without %q", c.Title, foot, set.want)
			}
		}
	}
}
