package discord

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// TestOverTheGateway: interactions that come as events are answered by a call,
// by the same code.
func TestOverTheGateway(t *testing.T) {
	t.Parallel()
	f, r := newFake(t), newRig(t)
	a := f.adapter()
	a.Key, a.Articles = r.Key, r.Articles
	stop := run(t, a, r.desk)
	c := receive(t, f.up, "connection")
	e := r.event(typeCommand, typedCommand("career", "question", "mid devops pay uk"))
	c.dispatch("INTERACTION_CREATE", e)
	call := receive(t, f.app.calls, "answer")
	if want := "POST interactions/" + e["id"].(string) + "/" + e["token"].(string) + "/callback"; call.way != want {
		t.Errorf("Called %s, want %s", call.way, want)
	}
	has(t, read(t, []byte(call.body)), "£60,000–£85,000")
	c.dispatch("INTERACTION_CREATE", e) // again
	c.dispatch("INTERACTION_CREATE", "nonsense")
	c.dispatch("INTERACTION_CREATE", fields{"type": 1})
	c.dispatch("INTERACTION_CREATE", fields{"type": 2, "id": "1"})
	typed := typing("career-pay", "role", "dev")
	c.dispatch("INTERACTION_CREATE", r.event(typeAutocomplete, typed))
	if got := read(t, []byte(receive(t, f.app.calls, "suggestions").body)); len(got.Data.Choices) == 0 {
		t.Error("No suggestions")
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if s := a.Stats(); s.Commands != 1 || s.Completions != 1 || s.Repeated != 1 || s.Malformed != 3 {
		t.Errorf("Counted %+v", s)
	}
}

// TestAnswerRefused: an answer that comes too late, or twice, is not tried
// again; one whose layout is refused is sent in another.
func TestAnswerRefused(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status, code int
		tries        int64
	}{
		"too late":  {http.StatusNotFound, 10062, 1},
		"answered":  {http.StatusBadRequest, 40060, 1},
		"server":    {http.StatusInternalServerError, 0, 1},
		"forbidden": {http.StatusForbidden, 50013, 1},
		"layout":    {http.StatusBadRequest, 50035, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, r := newFake(t), newRig(t)
			f.app.refuse = func(_ int64, w http.ResponseWriter) bool {
				w.WriteHeader(tt.status)
				if tt.code != 0 {
					io.WriteString(w, `{"code":`+itoa(tt.code)+`,"message":"no"}`)
				}
				return true
			}
			a := f.adapter()
			a.Key, a.Articles = r.Key, r.Articles
			in := r.parsed(typeCommand, typedCommand("career", "question", "mid devops pay uk"))
			if a.reply(t.Context(), in, a.interact(t.Context(), r.desk, in)) {
				t.Error("It was answered")
			}
			if n := f.app.tries.Load(); n != tt.tries {
				t.Errorf("Tried %d times, want %d", n, tt.tries)
			}
			if n := a.Stats().Unanswered; n != 1 {
				t.Errorf("Counted %d, want 1", n)
			}
		})
	}
}

// TestNothingFollowsARefusal: what would follow an answer is not done where the
// answer did not arrive.
func TestNothingFollowsARefusal(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask(asking)
	r.web.refuse = func(w http.ResponseWriter, req *http.Request, _ []byte) bool {
		if !strings.HasSuffix(req.URL.Path, "/callback") {
			return false
		}
		w.WriteHeader(http.StatusNotFound)
		io.WriteString(w, `{"code":10062}`)
		return true
	}
	if rec := r.post(r.event(typePress, under(first, "Send to my DMs"))); rec.Code != http.StatusAccepted {
		t.Errorf("Status = %d", rec.Code)
	}
	r.quiet()
}

// TestTooMuchWork: where too much is in work already, more is refused in a
// sentence, and nothing waits.
func TestTooMuchWork(t *testing.T) {
	t.Parallel()
	r := newRig(t)
	first := r.ask(asking)
	for range maxWork {
		if !r.reception.enter() {
			t.Fatal("There is too little room")
		}
	}
	has(t, r.press(first, "Send to my DMs"), trouble)
	for range maxWork {
		r.reception.leave()
	}
	r.quiet()
}

// TestWorkThatHangs holds up the end for no longer than a while.
func TestWorkThatHangs(t *testing.T) {
	t.Parallel()
	var work reception
	work.enter()
	work.wait(time.Millisecond)
	time.AfterFunc(time.Millisecond, work.leave)
	work.wait(patience)
	if work.working != 0 {
		t.Error("It ended before the work")
	}
}
