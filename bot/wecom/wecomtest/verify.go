package wecomtest

import (
	"context"
	"fmt"
	"mime"
	"net/http"
	"path"
	"time"
)

const verifyTimeout = time.Second // (§2.1)

func (s *Server) verify(ctx context.Context, want string) error {
	sealed, err := s.crypt.seal([]byte(want))
	if err != nil {
		return err
	}
	target, err := s.signed(sealed, "echostr")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, min(verifyTimeout, s.opts.CallbackTimeout))
	defer cancel()
	got, err := s.fetch(ctx, http.MethodGet, target, "")
	if err != nil {
		return err
	}
	if string(got) != want {
		const shown = 100
		return fmt.Errorf("answer %.*q, want exactly %q", shown, got, want)
	}
	return nil
}

func contentType(name string, data []byte) string {
	if t := mime.TypeByExtension(path.Ext(name)); t != "" {
		return t
	}
	return http.DetectContentType(data)
}
