package slack

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/slack-go/slack"
)

// pictureName is the name of every picture, in the workspace's list of files.
const pictureName = "chart.png"

// upload hands a picture to the workspace and returns its id. It is shared with
// no channel: a message that shows it does that.
func (w *workspace) upload(ctx context.Context, png []byte) (string, error) {
	to, err := w.api.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: pictureName, FileSize: len(png)})
	w.heard(err)
	if err != nil {
		return "", fmt.Errorf("slack: upload: %w", err)
	}
	if to.FileID == "" {
		return "", fmt.Errorf("slack: upload: no file id in the answer")
	}
	if err := w.a.putBytes(ctx, to.UploadURL, png); err != nil {
		return "", err
	}
	_, err = w.api.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
		Files: []slack.FileSummary{{ID: to.FileID, Title: pictureName}},
	})
	w.heard(err)
	if err != nil {
		return "", fmt.Errorf("slack: upload: %w", err)
	}
	return to.FileID, nil
}

// putBytes posts to the address that Slack has named for one upload, which needs
// no token and is told none.
func (a *Adapter) putBytes(ctx context.Context, address string, png []byte) error {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return fmt.Errorf("slack: upload: no address in the answer")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(png))
	if err != nil {
		return fmt.Errorf("slack: upload: bad address")
	}
	req.Header.Set("Content-Type", "application/octet-stream")
	res, err := a.do(req)
	if err != nil {
		return fmt.Errorf("slack: upload: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode/100 != 2 {
		return fmt.Errorf("slack: upload: %s", res.Status)
	}
	return nil
}

// A picture that was just uploaded can be shown once Slack has looked at it,
// within a second or two. A response address takes five messages in all.
const (
	pictureTries = 3
	pictureWait  = 700 * time.Millisecond // before the second try, and twice that before the next
)

// pictured sends a card and, while its picture is new and Slack refuses it, sends
// it again, as long as there is time left to send the figures instead.
func (a *Adapter) pictured(ctx context.Context, c card, send func() error) error {
	p := c.drawing.picture
	if p == nil || c.style == textStyle {
		return send()
	}
	wait := pictureWait
	for try := 1; ; try++ {
		err := send()
		if err == nil {
			p.shown.Store(true)
		}
		if refusedBlocks(err) == "" {
			return err
		}
		if try == pictureTries || p.shown.Load() || !pause(ctx, wait) {
			a.cards.pictures.drop(p)
			return err
		}
		wait *= 2
	}
}

// pause waits, and reports false at once where ctx leaves no time for what
// comes then.
func pause(ctx context.Context, d time.Duration) bool {
	if end, ok := ctx.Deadline(); ok && time.Until(end) < d+replyTimeout {
		return false
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}
