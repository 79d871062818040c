package discord

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/gorilla/websocket"
)

// A signpost answers discordgo's question for the gateway's address without
// asking Discord: it keeps to the first address that it was told, also where
// Discord names another one for resuming.
type signpost string

func (s signpost) RoundTrip(req *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(req.URL.Path, "/gateway") {
		return nil, errors.New("discord: only the gateway's address is asked for here") // unreachable
	}
	body, err := json.Marshal(map[string]string{"url": string(s)})
	if err != nil {
		return nil, err // unreachable
	}
	return s.answer(req, string(body)), nil
}

// answer returns a response with a body.
func (signpost) answer(req *http.Request, body string) *http.Response {
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: req,
	}
}

// errForget makes discordgo forget an address.
var errForget = errors.New("no connection is wanted")

// forgetAddress makes discordgo ask for its address again, which it does after
// a connection that could not be dialled.
func (s *session) forgetAddress() {
	if !s.named {
		s.named = true
		return
	}
	dialer := s.dg.Dialer
	defer func() { s.dg.Dialer = dialer }()
	refuse := func(context.Context, string, string) (net.Conn, error) { return nil, errForget }
	s.dg.Dialer = &websocket.Dialer{NetDialContext: refuse, NetDialTLSContext: refuse}
	s.dg.Open()
}

// resumable returns the address that a READY event names for resuming, ""
// where that cannot be one: it must be as safe as the first.
func resumable(named, first string) string {
	u, err := url.Parse(named)
	if err != nil || u.Host == "" || u.User != nil {
		return ""
	}
	if f, err := url.Parse(first); err != nil || f.Scheme != u.Scheme {
		return ""
	}
	return named
}
