package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// socketSlack plays Slack in Socket Mode to the whole program: it asks a
// question over each connection, and hands on how it is acknowledged. Its
// workspace has not granted everything.
func socketSlack(t *testing.T) (api string, acks <-chan string) {
	t.Helper()
	answered := make(chan string, 10)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch {
		case r.URL.Path == "/auth.test":
			w.Header().Set("X-OAuth-Scopes", "commands,chat:write,im:history,assistant:write,channels:history,groups:history,files:write")
			io.WriteString(w, `{"ok":true,"team_id":"T1","user_id":"U0BOT","bot_id":"B0BOT"}`)
		case r.URL.Path == "/apps.connections.open" && r.Header.Get("Authorization") == "Bearer xapp-good":
			fmt.Fprintf(w, `{"ok":true,"url":"ws://%s/link?ticket=1"}`, r.Host)
		case r.URL.Path == "/link":
			askOver(w, r, answered)
		default:
			io.WriteString(w, `{"ok":false,"error":"invalid_auth"}`)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL + "/", answered
}

// askOver asks a question over a connection, and reads until that ends.
func askOver(w http.ResponseWriter, r *http.Request, answered chan<- string) {
	up := websocket.Upgrader{}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer ws.Close()
	for _, text := range []string{
		`{"type":"hello","num_connections":1}`,
		`{"envelope_id":"e1","type":"slash_commands","accepts_response_payload":true,"payload":{"command":"/career",` +
			`"text":"senior devops uk","team_id":"T1","channel_id":"C1","user_id":"U1","trigger_id":"1.2"}}`,
	} {
		ws.WriteMessage(websocket.TextMessage, []byte(text)) // a lost connection shows as no answer
	}
	for {
		_, text, err := ws.ReadMessage()
		if err != nil {
			return
		}
		answered <- string(text)
	}
}

func TestServeSlackBySocketMode(t *testing.T) {
	api, acks := socketSlack(t)
	s := startServe(t, map[string]string{"SLACK_BOT_TOKEN": "xoxb-good", "SLACK_APP_TOKEN": "xapp-good", "SLACK_API_URL": api})
	page := s.line(t, "Playground: ")
	if more := s.line(t, "Slack: on"); more != ", by Socket Mode" {
		t.Errorf("Slack: on%s, want Socket Mode alone", more)
	}
	s.line(t, "Slack: the scope app_mentions:read is missing; ")
	for range 2 {
		select {
		case ack := <-acks:
			if !strings.HasPrefix(ack, `{"envelope_id":"e1","payload":{`) || !strings.Contains(ack, "£85,000–£130,000") {
				t.Errorf("acknowledged with %s, want the figure", ack)
			}
		case <-time.After(limit):
			t.Fatal("no acknowledgement")
		}
	}
	if code, body := getPage(t, page+"readyz"); code != http.StatusOK {
		t.Errorf("/readyz = %d %s", code, body)
	}
	s.stop()
	if code := s.exit(t); code != 0 {
		t.Errorf("exit code %d, want 0; standard error:\n%s", code, s.errors)
	}
	for _, secret := range []string{"xoxb-good", "xapp-good", "ticket", "senior"} {
		if strings.Contains(s.errors.String(), secret) {
			t.Errorf("the log has %q:\n%s", secret, s.errors)
		}
	}
}

func TestServeWithAWrongAppToken(t *testing.T) {
	api, _ := socketSlack(t)
	s := startServe(t, map[string]string{"SLACK_BOT_TOKEN": "xoxb-good", "SLACK_APP_TOKEN": "xapp-bad", "SLACK_API_URL": api})
	if code := s.exit(t); code != exitError {
		t.Errorf("exit code %d, want %d", code, exitError)
	}
	said := strings.TrimSpace(s.errors.String())
	if last := said[strings.LastIndexByte(said, '\n')+1:]; !strings.HasPrefix(last, "slack: SLACK_APP_TOKEN was refused: invalid_auth") || strings.Contains(said, "xapp-bad") {
		t.Errorf("standard error ends with %q, want a sentence that names the variable", last)
	}
}
