package slack

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"careerbot/bot"
)

// BenchmarkEnvelope sends slash commands over the two connections of Socket
// Mode on the loopback, 32 at a time over each, to the adapter with a desk
// whose answer is ready. With -cpu 1 the time of one is that of the processor,
// Slack's side included, and so it is in BenchmarkCommand, which does the same
// by signed HTTP.
func BenchmarkEnvelope(b *testing.B) {
	const window = 32
	peers := make(chan net.Conn, socketConns)
	ended := make(chan struct{})
	defer close(ended)
	server := httptest.NewServer(benchSlack(peers, ended))
	defer server.Close()
	key, err := bot.NewKey("bench")
	if err != nil {
		b.Fatal(err)
	}
	a := &Adapter{Token: token, AppToken: appToken, APIURL: server.URL, Key: key}
	ctx, stop := context.WithCancel(b.Context())
	done := make(chan error, 1)
	go func() { done <- a.Run(ctx, fixedDesk{samples()["salary"]}) }()
	conns := []net.Conn{<-peers, <-peers}
	one := serverFrame(`{"envelope_id":"e1","payload":` + slash("mid devops pay manchester?") + `,"type":"slash_commands","accepts_response_payload":true}`)
	b.ReportAllocs()
	b.ResetTimer()
	var all sync.WaitGroup
	for i, conn := range conns {
		share := b.N / len(conns)
		if i == 0 {
			share = b.N - share*(len(conns)-1)
		}
		all.Go(func() {
			in := bufio.NewReaderSize(conn, 64<<10)
			for left := share; left > 0; left -= window {
				n := min(left, window)
				if _, err := io.WriteString(conn, strings.Repeat(one, n)); err != nil {
					b.Error(err)
					return
				}
				for range n {
					if err := skipFrame(in); err != nil {
						b.Error(err)
						return
					}
				}
			}
		})
	}
	all.Wait()
	b.StopTimer()
	stop()
	<-done
}

// benchSlack hands on the connections that it takes, after its hello.
func benchSlack(peers chan<- net.Conn, ended <-chan struct{}) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/auth.test":
			says(`{"ok":true,"team_id":"T1","user_id":"UBOT"}`)(w, r)
		case "/apps.connections.open":
			says(`{"ok":true,"url":"ws://`+r.Host+`/link"}`)(w, r)
		default:
			up := websocket.Upgrader{}
			ws, err := up.Upgrade(w, r, nil)
			if err != nil {
				return
			}
			defer ws.Close()
			ws.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello"}`))
			peers <- ws.NetConn()
			<-ended
		}
	})
}

// serverFrame returns a message as a server sends it, for which gorilla would
// take time of its own.
func serverFrame(text string) string {
	head := []byte{0x81, 126}
	return string(binary.BigEndian.AppendUint16(head, uint16(len(text)))) + text
}

// skipFrame reads one message of a client's and forgets it.
func skipFrame(in *bufio.Reader) error {
	var head [4]byte
	if _, err := io.ReadFull(in, head[:2]); err != nil {
		return err
	}
	n := int(head[1] & 0x7f)
	if head[0] != 0x81 || n == 127 {
		return fmt.Errorf("frame %x", head)
	}
	if n == 126 {
		if _, err := io.ReadFull(in, head[2:]); err != nil {
			return err
		}
		n = int(binary.BigEndian.Uint16(head[2:]))
	}
	_, err := in.Discard(4 + n)
	return err
}

// BenchmarkEnvelopeHandler is the adapter without the connection around it, as
// BenchmarkHandler is without HTTP.
func BenchmarkEnvelopeHandler(b *testing.B) {
	key, err := bot.NewKey("bench")
	if err != nil {
		b.Fatal(err)
	}
	text := []byte(`{"envelope_id":"e1","payload":` + slash("mid devops pay manchester?") + `,"type":"slash_commands","accepts_response_payload":true}`)
	for _, name := range []string{"salary", "section", "declined"} {
		a := &Adapter{Token: token, AppToken: appToken, Key: key}
		a.setup()
		from := &sockets{a: a, desk: fixedDesk{samples()[name]}, life: b.Context()}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s := a.borrow()
				var f frame
				if err := json.Unmarshal(text, &f); err != nil || !writeBody(&s.in, &f) {
					b.Fatal(err)
				}
				w := a.serveEnvelope(a.serveCommand, commandsPath, from, false, s)
				if len(appendAck(nil, f.ID, w.body)) < 100 {
					b.Fatalf("acknowledged with %s", w.body)
				}
				a.giveBack(s)
			}
		})
	}
}
