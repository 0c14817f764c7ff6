package wecomtest

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	mediaLife = 3 * 24 * time.Hour // (§1.6)
	minMedia  = 5                  // bytes; a file must have more
	mega      = 1 << 20
)

// Media is a file that the app has uploaded or that a person has sent.
type Media struct {
	ID          string
	Type        string // image, voice, video or file
	Name        string
	ContentType string
	Data        []byte
	Created     time.Time

	owner string // who may send it on; empty for the app
}

// Whose a file is: media ids of one are of no use to another (UNCONFIRMED).
const (
	ownerApp   = ""
	ownerBot   = "bot"
	ownerRobot = "robot"
)

// files are what the app, the robot and people have uploaded.
type files struct {
	*corp
	media map[string]*Media
}

// ExpireMedia makes every file kept so far too old for the API: sending and downloading answer 40007.
func (s *files) ExpireMedia() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.media {
		m.Created = m.Created.Add(-mediaLife)
	}
}

// Media returns a file by its media id. It keeps files that the API no longer gives out because they are three days old,
// as a chat does.
func (s *files) Media(id string) (Media, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.media[id]
	if m == nil {
		return Media{}, false
	}
	out := *m
	out.Data = slices.Clone(m.Data)
	return out, true
}

// keep stores a file. s.mu must be held.
func (s *files) keep(m Media) *Media {
	m.ID, m.Created = s.ids.make("media"), s.now()
	s.media[m.ID] = &m
	return &m
}

// fillMedia checks the media of a message and adds its name. s.mu must be held.
func (s *files) fillMedia(l *Line, owner string) error {
	if l.MediaID == "" {
		return nil
	}
	m := s.media[l.MediaID]
	if m == nil || m.Type != l.Kind || m.owner != owner || s.now().Sub(m.Created) >= mediaLife {
		return refuse(40007, "invalid media_id")
	}
	l.File = m.Name
	return nil
}

func (s *files) upload(c *call) (fields, error) {
	kind := c.query.Get("type")
	limit := mediaLimit(kind)
	if limit == 0 {
		s.report("media/upload: unknown type %q", kind)
		return nil, refuse(40005, "invalid type")
	}
	return s.take(c, kind, limit, ownerApp)
}

// take reads a multipart upload and keeps the file.
func (s *files) take(c *call, kind string, limit int, owner string) (fields, error) {
	c.Body = http.MaxBytesReader(c.w, c.Body, int64(limit+mega))
	m, err := s.readUpload(c, kind, limit)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	m.owner = owner
	kept := s.keep(*m)
	return fields{
		"errmsg": "", "type": kind, "media_id": kept.ID, "created_at": strconv.FormatInt(kept.Created.Unix(), 10),
	}, nil
}

// readUpload reads the field media, the only one that counts.
func (s *files) readUpload(c *call, kind string, limit int) (*Media, error) {
	parts, err := c.MultipartReader()
	if err != nil {
		s.report("media/upload: %v", err)
		return nil, refuse(44001, "empty media data")
	}
	var m *Media
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, tooLarge(err, kind)
		}
		if part.FormName() != "media" || m != nil {
			s.report("media/upload: unknown part %q", part.FormName())
			continue
		}
		if m, err = s.readPart(part, kind, limit); err != nil {
			return nil, err
		}
	}
	if m == nil {
		return nil, refuse(44001, "empty media data")
	}
	return m, checkMedia(m)
}

func (s *files) readPart(part *multipart.Part, kind string, limit int) (*Media, error) {
	name := s.fileName(part.Header.Get("Content-Disposition"))
	data, err := io.ReadAll(io.LimitReader(part, int64(limit+1)))
	if err != nil || len(data) > limit {
		return nil, tooLarge(err, kind)
	}
	if name == "" {
		s.report("media/upload: part media has no filename")
		return nil, refuse(44001, "empty media data")
	}
	return &Media{Type: kind, Name: name, ContentType: part.Header.Get("Content-Type"), Data: data}, nil
}

// fileName is the name people will see; it should be no path.
func (s *files) fileName(disposition string) string {
	if strings.Contains(disposition, "filename*") {
		s.report("media/upload: filename* is used; WeCom reads filename only: %s", disposition)
	}
	_, params, err := mime.ParseMediaType(disposition)
	if err != nil {
		s.report("media/upload: Content-Disposition: %v", err)
		return ""
	}
	name := params["filename"]
	if strings.ContainsAny(name, `/\`) {
		s.report("media/upload: filename %q is a path", name)
	}
	return name
}

func tooLarge(err error, kind string) error {
	var size *http.MaxBytesError
	switch {
	case err != nil && !errors.As(err, &size):
		return fmt.Errorf("multipart: %w", err)
	case kind == KindImage:
		return refuse(40009, "invalid image size")
	default:
		return refuse(45001, "media size out of limit")
	}
}

// mediaLimit is 0 for an unknown type (§1.6).
func mediaLimit(kind string) int {
	switch kind {
	case KindImage:
		return 10 * mega
	case KindFile:
		return 20 * mega
	}
	return 0
}

// checkMedia looks at the first bytes: JPG or PNG for an image (§1.6).
func checkMedia(m *Media) error {
	ok := true
	switch {
	case len(m.Data) <= minMedia:
		return refuse(40006, "invalid media size")
	case m.Type == KindImage:
		ok = bytes.HasPrefix(m.Data, []byte("\xff\xd8\xff")) || bytes.HasPrefix(m.Data, []byte("\x89PNG\r\n"))
	}
	if !ok {
		return refuse(40004, "invalid media type")
	}
	return nil
}

func (s *files) download(c *call) (fields, error) {
	id := c.query.Get("media_id")
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.media[id]
	switch {
	case id == "":
		return nil, refuse(41006, "media_id missing")
	case m == nil || s.now().Sub(m.Created) >= mediaLife:
		return nil, refuse(40007, "invalid media_id")
	}
	c.raw = m
	return nil, nil // the answer is c.raw
}

// serveMedia writes raw bytes; the form of Content-Disposition is UNCONFIRMED (§1.6).
func serveMedia(w http.ResponseWriter, m *Media) {
	w.Header().Set("Content-Type", m.ContentType)
	w.Header().Set("Content-Length", strconv.Itoa(len(m.Data)))
	w.Header().Set("Content-Disposition", `attachment; filename="`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(m.Name)+`"`)
	_, _ = w.Write(m.Data)
}

// servePicture serves the PicUrl of an image that a person has sent; it needs no token (§2.6).
func (s *files) servePicture(w http.ResponseWriter, r *http.Request) {
	m, ok := s.Media(path.Base(r.URL.Path))
	if !ok || m.Type != KindImage || r.Method != http.MethodGet {
		s.report("%s %s: no such picture", r.Method, r.URL.Path)
		w.WriteHeader(http.StatusNotFound)
		return
	}
	serveMedia(w, &m)
}
