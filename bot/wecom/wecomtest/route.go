package wecomtest

import (
	"encoding/json"
	"errors"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"anwei/bot/wecom/wecomtest/fault"
)

const (
	pathToken    = "/cgi-bin/gettoken" //nolint:gosec // a path, not a credential
	pathPictures = "/pictures/"        // PicUrl of images that people send
	pathRobot    = "/cgi-bin/webhook/"
	pathSealed   = "/aibot/" // encrypted media that people send to the bot
)

type fields map[string]any

type endpoint struct {
	method string
	query  []string // parameters it knows besides access_token
	open   bool     // needs no access_token
	robot  bool     // needs the group robot's key in its place
	empty  fields   // what an error answer still carries (§1.0)
	serve  func(*call) (fields, error)
}

type call struct {
	*http.Request
	w     http.ResponseWriter
	query url.Values
	raw   *Media // answered instead of JSON when set
}

func (s *Server) routes() map[string]endpoint {
	none := []string{}
	return map[string]endpoint{
		pathToken:                               {method: "GET", open: true, query: []string{"corpid", "corpsecret"}, serve: s.getToken},
		"/cgi-bin/getcallbackip":                {method: "GET", empty: fields{"ip_list": none}, serve: s.getCallbackIP},
		"/cgi-bin/message/send":                 {method: "POST", serve: s.sendMessage},
		"/cgi-bin/message/update_template_card": {method: "POST", serve: s.updateCard},
		"/cgi-bin/message/recall":               {method: "POST", serve: s.recall},
		"/cgi-bin/agent/get":                    {method: "GET", query: []string{"agentid"}, serve: s.getAgent},
		pathRobot + "send":                      {method: "POST", robot: true, query: []string{"key"}, serve: s.robotSend},
		pathRobot + "upload_media":              {method: "POST", robot: true, query: []string{"key", "type"}, serve: s.robotUpload},
		"/cgi-bin/media/upload":                 {method: "POST", query: []string{"type"}, serve: s.upload},
		"/cgi-bin/media/get":                    {method: "GET", query: []string{"media_id"}, serve: s.download},
		"/cgi-bin/user/get": {
			method: "GET", query: []string{"userid"}, serve: s.getUser,
			empty: fields{"department": none, "order": none, "is_leader_in_dept": none, "direct_leader": none},
		},
		"/cgi-bin/user/simplelist": {
			method: "GET", query: []string{"department_id", "fetch_child"},
			empty: fields{"userlist": none}, serve: s.simpleList,
		},
		"/cgi-bin/user/list": {
			method: "GET", query: []string{"department_id", "fetch_child"},
			empty: fields{"userlist": none}, serve: s.fullList,
		},
		"/cgi-bin/user/list_id":          {method: "POST", empty: fields{"dept_user": none}, serve: s.listID},
		"/cgi-bin/department/list":       {method: "GET", query: []string{"id"}, empty: fields{"department": none}, serve: s.listDepartments},
		"/cgi-bin/department/simplelist": {method: "GET", query: []string{"id"}, empty: fields{"department_id": none}, serve: s.listDepartmentIDs},
		"/cgi-bin/menu/create":           {method: "POST", query: []string{"agentid"}, serve: s.createMenu},
	}
}

func (s *Server) serveHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.begin() {
		panic(http.ErrAbortHandler)
	}
	defer s.end()
	switch {
	case r.URL.Path == "/" && strings.EqualFold(r.Header.Get("Upgrade"), "websocket"):
		s.serveSocket(w, r)
		return
	case strings.HasPrefix(r.URL.Path, pathPictures):
		s.servePicture(w, r)
		return
	case strings.HasPrefix(r.URL.Path, pathSealed):
		s.serveSealed(w, r)
		return
	}
	e, ok := s.endpoints[r.URL.Path]
	if !ok {
		s.report("%s %s: unknown path", r.Method, r.URL.Path)
		w.WriteHeader(http.StatusNotFound)
		return
	}
	plan := fault.OfCall(s.Faults, r.URL.Path)
	if plan.Ends && plan.Code == 42001 {
		s.ExpireTokens()
	} else if plan.Ends {
		s.RevokeTokens()
	}
	if !s.spoil(w, r, e, plan) {
		s.carryOut(w, r, e, plan)
	}
}

func (s *Server) carryOut(w http.ResponseWriter, r *http.Request, e endpoint, plan fault.Fault) {
	c := &call{Request: r, w: w, query: r.URL.Query()}
	out, err := s.perform(e, c)
	if plan.Kind == fault.BreakAfter {
		panic(http.ErrAbortHandler)
	}
	if plan.Kind == fault.Truncate {
		defer panic(http.ErrAbortHandler)
		w = &halfWriter{ResponseWriter: w}
	}
	if err == nil && c.raw != nil {
		serveMedia(w, c.raw)
		return
	}
	s.answer(w, r, e, out, err)
}

// fail carries out an order of FailNext. It reads the body first, as a client that is cut off while writing sees no answer.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, e endpoint, code int) {
	drain(w, r)
	if code >= 400 && code < 600 {
		w.WriteHeader(code)
		return
	}
	s.answer(w, r, e, nil, &refusal{code: code})
}

// perform checks the token before anything else, as the real server does (§1.0).
func (s *Server) perform(e endpoint, c *call) (fields, error) {
	if e.robot {
		if err := s.checkRobot(c.query.Get("key")); err != nil {
			return nil, err
		}
	} else if !e.open {
		if err := s.checkToken(c.query.Get("access_token")); err != nil {
			return nil, err
		}
	}
	for name := range c.query {
		if (name != "access_token" || e.open || e.robot) && !slices.Contains(e.query, name) {
			s.report("%s: unknown query parameter %q", c.URL.Path, name)
		}
	}
	if c.Method != e.method {
		s.report("%s %s: the method should be %s", c.Method, c.URL.Path, e.method)
		return nil, refuse(40058, "invalid request method")
	}
	return e.serve(c)
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request, e endpoint, out fields, err error) {
	body := fields{"errcode": 0, "errmsg": "ok"}
	var no *refusal
	switch {
	case errors.As(err, &no):
		maps.Copy(body, e.empty)
		maps.Copy(body, out)
		body["errcode"], body["errmsg"] = no.code, errmsg(no.code, no.why, clientIP(r))
	case err != nil:
		s.report("%s: %v", r.URL.Path, err)
		maps.Copy(body, e.empty)
		body["errcode"], body["errmsg"] = -1, errmsg(-1, "", clientIP(r))
	default:
		maps.Copy(body, out)
	}
	data, err := json.Marshal(body)
	if err != nil {
		s.report("%s: answer: %v", r.URL.Path, err)
		w.WriteHeader(http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data)
}

func clientIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func (s *Server) getCallbackIP(*call) (fields, error) {
	return fields{"ip_list": []string{"127.0.0.1"}}, nil
}
