package chart

import (
	"fmt"
	"strings"
	"unicode"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"codeberg.org/go-fonts/dejavu/dejavusanscondensedbold"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// fonts are two cuts of DejaVu Sans Condensed: it has the sign of every currency
// (Liberation, which gonum ships, lacks ₹), and is narrow. Its licence stands in
// LICENSE-DejaVu, since the binary carries it.
type fonts struct {
	regular, bold *opentype.Font
	glyphs        sfnt.Buffer
}

// newFonts reads the fonts, which costs little: their tables are read when they
// are needed.
func newFonts() (*fonts, error) {
	regular, err := opentype.Parse(dejavusanscondensed.TTF)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err) // unreachable
	}
	bold, err := opentype.Parse(dejavusanscondensedbold.TTF)
	if err != nil {
		return nil, fmt.Errorf("font: %w", err) // unreachable
	}
	return &fonts{regular: regular, bold: bold}, nil
}

func (f *fonts) plain(size vg.Length) font.Face {
	return font.Face{Font: font.Font{Typeface: "DejaVu", Size: size}, Face: f.regular}
}

func (f *fonts) heavy(size vg.Length) font.Face {
	return font.Face{Font: font.Font{Typeface: "DejaVu", Size: size}, Face: f.bold}
}

// clean returns a text that can be drawn: one line, without characters that
// nobody sees and without ornaments that the font lacks.
func (f *fonts) clean(s string) (string, error) {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte(' ')
			continue
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			continue
		}
		says := unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.Sc)
		if fromRight(r) {
			return "", fmt.Errorf("%q: %w", r, ErrGlyph)
		}
		switch i, err := f.regular.GlyphIndex(&f.glyphs, r); {
		case err == nil && i != 0:
			b.WriteRune(r)
		case says:
			return "", fmt.Errorf("%q: %w", r, ErrGlyph)
		}
	}
	return strings.Join(strings.Fields(b.String()), " "), nil
}

// fromRight reports whether a letter belongs to a script that is written from
// right to left, which the canvas would turn round.
func fromRight(r rune) bool {
	return unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

// wrap breaks a text into lines that are no wider than width. Where most is not
// 0 there are no more lines than that, and the last ends in "…" for the rest.
func wrap(face font.Face, s string, width vg.Length, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		joined := strings.TrimPrefix(line+" "+word, " ")
		if face.Width(joined) <= width {
			line = joined
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; face.Width(line) > width; { // a word that is wider than a line
			n := fitting(face, line, width)
			lines, line = append(lines, line[:n]), line[n:]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = cut(face, lines[most-1], width)
	}
	return lines
}

// fitting returns how many bytes of a text fit a width: those of one character
// at least.
func fitting(face font.Face, s string, width vg.Length) int {
	n := 0
	for i, r := range s {
		end := i + len(string(r))
		if n > 0 && face.Width(s[:end]) > width {
			break
		}
		n = end
	}
	return n
}

// cut ends a line in "…", within a width.
func cut(face font.Face, line string, width vg.Length) string {
	r := []rune(line)
	for len(r) > 1 && face.Width(string(r)+"…") > width {
		r = r[:len(r)-1]
	}
	return strings.TrimRight(string(r), " ,;:(") + "…"
}

// figure breaks a figure into lines, between words and behind the dash of a
// range, never within an amount.
func figure(face font.Face, s string, width vg.Length) ([]string, error) {
	var lines []string
	line := ""
	for i, word := range strings.Split(s, " ") {
		for k, part := range strings.SplitAfter(word, "–") {
			joined := line + part
			if i > 0 && k == 0 {
				joined = line + " " + part
			}
			switch {
			case face.Width(part) > width:
				return nil, fmt.Errorf("a figure of %d characters: %w", len([]rune(s)), ErrSize)
			case face.Width(joined) <= width:
				line = joined
			default:
				lines, line = append(lines, line), part
			}
		}
	}
	return append(lines, line), nil
}
