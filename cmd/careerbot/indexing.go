package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
)

// shown returns what tells people how far the indexing of articles is, where
// that takes more than a second: nil where nobody looks on.
func shown(w io.Writer) func(done, total int) {
	f, ok := w.(*os.File)
	if !ok {
		return nil
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	return written(f)
}

// written writes how far the indexing is on one line, again and again.
func written(w io.Writer) func(done, total int) {
	return func(done, total int) {
		fmt.Fprintf(w, "\rIndexing … %d of %d passages", done, total)
		if done == total {
			fmt.Fprintln(w)
		}
	}
}

// logged logs how far the indexing is.
func logged(log *slog.Logger) func(done, total int) {
	return func(done, total int) { log.Info("indexing", "passages", done, "of", total) }
}
