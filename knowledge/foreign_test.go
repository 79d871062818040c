package knowledge

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadForeign(t *testing.T) {
	f, err := ReadForeign("a.md", []byte("---\nTitle: Pay: nurses\nauthors:\n  - name: A\n  - B\ntags: [x, y]\nempty:\nroles:\n  - name: Nurse\n    aliases: [rn]\nknown_conflicts:\n  - Senior\n---\n\n## Pay {#pay}\n\n| a | b |\n|---|---|\n| 1 |\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := &Foreign{
		Fields:    map[string]string{"title": "Pay: nurses", "authors": "A, B", "tags": "x, y"},
		Roles:     []RoleName{{Name: "Nurse", Aliases: []string{"rn"}, Line: 9}},
		Conflicts: []string{"Senior"},
		HTML:      []byte("<h2 id=\"pay\">Pay</h2>\n<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td></td>\n</tr>\n</tbody>\n</table>\n"),
	}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("ReadForeign (-want +got):\n%s", diff)
	}
}

func TestReadForeignFaults(t *testing.T) {
	for src, want := range map[string]string{
		"---\na: [\n---\n":                         "a.md:3: front matter: it cannot be read as YAML: did not find expected node content",
		"---\nroles:\n  - nam: x\n---\n":           "a.md:3: front matter: a role has a name and aliases, but no \"nam\"\na.md:3: front matter: a role without a name",
		"| a |\n|---|\n| 1 | 2 |\n\n> | x | y |\n": "a.md:3: a row of 2 cells under a header of 1\na.md:5: a row that belongs to no table: a table has a header, a line like |---|---| below it, and no empty line between its rows",
		"a\xff\n\nb\xfe\n":                         "a.md:1: the line is not UTF-8 text: save the file as UTF-8\na.md:3: the line is not UTF-8 text: save the file as UTF-8",
	} {
		if _, err := ReadForeign("a.md", []byte(src)); err == nil || err.Error() != want {
			t.Errorf("ReadForeign(%q) = %v, want %q", src, err, want)
		}
	}
}

// FuzzReadForeign: any bytes give HTML or faults.
func FuzzReadForeign(f *testing.F) {
	for _, s := range []string{"# a\n\n- b\n  - c\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "---\ntitle: x\n---\na[^1]\n\n[^1]: b", "a\n: b\n\n~~c~~", "---\na: &x [*x]\n---\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		got, err := ReadForeign("a.md", src)
		if (got == nil) == (err == nil) {
			t.Errorf("ReadForeign(%q) = %v, %v", src, got, err)
		}
	})
}
