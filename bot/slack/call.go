package slack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"
)

// method asks a method of the Web API, with the token of the workspace.
func (w *workspace) method(ctx context.Context, name, contentType string, body io.Reader) (*http.Response, error) {
	if w.token == "" {
		return nil, errNotInstalled
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.a.apiURL()+name, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Authorization", "Bearer "+w.token)
	return w.a.do(req)
}

// do sends a request. Its error does not quote the address, which may be as
// good as a password.
func (a *Adapter) do(req *http.Request) (*http.Response, error) {
	res, err := a.http.Do(req)
	var inner *url.Error
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return res, err
}

// call calls a method of the Web API with a body of ours, which slack-go would
// have to take apart and put together again. What Slack refuses is a
// slack.SlackErrorResponse.
func (w *workspace) call(ctx context.Context, method string, body []byte) error {
	res, err := w.method(ctx, method, jsonType[0], bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("slack: %s: %w", method, err)
	}
	defer res.Body.Close()
	var said struct {
		OK    bool   `json:"ok"`
		Error string `json:"error"`
	}
	text, _ := io.ReadAll(io.LimitReader(res.Body, 1<<20)) // what is cut cannot be read below
	switch err := json.Unmarshal(text, &said); {
	case res.StatusCode/100 != 2:
		return fmt.Errorf("slack: %s: %s", method, res.Status)
	case err != nil:
		return fmt.Errorf("slack: %s: %w", method, err)
	case !said.OK:
		err := slack.SlackErrorResponse{Err: said.Error}
		w.heard(err)
		return fmt.Errorf("slack: %s: %w", method, err)
	}
	w.heard(nil)
	return nil
}
