package discord

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"careerbot/bot"
)

// edit changes a message as Discord does: the container stays, and what was said
// without it must be taken back by name.
func (f *fake) edit(w http.ResponseWriter, r *http.Request) {
	var in map[string]any
	if !f.allowed(w, r) {
		return
	}
	if json.NewDecoder(r.Body).Decode(&in) != nil || f.onEdit != nil && f.onEdit(w, in) {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.index(r)
	if i < 0 {
		refuses(w, 404, goneMessage)
		return
	}
	m := &f.stored[i]
	flags, _ := in["flags"].(float64)
	was, _ := m.Body["flags"].(float64)
	content, says := in["content"]
	v2 := int(was)&flagV2 != 0
	if v2 && (int(flags)&flagV2 == 0 || content != nil) || int(flags)&flagV2 != 0 && (!says || content != nil) {
		refuses(w, 400, 50035)
		return
	}
	m.Body = in
	m.Content, _ = content.(string)
	m.Components = componentsOf(in)
	fmt.Fprintf(w, `{"id":%q}`, m.ID)
}

func (f *fake) remove(w http.ResponseWriter, r *http.Request) {
	if !f.allowed(w, r) {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	i := f.index(r)
	if i < 0 {
		refuses(w, 404, goneMessage)
		return
	}
	f.stored = slices.Delete(f.stored, i, i+1)
	w.WriteHeader(http.StatusNoContent)
}

// index returns where the message of a request is stored, -1 for nowhere.
func (f *fake) index(r *http.Request) int {
	return slices.IndexFunc(f.stored, func(m fakeMessage) bool {
		return m.ID == r.PathValue("message") && m.Channel == r.PathValue("channel")
	})
}

// mailed sends a mail that must arrive.
func mailed(t *testing.T, a *Adapter, m bot.Mail) (ref string) {
	t.Helper()
	ref, _, err := send(t, a, m, false)
	if err != nil {
		t.Fatal(err)
	}
	return ref
}

func TestAnswerIsChanged(t *testing.T) {
	t.Parallel()
	refusing := func(what func(body map[string]any) bool) func(int, http.ResponseWriter, map[string]any) bool {
		return func(_ int, w http.ResponseWriter, body map[string]any) bool {
			return what(body) && refuses(w, 400, 50035)
		}
	}
	v2 := func(body map[string]any) bool { flags, _ := body["flags"].(float64); return int(flags)&flagV2 != 0 }
	pressable := func(body map[string]any) bool { return len(idsOf(componentsOf(body))) > 0 }
	for _, tt := range []struct {
		name    string
		post    func(body map[string]any) bool // what Discord refuses of the post
		edit    func(body map[string]any) bool // and of the change
		plainer int64
	}{
		{"as it was", nil, nil, 0},
		{"posted without the container", v2, nil, 1},
		{"posted and changed without the container", v2, v2, 2},
		{"changed without buttons", nil, pressable, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake(t)
			a, m := f.adapter(), f.mail()
			a.Articles = newLibrary(t, false)
			if tt.post != nil {
				f.onBody = refusing(tt.post)
			}
			if tt.edit != nil {
				f.onEdit = func(w http.ResponseWriter, body map[string]any) bool { return refusing(tt.edit)(0, w, body) }
			}
			m.Ref = mailed(t, a, m)
			m.Answer = answers["pairs"]
			m.Answer.Next = []bot.Offer{{Label: "US", Question: "Mid-level DevOps Engineer salary in the US?"}}
			if ref := mailed(t, a, m); ref != m.Ref {
				t.Errorf("Got reference %q, want %q", ref, m.Ref)
			}
			got := f.replies()
			if len(got) != 1 || !strings.Contains(got[0].said(), "Software Engineer") || strings.Contains(got[0].said(), "Ask me about pay") {
				t.Errorf("Got %+v, want the one answer changed", got)
			}
			if n := a.Stats().Plainer; n != tt.plainer {
				t.Errorf("Got %d plainer layouts, want %d", n, tt.plainer)
			}
		})
	}
}

func TestAnswerIsDeleted(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	m.Ref = mailed(t, a, m)
	m.Answer = bot.Answer{}
	for range 2 { // once more does no harm
		if ref := mailed(t, a, m); ref != "" || len(f.replies()) != 0 {
			t.Errorf("Got reference %q and %d replies, want none", ref, len(f.replies()))
		}
	}
	m.Answer = answers["pairs"]
	if mailed(t, a, m); len(f.replies()) != 0 {
		t.Error("A deleted answer was posted again")
	}
}

// TestAnswerBecomesPrivate: it is deleted for all, sent to the asker, and from
// then on changed there.
func TestAnswerBecomesPrivate(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.private()
	m.Answer = answers["cell"]
	m.Ref = mailed(t, a, m)
	m.Answer = answers["private"]
	m.Ref = mailed(t, a, m)
	got := f.replies()
	if len(got) != 1 || got[0].Channel != directID || m.Ref != directID+"/"+got[0].ID {
		t.Fatalf("Got %+v under %q, want one direct message", got, m.Ref)
	}
	m.Answer = answers["cell"]
	if ref := mailed(t, a, m); ref != m.Ref || f.replies()[0].said() != rendered(m.Answer) {
		t.Errorf("Got %+v under %q, want the direct message changed", f.replies(), ref)
	}
	m.Answer = bot.Answer{}
	if mailed(t, a, m); len(f.replies()) != 0 {
		t.Errorf("Got %+v, want nothing", f.replies())
	}
}

// TestTalkedAboutAnswerStays: what people have replied to is not changed under
// them, but deleted where its question is.
func TestTalkedAboutAnswerStays(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	m.Ref = mailed(t, a, m)
	said := f.replies()[0].said()
	reply := fakeMessage{Author: fakeUser{ID: aliceID}}
	reply.Reference.MessageID = m.Ref
	f.keep(reply)
	m.Answer = answers["pairs"]
	if ref := mailed(t, a, m); ref != m.Ref || f.replies()[0].said() != said {
		t.Errorf("Got %q, want %q", f.replies()[0].said(), said)
	}
	m.Answer = bot.Answer{}
	if mailed(t, a, m); len(f.replies()) != 0 {
		t.Error("The answer is still there")
	}
}

func TestChangesThatFail(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status, code int
		retry        bool
	}{{500, 0, true}, {429, 0, true}, {401, 0, false}, {403, 50013, false}, {400, 50035, false}} {
		f := newFake(t)
		a, m := f.adapter(), f.mail()
		m.Ref = mailed(t, a, m)
		f.onEdit = func(w http.ResponseWriter, _ map[string]any) bool { return refuses(w, tt.status, tt.code) }
		m.Answer = answers["pairs"]
		_, retry, err := send(t, a, m, false)
		if err == nil || (retry != nil) != tt.retry || errors.Is(err, bot.ErrUnsettled) {
			t.Errorf("Status %d: got %v, want retry %v", tt.status, err, tt.retry)
		}
	}
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	for _, ref := range []string{"x", "1/x", "../1", "/1", "1/"} {
		m.Ref = ref
		if _, retry, err := send(t, a, m, false); err == nil || retry != nil {
			t.Errorf("Reference %q: got %v, want a final error", ref, err)
		}
	}
	m.Ref = mailed(t, f.adapter(), f.mail())
	f.onList = func(w http.ResponseWriter) bool { return refuses(w, 503, 0) }
	if _, retry, err := send(t, a, m, false); retry == nil {
		t.Errorf("Got %v where replies cannot be read just now, want another try", err)
	}
	f.onList = func(w http.ResponseWriter) bool { return refuses(w, 403, 50013) }
	if _, _, err := send(t, a, m, false); err != nil {
		t.Errorf("Got %v where replies may not be read, want the change", err)
	}
}

// TestPlainerLayouts: what Discord does not take is sent with less, under one
// nonce, and the reader gets the whole answer.
func TestPlainerLayouts(t *testing.T) {
	t.Parallel()
	for refused, want := range map[int]style{0: v2Style, 1: classicStyle, 2: textStyle} {
		f := newFake(t)
		a, m := f.adapter(), f.mail()
		b := newLibrary(t, false)
		a.Articles = b
		m.Answer = b.Answer(bot.Question{Text: "senior swe us salary", Addressed: true})
		nonces := map[any]bool{}
		f.onBody = func(n int, w http.ResponseWriter, body map[string]any) bool {
			nonces[body["nonce"]] = true
			return n <= refused && refuses(w, 400, 50035)
		}
		mailed(t, a, m)
		got := f.replies()
		if len(got) != 1 || len(nonces) != 1 || got[0].said() != a.newCard(m.Answer).body(want).said() {
			t.Errorf("%s: got %+v under %v", styleNames[want], got, nonces)
		}
		if n := a.Stats().Plainer; n != int64(min(refused, 1)) {
			t.Errorf("%s: got %d plainer layouts", styleNames[want], n)
		}
	}
	f := newFake(t)
	f.onBody = func(_ int, w http.ResponseWriter, _ map[string]any) bool { return refuses(w, 400, 50035) }
	if _, retry, err := send(t, f.adapter(), f.mail(), false); err == nil || retry != nil || f.posts != 2 {
		t.Errorf("Got %v after %d tries, want a final error after two", err, f.posts)
	}
}

// TestCardIsFoundByItsText: a message that answers nobody is known by what it
// says where Discord tells no nonce.
func TestCardIsFoundByItsText(t *testing.T) {
	t.Parallel()
	f := newFake(t)
	a, m := f.adapter(), f.mail()
	m.To = a.RoomAddress(guildID, channelID)
	m.Answer = answers["long-text"] // of which a container holds more than content
	ref := mailed(t, a, m)
	if again, _, err := send(t, a, m, true); err != nil || again != ref || len(f.replies()) != 1 {
		t.Errorf("Got %q, %v and %d messages, want %q", again, err, len(f.replies()), ref)
	}
	m.Answer = answers["cell"]
	if again, _, err := send(t, a, m, true); err != nil || again == ref || len(f.replies()) != 2 {
		t.Errorf("Got %q, %v and %d messages, want another", again, err, len(f.replies()))
	}
}

func TestLinkToAnAnswer(t *testing.T) {
	t.Parallel()
	a := new(Adapter)
	to := address{Channel: "2", Message: "3", Guild: "1"}.encode()
	for _, tt := range []struct {
		to        []byte
		ref, want string
	}{
		{to, "4", "https://discord.com/channels/1/2/4"},
		{a.RoomAddress("", "2"), "4", ""},
		{to, "5/4", ""}, {to, "", ""}, {to, "../4", ""}, {nil, "4", ""},
	} {
		if got := a.Link(tt.to, tt.ref); got != tt.want {
			t.Errorf("Link(%s, %q) = %q, want %q", tt.to, tt.ref, got, tt.want)
		}
	}
}
