package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"anwei/cmd/anwei/house"
)

// answerLines reads one JSON value a line and writes the answer to each as a line
// of JSON. It stops at the first line that is not what it should be and names it.
func answerLines[Q, A any](in io.Reader, out io.Writer, answer func(Q) (A, error)) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		if len(lines.Bytes()) == 0 {
			continue
		}
		var q Q
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return fmt.Errorf("第%d行不是要求的JSON：%w", n, err)
		}
		a, err := answer(q)
		if err != nil {
			return fmt.Errorf("第%d行%w", n, err)
		}
		if err := house.PrintJSON(out, a); err != nil {
			return err
		}
	}
	return lines.Err()
}
