package wecom

// wording: 企业微信说不行时

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"anwei"
	"anwei/language/text"
)

// compose makes the requests of message/send that bring o to people: one, or
// several where a text is too long for one. The receivers are left open. A file
// is uploaded, once.
func (c *Client) compose(ctx context.Context, o anwei.Outgoing, file *anwei.File) ([]sendRequest, error) {
	var r sendRequest
	var err error
	switch says := o.Content.(type) {
	case anwei.Order:
		if file == nil {
			return nil, Declined(apiSend, "the file that was ordered is missing")
		}
		r, err = c.composeFile(ctx, file)
	case *anwei.Card:
		r.MsgType = "template_card"
		if r.Card, err = NewCard(apiSend, says); err == nil {
			r.Card.TaskID = taskID(o)
		}
	case anwei.PlainText:
		if strings.TrimSpace(string(says)) == "" {
			return nil, Declined(apiSend, "the message is empty")
		}
		return c.composeText(ctx, string(says), o.Seq), nil
	case nil, anwei.Reminder, anwei.Bulletin, anwei.Recall: // what is made of them is sent
		return nil, Declined(apiSend, "the message is empty")
	}
	if err != nil {
		return nil, err
	}
	return []sendRequest{r}, nil
}

// AsText is a text as it goes out by any way. What people typed is in it, reasons,
// names, notices, and nothing of that may become a tag, a mention or a link with
// other words on it, which texts (§1.2) and markdown both begin with "<". The
// bot itself writes no markup, so that the sign is replaced wherever it stands, by
// its full-width twin; addresses have none.
func AsText(said string) string { return strings.ReplaceAll(text.Visible(said), "<", FullWidth('<')) }

// FullWidth returns the full-width twin of an ASCII character.
func FullWidth(r rune) string { return string(r - '!' + '！') }

// composeText divides a text that is longer than WeCom takes, and cuts one that
// is longer than we send. Each part has a mark of its own, so that the same o
// makes the same messages again and parts with the same words are two.
func (c *Client) composeText(ctx context.Context, said string, seq uint64) []sendRequest {
	parts, cut := textParts(AsText(said))
	if cut {
		c.log.WarnContext(ctx, "text too long, cut", "seq", seq, "bytes", len(said))
	}
	requests := make([]sendRequest, 0, len(parts))
	for i, part := range parts {
		requests = append(requests, sendRequest{MsgType: "text", Text: &TextBody{part + mark(seq, i)}})
	}
	return requests
}

// textParts leaves room for a mark in every part.
func textParts(said string) (parts []string, cut bool) {
	if len(said) <= MaxText-markSize {
		return []string{said}, false
	}
	const room = MaxText - partMarkSize
	return cutParts(SplitText(said, room), maxParts, room)
}

// composeFile uploads the file, unless it was already: what is sent again after an
// uncertain failure has to be the same content.
func (c *Client) composeFile(ctx context.Context, file *anwei.File) (sendRequest, error) {
	kind, err := mediaKind(file)
	id := file.Media
	if err == nil && id == "" {
		id, err = c.Upload(ctx, file)
	}
	if err != nil {
		return sendRequest{}, err
	}
	r := sendRequest{MsgType: kind}
	if kind == MediaImage {
		r.Image = &MediaBody{id}
	} else {
		r.File = &MediaBody{id}
	}
	return r, nil
}

// The kinds of media that are sent, and their limits in bytes (§1.6).
const (
	mediaFile  = "file"
	MediaImage = "image"

	minMedia     = 6
	maxImageSize = 10 << 20
	maxFileSize  = 20 << 20
)

// mediaKind says as what a file is sent: as a picture where WeCom takes it for
// one, so that a person sees it in the talk, and otherwise as a file.
func mediaKind(file *anwei.File) (string, error) {
	switch size := len(file.Data); {
	case size < minMedia:
		return "", &Error{API: apiUpload, Message: fmt.Sprintf("the file has %d bytes, too few", size), hint: "文件是空的，请检查后重新发送。"}
	case size > maxFileSize:
		return "", &Error{
			API: apiUpload, Message: fmt.Sprintf("the file has %d bytes, WeCom takes %d", size, maxFileSize),
			hint: "文件超过20MB，企业微信不能发送，请压缩或拆分后重新发送。",
		}
	}
	return PictureOrFile(file, maxImageSize), nil
}

// PictureOrFile says how a file is shown: a picture as one, up to that size.
func PictureOrFile(file *anwei.File, most int) string {
	named := slices.Contains([]string{".png", ".jpg", ".jpeg"}, strings.ToLower(path.Ext(file.Name)))
	seen := http.DetectContentType(file.Data)
	if named && len(file.Data) <= most && (seen == "image/png" || seen == "image/jpeg") {
		return MediaImage
	}
	return mediaFile
}

// maxFileName is how long the name of a file may be, in bytes.
const maxFileName = 256

// FileName is a name as it goes out by any way: no path, in one line, and within
// WeCom's limit, with its extension.
func FileName(name string) string {
	inLine := strings.NewReplacer("/", FullWidth('/'), "\\", FullWidth('\\'), "\n", " ", "\r", " ", "\t", " ")
	name = cmp.Or(inLine.Replace(AsText(name)), "文件")
	if len(name) <= maxFileName {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > 16 {
		ext = ""
	}
	short, _ := cutBytes(strings.TrimSuffix(name, ext), maxFileName-len(ext), "…")
	return short + ext
}
