package webpage

import (
	"fmt"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// A Report tells what an importer recognised in a page and what not. Lines in
// it are those of the article that came out, not of the page.
type Report struct {
	Page    string // the page's name
	Format  string // "HTML" or "Markdown"
	Charset string // "utf-8", "windows-1252" …

	Fields  []Field  // of the front matter, in its order
	Dropped []string // keys of a front matter that articles do not have
	Hints   []string // sentences that tell what the publisher may sell

	Roles, Places, Levels []string // that the tables and headings name
	Assumed               []string // labels of pay taken for roles, places or levels of the article's own
	Sections, Lists       int
	Tables, PayTables     int
	Pays, NoPays          int // cells of pay, and cells that say there is no figure
	Unread                []Unread
	Findings              []knowledge.Finding // what careerbot check will say
	Left                  []Left              // what was left out, the most words first
	Notes                 []string
}

// A Field is a line of the front matter. Its Value is "" where the editor has
// to say it.
type Field struct{ Key, Value, From string }

// An Unread is a cell that looks like money and was not read as pay.
type Unread struct {
	Line int
	Cell string
}

// A Left is a part of the page that was left out.
type Left struct {
	What  string
	Words int
	Times int
}

const maxNotes = 30

func (r *Report) note(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if len(r.Notes) < maxNotes && !slices.Contains(r.Notes, text) {
		r.Notes = append(r.Notes, text)
	}
}

func (r *Report) leave(what string, words int) {
	if words <= 0 {
		return
	}
	for i := range r.Left {
		if r.Left[i].What == what {
			r.Left[i].Words += words
			r.Left[i].Times++
			return
		}
	}
	r.Left = append(r.Left, Left{what, words, 1})
}

// Missing returns the fields of the front matter that the editor has to fill.
func (r *Report) Missing() (keys []string) {
	for _, f := range r.Fields {
		if f.Value == "" || f.Value == "unknown" {
			keys = append(keys, f.Key)
		}
	}
	if len(r.Roles) == 0 {
		keys = append(keys, "roles")
	}
	return keys
}

// Summary returns the report in one line.
func (r *Report) Summary() string {
	faults := 0
	for _, f := range r.Findings {
		if !f.Warning {
			faults++
		}
	}
	s := fmt.Sprintf("%s, %s, %s, %s", counted(r.Sections, "section"), counted(r.Tables, "table"), counted(r.Pays, "pay cell"), counted(len(r.Roles), "role"))
	if len(r.Unread) > 0 {
		s += fmt.Sprintf("; %s of money not read", counted(len(r.Unread), "cell"))
	}
	if faults > 0 || len(r.Findings) > faults {
		s += fmt.Sprintf("; %s and %s", counted(faults, "fault"), counted(len(r.Findings)-faults, "warning"))
	}
	return s
}

// String returns the report in lines. File is what the article will be called
// in them.
func (r *Report) String() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s: %s in %s", r.Page, r.Format, r.Charset)
	line("Recognised: %s.", r.Summary())
	for _, part := range []struct {
		name string
		list []string
	}{{"Roles", r.Roles}, {"Places", r.Places}, {"Levels", r.Levels}} {
		line("  %s: %s", part.name, orNone(part.list))
	}
	line("Front matter:")
	for _, f := range r.Fields {
		switch {
		case f.Value == "" || f.Value == "unknown":
			line("  %s: not found; please fill it in%s", f.Key, fieldHelp[f.Key])
		default:
			line("  %s: %s (%s)", f.Key, f.Value, f.From)
		}
	}
	if len(r.Roles) == 0 {
		line("  roles: none found; please name the roles that the article is about")
	}
	if len(r.Dropped) > 0 {
		line("  left out, articles have no such keys: %s", strings.Join(r.Dropped, ", "))
	}
	r.printRest(line)
	return b.String()
}

func (r *Report) printRest(line func(string, ...any)) {
	for _, h := range r.Hints {
		line("  on interest the text says: “%s”", h)
	}
	if len(r.Assumed) > 0 {
		line("Taken for roles, places or levels that only this article has: %s", strings.Join(r.Assumed, "; "))
	}
	if len(r.Unread) > 0 {
		line("Looks like money and was not read as pay:")
		for _, u := range r.Unread[:min(len(r.Unread), maxShown)] {
			line("  line %d: %q", u.Line, u.Cell)
		}
		more(line, len(r.Unread))
	}
	if len(r.Findings) > 0 {
		line("careerbot check will say:")
		for _, f := range r.Findings[:min(len(r.Findings), maxShown)] {
			line("  %s", f)
		}
		more(line, len(r.Findings))
	}
	if len(r.Left) > 0 {
		var parts []string
		for _, l := range r.Left {
			parts = append(parts, fmt.Sprintf("%s (%s)", l.What, counted(l.Words, "word")))
		}
		line("Left out: %s.", strings.Join(parts, ", "))
	}
	for _, n := range r.Notes {
		line("Note: %s", n)
	}
}

// maxShown is how many of many lines are shown.
const maxShown = 20

func more(line func(string, ...any), n int) {
	if n > maxShown {
		line("  and %d more", n-maxShown)
	}
}

// fieldHelp says what fields are for that a page seldom has.
var fieldHelp = map[string]string{
	"data":     ": the year or date of the figures",
	"interest": ": what the publisher sells, if anything; no page says it of itself",
	"period":   ": year, month, week, day or hour, for cells of pay that do not say theirs",
	"basis":    ": what the figures are about, such as gross pay in permanent roles",
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}
