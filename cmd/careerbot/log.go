package main

import (
	"io"
	"log/slog"
)

// newLog returns the log of "serve": one JSON object a line. What concerns a
// message names it by its "id".
func newLog(w io.Writer) *slog.Logger {
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{ReplaceAttr: readable}))
}

// readable writes durations as people do, "1.5s": as JSON they would be
// numbers of nanoseconds.
func readable(_ []string, a slog.Attr) slog.Attr {
	if a.Value.Kind() == slog.KindDuration {
		a.Value = slog.StringValue(a.Value.Duration().String())
	}
	return a
}
