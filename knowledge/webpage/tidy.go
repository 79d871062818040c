package webpage

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"careerbot/knowledge"
)

// tidy puts the blocks in order: what is no part of the article goes, one
// title stands above, headings have text below and anchors of their own.
func (d *draft) tidy() {
	d.dropSections()
	d.body = slices.DeleteFunc(d.body, func(b block) bool { return d.isRemark(b) })
	if !slices.ContainsFunc(d.body, func(b block) bool { return b.kind == heading && b.level > 1 }) {
		d.boldHeadings()
	}
	d.titles()
	d.dropEmpty()
	d.anchors()
}

// furniture are headings of what stands around articles, by what it is.
var furniture = []struct {
	kind string
	form *regexp.Regexp
}{
	{kindComments, regexp.MustCompile(`(?i)^(\d+ )?(comments?|responses?|replies|thoughts on .*)( \(?\d+\)?)?$|^(leave|post|write|add) a (reply|comment)\b|^join the (conversation|discussion)`)},
	{kindNewsletter, regexp.MustCompile(`(?i)^(subscribe|sign up)\b|^(our |the )?newsletter$|\b(in|to) your inbox$`)},
	{kindShare, regexp.MustCompile(`(?i)^(share|follow)( (this|us|on|with)\b.*)?:?$`)},
	{kindTOC, regexp.MustCompile(`(?i)^(table of contents?|contents?|on this page|in this (article|guide|post)|jump to( section)?|quick links)$`)},
	{kindByline, regexp.MustCompile(`(?i)^(about|meet) the authors?$|^written by$`)},
	{kindRelated, regexp.MustCompile(`(?i)^(see also|further reading|keep reading|(related|recommended|popular|trending|latest|recent|similar|more|other)( [\pL]+)? (articles?|posts?|reading|stories|links|guides?|content|news|resources?|pages|topics|searches|jobs)|related|trending|you (may|might)( also)? (also )?(like|enjoy|be interested in)\b.*|(read|up|what to read) next|more (from|like) .*)$`)},
}

// unwantedHeading returns what stands under a heading that belongs to no
// article, "" for others.
func unwantedHeading(text string) string {
	if len(text) > 80 {
		return ""
	}
	for _, f := range furniture {
		if f.form.MatchString(strings.TrimSpace(text)) {
			return f.kind
		}
	}
	return ""
}

// dropSections leaves out the sections under such headings. One of text, not
// of links, stays, and so does one with a table.
func (d *draft) dropSections() {
	var kept []block
	for i := 0; i < len(d.body); {
		b := d.body[i]
		kind := ""
		if b.kind == heading && b.level > 1 {
			kind = unwantedHeading(b.text)
		}
		if kind == "" {
			kept = append(kept, b)
			i++
			continue
		}
		end := i + 1
		for end < len(d.body) && !(d.body[end].kind == heading && d.body[end].level <= b.level) {
			end++
		}
		section := d.body[i:end]
		words, tables := count(section)
		links := 0
		for _, s := range section {
			links += s.links
		}
		if own := words - len(strings.Fields(b.text)); tables == 0 && (kind == kindComments || 2*links >= own || own <= 40 && kind != kindRelated) {
			d.report.leave(kind, words)
		} else {
			kept = append(kept, section...)
		}
		i = end
	}
	d.body = kept
}

var (
	remark = regexp.MustCompile(`(?i)^(advertisement|sponsored|read more|continue reading|back to top|skip to (main )?content|print|share( this.*)?:?|tweet|loading\W*|click here|learn more|\d+ min(ute)?s? read|\[?edit\]?|was this (page |article |guide )?(helpful|useful)\W*)$`)
	byline = regexp.MustCompile(`(?i)^(by |written by |author: |published |posted |(last )?updated |(last )?reviewed |reading time)`)
	dated  = regexp.MustCompile(`\b(19|20)\d\d\b`)
)

// isRemark reports whether a paragraph is one of the page, not of the article:
// "Read more", "By … on 3 May 2026". What it says of author and dates is kept
// for the front matter.
func (d *draft) isRemark(b block) bool {
	if b.kind != paragraph || len(b.text) > 200 {
		return false
	}
	text := plainText(b.text)
	words := len(strings.Fields(text))
	switch {
	case remark.MatchString(text):
		d.report.leave(kindNav, words)
		return true
	case byline.MatchString(text) && words <= 20 && (dated.MatchString(text) || strings.HasPrefix(strings.ToLower(text), "by ") || strings.HasPrefix(strings.ToLower(text), "written by ")) && !strings.HasSuffix(text, "."):
		d.meta.fromByline(text)
		d.report.leave(kindByline, words)
		return true
	}
	return false
}

// titles leaves the article's title out of its body. Further headings of the
// first level become those of sections.
func (d *draft) titles() {
	first := slices.IndexFunc(d.body, func(b block) bool { return b.kind == heading && b.level == 1 })
	same := slices.IndexFunc(d.body, func(b block) bool { return b.kind == heading && knowledge.Fold(b.text) == knowledge.Fold(d.meta.Title) })
	if same >= 0 && same <= max(first, 0) {
		first = same
	}
	if first >= 0 {
		from := first
		for from > 0 && d.body[from-1].kind == paragraph && len(d.body[from-1].text) <= 40 && !strings.HasSuffix(d.body[from-1].text, ".") {
			from-- // the name of a series, above the title
		}
		words, _ := count(d.body[from:first])
		d.report.leave(kindHeader, words)
		d.body = slices.Delete(d.body, from, first+1)
	}
	for i := range d.body {
		if b := &d.body[i]; b.kind == heading && b.level == 1 {
			b.level = 2
		}
	}
}

// boldHeadings makes headings of short paragraphs in bold, for pages that have
// no headings.
func (d *draft) boldHeadings() {
	for i := range d.body {
		b := &d.body[i]
		text := strings.TrimSpace(b.text)
		bold := strings.HasPrefix(text, string(boldOn)) && strings.HasSuffix(text, string(boldOff)) && strings.Count(text, string(boldOn)) == 1
		plain := plainText(text)
		if b.kind != paragraph || b.quoted || !bold || len(plain) > 100 || strings.HasSuffix(plain, ".") || strings.HasSuffix(plain, ":") || i+1 == len(d.body) {
			continue
		}
		*b = block{kind: heading, text: plain, level: 2, anchor: b.anchor}
	}
}

// dropEmpty leaves out headings and details with nothing below.
func (d *draft) dropEmpty() {
	var kept []block // from the end to the start
	open := 7        // level of the heading that comes next; 0 where text does
	for i := len(d.body) - 1; i >= 0; i-- {
		b := d.body[i]
		switch b.kind {
		case heading:
			if open != 0 && open <= b.level {
				d.report.leave(kindEmpty, len(strings.Fields(b.text)))
				continue
			}
			open = b.level
		case openDetails:
			if last := len(kept) - 1; last >= 0 && kept[last].kind == closeDetails {
				d.report.leave(kindEmpty, len(strings.Fields(b.text)))
				kept = kept[:last]
				continue
			}
			open = 0
		case closeDetails:
			if open == 7 {
				open = 6
			}
		default:
			open = 0
		}
		kept = append(kept, b)
	}
	slices.Reverse(kept)
	d.body = kept
}

// anchors gives headings whose anchor another one has an anchor of their own;
// details become headings then, which can have one.
func (d *draft) anchors() {
	taken := map[string]bool{"introduction": len(d.body) > 0 && d.body[0].kind != heading && d.body[0].kind != openDetails}
	count := map[string]int{} // of an anchor the next number that may be free
	level := 1
	var closed []int // details that became headings
	for i := range d.body {
		b := &d.body[i]
		switch b.kind {
		case heading:
			level = b.level
		case openDetails:
		default:
			continue
		}
		if b.kind == heading && taken[b.anchor] {
			b.anchor = ""
		}
		own := b.anchor
		if own == "" {
			own = knowledge.Slug(b.text, i+1)
		}
		if taken[own] || strings.HasPrefix(own, "line-") {
			base := own
			for next := max(2, count[base]); ; next++ {
				if own = fmt.Sprintf("%s-%d", base, next); !taken[own] {
					count[base] = next + 1
					break
				}
			}
			b.anchor = own
			if b.kind == openDetails {
				b.kind, b.level = heading, min(level+1, 6)
				closed = append(closed, i)
			}
		}
		taken[own] = true
	}
	d.dropClosers(closed)
}

// dropClosers takes the ends of details that became headings.
func (d *draft) dropClosers(opened []int) {
	drop := map[int]bool{}
	for _, at := range opened {
		depth := 0
		for i := at + 1; i < len(d.body); i++ {
			switch d.body[i].kind {
			case openDetails:
				depth++
			case closeDetails:
				if !drop[i] {
					depth--
				}
			}
			if depth < 0 {
				drop[i] = true
				break
			}
		}
	}
	kept := d.body[:0]
	for i, b := range d.body {
		if !drop[i] {
			kept = append(kept, b)
		}
	}
	d.body = kept
}
