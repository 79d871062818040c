package webpage

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
)

// decode returns the page's text in UTF-8, and notes what kind of page it is.
func (d *draft) decode(page []byte, label string) (string, error) {
	d.report.Page = d.name
	if len(page) > MaxPageBytes {
		return "", faultAt(d.name, 0, "the page is larger than %d MB; save it without its pictures and scripts", MaxPageBytes>>20)
	}
	if kind := otherFormat(page); kind != "" {
		return "", faultAt(d.name, 0, "this is %s: save the page as HTML", kind)
	}
	enc, name, sure := findCharset(page, label)
	if enc == nil {
		return "", faultAt(d.name, 0, "the character set %q is not known", label)
	}
	text, err := d.transform(page, enc, name, sure, label != "")
	if err != nil {
		return "", err
	}
	if strings.TrimSpace(text) == "" {
		return "", faultAt(d.name, 0, "the page is empty")
	}
	d.report.Format = format(d.name, text)
	return text, nil
}

// formats are what people save or rename by mistake, by their first bytes.
var formats = []struct{ magic, name string }{
	{"%PDF-", "a PDF file"}, {"PK\x03\x04", "an archive or an office document"}, {"\x1f\x8b", "a gzip file"},
	{"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"}, {"GIF8", "a picture"}, {"bplist00", "a Safari web archive"},
	{"MIME-Version:", "a web archive (MHTML)"}, {"From: <Saved by", "a web archive (MHTML)"}, {"{\\rtf", "an RTF file"}, {"\xd0\xcf\x11\xe0", "an office document"},
}

func otherFormat(page []byte) string {
	for _, f := range formats {
		if bytes.HasPrefix(page, []byte(f.magic)) {
			return f.name
		}
	}
	return ""
}

var markup = regexp.MustCompile(`(?i)^\s*(<!--(?s:.*?)-->\s*)*(<\?xml|<!doctype\s+html|<html|<head|<body|<meta|<title)`)

// format tells Markdown from HTML: by what the page begins with, then by the
// file's name, then by whether there are tags.
func format(name, text string) string {
	head := text[:min(len(text), 4096)]
	if markup.MatchString(strings.TrimPrefix(head, "\ufeff")) {
		return "HTML"
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".mdown", ".mkd", ".txt":
		return "Markdown"
	case ".html", ".htm", ".xhtml":
		return "HTML"
	}
	if strings.HasPrefix(strings.TrimLeft(head, "\ufeff \t\r\n"), "<") {
		return "HTML"
	}
	return "Markdown"
}

var declared = regexp.MustCompile(`(?i)\b(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})`)

// findCharset returns the page's character set; sure is false where nothing
// says it. label is what the caller says, "" for nothing.
func findCharset(page []byte, label string) (enc encoding.Encoding, name string, sure bool) {
	if label != "" {
		enc, name = charset.Lookup(label)
		return enc, name, true
	}
	if name := unmarkedUTF16(page); name != "" {
		enc, _ := charset.Lookup(name)
		return enc, name, false
	}
	enc, name, sure = charset.DetermineEncoding(page, "")
	if sure {
		return enc, name, true
	}
	if m := declared.FindSubmatch(page[:min(len(page), 64<<10)]); m != nil {
		if e, n := charset.Lookup(string(m[1])); e != nil && n != "utf-16le" && n != "utf-16be" && n != "replacement" {
			return e, n, true
		}
	}
	return enc, name, false
}

// unmarkedUTF16 recognises UTF-16 without a byte order mark by the zero bytes
// of its first letters.
func unmarkedUTF16(page []byte) string {
	head := page[:min(len(page), 512)&^1]
	even, odd := 0, 0
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	switch {
	case len(head) >= 16 && odd > len(head)/4 && even == 0:
		return "utf-16le"
	case len(head) >= 16 && even > len(head)/4 && odd == 0:
		return "utf-16be"
	}
	return ""
}

// transform decodes the page. Text that is not of its character set is a
// fault: a wrong one turns signs of money into others.
func (d *draft) transform(page []byte, enc encoding.Encoding, name string, sure, told bool) (string, error) {
	bom := bytes.HasPrefix(page, []byte("\ufeff"))
	wide := strings.HasPrefix(name, "utf-16")
	switch {
	case wide || name == "utf-8" || bom:
	case utf8.Valid(page) && !told && !escaped(name):
		if sure && !ascii(page) {
			d.report.note("The page says that it is %s, but all of it is UTF-8, and it was read so.", name)
		}
		name = "utf-8"
	case !sure:
		d.report.note("The page does not say its character set; it was read as %s. If signs are wrong, say it with --charset.", name)
	}
	d.report.Charset = name
	text := string(page)
	if name == "utf-8" {
		text = strings.TrimPrefix(text, "\ufeff")
	} else {
		b, err := enc.NewDecoder().Bytes(page)
		if err != nil {
			return "", faultAt(d.name, 0, "it cannot be read as %s: %v", name, err)
		}
		text = strings.TrimPrefix(string(b), "\ufeff")
	}
	return text, d.checkText(text, name)
}

// checkText looks for what no text of a character set has.
func (d *draft) checkText(text, name string) error {
	line := 1
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n':
			line++
		case r == 0:
			return faultAt(d.name, line, "a zero byte: this is not a text file in %s; say its character set with --charset", name)
		case r == utf8.RuneError && (n == 1 || name != "utf-8"):
			return faultAt(d.name, line, "the line is not %s text: save the page as UTF-8, or say its character set with --charset", name)
		}
		i += n
	}
	return nil
}

// escaped reports whether a character set writes its letters in ASCII bytes,
// so that all its texts are UTF-8 as well.
func escaped(name string) bool { return name == "iso-2022-jp" || name == "hz-gb-2312" }

func ascii(page []byte) bool {
	for _, c := range page {
		if c >= 0x80 {
			return false
		}
	}
	return true
}
