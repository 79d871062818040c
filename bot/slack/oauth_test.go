package slack

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"careerbot/bot"
)

// A browser is one that keeps our cookie.
type browser struct {
	r      *rig
	cookie string
}

// get asks for a page.
func (b *browser) get(path string) *httptest.ResponseRecorder {
	req := httptest.NewRequest(http.MethodGet, path, nil)
	if b.cookie != "" {
		req.AddCookie(&http.Cookie{Name: installCookie, Value: b.cookie})
	}
	rec := b.r.do(req)
	for _, c := range rec.Result().Cookies() {
		if c.Name == installCookie {
			b.cookie = c.Value
		}
	}
	return rec
}

// begin goes to Slack, and returns the state that it takes there.
func (b *browser) begin(t testing.TB) string {
	t.Helper()
	rec := b.get(installPath)
	to, err := url.Parse(rec.Header().Get("Location"))
	if rec.Code != http.StatusFound || err != nil {
		t.Fatalf("%s = %d %v, want it to lead to Slack", installPath, rec.Code, rec.Header())
	}
	return to.Query().Get("state")
}

// back comes back from Slack.
func (b *browser) back(state, code string) *httptest.ResponseRecorder {
	return b.get(redirectPath + "?" + url.Values{"state": {state}, "code": {code}}.Encode())
}

func TestInstallLeadsToSlack(t *testing.T) {
	r := newRig(t, bot.Answer{}, inSeveral)
	rec := r.do(httptest.NewRequest(http.MethodGet, installPath, nil))
	to, err := url.Parse(rec.Header().Get("Location"))
	if err != nil || rec.Code != http.StatusFound || !strings.HasPrefix(to.String(), r.slack.URL+"/oauth/v2/authorize?") {
		t.Fatalf("%s = %d to %v, %v; want Slack's page", installPath, rec.Code, to, err)
	}
	query := to.Query()
	state := query.Get("state")
	query.Del("state")
	want := url.Values{"client_id": {clientID}, "scope": {scopeNames()}}
	if diff := cmp.Diff(want, query); diff != "" || len(state) < 20 {
		t.Errorf("the address has state %q and (-want +got):\n%s", state, diff)
	}
	cookies := rec.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies = %v, want one", cookies)
	}
	c := cookies[0]
	if c.Name != installCookie || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/slack" || c.MaxAge != 600 || len(c.Value) < 20 || c.Domain != "" {
		t.Errorf("cookie = %+v", c)
	}
	if strings.Contains(state, c.Value) {
		t.Error("the state tells what is in the cookie")
	}
	if other := (&Adapter{}).authorizeURL(); other != "https://slack.com/oauth/v2/authorize" {
		t.Errorf("Slack's own page = %s", other)
	}
}

func TestInstall(t *testing.T) {
	r := running(t, samples()["salary"], inSeveral)
	b := &browser{r: r}
	rec := b.back(b.begin(t), "T2.one")
	page := rec.Body.String()
	for _, want := range []string{"Installed in Team &lt;T2&gt;", "/career help", "the optional scope channels:history is not granted; in public channels"} {
		if rec.Code != http.StatusOK || !strings.Contains(page, want) {
			t.Errorf("page = %d %s\nwithout %q", rec.Code, page, want)
		}
	}
	if b.cookie != "" {
		t.Error("the cookie is left in the browser")
	}
	wantHeader(t, rec.Header())
	record, _ := r.installs().Get("T2")
	got, ok := parseInstall(record)
	want := install{
		Team: "T2", Token: "xoxb-T2.one", User: "UBOTT2", Bot: "BBOT", URL: "https://boot.slack.com/",
		Scopes: "commands,chat:write,app_mentions:read,im:history", At: got.At,
	}
	if diff := cmp.Diff(want, got); diff != "" || !ok || time.Since(got.At) > time.Minute {
		t.Errorf("the record (-want +got):\n%s", diff)
	}
	for _, method := range []string{"oauth.v2.access", "auth.test"} {
		if c := r.slack.wait(t); c.method != method || method == "auth.test" && c.token != "xoxb-T2.one" {
			t.Errorf("called %s with %q, want %s", c.method, c.token, method)
		}
	}
	if _, err := r.Send(t.Context(), mail(`{"team":"T2","channel":"C1"}`, samples()["help"]), false); err != nil || r.slack.wait(t).token != "xoxb-T2.one" {
		t.Errorf("Send() = %v, want a post with the new token", err)
	}

	if log := r.logged.String(); strings.Count(log, "team=T2 scope=channels:history") != 1 {
		t.Errorf("the log does not say once what is not granted there:\n%s", log)
	}

	// Again: another token takes the place of the first.
	if rec := b.back(b.begin(t), "T2.two"); rec.Code != http.StatusOK {
		t.Fatalf("the second time: %d %s", rec.Code, rec.Body)
	}
	r.slack.wait(t)
	r.slack.wait(t)
	if _, err := r.Send(t.Context(), mail(`{"team":"T2","channel":"C1"}`, samples()["help"]), false); err != nil || r.slack.wait(t).token != "xoxb-T2.two" {
		t.Errorf("Send() = %v, want a post with the newest token", err)
	}
	if got := r.Stats(); got.Installed != 2 || got.Workspaces != 1 || got.InstallRefused != 0 {
		t.Errorf("Stats = %+v", got)
	}
	quiet(t, r, "xoxb", b.cookie, clientSecret, "T2.one", "T2.two")
}

// wantHeader fails the test unless a page is one that nobody keeps, shows within
// theirs, or learns the address of.
func wantHeader(t *testing.T, h http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":  "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
}

// quiet fails the test when the log has one of the secrets.
func quiet(t *testing.T, r *rig, secrets ...string) {
	t.Helper()
	log := r.logged.String()
	for _, s := range secrets {
		if s != "" && strings.Contains(log, s) {
			t.Errorf("the log has %q:\n%s", s, log)
		}
	}
}

func TestInstallIsRefused(t *testing.T) {
	const code = "T2.code"
	for _, test := range []struct {
		name string
		back func(t *testing.T, b *browser) *httptest.ResponseRecorder
	}{
		{"no cookie", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			return (&browser{r: b.r}).back(b.begin(t), code)
		}},
		{"the cookie of another browser", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			other := &browser{r: b.r}
			other.begin(t)
			return other.back(b.begin(t), code)
		}},
		{"no state", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			b.begin(t)
			return b.back("", code)
		}},
		{"a forged state", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			state := b.begin(t)
			return b.back(state[:len(state)-1]+"~", code)
		}},
		{"a state of another time", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			began, proof, _ := strings.Cut(b.begin(t), ".")
			seconds, err := strconv.ParseInt(began, 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return b.back(strconv.FormatInt(seconds+1, 10)+"."+proof, code)
		}},
		{"a state of another key", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			b.begin(t)
			key, err := bot.NewKey("another")
			if err != nil {
				t.Fatal(err)
			}
			return b.back((&Adapter{Key: key}).installState(b.cookie, time.Now()), code)
		}},
		{"too late", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			b.begin(t)
			return b.back(b.r.installState(b.cookie, time.Now().Add(-installFor-2*time.Second)), code)
		}},
		{"from the future", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			b.begin(t)
			return b.back(b.r.installState(b.cookie, time.Now().Add(2*skew)), code)
		}},
		{"twice", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			state := b.begin(t)
			cookie := b.cookie
			b.back(state, "unknown")
			b.r.slack.wait(t)
			b.cookie = cookie
			return b.back(state, code)
		}},
		{"no code", func(t *testing.T, b *browser) *httptest.ResponseRecorder { return b.back(b.begin(t), "") }},
		{"another refusal", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			return b.get(redirectPath + "?error=server_error&state=" + b.begin(t))
		}},
		{"a query that cannot be read", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			return b.get(redirectPath + "?code=%zz&state=" + b.begin(t))
		}},
		{"a long query", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			return b.back(b.begin(t), "T2."+strings.Repeat("x", maxQuery))
		}},
		{"a cookie of nothing", func(t *testing.T, b *browser) *httptest.ResponseRecorder {
			state := b.begin(t)
			b.cookie = ""
			return b.back(state, code)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := &browser{r: newRig(t, bot.Answer{}, inSeveral)}
			rec := test.back(t, b)
			if rec.Code != http.StatusBadRequest || !strings.Contains(rec.Body.String(), "Not installed") {
				t.Errorf("page = %d %s, want 400", rec.Code, rec.Body)
			}
			wantHeader(t, rec.Header())
			b.r.slack.idle(t)
			if n, refused := b.r.Installs.Len(), b.r.Stats().InstallRefused; n != 0 || refused == 0 {
				t.Errorf("%d workspaces are installed, and %d ways back refused", n, refused)
			}
			if log := b.r.logged.String(); !strings.Contains(log, "slack: not installed") {
				t.Errorf("the log does not say so: %s", log)
			}
			quiet(t, b.r, code, b.cookie, "state=")
		})
	}
}

// TestInstallThatSlackDoesNotConfirm: what Slack gives for the code is looked
// at, and nothing is kept of what does not fit.
func TestInstallThatSlackDoesNotConfirm(t *testing.T) {
	const good = `"access_token":"xoxb-new","token_type":"bot","scope":"commands","team":{"id":"T2","name":"Two"}`
	for _, test := range []struct {
		name   string
		answer http.HandlerFunc
		code   int
		says   string
	}{
		{"a code that was used", says(`{"ok":false,"error":"code_already_used"}`), 400, "was used before"},
		{"a wrong code", says(`{"ok":false,"error":"invalid_code"}`), 400, "was used before"},
		{"a wrong secret", says(`{"ok":false,"error":"bad_client_secret"}`), 500, "its log"},
		{"a wrong address", says(`{"ok":false,"error":"bad_redirect_uri"}`), 500, "its log"},
		{"too much", fails(429, "Retry-After", "3"), 503, "again in a minute"},
		{"a fault of Slack's", says(`{"ok":false,"error":"internal_error"}`), 503, "again in a minute"},
		{"no JSON", fails(200), 503, "again in a minute"},
		{"a cut", cuts, 503, "again in a minute"},
		{"a whole organisation", says(`{"ok":true,"access_token":"xoxb-new","token_type":"bot","team":null,"is_enterprise_install":true}`), 400, "choose a workspace"},
		{"an organisation's workspace", says(`{"ok":true,` + good + `,"is_enterprise_install":true}`), 400, "choose a workspace"},
		{"tokens that end", says(`{"ok":true,` + good + `,"expires_in":43200,"refresh_token":"xoxe-1"}`), 400, "token rotation"},
		{"a token of a person", says(`{"ok":true,"access_token":"xoxp-new","token_type":"user","team":{"id":"T2"}}`), 502, "its log"},
		{"no token", says(`{"ok":true,"token_type":"bot","team":{"id":"T2"}}`), 502, "its log"},
		{"another workspace", says(`{"ok":true,` + good + `}`), 502, "its log"}, // auth.test says T1
		{"another bot", says(`{"ok":true,"access_token":"xoxb-new","token_type":"bot","team":{"id":"T1"},"bot_user_id":"UELSE"}`), 502, "its log"},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := newRig(t, bot.Answer{}, inSeveral)
			r.slack.teams["xoxb-new"] = "T1"
			r.slack.next("oauth.v2.access", test.answer)
			b := &browser{r: r}
			rec := b.back(b.begin(t), "T2.code")
			if rec.Code != test.code || !strings.Contains(rec.Body.String(), test.says) {
				t.Errorf("page = %d %s, want %d with %q", rec.Code, rec.Body, test.code, test.says)
			}
			if r.Installs.Len() != 0 || r.Stats().InstallRefused != 1 || r.Stats().Installed != 0 {
				t.Errorf("%d workspaces are installed, with %+v", r.Installs.Len(), r.Stats())
			}
			quiet(t, r, "xoxb", "xoxe", "xoxp", "T2.code", clientSecret)
		})
	}
}

func TestInstallThatCannotBeKept(t *testing.T) {
	r := newRig(t, bot.Answer{}, inSeveral)
	r.installs().err = errDisk
	b := &browser{r: r}
	if rec := b.back(b.begin(t), "T2.code"); rec.Code != http.StatusServiceUnavailable || r.Installs.Len() != 0 {
		t.Errorf("page = %d %s, with %d workspaces; want 503 and none", rec.Code, rec.Body, r.Installs.Len())
	}
	if log := r.logged.String(); !strings.Contains(log, errDisk.Error()) || strings.Contains(log, "xoxb") {
		t.Errorf("log = %s, want the reason", log)
	}
}

func TestInstallThatIsNotAllowed(t *testing.T) {
	r := newRig(t, bot.Answer{}, inSeveral)
	b := &browser{r: r}
	rec := b.get(redirectPath + "?error=access_denied&state=" + b.begin(t))
	if rec.Code != http.StatusOK || !strings.Contains(rec.Body.String(), "You did not allow it") || b.cookie != "" {
		t.Errorf("page = %d %s, with the cookie %q", rec.Code, rec.Body, b.cookie)
	}
	wantHeader(t, rec.Header())
	r.slack.idle(t)
}

// TestInstallFloods: what anybody can ask for leaves nothing behind, and Slack
// is asked about no more than a few ways back.
func TestInstallFloods(t *testing.T) {
	r := newRig(t, bot.Answer{}, inSeveral)
	go func() {
		for range r.slack.calls {
		}
	}()
	codes := make(map[int]int)
	for range 3 * maxReturns {
		b := &browser{r: r}
		codes[b.back(b.begin(t), "unknown").Code]++
	}
	if codes[400] < maxReturns || codes[400] > 2*maxReturns || codes[400]+codes[429] != 3*maxReturns { // a minute may end meanwhile
		t.Errorf("pages = %v, want some %d with 400 and the others with 429", codes, maxReturns)
	}
	if n := strings.Count(r.logged.String(), "slack: not installed"); n > 2*maxNoticed {
		t.Errorf("%d lines in the log", n)
	}
	close(r.slack.calls)
}

func TestInstallPagesAreForReading(t *testing.T) {
	r := newRig(t, bot.Answer{}, inSeveral)
	for _, path := range []string{installPath, redirectPath} {
		for _, method := range []string{http.MethodHead, http.MethodPost, http.MethodOptions} {
			if rec := r.do(httptest.NewRequest(method, path, nil)); rec.Code != http.StatusMethodNotAllowed || len(rec.Result().Cookies()) > 0 {
				t.Errorf("%s %s = %d, want 405", method, path, rec.Code)
			}
		}
	}
	one := newRig(t, bot.Answer{})
	if rec := one.do(httptest.NewRequest(http.MethodGet, installPath, nil)); rec.Code != http.StatusNotFound {
		t.Errorf("%s with one token = %d, want 404", installPath, rec.Code)
	}
}

func FuzzOAuthRedirect(f *testing.F) {
	r := newRig(f, bot.Answer{}, inSeveral)
	go func() {
		for range r.slack.calls {
		}
	}()
	good := r.installState("mark", time.Now())
	for _, query := range []string{
		"code=T2.x&state=" + good, "code=T2.x&state=1.", "error=access_denied", "code=%zz", "state=" + good + "&state=x", "code=" + strings.Repeat("x", 3000), "&&==;",
	} {
		f.Add(query, "mark")
		f.Add(query, "")
	}
	f.Fuzz(func(t *testing.T, query, cookie string) {
		if cookie == "mark" && strings.Contains(query, "T") { // the one that may be good
			cookie = "other"
		}
		req := httptest.NewRequest(http.MethodGet, redirectPath, nil)
		req.URL.RawQuery = query
		req.Header.Set("Cookie", installCookie+"="+cookie)
		rec := r.do(req)
		if rec.Code != 200 && rec.Code != 400 && rec.Code != 429 || r.Installs.Len() != 0 {
			t.Errorf("page = %d %s, with %d workspaces", rec.Code, rec.Body, r.Installs.Len())
		}
		if rec.Code == 200 && !strings.Contains(rec.Body.String(), "You did not allow it") {
			t.Errorf("page = %s", rec.Body)
		}
	})
}
