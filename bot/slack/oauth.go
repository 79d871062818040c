package slack

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

const (
	installFor = 10 * time.Minute // for the way to Slack and back; its code lives as long
	maxQuery   = 2 << 10          // bytes of the address on the way back
	maxReturns = 30               // ways back in a minute that Slack is asked about
	maxNoticed = 10               // refusals in a minute that are logged
)

// installCookie binds the way to Slack and back to one browser. Its prefix has
// browsers take it over HTTPS alone.
const installCookie = "__Secure-careerbot-install"

// An oauth is what is remembered of ways back from Slack. The zero value is
// ready for use.
type oauth struct {
	used    seen // browsers' marks that were used up
	asked   pace
	noticed pace
}

// serveInstall leads a browser to the page on which Slack asks whether the app
// may be installed. Nothing is kept of it here: all that the way back needs is
// in the browser and in the address.
func (a *Adapter) serveInstall(w http.ResponseWriter, r *http.Request) {
	mark := rand.Text()
	http.SetCookie(w, browserCookie(mark, int(installFor.Seconds())))
	query := url.Values{"client_id": {a.ClientID}, "scope": {scopeNames()}, "state": {a.installState(mark, time.Now())}}
	http.Redirect(w, r, a.authorizeURL()+"?"+query.Encode(), http.StatusFound)
}

// browserCookie is the cookie with a browser's mark; with a negative age it is
// taken away.
func browserCookie(mark string, age int) *http.Cookie {
	return &http.Cookie{
		Name: installCookie, Value: mark, Path: "/slack", MaxAge: age,
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	}
}

// authorizeURL is the address of that page, on the host of the Web API.
func (a *Adapter) authorizeURL() string {
	u, err := url.Parse(a.apiURL())
	if err != nil || u.Host == "" {
		return "https://slack.com/oauth/v2/authorize" // a wrong address of the Web API shows elsewhere
	}
	return u.Scheme + "://" + u.Host + "/oauth/v2/authorize"
}

// installState returns what Slack gives back: when the way began, with a proof
// that binds it to the browser with that mark and that any replica can make.
func (a *Adapter) installState(mark string, now time.Time) string {
	began := strconv.FormatInt(now.Unix(), 10)
	return began + "." + a.installProof(mark, began)
}

func (a *Adapter) installProof(mark, began string) string {
	return a.Key.Hash("slack install", mark, began)
}

// A returnError is why a way back is refused.
type returnError string

func (e returnError) Error() string { return string(e) }

const (
	errQuery     returnError = "the address cannot be read"
	errNoCookie  returnError = "the browser has no cookie of ours"
	errState     returnError = "the state is not ours, or is another browser's"
	errTooOld    returnError = "it began too long ago"
	errUsed      returnError = "it was used before"
	errNoCode    returnError = "there is no code"
	errTooMany   returnError = "there are too many at once"
	errWholeOrg  returnError = "it is for a whole organisation"
	errRotating  returnError = "its tokens change by themselves"
	errNotTheBot returnError = "what Slack gave is no token of a bot in one workspace"
)

// checkState returns an error unless a state was given to the browser with that
// mark within the last minutes, and did not come back here before. Should it come
// back to another replica, its cookie has gone, and Slack takes a code once.
func (a *Adapter) checkState(state, mark string, now time.Time) error {
	began, proof, _ := strings.Cut(state, ".")
	if subtle.ConstantTimeCompare([]byte(proof), []byte(a.installProof(mark, began))) != 1 {
		return errState
	}
	seconds, err := strconv.ParseInt(began, 10, 64)
	if err != nil {
		return errState // unreachable: it is ours
	}
	switch age := now.Sub(time.Unix(seconds, 0)); {
	case age > installFor, age < -skew:
		return errTooOld
	case !a.oauth.used.take(mark):
		return errUsed
	}
	return nil
}

// checkReturn returns the code with which Slack leads a browser back, and an
// error where that is not the way back of one that we sent there.
func (a *Adapter) checkReturn(r *http.Request, now time.Time) (code string, err error) {
	query, err := returnQuery(r)
	if err != nil {
		return "", err
	}
	cookie, err := r.Cookie(installCookie)
	if err != nil || cookie.Value == "" {
		return "", errNoCookie
	}
	if err := a.checkState(query.Get("state"), cookie.Value, now); err != nil {
		return "", err
	}
	if code = query.Get("code"); code == "" {
		return "", errNoCode
	}
	if !a.oauth.asked.allows(maxReturns, now) {
		return "", errTooMany
	}
	return code, nil
}

func returnQuery(r *http.Request) (url.Values, error) {
	if len(r.URL.RawQuery) > maxQuery {
		return nil, errQuery
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, errQuery // the library's error quotes it
	}
	return query, nil
}

// serveRedirect takes a browser back from Slack, and keeps what Slack gives for
// the code that it brings.
func (a *Adapter) serveRedirect(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, browserCookie("", -1))
	if query, err := returnQuery(r); err == nil && query.Get("error") == "access_denied" {
		a.log.Info("slack: not installed: it was not allowed")
		writePage(w, http.StatusOK, deniedPage)
		return
	}
	code, err := a.checkReturn(r, time.Now())
	if err != nil {
		a.refuseReturn(w, err)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), 2*callTimeout)
	defer cancel()
	given, err := a.exchange(ctx, code)
	if err != nil {
		a.refuseReturn(w, err)
		return
	}
	i, err := a.keepInstall(ctx, given)
	if err != nil {
		a.refuseReturn(w, err)
		return
	}
	a.count.installed.Add(1)
	a.log.Info("slack: installed", "team", i.Team, "user", i.User, "scopes", i.Scopes)
	writePage(w, http.StatusOK, installedPage(given.Team.Name, a.command(), missing(i.Scopes)))
}

// exchange asks Slack what it gives for a code. Slack leads back to the first
// address of the app's settings, so none is said.
func (a *Adapter) exchange(ctx context.Context, code string) (*slack.OAuthV2Response, error) {
	given, err := slack.GetOAuthV2ResponseContext(ctx, a.http, a.ClientID, a.ClientSecret, code, "", slack.OAuthOptionAPIURL(a.apiURL()))
	if err != nil {
		return nil, fmt.Errorf("slack: oauth.v2.access: %w", err)
	}
	switch {
	case given.IsEnterpriseInstall, given.Team.ID == "":
		return nil, errWholeOrg
	case given.RefreshToken != "", given.ExpiresIn != 0:
		return nil, errRotating
	case given.TokenType != "bot", given.AccessToken == "":
		return nil, errNotTheBot
	}
	return given, nil
}

// keepInstall asks Slack who the new token is, and keeps it.
func (a *Adapter) keepInstall(ctx context.Context, given *slack.OAuthV2Response) (install, error) {
	who, err := a.newWorkspace(given.AccessToken).authTest(ctx)
	if err != nil {
		return install{}, err
	}
	if who.TeamID != given.Team.ID || given.BotUserID != "" && who.UserID != given.BotUserID {
		return install{}, errNotTheBot
	}
	i := install{
		Team: who.TeamID, Token: given.AccessToken, User: who.UserID, Bot: who.BotID, URL: workspaceURL(who.URL),
		Scopes: given.Scope, At: time.Now().UTC(),
	}
	if err := a.Installs.Put(ctx, i.Team, i.encode()); err != nil {
		return install{}, err
	}
	return i, nil
}
