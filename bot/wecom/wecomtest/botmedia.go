package wecomtest

import (
	"crypto/md5" //nolint:gosec // the protocol names files by MD5 (§3.2.7)
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"anwei/bot/wecom/wecomtest/envelope"
)

const (
	sealedLife   = 5 * time.Minute // of an address (§3.2.6)
	sessionLife  = 30 * time.Minute
	maxChunk     = 512 << 10 // bytes before base64 (§3.2.7)
	maxChunks    = 100
	maxFileName  = 256 // bytes
	uploadMinute = 30
	uploadHour   = 1000
)

// sealedMedia is a file that waits at an address of its own, encrypted under a key of its own.
type sealedMedia struct {
	name  string
	data  []byte
	until time.Time
	plain bool // the name is told by filename and not by filename*
}

// botFiles are what the bot has uploaded, and what people have sent it, encrypted.
type botFiles struct {
	*files
	sealed  map[string]*sealedMedia
	uploads map[string]*session
	begun   rate // uploads
}

// sealMedia returns address and key of a file, as a message carries them. s.mu must be held.
func (s *botFiles) sealMedia(m *Media) fields {
	for id, old := range s.sealed {
		if !s.now().Before(old.until) {
			delete(s.sealed, id)
		}
	}
	key := make([]byte, 32)
	_, _ = rand.Read(key) // never fails, says its documentation
	id := s.ids.make("sealed")
	odd := len(s.sealed)%2 == 1
	s.sealed[id] = &sealedMedia{name: m.Name, data: envelope.Encipher(key, m.Data), until: s.now().Add(sealedLife), plain: odd}
	text := base64.StdEncoding.EncodeToString(key)
	if odd {
		text = strings.TrimRight(text, "=") // padding may be missing (§3.2.6)
	}
	return fields{"url": s.url + pathSealed + id + "?sign=" + digits(16), "aeskey": text}
}

// serveSealed serves encrypted media; it needs no token. An old address is refused as an object store refuses one.
func (s *botFiles) serveSealed(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	m := s.sealed[path.Base(r.URL.Path)]
	known := m != nil && s.now().Before(m.until)
	s.mu.Unlock()
	switch {
	case r.Method != http.MethodGet:
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	case !known:
		w.WriteHeader(http.StatusForbidden)
		return
	}
	name := "filename*=UTF-8''" + url.PathEscape(m.name)
	if m.plain {
		name = `filename="` + url.PathEscape(m.name) + `"`
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Length", strconv.Itoa(len(m.data)))
	w.Header().Set("Content-Disposition", "attachment; "+name)
	_, _ = w.Write(m.data)
}

// session is an upload under way; it survives a reconnect (§3.2.7).
type session struct {
	kind, name, sum string
	size            int
	chunks          [][]byte
	since           time.Time
}

func (s *botFiles) uploadInit(_ *socket, f *frame) (fields, error) {
	var b struct {
		Type        string `json:"type"`
		FileName    string `json:"filename"`
		TotalSize   int    `json:"total_size"`
		TotalChunks int    `json:"total_chunks"`
		MD5         string `json:"md5"`
	}
	if err := s.decode(f.Cmd, f.Body, &b); err != nil {
		return nil, err
	}
	limit := mediaLimit(b.Type)
	switch {
	case limit == 0:
		return nil, refuse(40004, "invalid media type")
	case b.FileName == "" || len(b.FileName) > maxFileName:
		return nil, refuse(40058, "filename is not of 1 to %d bytes", maxFileName)
	case b.TotalSize < minMedia || b.TotalSize > limit:
		return nil, refuse(40006, "invalid media size")
	case b.TotalChunks < 1 || b.TotalChunks > maxChunks || b.TotalChunks > b.TotalSize || b.TotalSize > b.TotalChunks*maxChunk:
		return nil, refuse(40058, "invalid total_chunks")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, old := range s.uploads {
		if s.now().Sub(old.since) >= sessionLife {
			delete(s.uploads, id)
		}
	}
	if !s.begun.admit(s.now(), uploadMinute, uploadHour) {
		return nil, refuse(45009, "api freq out of limit")
	}
	id := s.ids.make("upload")
	s.uploads[id] = &session{
		kind: b.Type, name: b.FileName, sum: strings.ToLower(b.MD5), size: b.TotalSize,
		chunks: make([][]byte, b.TotalChunks), since: s.now(),
	}
	return fields{"upload_id": id}, nil
}

// session finds an upload that is young enough. s.mu must be held.
func (s *botFiles) session(id string) (*session, error) {
	u := s.uploads[id]
	if u == nil || s.now().Sub(u.since) >= sessionLife {
		return nil, refuse(40058, "invalid upload_id")
	}
	return u, nil
}

// uploadChunk takes the chunks in any order, counted from 0; a chunk that is there already is ignored.
func (s *botFiles) uploadChunk(_ *socket, f *frame) (fields, error) {
	var b struct {
		UploadID string `json:"upload_id"`
		Index    *int   `json:"chunk_index"`
		Data     string `json:"base64_data"`
	}
	if err := s.decode(f.Cmd, f.Body, &b); err != nil {
		return nil, err
	}
	data, err := base64.StdEncoding.DecodeString(b.Data)
	if err != nil || len(data) == 0 || len(data) > maxChunk {
		return nil, refuse(40058, "base64_data is not 1 to %d bytes in base64", maxChunk)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.session(b.UploadID)
	if err != nil {
		return nil, err
	}
	if b.Index == nil || *b.Index < 0 || *b.Index >= len(u.chunks) {
		return nil, refuse(40058, "chunk_index is not of 0 to %d", len(u.chunks)-1)
	}
	if u.chunks[*b.Index] == nil {
		u.chunks[*b.Index] = data
	}
	return nil, nil // the answer has no body
}

func (s *botFiles) uploadFinish(_ *socket, f *frame) (fields, error) {
	var b struct {
		UploadID string `json:"upload_id"`
	}
	if err := s.decode(f.Cmd, f.Body, &b); err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := s.session(b.UploadID)
	if err != nil {
		return nil, err
	}
	data := slices.Concat(u.chunks...)
	sum := md5.Sum(data) //nolint:gosec // as above
	switch {
	case slices.ContainsFunc(u.chunks, func(c []byte) bool { return c == nil }):
		return nil, refuse(40058, "a chunk is missing")
	case len(data) != u.size:
		return nil, refuse(40006, "total_size is %d, the chunks have %d bytes", u.size, len(data))
	case u.sum != "" && u.sum != hex.EncodeToString(sum[:]):
		return nil, refuse(40058, "md5 differs")
	}
	m := Media{Type: u.kind, Name: u.name, ContentType: contentType(u.name, data), Data: data, owner: ownerBot}
	if err := checkMedia(&m); err != nil {
		return nil, err
	}
	delete(s.uploads, b.UploadID)
	kept := s.keep(m)
	return fields{"type": u.kind, "media_id": kept.ID, "created_at": strconv.FormatInt(kept.Created.Unix(), 10)}, nil
}
