// Package notices tells what the program is made of: the licences of all that is linked
// into it, and its modules as a bill of materials.
package notices

import (
	_ "embed" // the licences are a part of the program
	"encoding/json"
	"runtime/debug"
	"strings"
)

// Licences are the notices of every module that any build of the program links, of Go
// itself and of the fonts. A test holds that they are complete.
//
//go:embed NOTICE.txt
var Licences string

// The bill of materials in CycloneDX 1.6, of which only what is needed stands here.
type bill struct {
	Format   string      `json:"bomFormat"`
	Spec     string      `json:"specVersion"`
	Version  int         `json:"version"`
	Metadata metadata    `json:"metadata"`
	Parts    []component `json:"components"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version"`
	PURL       string     `json:"purl"`
	Properties []property `json:"properties,omitempty"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Bill is the bill of materials of a build in CycloneDX. The version is the program's; the
// sums are those of go.sum.
func Bill(info *debug.BuildInfo, version string) ([]byte, error) {
	b := bill{
		Format: "CycloneDX", Spec: "1.6", Version: 1,
		Metadata: metadata{part("application", "anwei", version, "")},
		Parts:    []component{part("library", "stdlib", "v"+strings.TrimPrefix(info.GoVersion, "go"), "")},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		b.Parts = append(b.Parts, part("library", m.Path, m.Version, m.Sum))
	}
	return json.MarshalIndent(b, "", "  ")
}

func part(kind, name, version, sum string) component {
	purl := "pkg:golang/" + name + "@" + version
	c := component{Type: kind, Ref: purl, Name: name, Version: version, PURL: purl}
	if sum != "" {
		c.Properties = []property{{Name: "go.sum", Value: sum}}
	}
	return c
}
