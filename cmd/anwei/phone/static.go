package phone

import (
	"bytes"
	"embed"
	"net/http"
	"path"
	"time"
)

//go:embed static
var static embed.FS

func serveAsset(w http.ResponseWriter, r *http.Request) { asset(r.PathValue("name")).ServeHTTP(w, r) }

// asset serves one embedded file. The types are given here, since some systems
// have others in their tables, and browsers run no script of a wrong type.
func asset(name string) http.Handler {
	types := map[string]string{
		".html": "text/html; charset=utf-8",
		".css":  "text/css; charset=utf-8",
		".js":   "text/javascript; charset=utf-8",
		".svg":  "image/svg+xml",
		".png":  "image/png",
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, err := static.ReadFile("static/" + name)
		if err != nil {
			fail(w, refuse(http.StatusNotFound, "没有这个文件"))
			return
		}
		w.Header().Set("Content-Type", types[path.Ext(name)])
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(data))
	})
}
