package config_test

import (
	"errors"
	"strings"
	"testing"

	"anwei/config"
)

type thing struct {
	Name   string            `json:"name"`
	Number int               `json:"number"`
	Ratio  float64           `json:"ratio"`
	Sure   bool              `json:"sure"`
	Words  []string          `json:"words"`
	Hints  map[string]string `json:"hints"`
	Part   *thing            `json:"part"`
	hidden string
}

func TestDecode(t *testing.T) {
	var x thing
	src := config.Decode("x.yaml", []byte("\xef\xbb\xbfname: 00123\r\nnumber: -7\r\nratio: 2.5\r\nsure: 是\r\nwords: [甲, 'no']\r\nhints: {a: 乙}\r\npart:\r\n  name: null\r\n  number: 8\r\n"), &x)
	if err := src.Err(); err != nil {
		t.Fatal(err)
	}
	if x.Name != "00123" || x.Number != -7 || x.Ratio != 2.5 || !x.Sure || len(x.Words) != 2 || x.Hints["a"] != "乙" || x.Part.Number != 8 || x.hidden != "" {
		t.Errorf("got %+v", x)
	}
	if src.Line(&x.Part.Number) != 9 || src.Field(&x.Part.Number) != "part.number" || src.Written(&x.Part.Name) || !src.Written(&x.Words[1]) {
		t.Errorf("number stands on line %d as %s", src.Line(&x.Part.Number), src.Field(&x.Part.Number))
	}
}

func TestDecodeProblems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"hidden: x\n", "x.yaml:1: hidden: 不认识“hidden”"},
		{"number: 1.5\n", "x.yaml:1: number: “1.5”不是整数"},
		{"number: ２２\n", "x.yaml:1: number: “２２”不是整数；请用半角数字书写"},
		{"ratio: .nan\n", "x.yaml:1: ratio: “.nan”不是数"},
		{"name: [a]\n", "x.yaml:1: name: 这里只能写一项内容"},
		{"name: {a: b}\n", "x.yaml:1: name: 这里只能写一项内容"},
		{"hints: [a]\n", "x.yaml:1: hints: 这里应当逐项写成“名称: 内容”"},
		{"hints:\n  a: x\n  a: y\n", "x.yaml:3: hints.a: “a”写了两次，第一次在第2行"},
		{"part: 甲\n", "x.yaml:1: part: 这里应当逐项写成“名称: 内容”"},
		{"part:\n  name：甲\n", "x.yaml:2: part: “name：”用了全角冒号"},
		{"name: 'a\n", "x.yaml:1: 引号没有成对；请补上另一半"},
		{"words: [a\nname: b\n", "x.yaml:1: 方括号没有成对"},
		{"name: *a\n", "x.yaml:1: 不支持用 & 和 * 引用别处的内容"},
		{"name: a: b\n", "x.yaml:1: 缩进不对，或内容里含有“: ”；含冒号的内容请加双引号"},
		{"name: a\x00b\n", "x.yaml: 文件里有看不见的控制字符"},
		{"name: @a\n", "x.yaml:1: 这一行开头的符号 YAML 不认识"},
	} {
		var x thing
		err := config.Decode("x.yaml", []byte(c.text), &x).Err()
		var ps config.Problems
		if !errors.As(err, &ps) || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q gave\n%v\nwant\n%s", c.text, err, c.want)
		}
	}
}

func TestProblemsInOrder(t *testing.T) {
	var x thing
	src := config.Decode("x.yaml", []byte("name: a\nnumber: 1\n"), &x)
	src.Problem(&x.Number, "太小")
	src.Problem(&x.Name, "太短")
	src.Problem(&x.Name, "太短")
	src.FileProblem("不完整")
	want := "x.yaml: 不完整\nx.yaml:1: name: 太短\nx.yaml:2: number: 太小"
	if got := src.Err().Error(); got != want {
		t.Errorf("got\n%s", got)
	}
}
