package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
)

// playModel is a language model on loopback that says the same to whatever it is asked.
// It returns its base URL and what it is asked.
func playModel(t *testing.T, says string) (url string, heard <-chan string) {
	t.Helper()
	asked := make(chan string, 10)
	content, err := json.Marshal(says)
	if err != nil {
		t.Fatal(err)
	}
	model := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		asked <- string(body)
		w.Header().Set("Content-Type", "application/json")
		if _, err := io.WriteString(w, `{"choices":[{"message":{"role":"assistant","content":`+string(content)+`}}]}`); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(model.Close)
	return model.URL + "/v1", asked
}
