package config

import (
	"errors"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// syntax turns what the YAML library could not read into problems that an
// official can mend.
func (s *Source) syntax(data []byte, err error) {
	line, message := 0, err.Error()
	var load *yaml.LoadError
	if errors.As(err, &load) {
		line, message = load.Mark.Line, load.Message
		if load.ContextMark.Line > 0 {
			line = load.ContextMark.Line
		}
	}
	text := strings.Split(string(data), "\n")
	if hints := s.lineHints(text); hints > 0 {
		return
	}
	s.add(place{file: s.name, line: line}, reason(message))
}

// lineHints looks for the two slips that a Chinese keyboard makes, on all lines.
func (s *Source) lineHints(text []string) int {
	found := 0
	for i, line := range text {
		hint := ""
		switch trimmed := strings.TrimLeft(line, " "); {
		case strings.HasPrefix(trimmed, "#"):
		case strings.HasPrefix(trimmed, "\t"):
			hint = "行首用了制表符（Tab）；缩进请用空格"
		default:
			hint = colonHint(strings.TrimPrefix(trimmed, "- "))
		}
		if hint != "" {
			s.add(place{file: s.name, line: i + 1}, hint)
			found++
		}
	}
	return found
}

// colonHint explains a key whose colon YAML does not know as one.
func colonHint(text string) string {
	key := regexp.MustCompile(`^[A-Za-z_]+\s*(：|:\S)`).FindString(text)
	switch {
	case strings.HasSuffix(key, "：") && !strings.Contains(key, ":"):
		return "“" + key + "”用了全角冒号；请改成半角冒号“:”，后面空一格"
	case key != "" && !strings.Contains(text, ": ") && !strings.HasPrefix(text[strings.Index(text, ":"):], "://"):
		name, _, _ := strings.Cut(key, ":")
		return "“" + name + ":”的冒号后面要空一格；请写成“" + name + ": 内容”"
	}
	return ""
}

// reason says in Chinese what the YAML library found. Where it has no better
// words it keeps the library's own.
func reason(message string) string {
	for _, known := range []struct{ english, chinese string }{
		{"no documents", "文件是空的；请按样例写好内容"},
		{"multiple", "一个文件里有多份内容（以“---”分开）；请只留一份"},
		{"UTF-8", "文件不是 UTF-8 编码；请用记事本另存为 UTF-8"},
		{"control characters", "文件里有看不见的控制字符；请删去，或重新录入"},
		{"anchor", "不支持用 & 和 * 引用别处的内容；以 * 或 & 开头的文字请加引号"},
		{"mapping values are not allowed", "缩进不对，或内容里含有“: ”；含冒号的内容请加双引号"},
		{"could not find expected ':'", "这一行少了“:”；请写成“名称: 内容”"},
		{"end of stream", "引号没有成对；请补上另一半"},
		{"',' or ']'", "方括号没有成对；请补上“]”，各项之间用半角逗号"},
		{"',' or '}'", "花括号没有成对；请补上“}”，各项之间用半角逗号"},
		{"cannot start any token", "这一行开头的符号 YAML 不认识；请给内容加上双引号"},
		{"did not find expected", "缩进与上下文不一致；同一层的各行要左对齐"},
	} {
		if strings.Contains(message, known.english) {
			return known.chinese
		}
	}
	return "这里的写法 YAML 读不懂（" + message + "）；请对照样例检查缩进、冒号和引号"
}
