package main

import (
	"bytes"
	"image/png"
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestPagesShowPictures: each picture is there, is shown with words for it, and
// is small enough for a phone on the way.
func TestPagesShowPictures(t *testing.T) {
	const most = 60_000
	for _, name := range []string{"slack.md", "discord.md"} {
		page := deployFile(t, name)
		shown := 0
		for _, m := range regexp.MustCompile(`<img src="pictures/([^"]+)" width="390" alt="([^"]*)">`).FindAllStringSubmatch(page, -1) {
			shown++
			if len(m[2]) < 100 {
				t.Errorf("%s: %s is described by %q alone", name, m[1], m[2])
			}
			file, err := os.ReadFile("../../deploy/pictures/" + m[1])
			if err != nil {
				t.Fatal(err)
			}
			if _, err := png.Decode(bytes.NewReader(file)); err != nil || len(file) > most {
				t.Errorf("%s: %s: %d bytes, %v", name, m[1], len(file), err)
			}
		}
		if n := strings.Count(page, "<img"); n != shown || n == 0 {
			t.Errorf("%s: %d pictures, %d of them with a width and words", name, n, shown)
		}
	}
}
