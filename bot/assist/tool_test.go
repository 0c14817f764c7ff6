package assist_test

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"anwei/bot/assist"
)

// TestTool asks for a tool call and takes its arguments for the answer; a call of
// another tool is none of ours, and an answer in words is read all the same.
func TestTool(t *testing.T) {
	for name, test := range map[string]struct {
		message string
		want    int
	}{
		"called":        {`{"tool_calls":[{"id":"1","type":"function","function":{"name":"report_figures","arguments":"{\"checked\":45}"}}]}`, 1},
		"another tool":  {`{"content":"{}","tool_calls":[{"id":"1","type":"function","function":{"name":"submit","arguments":"{\"checked\":45}"}}]}`, 0},
		"said in words": {`{"content":"{\"checked\":45}"}`, 1},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				if _, err := io.WriteString(w, `{"choices":[{"finish_reason":"stop","message":`+test.message+`}]}`); err != nil {
					t.Error(err)
				}
			})
			a, _ := assistant(t, s, func(set *assist.Settings) { set.Format = assist.Tool })
			got, err := a.Guess(t.Context(), question("检查45家"))
			if err != nil || len(got) != test.want {
				t.Fatalf("got %v, %v", got, err)
			}
			var sent struct {
				Format any    `json:"response_format"`
				Choice string `json:"tool_choice"`
				Tools  []struct {
					Function struct {
						Name       string
						Parameters struct{ Properties map[string]any }
					}
				}
			}
			if err := json.Unmarshal(s.body, &sent); err != nil {
				t.Fatal(err)
			}
			if sent.Format != nil || sent.Choice != "auto" || len(sent.Tools) != 1 || len(sent.Tools[0].Function.Parameters.Properties) != 4 {
				t.Errorf("sent %s", s.body)
			}
		})
	}
}
