package discord

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"strconv"
	"time"
)

const (
	maxAfter  = time.Hour
	htmlAfter = time.Minute // where a page of the proxy does not say how long
	bareAfter = time.Second // where Discord itself does not
)

// A refusal is an answer that is not 2xx.
type refusal struct {
	*Error
	page   bool // a page of the proxy before Discord, and no word of Discord's
	global bool // of a 429: it is about everything that the bot asks
	shared bool // of a 429: others have used the limit up, so it does not count against us
}

// counts reports whether Discord counts a refusal towards its ban.
func (f *refusal) counts() bool {
	switch f.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return true
	case http.StatusTooManyRequests:
		return !f.shared
	}
	return false
}

// readRefusal reads an answer that is not 2xx. Before Discord stands a proxy
// that answers in HTML, so a body that is no JSON is no surprise.
func readRefusal(op string, resp *http.Response, body io.Reader) refusal {
	e := &Error{Op: op, Status: resp.StatusCode}
	var said struct {
		Code       int     `json:"code"`
		RetryAfter float64 `json:"retry_after"` // seconds
		Global     bool    `json:"global"`
	}
	raw, err := io.ReadAll(body)
	isJSON := err == nil && json.Unmarshal(raw, &said) == nil
	if isJSON {
		e.Code = said.Code
		e.After = seconds(said.RetryAfter)
	}
	scope := resp.Header.Get("X-RateLimit-Scope")
	f := refusal{
		Error:  e,
		page:   !isJSON && bytes.HasPrefix(bytes.TrimSpace(raw), []byte("<")),
		global: isJSON && said.Global || resp.Header.Get("X-RateLimit-Global") == "true" || scope == "global",
		shared: scope == "shared",
	}
	for _, name := range []string{"Retry-After", "X-RateLimit-Reset-After"} {
		if e.Status != http.StatusTooManyRequests && name != "Retry-After" {
			continue // the bucket's reset says nothing about a refusal
		}
		if s, ok := number(resp.Header.Get(name)); ok {
			e.After = max(e.After, seconds(s))
		}
	}
	switch {
	case e.After != 0:
	case e.Status == http.StatusTooManyRequests && !isJSON, e.Status == http.StatusForbidden && f.page:
		e.After = htmlAfter
	}
	return f
}

// number reads a number that somebody else wrote.
func number(s string) (float64, bool) {
	f, err := strconv.ParseFloat(s, 64)
	return f, err == nil && !math.IsNaN(f)
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

// A quota is what the headers of an answer say about the bucket that the
// request belongs to. The zero value says nothing.
type quota struct {
	bucket string // Discord's name for it
	limit  int    // requests in a window; 0: the headers say nothing
	left   int
	after  time.Duration // to the end of the window
}

// Bounds of what is taken for a quota.
const (
	maxBucketName = 128
	maxQuota      = 100_000
)

// readQuota reads the headers of an answer. What is incomplete or makes no
// sense says nothing.
func readQuota(h http.Header) quota {
	bucket := h.Get("X-RateLimit-Bucket")
	limit, errLimit := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	left, errLeft := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, ok := number(h.Get("X-RateLimit-Reset-After"))
	switch {
	case bucket == "" || len(bucket) > maxBucketName || !ok || errLimit != nil || errLeft != nil:
		return quota{}
	case limit < 1 || limit > maxQuota || left < 0:
		return quota{}
	}
	return quota{bucket: bucket, limit: limit, left: min(left, limit), after: seconds(after)}
}
