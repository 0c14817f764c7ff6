package config

import (
	"encoding"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"anwei"
)

// Decode reads one YAML document into the structure that out points to. Its
// keys are the names that the structure has in JSON, so that a value is called
// the same in the file, in storage and over the wire. It is strict: a key that
// the structure does not know, a key written twice, an alias and a value of the
// wrong kind are problems. It goes on after a problem; ask the returned source.
func Decode(name string, data []byte, out any) *Source {
	s := NewSource(name)
	v := reflect.ValueOf(out).Elem()
	s.missing(v, 0, "")
	var doc yaml.Node
	err := yaml.Load(data, &doc)
	switch {
	case err != nil:
		s.unread = true
		s.syntax(data, err)
	case len(doc.Content) == 0 || doc.Content[0].ShortTag() == "!!null":
		s.unread = true
		s.FileProblem("文件是空的；请按样例写好内容")
	default:
		s.unread = doc.Content[0].Kind != yaml.MappingNode
		decoder{s}.value(doc.Content[0], v, "")
	}
	s.read = len(s.problems)
	return s
}

type decoder struct{ *Source }

// wrong records that a node is not what it should be.
func (d decoder) wrong(n *yaml.Node, field, format string, args ...any) {
	d.add(place{file: d.name, line: n.Line, field: field}, fmt.Sprintf(format, args...))
}

func (d decoder) value(n *yaml.Node, v reflect.Value, field string) {
	d.missing(v, n.Line, field)
	if n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" {
		return // written but left empty: the same as not written
	}
	d.Mark(v.Addr().Interface(), d.name, n.Line, field)
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.wrong(n, field, "不支持用 & 和 * 引用别处的内容；请把内容直接写在这里")
	case v.Addr().Type().Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
		d.text(n, v, field)
	default:
		d.plain(n, v, field)
	}
}

func (d decoder) plain(n *yaml.Node, v reflect.Value, field string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), field)
	case reflect.Struct:
		d.structure(n, v, field)
	case reflect.Slice:
		d.list(n, v, field)
	case reflect.Map:
		d.table(n, v, field)
	default:
		d.scalar(n, v, field)
	}
}

func (d decoder) structure(n *yaml.Node, v reflect.Value, field string) {
	if !d.isMapping(n, field) {
		return
	}
	names := keys(v.Type())
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if d.twice(seen, key, field) {
			continue
		}
		at := slices.Index(names, key.Value)
		if at < 0 || key.Value == "" {
			d.unknown(key, names, field)
			continue
		}
		d.value(value, v.Field(at), join(field, key.Value))
	}
}

// twice reports whether the key stood in the mapping before.
func (d decoder) twice(seen map[string]int, key *yaml.Node, field string) bool {
	line, again := seen[key.Value]
	if again {
		d.wrong(key, join(field, key.Value), "“%s”写了两次，第一次在第%d行；请只留一处", key.Value, line)
		return true
	}
	seen[key.Value] = key.Line
	return false
}

func (d decoder) unknown(key *yaml.Node, names []string, field string) {
	if hint := colonHint(key.Value); hint != "" {
		d.wrong(key, field, "%s", hint)
		return
	}
	known := anwei.Where(names, func(n string) bool { return n != "" })
	d.wrong(key, join(field, key.Value), "不认识“%s”；这里可以写的有：%s", key.Value, strings.Join(known, "、"))
}

func (d decoder) list(n *yaml.Node, v reflect.Value, field string) {
	if n.Kind != yaml.SequenceNode {
		d.wrong(n, field, "应当是列表；请写成 [甲, 乙]，或每项一行、以“- ”开头")
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, c := range n.Content {
		d.value(c, v.Index(i), fmt.Sprintf("%s[%d]", field, i))
	}
}

// table reads a mapping with keys of the writer's choice. Its values are words.
func (d decoder) table(n *yaml.Node, v reflect.Value, field string) {
	if !d.isMapping(n, field) {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	seen := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if d.twice(seen, key, field) {
			continue
		}
		path := join(field, key.Value)
		d.places[item{v.Addr().Interface(), key.Value}] = place{d.name, key.Line, path, true}
		value := reflect.New(v.Type().Elem()).Elem()
		d.value(n.Content[i+1], value, path)
		v.SetMapIndex(reflect.ValueOf(key.Value).Convert(v.Type().Key()), value)
	}
}

func (d decoder) isMapping(n *yaml.Node, field string) bool {
	if n.Kind == yaml.MappingNode {
		return true
	}
	if hint := colonHint(n.Value); n.Kind == yaml.ScalarNode && hint != "" {
		d.wrong(n, field, "%s", hint)
	} else {
		d.wrong(n, field, "这里应当逐项写成“名称: 内容”；请对照样例改正")
	}
	return false
}

// text reads a value that knows how it is written: a date, a time, a period.
func (d decoder) text(n *yaml.Node, v reflect.Value, field string) {
	u, ok := v.Addr().Interface().(encoding.TextUnmarshaler)
	if ok && n.Kind == yaml.ScalarNode && u.UnmarshalText([]byte(n.Value)) == nil {
		return
	}
	what, example := "内容", "样例中的样子"
	switch v.Interface().(type) {
	case anwei.Date:
		what, example = "日期", "2026-03-31"
	case anwei.Clock:
		what, example = "时间", "09:00（24小时制）"
	case anwei.Period:
		what, example = "报送期", "2026-10、2026-Q3、2026-H1 或 2026"
	}
	d.wrong(n, field, "“%s”不是正确的%s；请写成 %s", n.Value, what, example)
}

func (d decoder) scalar(n *yaml.Node, v reflect.Value, field string) {
	if n.Kind != yaml.ScalarNode {
		d.wrong(n, field, "这里只能写一项内容，不能是列表或分项")
		return
	}
	var err error
	switch v.Kind() {
	case reflect.String:
		v.SetString(n.Value) // as written: 00123 stays 00123
	case reflect.Bool:
		d.truth(n, v, field)
	case reflect.Int, reflect.Int64:
		var x int64
		if x, err = strconv.ParseInt(n.Value, 10, v.Type().Bits()); err == nil {
			v.SetInt(x)
			return
		}
		d.wrong(n, field, "“%s”不是整数；请用半角数字书写，例如 22", n.Value)
	case reflect.Float64:
		var x float64
		if x, err = strconv.ParseFloat(n.Value, 64); err == nil && !math.IsNaN(x) && !math.IsInf(x, 0) {
			v.SetFloat(x)
			return
		}
		d.wrong(n, field, "“%s”不是数；请用半角数字书写，例如 3 或 2.5", n.Value)
	default:
		panic("config: Decode cannot read into a " + v.Type().String())
	}
}

func (d decoder) truth(n *yaml.Node, v reflect.Value, field string) {
	switch n.Value {
	case "true", "yes", "是":
		v.SetBool(true)
	case "false", "no", "否":
		v.SetBool(false)
	default:
		d.wrong(n, field, "“%s”应当是 true（是）或 false（否）", n.Value)
	}
}

// keys returns the key of each field of a structure, and nothing for those that
// are not in the file.
func keys(t reflect.Type) []string {
	out := make([]string, t.NumField())
	for i := range out {
		if f := t.Field(i); f.IsExported() {
			out[i], _, _ = strings.Cut(f.Tag.Get("json"), ",")
		}
		if out[i] == "-" {
			out[i] = ""
		}
	}
	return out
}

func join(field, key string) string {
	if field == "" {
		return key
	}
	return field + "." + key
}
