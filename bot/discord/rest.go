package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

const (
	restTimeout = 10 * time.Second
	maxBody     = 8 << 20 // bytes of an answer that are read
	maxAfter    = time.Hour
	htmlAfter   = time.Minute // where a 429 does not say how long
)

// A rest calls Discord's REST API. It does not retry, wait or log.
type rest struct {
	base   *url.URL // ends with a slash
	token  string   // as the Authorization header has it
	agent  string
	client *http.Client
}

// call sends one request and reads the answer into out, both as JSON; in and
// out may be nil. path is below the base and may carry a query. A status other
// than 2xx is an *Error; any other error says that the answer did not arrive
// whole.
func (r *rest) call(ctx context.Context, op, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return fmt.Errorf("discord: %s: %w", op, err)
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, r.base.String()+path, body)
	if err != nil {
		return fmt.Errorf("discord: %s: %w", op, err)
	}
	req.Header.Set("Authorization", r.token)
	req.Header.Set("User-Agent", r.agent)
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := r.client.Do(req)
	if err != nil {
		return fmt.Errorf("discord: %s: %w", op, err)
	}
	defer resp.Body.Close()
	limited := io.LimitReader(resp.Body, maxBody)
	if resp.StatusCode/100 != 2 {
		return refusal(op, resp, limited)
	}
	if out == nil {
		return nil
	}
	if err := json.NewDecoder(limited).Decode(out); err != nil {
		return fmt.Errorf("discord: %s: read the answer: %w", op, err)
	}
	return nil
}

// whoami returns the bot's own user id.
func (r *rest) whoami(ctx context.Context) (string, error) {
	var me struct {
		ID string `json:"id"`
	}
	if err := r.call(ctx, "check the token", http.MethodGet, "users/@me", nil, &me); err != nil {
		return "", err
	}
	if !isSnowflake(me.ID) {
		return "", fmt.Errorf("discord: check the token: no id in the answer")
	}
	return me.ID, nil
}

// refusal reads an answer that is not 2xx. Before Discord stands a proxy that
// answers in HTML, so a body that is no JSON is no surprise.
func refusal(op string, resp *http.Response, body io.Reader) *Error {
	e := &Error{Op: op, Status: resp.StatusCode}
	var said struct {
		Code       int     `json:"code"`
		RetryAfter float64 `json:"retry_after"` // seconds
	}
	raw, err := io.ReadAll(body)
	isJSON := err == nil && json.Unmarshal(raw, &said) == nil
	if isJSON {
		e.Code = said.Code
		e.After = seconds(said.RetryAfter)
	}
	for _, name := range []string{"Retry-After", "X-RateLimit-Reset-After"} {
		if resp.StatusCode != http.StatusTooManyRequests && name != "Retry-After" {
			continue // the bucket's reset says nothing about a refusal
		}
		if s, err := strconv.ParseFloat(resp.Header.Get(name), 64); err == nil {
			e.After = max(e.After, seconds(s))
		}
	}
	if e.Status == http.StatusTooManyRequests && e.After == 0 && !isJSON {
		e.After = htmlAfter
	}
	return e
}

// seconds turns a number of seconds that somebody else wrote into a duration
// from 0 to an hour.
func seconds(s float64) time.Duration {
	if math.IsNaN(s) || s <= 0 {
		return 0
	}
	if s >= maxAfter.Seconds() {
		return maxAfter
	}
	return time.Duration(s * float64(time.Second))
}
