package discord

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

const (
	writeLimit = 10 * time.Second
	leaveLimit = time.Second // for saying that a connection is left
	closeLeft  = 4000        // with which we leave one whose session goes on
)

// A wire is the network connection below a gateway session. It adds what
// discordgo lacks: deadlines, the code with which Discord closed, a first
// heartbeat that is not in step with those of others, and a way to notice and to
// cause the end of the connection without its locks. What would have discordgo
// identify anew on the same connection, or lock itself out, does not reach it.
type wire struct {
	net.Conn
	idle    time.Duration // longest silence of Discord
	scanner frameScanner  // of the one goroutine that reads
	heart   heart
	code    atomic.Int32  // close code, 0 for none
	said    atomic.Int32  // a verdict
	done    chan struct{} // closed with the connection, or when the close frame has come
	once    sync.Once
}

func newWire(c net.Conn, idle time.Duration) *wire {
	w := &wire{Conn: c, idle: idle, done: make(chan struct{})}
	w.scanner.heard = w.signal
	return w
}

// signal takes a short message, and reports whether it ends the connection.
func (w *wire) signal(text []byte) bool {
	s := readSignal(text)
	w.heart.take(s)
	if s.verdict == going {
		return false
	}
	w.said.Store(int32(s.verdict))
	return true
}

func (w *wire) Read(p []byte) (int, error) {
	err := w.Conn.SetReadDeadline(time.Now().Add(w.idle))
	n := 0
	if err == nil {
		n, err = w.Conn.Read(p)
	}
	code, pass := w.scanner.scan(p[:n])
	if code != 0 {
		w.code.Store(int32(code))
		w.once.Do(func() { close(w.done) })
	}
	if pass < n {
		w.leave()
		return pass, net.ErrClosed
	}
	if err != nil {
		// Closed here, so that discordgo cannot announce a normal end on a
		// connection that only seems dead: that would forfeit the session.
		w.Close()
	}
	return n, err
}

func (w *wire) Close() error {
	w.heart.stop()
	err := w.Conn.Close()
	w.once.Do(func() { close(w.done) })
	return err
}

// leave closes the connection with a code that keeps the session. Discord then
// need not find out for itself that nobody is there any more.
func (w *wire) leave() {
	body := websocket.FormatCloseMessage(closeLeft, "")
	frame := append([]byte{0x80 | opClose, 0x80 | byte(len(body)), 0, 0, 0, 0}, body...) // a mask of zeros
	if w.Conn.SetWriteDeadline(time.Now().Add(leaveLimit)) == nil {
		w.Conn.Write(frame) // what does not arrive is found out
	}
	w.Close()
}

func (w *wire) Write(p []byte) (int, error) {
	if w.heart.keepsBack(p, w.write) {
		return len(p), nil
	}
	return w.write(p)
}

func (w *wire) write(p []byte) (int, error) {
	if err := w.Conn.SetWriteDeadline(time.Now().Add(writeLimit)); err != nil {
		return 0, err
	}
	return w.Conn.Write(p)
}

// A dialer opens network connections as an HTTP transport is set up to.
type dialer struct {
	proxy func(*http.Request) (*url.URL, error) // nil for none
	tls   *tls.Config                           // nil for the default
}

// dialerOf takes proxy and TLS settings from the client's transport.
func dialerOf(c *http.Client) dialer {
	t, ok := c.Transport.(*http.Transport)
	if !ok {
		return dialer{proxy: http.ProxyFromEnvironment}
	}
	return dialer{proxy: t.Proxy, tls: t.TLSClientConfig}
}

// dial connects to addr, through a proxy where one is set.
func (d dialer) dial(ctx context.Context, scheme, addr string) (net.Conn, error) {
	var via *url.URL
	if d.proxy != nil {
		var err error
		via, err = d.proxy(&http.Request{URL: &url.URL{Scheme: scheme, Host: addr}})
		if err != nil {
			return nil, fmt.Errorf("discord: proxy for the gateway: %w", err)
		}
	}
	var nd net.Dialer
	if via == nil {
		return nd.DialContext(ctx, "tcp", addr)
	}
	if via.Scheme != "http" {
		return nil, fmt.Errorf("discord: proxy for the gateway: scheme %q is not supported, use http", via.Scheme)
	}
	host := via.Host
	if via.Port() == "" {
		host = net.JoinHostPort(via.Hostname(), "80")
	}
	c, err := nd.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, err
	}
	if err := connect(ctx, c, via, addr); err != nil {
		c.Close()
		return nil, fmt.Errorf("discord: proxy for the gateway: %w", err)
	}
	return c, nil
}

// connect asks an HTTP proxy on c for a connection to addr.
func connect(ctx context.Context, c net.Conn, via *url.URL, addr string) error {
	defer context.AfterFunc(ctx, func() { c.Close() })()
	req := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: addr}, Host: addr, Header: http.Header{}}
	if u := via.User; u != nil {
		password, _ := u.Password()
		auth := base64.StdEncoding.EncodeToString([]byte(u.Username() + ":" + password))
		req.Header.Set("Proxy-Authorization", "Basic "+auth)
	}
	if err := req.Write(c); err != nil {
		return err
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), req) // nothing follows before the client speaks
	if err != nil {
		return err
	}
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("HTTP %d", resp.StatusCode)
	}
	return nil
}

// dialTLS is dial with TLS on top.
func (d dialer) dialTLS(ctx context.Context, addr string) (net.Conn, error) {
	c, err := d.dial(ctx, "https", addr)
	if err != nil {
		return nil, err
	}
	cfg := d.tls.Clone()
	if cfg == nil {
		cfg = &tls.Config{}
	}
	cfg.NextProtos = []string{"http/1.1"}
	if cfg.ServerName == "" {
		cfg.ServerName, _, err = net.SplitHostPort(addr)
		if err != nil {
			c.Close()
			return nil, err
		}
	}
	t := tls.Client(c, cfg)
	if err := t.HandshakeContext(ctx); err != nil {
		c.Close()
		return nil, err
	}
	return t, nil
}
