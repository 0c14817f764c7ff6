package roster

import (
	"fmt"
	"io"

	"go.yaml.in/yaml/v4"

	"anwei"
)

// Export writes a roster as YAML, one unit or person a line. Load reads it back
// as it was.
func Export(w io.Writer, r anwei.Roster) error {
	units, people := &yaml.Node{Kind: yaml.SequenceNode}, &yaml.Node{Kind: yaml.SequenceNode}
	for _, u := range r.Units {
		units.Content = append(units.Content, unitNode(u))
	}
	for _, p := range r.People {
		people.Content = append(people.Content, personNode(p))
	}
	var root line
	root.add("units", units)
	root.add("people", people)
	d, err := yaml.NewDumper(w, yaml.WithLineWidth(-1), yaml.WithIndent(2), yaml.WithCompactSeqIndent(false))
	if err == nil {
		err = d.Dump(&yaml.Node{Kind: yaml.MappingNode, Content: root})
	}
	if err == nil {
		err = d.Close()
	}
	if err != nil {
		return fmt.Errorf("write the roster: %w", err)
	}
	return nil
}

func unitNode(u anwei.Unit) *yaml.Node {
	var l line
	l.text("id", string(u.ID))
	l.text("name", u.Name)
	l.text("kind", string(u.Kind))
	l.text("parent", string(u.Parent))
	l.list("aliases", u.Aliases)
	l.list("tags", u.Tags)
	l.truth("retired", u.Retired)
	return l.node()
}

func personNode(p anwei.Person) *yaml.Node {
	var l line
	l.text("userid", string(p.ID))
	l.text("name", p.Name)
	l.text("post", p.Post)
	l.text("phone", p.Phone)
	if len(p.Roles) > 0 {
		roles := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
		for _, a := range p.Roles {
			var role line
			role.text("role", string(a.Role))
			role.text("unit", string(a.Unit))
			role.truth("deputy", a.Deputy)
			roles.Content = append(roles.Content, role.node())
		}
		l.add("roles", roles)
	}
	return l.node()
}

// line is one mapping that is being written; empty values are left out.
type line []*yaml.Node

func (l *line) add(key string, value *yaml.Node) {
	*l = append(*l, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: key}, value)
}

func (l *line) text(key, value string) {
	if value != "" {
		l.add(key, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: value})
	}
}

func (l *line) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range values {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: v})
	}
	l.add(key, n)
}

func (l *line) truth(key string, value bool) {
	if value {
		l.add(key, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: "true"})
	}
}

func (l *line) node() *yaml.Node {
	return &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle, Content: *l}
}
