package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWritten(t *testing.T) {
	var out bytes.Buffer
	tell := written(&out)
	tell(100, 300)
	tell(300, 300)
	if got, want := out.String(), "\rIndexing … 100 of 300 passages\rIndexing … 300 of 300 passages\n"; got != want {
		t.Errorf("written: %q, want %q", got, want)
	}
}

func TestLogged(t *testing.T) {
	var out bytes.Buffer
	logged(slog.New(slog.NewTextHandler(&out, nil)))(100, 300)
	if got, want := out.String(), "level=INFO msg=indexing passages=100 of=300\n"; !strings.HasSuffix(got, want) {
		t.Errorf("logged: %q, want it to end in %q", got, want)
	}
}

// TestShownToNobody: neither a buffer nor a file is anybody who looks on.
func TestShownToNobody(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "err"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if shown(&bytes.Buffer{}) != nil || shown(f) != nil {
		t.Error("shown of a buffer or a file is not nil")
	}
}
