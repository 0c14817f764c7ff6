package longlink

import (
	"context"
	"crypto/md5" //nolint:gosec // the checksum that the protocol asks for
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"anwei"
	"anwei/bot/wecom"
)

// The limits of a file (§3.2.7), in bytes.
const (
	minFile    = 5
	maxFile    = 20 << 20
	maxImage   = 2 << 20 // one reading says 10 MB, an older one 2; above that it goes as a file
	chunkSize  = 512 << 10
	chunkTries = 3
)

// upload brings a file to WeCom in pieces and returns its media id, which holds
// for three days (§3.2.7). One piece goes at a time: more at once make WeCom
// answer "system error".
func (s *Socket) upload(ctx context.Context, kind string, file *anwei.File) (media string, err error) {
	if len(file.Data) < minFile || len(file.Data) > maxFile {
		return "", wecom.Declined(cmdUploadInit, fmt.Sprintf("the file has %d bytes, not %d to %d", len(file.Data), minFile, maxFile))
	}
	err = s.byLink(ctx, cmdUploadInit, func(l *link) error {
		media, err = uploadBy(ctx, l, kind, file)
		return err
	})
	return media, err
}

func uploadBy(ctx context.Context, l *link, kind string, file *anwei.File) (string, error) {
	sum := md5.Sum(file.Data) //nolint:gosec // as above
	chunks := (len(file.Data) + chunkSize - 1) / chunkSize
	var begun struct {
		UploadID string `json:"upload_id"`
	}
	err := uploadStep(ctx, l, cmdUploadInit, map[string]any{
		"type": kind, "filename": wecom.FileName(file.Name), "total_size": len(file.Data), "total_chunks": chunks,
		"md5": hex.EncodeToString(sum[:]),
	}, &begun)
	if err != nil {
		return "", err
	}
	for i := range chunks {
		part := file.Data[i*chunkSize : min((i+1)*chunkSize, len(file.Data))]
		body := map[string]any{"upload_id": begun.UploadID, "chunk_index": i, "base64_data": part}
		if err := uploadStep(ctx, l, cmdUploadChunk, body, nil); err != nil {
			return "", err
		}
	}
	var done struct {
		MediaID string `json:"media_id"`
	}
	err = uploadStep(ctx, l, cmdUploadEnd, map[string]any{"upload_id": begun.UploadID}, &done)
	if err == nil && done.MediaID == "" {
		return "", brokenLink(cmdUploadEnd, "the answer has no media id")
	}
	return done.MediaID, err
}

// uploadStep makes one request of an upload. A piece that WeCom was too busy for
// is sent again: it is taken once, however often it comes.
func uploadStep(ctx context.Context, l *link, cmd string, body, answer any) error {
	tries := 1
	if cmd == cmdUploadChunk {
		tries = chunkTries
	}
	var got json.RawMessage
	for ; tries > 0; tries-- {
		var err error
		_, got, err = l.ask(ctx, uploadWait, cmd, body)
		if err == nil {
			break
		}
		if e, ok := errors.AsType[*wecom.Error](err); tries == 1 || !ok || e.Code != codeBusy {
			return err
		}
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(got, answer); err != nil {
		return brokenLink(cmd, "the answer was not understood")
	}
	return nil
}
