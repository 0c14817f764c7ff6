package main

import (
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"anwei"
	"anwei/storage"
)

// TestExcelComesBackFilledIn plays the whole round over both ways in: the county
// hands out the official sheet, an official fills in October and sends it back,
// the report is confirmed, and the sheet to be stamped comes as workbook and PDF.
func TestExcelComesBackFilledIn(t *testing.T) {
	for _, way := range []string{"callback", "socket"} {
		t.Run(way, func(t *testing.T) {
			noLeaks(t)
			long := way == "socket"
			g := newRig(t, parts{callback: !long, bot: long}, "2026-10-19 09:00", true, nil)
			g.say(long, "nancun_tb", "汇总表")
			sheet := g.hears("nancun_tb", ".xlsx")
			g.sendFile(long, "nancun_tb", "十月.xlsx", g.fillIn(sheet.MediaID))
			g.hears("nancun_tb", "从表格认出15项，已记入")
			g.hears("nancun_tb", "核对无误请确认提交")
			g.say(long, "nancun_tb", "确认提交")
			g.hears("nancun_tb", "10月调度表已报送")
			key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, time.October), Unit: "nancun"}
			g.until("the report is in", func() bool {
				var in bool
				g.try(g.store.View(g.Context(), func(tx storage.Ledger) error {
					r, ok, err := tx.Report(key)
					in = ok && r.Values["leader_inspections"] == anwei.Number(1) && r.Values["accountable"] == anwei.Number(0)
					return err
				}))
				return in
			})
			code := g.hears("nancun_tb", "版本号2026-10-南村镇-v1-").Text
			g.hears("nancun_tb", ".xlsx")
			printed := g.hears("nancun_tb", ".pdf")
			if m, ok := g.sim.Media(printed.MediaID); !ok || !strings.HasPrefix(string(m.Data), "%PDF-") {
				t.Errorf("%s is no PDF", printed.File)
			}
			// It is stamped, photographed and sent back, and kept against that version.
			g.sendImage(long, "nancun_tb", "盖章.png", photo(t))
			g.hears("nancun_tb", "已收到南村镇10月调度表盖章件（照片，第1版）")
			g.until("the stamped sheet is kept", func() bool {
				var pages []anwei.Evidence
				g.try(g.store.View(g.Context(), func(tx storage.Ledger) error {
					var err error
					pages, err = tx.Evidence(anwei.ReportMatter(key))
					return err
				}))
				return len(pages) == 1 && pages[0].Size > 0 && pages[0].N == 1 && strings.Contains(code, pages[0].Code)
			})
			g.say(long, "anban", "谁没交盖章件")
			g.hears("anban", "盖章件已收1家（一致1、不一致0）")
		})
	}
}

// fillIn writes October's figures into the workbook that the bot sent.
func (g *rig) fillIn(media string) []byte {
	g.Helper()
	m, ok := g.sim.Media(media)
	if !ok {
		g.Fatalf("no file %q", media)
	}
	f, err := excelize.OpenReader(strings.NewReader(string(m.Data)))
	g.try(err)
	rows, err := f.GetRows(f.GetSheetName(0))
	g.try(err)
	for y, row := range rows {
		if len(row) == 0 || row[0] != "10月" {
			continue
		}
		for i, n := range []int{1, 12, 20, 30, 28, 2, 2, 15, 22, 20, 1, 1, 0, 1, 0} {
			at, err := excelize.CoordinatesToCellName(i+2, y+1)
			g.try(err)
			g.try(f.SetCellValue(f.GetSheetName(0), at, n))
		}
	}
	b, err := f.WriteToBuffer()
	g.try(err)
	g.try(f.Close())
	return b.Bytes()
}

func (g *rig) sendImage(long bool, user, name string, data []byte) {
	g.Helper()
	if long {
		g.try(g.sim.BotSendImage(user, name, data))
		return
	}
	g.try(g.sim.SendImage(g.Context(), user, name, data))
}

func (g *rig) sendFile(long bool, user, name string, data []byte) {
	g.Helper()
	if long {
		g.try(g.sim.BotSendFile(user, name, data))
		return
	}
	g.try(g.sim.SendFile(g.Context(), user, name, data))
}
