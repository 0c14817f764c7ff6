package phone

import (
	"cmp"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"

	"anwei"
)

// downloaded serves the file that f returns under its own name.
func downloaded(f func(r *http.Request) (anwei.File, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		file, err := f(r)
		if err != nil {
			fail(w, err)
			return
		}
		h := w.Header()
		h.Set("Content-Type", kind(file.Name))
		h.Set("Content-Length", strconv.Itoa(len(file.Data)))
		// A name that is not ASCII is written as filename*=utf-8''… (RFC 5987).
		if d := mime.FormatMediaType("attachment", map[string]string{"filename": path.Base(file.Name)}); d != "" {
			h.Set("Content-Disposition", d)
		} else {
			h.Set("Content-Disposition", "attachment")
		}
		_, _ = w.Write(file.Data) // the reader is gone when this fails
	})
}

// kind is the type of a file by its name. What a browser could run is not among
// them.
func kind(name string) string {
	return cmp.Or(map[string]string{
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".pdf":  "application/pdf",
		".png":  "image/png",
		".jpg":  "image/jpeg",
		".jpeg": "image/jpeg",
	}[strings.ToLower(path.Ext(name))], "application/octet-stream")
}

// file is one that was sent in a chat.
func (p *page) file(r *http.Request) (anwei.File, error) {
	m, ok := p.WeCom.Media(r.URL.Query().Get("id"))
	if !ok {
		return anwei.File{}, refuse(http.StatusNotFound, "没有这个文件")
	}
	return anwei.File{Name: m.Name, Data: m.Data}, nil
}

// table is the county's for a period, the open one where none is given; with
// ?unit= it is that unit's own sheet.
func (p *page) table(r *http.Request) (anwei.File, error) {
	q := r.URL.Query()
	o := anwei.BookOrder{Extent: anwei.Extent{Period: p.open()}, Form: p.form.ID}
	if s := q.Get("period"); s != "" {
		var err error
		if o.Period, err = anwei.ParsePeriod(s); err != nil {
			return anwei.File{}, refuse(http.StatusBadRequest, "看不懂这个月份，应当像 2026-10")
		}
	}
	if !p.form.Covers(o.Period) {
		return anwei.File{}, refuse(http.StatusBadRequest, p.form.Short+"没有"+o.Period.Chinese()+"的报表")
	}
	if s := q.Get("unit"); s != "" {
		u, ok := p.Roster.Unit(anwei.UnitID(s))
		if !ok {
			return anwei.File{}, refuse(http.StatusNotFound, "名单里没有这个单位：“"+anwei.Clip(s, 65)+"”")
		}
		o.Unit = u.ID
		if u.Parent != "" {
			return p.Table(r.Context(), anwei.SheetOrder(o))
		}
	} else {
		o.Unit = p.root()
	}
	return p.Table(r.Context(), o)
}

// root is the unit that all others stand below.
func (p *page) root() anwei.UnitID {
	for _, u := range p.Roster.Units {
		if u.Parent == "" {
			return u.ID
		}
	}
	return ""
}
