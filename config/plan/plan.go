// Package plan loads a campaign's plan from YAML; the 2026 plan is embedded.
package plan

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	"anwei"
	"anwei/config"
)

//go:embed 2026.yaml
var campaign2026 []byte

// Default returns the plan of the 2026 campaign, which follows the notice of
// 泽州县安全生产委员会 of 14 February 2026 sentence by sentence.
func Default() (anwei.Plan, error) { return Load("plan/2026.yaml", campaign2026) }

// DefaultYAML returns the file of the 2026 plan with its comments, as a start
// for a plan of one's own.
func DefaultYAML() []byte { return append([]byte(nil), campaign2026...) }

// LoadFile loads the plan in the file.
func LoadFile(path string) (anwei.Plan, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the path is the operator's own
	if err != nil {
		return anwei.Plan{}, fmt.Errorf("读不到方案文件，请检查路径和权限: %w", err)
	}
	return Load(path, data)
}

// Load loads a plan from YAML and checks it. Its error is a config.Problems
// that lists everything that is wrong, each with the line in the file of that
// name. The plan's version follows from what it says: comments and layout do
// not change it.
func Load(name string, data []byte) (anwei.Plan, error) {
	var p anwei.Plan
	src := config.Decode(name, data, &p)
	check(src, &p)
	if err := src.Err(); err != nil {
		return anwei.Plan{}, err
	}
	content, err := json.Marshal(p)
	if err != nil {
		return anwei.Plan{}, fmt.Errorf("%s: %w", name, err)
	}
	sum := sha256.Sum256(content)
	p.Version = hex.EncodeToString(sum[:6])
	return p, nil
}
