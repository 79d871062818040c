package slack

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/gorilla/websocket"
	"github.com/slack-go/slack"
)

var (
	errNoHello = errors.New("no hello in time")
	errAddress = errors.New("apps.connections.open: no address of a WebSocket in the answer")
)

// A leftError is why Slack closes a connection.
type leftError string

func (e leftError) Error() string { return "Slack closes the connection: " + string(e) }

// connect opens a connection and returns it when Slack has said hello.
func (s *sockets) connect(ctx context.Context) (*socket, error) {
	dialCtx, cancel := context.WithTimeout(ctx, socketOpen)
	defer cancel()
	address, err := s.a.socketAddress(dialCtx)
	if err != nil {
		return nil, err
	}
	s.once.Store(true)
	ws, err := s.a.dial(dialCtx, address)
	if err != nil {
		return nil, err
	}
	c := newSocket(s, ws)
	stop := context.AfterFunc(ctx, c.stop)
	s.open.Go(func() {
		defer stop()
		c.run()
	})
	timer := time.NewTimer(socketOpen)
	defer timer.Stop()
	select {
	case <-c.hello:
		return c, nil
	case <-c.ended:
		return nil, fmt.Errorf("before hello: %w", c.err)
	case <-c.leaving:
		err = leftError(c.reason())
	case <-timer.C:
		err = errNoHello
	}
	c.stop()
	return nil, err
}

// socketAddress asks Slack for the address of a connection. It holds a ticket
// and is good for one, so no error quotes it.
func (a *Adapter) socketAddress(ctx context.Context) (string, error) {
	_, address, err := a.app.StartSocketModeContext(ctx)
	if err != nil {
		return "", fmt.Errorf("apps.connections.open: %w", err)
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "wss" && u.Scheme != "ws" {
		return "", errAddress
	}
	return address, nil
}

// dial connects as the client for the Web API does.
func (a *Adapter) dial(ctx context.Context, address string) (*websocket.Conn, error) {
	d := &websocket.Dialer{Proxy: http.ProxyFromEnvironment}
	wire := new(net.Dialer).DialContext
	if t, ok := a.http.Transport.(*http.Transport); ok {
		d.Proxy = t.Proxy
		if t.DialContext != nil {
			wire = t.DialContext
		}
		if t.TLSClientConfig != nil {
			d.TLSClientConfig = t.TLSClientConfig.Clone()
			d.TLSClientConfig.NextProtos = []string{"http/1.1"}
		}
	}
	unwatch := func() bool { return false }
	d.NetDialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		c, err := wire(ctx, network, addr)
		if err == nil { // the handshakes that follow look at no context
			unwatch = context.AfterFunc(ctx, func() { c.Close() })
		}
		return c, err
	}
	ws, res, err := d.DialContext(ctx, address, nil)
	unwatch()
	switch {
	case err == nil:
		return ws, nil
	case res != nil:
		return nil, fmt.Errorf("dial: %w: %s", err, res.Status)
	}
	return nil, fmt.Errorf("dial: %w", err)
}

// refusalOf returns Slack's word where it refuses to open connections, and
// will for a while.
func refusalOf(err error) (string, bool) {
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && !passing(refused.Err) {
		return refused.Err, true
	}
	return "", false
}

// limitOf returns how long Slack asks to wait, 0 where it does not.
func limitOf(err error) time.Duration {
	var limited *slack.RateLimitedError
	if errors.As(err, &limited) {
		return limited.RetryAfter
	}
	return 0
}
