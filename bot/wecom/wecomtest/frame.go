package wecomtest

import (
	"encoding/json"
	"errors"

	"anwei/bot/wecom/wecomtest/fault"
)

const maxReqID = 256 // bytes (§3.2.1)

// The commands of the long connection (§3.2.2).
const (
	cmdSubscribe = "aibot_subscribe"
	cmdPing      = "ping"
	cmdMessage   = "aibot_msg_callback"
	cmdEvent     = "aibot_event_callback"
	cmdRespond   = "aibot_respond_msg"
	cmdWelcome   = "aibot_respond_welcome_msg"
	cmdUpdate    = "aibot_respond_update_msg"
	cmdPush      = "aibot_send_msg"
	cmdInit      = "aibot_upload_media_init"
	cmdChunk     = "aibot_upload_media_chunk"
	cmdFinish    = "aibot_upload_media_finish"
)

type frame struct {
	Cmd     string          `json:"cmd"`
	Headers frameHeaders    `json:"headers"`
	Body    json.RawMessage `json:"body"`
}

type frameHeaders struct {
	ReqID string `json:"req_id"`
}

// command carries out one kind of frame. The fields become the body of the answer, which has none when they are nil.
type command func(k *socket, f *frame) (fields, error)

// dispatch tells which command belongs to which cmd.
func (s *Server) dispatch() map[string]command {
	return map[string]command{
		cmdSubscribe: s.subscribe,
		cmdPing:      s.ping,
		cmdRespond:   s.respond,
		cmdWelcome:   s.welcome,
		cmdUpdate:    s.respondUpdate,
		cmdPush:      s.pushMessage,
		cmdInit:      s.uploadInit,
		cmdChunk:     s.uploadChunk,
		cmdFinish:    s.uploadFinish,
	}
}

// hear carries out a frame and queues the answer. A frame that cannot be answered, for want of a req_id, is reported.
func (s *aibot) hear(k *socket, data []byte) {
	var f frame
	if err := s.decode("long connection", data, &f); err != nil {
		return
	}
	if f.Headers.ReqID == "" || len(f.Headers.ReqID) > maxReqID {
		s.report("%s: req_id is not of 1 to %d bytes", f.Cmd, maxReqID)
		return
	}
	plan := fault.OfFrame(s.Faults, f.Cmd)
	if plan.Kind == fault.Forget {
		s.BotForget()
	}
	if plan.Kind == fault.BreakBefore {
		k.queue(outgoing{cut: true})
		return
	}
	if plan.Kind == fault.Hang && f.Cmd == cmdSubscribe {
		return
	}
	if plan.Kind == fault.Garbage {
		for _, text := range garbage() {
			k.queue(outgoing{data: []byte(text)})
		}
	}
	var body fields
	err := error(&refusal{code: plan.Code})
	if plan.Kind != fault.Code {
		body, err = s.obey(k, &f)
	}
	answer := outgoing{data: s.acknowledge(k, &f, body, err), delay: plan.Delay}
	switch plan.Kind {
	case fault.Hang:
		answer = outgoing{}
	case fault.BreakAfter:
		answer = outgoing{cut: true}
	default:
	}
	if f.Cmd == cmdSubscribe && err == nil {
		s.enter(k, answer)
		return
	}
	k.queue(answer)
}

// garbage are frames that a client should survive.
func garbage() []string {
	return []string{
		"", "null", "[]", "<html>502</html>", `{"headers":`,
		`{"headers":{"req_id":"nobody waits for this"},"errcode":0,"errmsg":"ok"}`,
		`{"cmd":"aibot_unheard_of","headers":{"req_id":"req_0"},"body":{"msgtype":"text"}}`,
		`{"cmd":"aibot_msg_callback"}`,
	}
}

// obey refuses everything before the subscription (§3.2.9).
func (s *aibot) obey(k *socket, f *frame) (fields, error) {
	carry, ok := s.commands[f.Cmd]
	if !ok {
		s.report("long connection: unknown cmd %q", f.Cmd)
		return nil, refuse(40058, "unknown cmd")
	}
	if f.Cmd != cmdSubscribe && !s.subscribed(k) {
		return nil, refuse(846609, "aibot websocket not subscribed")
	}
	return carry(k, f)
}

// acknowledge is the answer to a frame: no cmd, the same req_id (§3.2.1).
func (s *aibot) acknowledge(k *socket, f *frame, body fields, err error) []byte {
	answer := fields{"headers": f.Headers, "errcode": 0, "errmsg": "ok"}
	var no *refusal
	switch {
	case errors.As(err, &no):
		answer["errcode"], answer["errmsg"] = no.code, errmsg(no.code, no.why, k.ip)
	case err != nil:
		s.report("%s: %v", f.Cmd, err)
		answer["errcode"], answer["errmsg"] = -1, errmsg(-1, "", k.ip)
	case body != nil:
		answer["body"] = body
	}
	return encode(answer)
}

// encode writes a frame made of strings and numbers, which cannot fail.
func encode(frame fields) []byte {
	data, _ := json.Marshal(frame)
	return data
}
