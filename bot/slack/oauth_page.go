package slack

import (
	"bytes"
	"errors"
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// A resultPage is what a browser shows that was led back from Slack.
type resultPage struct {
	Title string
	Lines []string
	List  []string
	Again bool // with the way to begin again
}

var resultTemplate = template.Must(template.New("").Parse(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{.Title}} · careerbot</title>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
{{range .Lines}}<p>{{.}}</p>
{{end}}{{with .List}}<ul>{{range .}}<li>{{.}}</li>{{end}}</ul>
{{end}}{{if .Again}}<p><a href="` + installPath + `">Begin again</a></p>
{{end}}</main>
</body>
</html>
`))

var (
	deniedPage = resultPage{
		Title: "Not installed", Again: true,
		Lines: []string{"You did not allow it, so nothing was installed and nothing is kept. You can come back at any time."},
	}
	oldPage = resultPage{
		Title: "Not installed", Again: true,
		Lines: []string{"This way back from Slack is too old, was used before, or began in another browser. Nothing was changed."},
	}
	unfitPage = resultPage{
		Title: "Not installed",
		Lines: []string{"Slack does not let this app be installed as it is set up. Whoever runs careerbot finds the reason in its log."},
	}
	laterPage = resultPage{
		Title: "Not installed", Again: true,
		Lines: []string{"That did not work just now. Please try again in a minute."},
	}
	wholeOrgPage = resultPage{
		Title: "Not installed", Again: true,
		Lines: []string{"careerbot is installed in one workspace at a time, and not for a whole organisation. Please choose a workspace."},
	}
	rotatingPage = resultPage{
		Title: "Not installed",
		Lines: []string{"The app has token rotation switched on, which careerbot cannot use. Whoever runs it has to make the app anew, from its manifest."},
	}
)

// installedPage says where the app is installed now, and what does not work
// for want of a permission.
func installedPage(workspace, command string, missing []scope) resultPage {
	if workspace = shorten(strings.TrimSpace(workspace), maxLabel); workspace == "" {
		workspace = "your workspace"
	}
	p := resultPage{Title: "Installed in " + workspace}
	p.Lines = []string{"Go to Slack and type " + command + " help. To ask by a mention, first invite careerbot to the channel: /invite @careerbot"}
	if len(missing) > 0 {
		p.Lines = append(p.Lines, "What was not allowed, and what does not work without it:")
	}
	for _, s := range missing {
		p.List = append(p.List, s.sentence())
	}
	p.Again = len(missing) > 0
	return p
}

// refuseReturn tells a browser that nothing was installed, and the log why.
func (a *Adapter) refuseReturn(w http.ResponseWriter, why error) {
	a.count.installRefused.Add(1)
	code, page := returnFault(why)
	if a.oauth.noticed.allows(maxNoticed, time.Now()) {
		if code >= http.StatusInternalServerError {
			a.log.Error("slack: not installed", "err", why)
		} else {
			a.log.Warn("slack: not installed", "err", why)
		}
	}
	writePage(w, code, page)
}

// returnFault returns how a browser is told why nothing was installed.
func returnFault(why error) (code int, page resultPage) {
	var (
		refused slack.SlackErrorResponse
		ours    returnError
	)
	switch {
	case errors.Is(why, errWholeOrg):
		return http.StatusBadRequest, wholeOrgPage
	case errors.Is(why, errRotating):
		return http.StatusBadRequest, rotatingPage
	case errors.Is(why, errTooMany):
		return http.StatusTooManyRequests, laterPage
	case errors.Is(why, errNotTheBot):
		return http.StatusBadGateway, unfitPage
	case errors.As(why, &ours):
		return http.StatusBadRequest, oldPage
	case !errors.As(why, &refused), passing(refused.Err):
		return http.StatusServiceUnavailable, laterPage // a call that did not come through
	case usedCode(refused.Err):
		return http.StatusBadRequest, oldPage
	}
	return http.StatusInternalServerError, unfitPage
}

// usedCode reports whether a refusal of Slack's is about the code, and not about
// the app.
func usedCode(refusal string) bool {
	switch refusal {
	case "invalid_code", "code_already_used", "code_expired", "access_denied":
		return true
	}
	return false
}

// page serves GET requests of browsers, and keeps a panic in the one request
// that caused it. Nobody else may show what it answers, keep it, or learn its
// address, which has a code in it.
func (a *Adapter) page(serve http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if p := recover(); p != nil {
				a.panicked(p)
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		if r.Method != http.MethodGet { // a look at an address must not use up its code
			h.Set("Allow", http.MethodGet)
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return
		}
		serve(w, r)
	})
}

func writePage(w http.ResponseWriter, code int, p resultPage) {
	var b bytes.Buffer
	if err := resultTemplate.Execute(&b, p); err != nil {
		panic(err) // unreachable: it is ours, and so is its data
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	w.Write(b.Bytes()) // an error means that the reader has gone
}
