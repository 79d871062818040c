package main

import (
	"crypto/ed25519"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// A callingDiscord plays the application of a bot, and signs what it posts. Its
// gateway is out of reach.
type callingDiscord struct {
	*httptest.Server
	private    ed25519.PrivateKey
	key        string      // public
	registered chan string // sets of commands
}

func newCallingDiscord(t *testing.T) *callingDiscord {
	public, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &callingDiscord{private: private, key: hex.EncodeToString(public), registered: make(chan string, 10)}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/v10/users/@me", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, `{"id":"4","bot":true}`) })
	mux.HandleFunc("GET /api/v10/applications/@me", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, `{"id":"9","verify_key":%q}`, d.key)
	})
	mux.HandleFunc("PUT /api/v10/applications/9/commands", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		d.registered <- string(body)
		io.WriteString(w, "[]")
	})
	d.Server = httptest.NewServer(mux)
	t.Cleanup(d.Close)
	return d
}

// post posts an interaction and returns the status and the body.
func (d *callingDiscord) post(t *testing.T, address, body string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "POST", address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	stamp := fmt.Sprint(time.Now().Unix())
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(d.private, []byte(stamp+body))))
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(answer)
}

// TestServeDiscordCalls asks the whole program through a command that Discord
// posts, once it knows the commands.
func TestServeDiscordCalls(t *testing.T) {
	d := newCallingDiscord(t)
	s := startServe(t, map[string]string{
		"DISCORD_TOKEN": "disc-good", "DISCORD_API_URL": d.URL + "/api/v10/", "DISCORD_PUBLIC_KEY": d.key, "DISCORD_APP_ID": "9",
	})
	address := s.line(t, "Discord: on; it calls ")
	select {
	case set := <-d.registered:
		if !strings.Contains(set, `"career-unanswered"`) {
			t.Errorf("registered %s", set)
		}
	case <-time.After(limit):
		t.Fatal("no commands were registered")
	}
	if code, body := d.post(t, address, `{"id":"1","type":1}`); code != 200 || body != `{"type":1}` {
		t.Errorf("a ping is answered by %d %s", code, body)
	}
	ask := `{"id":"2","application_id":"9","type":2,"token":"t","guild_id":"5","channel_id":"6","member":{"user":{"id":"7"},"roles":[]},
		"data":{"name":"career","type":1,"options":[{"name":"question","type":3,"value":"mid devops pay uk"}]}}`
	if code, body := d.post(t, address, ask); code != 200 || !strings.Contains(body, "£60,000–£85,000") {
		t.Errorf("a command is answered by %d %s", code, body)
	}
	if code, _ := d.post(t, address, ask); code != http.StatusConflict {
		t.Errorf("the same command again is answered by %d", code)
	}
	forger := newCallingDiscord(t)
	if code, _ := forger.post(t, address, `{"id":"3","type":1}`); code != http.StatusUnauthorized {
		t.Errorf("another's request is answered by %d", code)
	}
	s.stop()
	if code := s.exit(t); code != 0 {
		t.Errorf("exit code = %d: %s", code, s.errors)
	}
}

// TestServeWrongApplication ends with one sentence that names the variable.
func TestServeWrongApplication(t *testing.T) {
	d := newCallingDiscord(t)
	for name, value := range map[string]string{"DISCORD_PUBLIC_KEY": strings.Repeat("ab", 32), "DISCORD_APP_ID": "8"} {
		s := startServe(t, map[string]string{"DISCORD_TOKEN": "disc-good", "DISCORD_API_URL": d.URL + "/api/v10/", name: value})
		if code := s.exit(t); code != 1 || !strings.Contains(s.errors.String(), name+" is not that of the application") {
			t.Errorf("%s: exit code = %d: %s", name, code, s.errors)
		}
	}
}
