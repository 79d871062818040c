package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestProgress(t *testing.T) {
	var out bytes.Buffer
	p := &progress{out: &out, total: 4, drawn: true}
	p.step(0, "a.html")
	p.step(2, strings.Repeat("folder/", 6)+"b\x1b[2J.html")
	p.clear()
	want := "\r\x1b[K[························] 0/4 a.html" +
		"\r\x1b[K[############············] 2/4 …der/folder/folder/folder/b?[2J.html\r\x1b[K"
	if got := out.String(); got != want {
		t.Errorf("drawn: %q, want %q", got, want)
	}
}

// TestProgressElsewhere: nothing is drawn where standard error is no terminal.
func TestProgressElsewhere(t *testing.T) {
	var out bytes.Buffer
	p := newProgress(&process{err: &out, getenv: func(string) string { return "" }}, 9)
	p.step(3, "a.html")
	p.clear()
	if out.Len() > 0 || p.drawn {
		t.Errorf("drawn: %q, want nothing", out.String())
	}
}
