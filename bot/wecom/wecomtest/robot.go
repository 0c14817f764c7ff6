package wecomtest

import (
	"crypto/md5" //nolint:gosec // the protocol names pictures by MD5 (§1.11)
	"encoding/base64"
	"encoding/hex"
	"strings"
)

const (
	robotMinute = 20       // messages of the group robot; the code beyond, 45009, is UNCONFIRMED (§1.11)
	maxRobotPic = 2 * mega // UNCONFIRMED
)

// robotBody is a webhook/send request (§1.11).
type robotBody struct {
	MsgType string      `json:"msgtype"`
	Text    *textBody   `json:"text"`
	Image   *robotImage `json:"image"`
	File    *mediaBody  `json:"file"`
}

// robotImage is a picture inside a message.
type robotImage struct {
	Base64 string `json:"base64"`
	MD5    string `json:"md5"`
}

func (s *Server) checkRobot(key string) error {
	if key != s.opts.WebhookKey {
		return refuse(93000, "invalid webhook url")
	}
	return nil
}

func (s *Server) robotSend(c *call) (fields, error) {
	var b robotBody
	if _, err := s.readJSON(c, &b); err != nil {
		return nil, err
	}
	if n := b.payloads(); n > 1 {
		s.report("webhook/send: %d payloads for one msgtype %s", n, b.MsgType)
	}
	line, err := b.line()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if line.MediaID != "" {
		if err := s.fillMedia(&line, ownerRobot); err != nil {
			return nil, err
		}
	}
	if !s.group.recent.admit(s.now(), robotMinute, perHour*robotMinute) {
		return nil, refuse(45009, "api freq out of limit")
	}
	if b.MsgType == KindImage {
		m := s.keep(b.Image.media())
		line.MediaID, line.File = m.ID, m.Name
	}
	line.At = s.now()
	s.group.add(line)
	return nil, nil // the answer has no fields of its own
}

func (b *robotBody) payloads() int {
	return count(b.Text != nil, b.Image != nil, b.File != nil)
}

// line checks the payload that msgtype names and returns what the group sees of it.
func (b *robotBody) line() (Line, error) {
	switch {
	case b.MsgType == KindText && b.Text != nil:
		if len(b.Text.Content) > maxText {
			return Line{}, refuse(40058, "text.content exceed max length %d", maxText)
		}
		return b.Text.line()
	case b.MsgType == KindImage && b.Image != nil:
		return Line{Kind: KindImage}, b.Image.check()
	case b.MsgType == KindFile && b.File != nil:
		return b.File.line(KindFile)
	default:
		return Line{}, refuse(40008, "invalid message type")
	}
}

// check holds a picture to its MD5, its size and its format.
func (p *robotImage) check() error {
	data, err := base64.StdEncoding.DecodeString(p.Base64)
	sum := md5.Sum(data) //nolint:gosec // as above
	switch {
	case err != nil || len(data) == 0:
		return refuse(40058, "image.base64 is empty or no base64")
	case len(data) > maxRobotPic:
		return refuse(40009, "invalid image size")
	case !strings.EqualFold(p.MD5, hex.EncodeToString(sum[:])):
		return refuse(40058, "image.md5 differs")
	}
	return checkMedia(&Media{Type: KindImage, Data: data})
}

// media is the picture as a file. It must have been checked.
func (p *robotImage) media() Media {
	data, _ := base64.StdEncoding.DecodeString(p.Base64)
	kind := contentType("", data)
	return Media{Type: KindImage, Name: "图片." + strings.TrimPrefix(kind, "image/"), ContentType: kind, Data: data, owner: ownerRobot}
}

// robotUpload takes files; the media id is of use to this robot only.
func (s *Server) robotUpload(c *call) (fields, error) {
	if kind := c.query.Get("type"); kind != KindFile {
		s.report("webhook/upload_media: unknown type %q", kind)
		return nil, refuse(40005, "invalid type")
	}
	return s.take(c, KindFile, mediaLimit(KindFile), ownerRobot)
}
