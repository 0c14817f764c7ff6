// Package roster reads and writes the list of units and people, as YAML and as
// an Excel workbook.
package roster

import (
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"anwei"
	"anwei/config"
)

//go:embed sample.yaml
var sampleYAML []byte

// Sample returns the sample roster, the people that the demo lets one chat as.
func Sample(p anwei.Plan) (anwei.Roster, error) { return Load("roster/sample.yaml", sampleYAML, p) }

// SampleYAML returns the file of the sample roster with its comments, as a start
// for a roster of one's own.
func SampleYAML() []byte { return append([]byte(nil), sampleYAML...) }

// Load loads a roster from YAML and checks it against the plan. Its error is a
// config.Problems that lists everything that is wrong, with the lines of the
// file of that name. In a roster that was loaded every reference is a unit's id,
// every kind and role is the plan's own, and every userid is as it was written.
func Load(name string, data []byte, p anwei.Plan) (anwei.Roster, error) {
	r, _, err := load(name, data, p)
	return r, err
}

func load(name string, data []byte, p anwei.Plan) (r anwei.Roster, notes []string, err error) {
	src := config.Decode(name, data, &r)
	if notes, err = check(src, p, &r); err != nil {
		return anwei.Roster{}, nil, err
	}
	return r, notes, nil
}

// LoadFile loads the roster in the file, by its extension as YAML or as an Excel
// workbook, with notes of what was not taken as it stands.
func LoadFile(path string, p anwei.Plan) (r anwei.Roster, notes []string, err error) {
	load := load
	switch ext := strings.ToLower(filepath.Ext(path)); ext {
	case ".yaml", ".yml":
	case ".xlsx", ".xlsm":
		load = LoadExcel
	case ".xls", ".et", ".csv", ".ods":
		return anwei.Roster{}, nil, config.Problems{{File: path, Message: "读不了 " + ext + " 格式；请用 WPS 或 Excel 打开，另存为 .xlsx 后再导入"}}
	default:
		return anwei.Roster{}, nil, config.Problems{{File: path, Message: "看不出是什么文件；单位名单请用 .xlsx 或 .yaml"}}
	}
	data, err := os.ReadFile(path) //nolint:gosec // the path is the operator's own
	if err != nil {
		return anwei.Roster{}, nil, fmt.Errorf("读不到单位名单，请检查路径和权限: %w", err)
	}
	return load(path, data, p)
}
