package phone

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// refusal is an error whose text is meant for the person at the page.
type refusal struct {
	status int
	text   string
}

func (e *refusal) Error() string { return e.text }

func refuse(status int, text string) error { return &refusal{status, text} }

// answered serves what f returns as JSON.
func answered(f func(r *http.Request) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, err := f(r)
		if err != nil {
			fail(w, err)
			return
		}
		if v == nil {
			v = struct{}{}
		}
		write(w, http.StatusOK, v)
	})
}

// fail answers an error. One that is no refusal is told as it is: whoever sees
// the page runs the program.
func fail(w http.ResponseWriter, err error) {
	status, text := http.StatusInternalServerError, "出错了："+err.Error()
	if e, ok := errors.AsType[*refusal](err); ok {
		status, text = e.status, e.text
	}
	write(w, status, map[string]string{"error": text})
}

func write(w http.ResponseWriter, status int, v any) {
	data, err := json.Marshal(v)
	if err != nil {
		status, data = http.StatusInternalServerError, []byte(`{"error":"出错了"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(data) // the reader is gone when this fails
}

// read decodes the body of a request, which is one JSON object.
func read[T any](r *http.Request) (T, error) {
	var v T
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	err := d.Decode(&v)
	if err == nil {
		if _, err = d.Token(); errors.Is(err, io.EOF) {
			return v, nil
		}
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return v, refuse(http.StatusRequestEntityTooLarge, "内容太长了")
	}
	return v, refuse(http.StatusBadRequest, "看不懂这个请求")
}
