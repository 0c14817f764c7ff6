package roster

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"anwei"
)

// ExportExcel writes a roster as a workbook with the sheets 单位 and 人员, in the
// plan's Chinese words. LoadExcel reads it back as it was.
func ExportExcel(w io.Writer, r anwei.Roster, p anwei.Plan) error {
	names := map[anwei.UnitID]string{}
	units, people := make([][]string, 0, len(r.Units)+1), make([][]string, 0, len(r.People)+1)
	units, people = append(units, titles(unitColumns())), append(people, titles(personColumns()))
	for _, u := range r.Units {
		names[u.ID] = u.Name
		if len(split(u.Name)) > 1 {
			names[u.ID] = string(u.ID) // a name that would be read as several
		}
	}
	for _, u := range r.Units {
		units = append(units, []string{
			string(u.ID), u.Name, p.KindTitle(u.Kind), names[u.Parent], strings.Join(u.Aliases, "、"), strings.Join(u.Tags, "、"), yes(u.Retired),
		})
	}
	for _, who := range r.People {
		roles := who.Roles
		if len(roles) == 0 {
			roles = []anwei.Assignment{{}}
		}
		for _, a := range roles {
			people = append(people, []string{
				string(who.ID), who.Name, who.Post, who.Phone, a.Role.Chinese(), names[a.Unit], yes(a.Deputy),
			})
		}
	}
	if err := write(w, units, people); err != nil {
		return fmt.Errorf("write the roster: %w", err)
	}
	return nil
}

func yes(b bool) string {
	if b {
		return "是"
	}
	return ""
}

func write(w io.Writer, units, people [][]string) error {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // a new file has no temporary files
	if err := f.SetSheetName("Sheet1", "单位"); err != nil {
		return err
	}
	if _, err := f.NewSheet("人员"); err != nil {
		return err
	}
	if err := fill(f, "单位", units); err != nil {
		return err
	}
	if err := fill(f, "人员", people); err != nil {
		return err
	}
	return f.Write(w)
}

// fill writes the rows as text, so that Excel keeps the noughts before an
// account or a telephone number.
func fill(f *excelize.File, sheet string, rows [][]string) error {
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49})
	if err != nil {
		return err
	}
	bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 49})
	if err != nil {
		return err
	}
	last, err := excelize.ColumnNumberToName(len(rows[0]))
	if err != nil {
		return err
	}
	if err := f.SetColWidth(sheet, "A", last, 18); err != nil {
		return err
	}
	if err := f.SetColStyle(sheet, "A:"+last, text); err != nil {
		return err
	}
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, "A"+strconv.Itoa(i+1), &row); err != nil {
			return err
		}
	}
	if err := f.SetCellStyle(sheet, "A1", last+"1", bold); err != nil {
		return err
	}
	return f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}
