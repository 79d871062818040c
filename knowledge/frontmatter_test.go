package knowledge

import "testing"

// TestTitleWithColon: a title may have a colon without quotes, as it has on the web, and a
// note behind it.
func TestTitleWithColon(t *testing.T) {
	for line, want := range map[string]string{
		"title: Nurses: what they earn":            "Nurses: what they earn",
		"title: Who's paid more: nurse or midwife": "Who's paid more: nurse or midwife",
		"title: One: two: three # a note":          "One: two: three",
		"title: What next:":                        "What next:",
		`title: "Quoted: as it was"`:               "Quoted: as it was",
		"title: 'Quoted: ''as'' it was'":           "Quoted: 'as' it was",
		"title: Plain":                             "Plain",
	} {
		a, err := ParseArticle("a.md", []byte("---\n"+line+"\r\nsource: https://example.org:8080/a\n---\nText.\n"))
		if err != nil {
			t.Errorf("%s: %v", line, err)
			continue
		}
		if a.Title != want || a.Source != "https://example.org:8080/a" {
			t.Errorf("%s: title %q, source %q", line, a.Title, a.Source)
		}
	}
}
