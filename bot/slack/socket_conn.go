package slack

import (
	"io"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// maxFrame is how many bytes of a message are read; what is longer is passed
// over.
const maxFrame = maxBody + 64<<10

// A socket is one connection. Its run reads it; acknowledgements are written
// by those who deal with envelopes, also for a moment after reading has ended.
type socket struct {
	s  *sockets
	ws *websocket.Conn

	hello   chan struct{} // closed when Slack has said hello
	leaving chan struct{} // closed when Slack has said that it will close
	ended   chan struct{} // closed when nothing is read any more
	err     error         // why, once ended is closed
	work    sync.WaitGroup

	mu      sync.Mutex
	stopped bool   // nothing more is to be read
	why     string // that Slack will close it

	write sync.Mutex // held while a message is written
}

func newSocket(s *sockets, ws *websocket.Conn) *socket {
	c := &socket{s: s, ws: ws, hello: make(chan struct{}), leaving: make(chan struct{}), ended: make(chan struct{})}
	pong := ws.PingHandler()
	ws.SetPingHandler(func(data string) error {
		c.alive()
		return pong(data)
	})
	return c
}

// run reads until the connection ends or is stopped, and closes it when what
// was read is dealt with.
func (c *socket) run() {
	c.alive()
	c.err = c.read()
	if closed(c.hello) {
		c.s.a.count.connections.Add(-1)
	}
	close(c.ended)
	c.work.Wait()
	c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""), time.Now().Add(time.Second))
	c.ws.Close()
}

// read takes one message after another. It never waits for what is in them.
func (c *socket) read() error {
	for {
		kind, r, err := c.ws.NextReader()
		if err != nil {
			return err
		}
		s := c.s.a.borrow()
		n, err := s.in.ReadFrom(io.LimitReader(r, maxFrame+1))
		if err != nil {
			return err
		}
		c.alive()
		if kind != websocket.TextMessage || n > maxFrame {
			c.malformed(s)
			continue
		}
		c.take(s)
	}
}

// alive notes that Slack was heard.
func (c *socket) alive() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.stopped {
		c.ws.SetReadDeadline(time.Now().Add(socketSilence))
	}
}

// stop ends the reading.
func (c *socket) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped = true
	c.ws.SetReadDeadline(time.Unix(1, 0))
}

// retire stops the connection in a while. What Slack has sent over it before
// it learnt of another is still read. A nil socket has nothing to stop.
func (c *socket) retire() {
	if c != nil {
		time.AfterFunc(socketLinger, c.stop)
	}
}

// greeted notes Slack's hello.
func (c *socket) greeted(connections int) {
	if closed(c.hello) {
		return
	}
	c.s.a.count.connections.Add(1)
	c.s.a.down.Store(socketDown)
	c.s.a.log.Info("slack: a connection is up", "open", connections)
	close(c.hello)
}

// leave notes that Slack will close the connection.
func (c *socket) leave(reason string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.why == "" {
		c.why = reason
		close(c.leaving)
	}
}

// reason returns why Slack said that it will close, "" where it has not.
func (c *socket) reason() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.why
}

// acknowledge tells Slack that an envelope has arrived, with a payload where
// that is not nil. A connection on which that does not leave is of no use.
func (c *socket) acknowledge(id string, payload []byte) {
	b := appendAck(make([]byte, 0, 64+len(id)+len(payload)), id, payload)
	c.write.Lock()
	defer c.write.Unlock()
	c.ws.SetWriteDeadline(time.Now().Add(socketWrite))
	if err := c.ws.WriteMessage(websocket.TextMessage, b); err != nil {
		c.unacknowledged()
		c.ws.NetConn().Close()
	}
}

// unacknowledged counts an envelope that Slack will take for undelivered.
func (c *socket) unacknowledged() { c.s.a.count.unacknowledged.Add(1) }

// closed reports whether a channel that is only ever closed is.
func closed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
