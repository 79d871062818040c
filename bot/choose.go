package bot

import (
	"cmp"
	"slices"
	"strings"

	"careerbot/index"
	"careerbot/knowledge"
)

// negative words turn a point against what it is about.
var negativeWords = wordSet("hate hates cant cannot dont not never no without dislike avoid bored boring bore bores boredom sick tired scared afraid less instead")

// choose answers which role suits: with the points of the articles that the
// asker's own words speak to, or with each role's points.
func (b *Bot) choose(a *ask, e evidence) (draft, bool) {
	choosing := b.named(knowledge.ConceptChoosing)
	if len(choosing) == 0 || !a.has(knowledge.ConceptChoosing) || !a.personal() && !(len(a.roles) == 0 && a.anyToken(likings) && b.reasonWith(e.stems)) {
		return draft{}, false
	}
	if b.beyondChoosing(a) || a.borrowed && e.told && a.question && !a.anyRole && !a.anyToken(chooseWords) {
		return draft{}, false
	}
	points := b.points(a, e, choosing[0])
	if len(points) == 0 || b.rowAsked(a, e) {
		return draft{}, false
	}
	var d draft
	d.Kind = Section
	d.memory = memory{kind: memSection, concepts: choosing}
	var lines []string
	var roles []*knowledge.Term
	for _, p := range points {
		verb := "For "
		if p.against {
			verb = "Against "
		}
		lines = append(lines, "- "+verb+p.role.Name+": "+p.text)
		roles = addTerm(roles, p.role)
		d.cite(p.Article, p.Section)
		d.cited = append(d.cited, p.text)
	}
	switch lean := leaning(points); {
	case lean == nil:
		d.Headline = "Your points lead different ways:"
	case points[0].against && points[0].role == lean:
		d.Headline = "What you say speaks against " + lean.Name + ":"
		d.memory.roles = roles
	default:
		d.Headline = "What you say speaks for " + lean.Name + ":"
		d.memory.roles = []*knowledge.Term{lean}
	}
	d.Text = paragraphs(strings.Join(lines, "\n"), b.label(a, d))
	d.Next = b.near(a)
	return d, true
}

// onlyChoosing reports whether nothing but a choice is asked for that articles
// have anything on.
func (b *Bot) onlyChoosing(a *ask) bool {
	return !slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool {
		return t.Name != knowledge.ConceptChoosing && t.Group != "weak" && b.supported[t]
	})
}

// beyondChoosing reports whether opinion is asked for on more than choosing.
func (b *Bot) beyondChoosing(a *ask) bool {
	return slices.ContainsFunc(a.concepts, func(t *knowledge.Term) bool { return isOpinion(t) && t.Name != knowledge.ConceptChoosing })
}

// leaning returns the one role that all points speak for, or, where no role is
// spoken for, the one that they speak against; nil where they pull both ways.
func leaning(points []point) *knowledge.Term {
	var pro, con []*knowledge.Term
	for _, p := range points {
		if p.against {
			con = addTerm(con, p.role)
		} else {
			pro = addTerm(pro, p.role)
		}
	}
	switch {
	case len(pro) == 1 && !slices.Contains(con, pro[0]):
		return pro[0]
	case len(pro) == 0 && len(con) == 1:
		return con[0]
	}
	return nil
}

// eachSide answers a choice with nothing to go by: what speaks for each role.
func (b *Bot) eachSide(a *ask) (draft, bool) {
	choosing := b.named(knowledge.ConceptChoosing)
	if len(choosing) == 0 || len(a.roles) == 1 {
		return draft{}, false
	}
	const each = 3
	var roles []*knowledge.Term
	for _, r := range b.reasons.roles {
		if len(a.roles) == 0 || slices.Contains(a.roles, r) {
			roles = append(roles, r)
		}
	}
	if len(roles) < 2 || len(roles) > mostNamed {
		return draft{}, false
	}
	var d draft
	d.Kind = Section
	d.Headline = "It depends on what you like; here is what speaks for each."
	d.memory = memory{kind: memSection, roles: a.roles, concepts: choosing}
	var parts []string
	for _, r := range roles {
		lines := []string{r.Name + ":"}
		for _, p := range b.reasons.of[r][:min(each, len(b.reasons.of[r]))] {
			lines = append(lines, "- "+p.Text)
			d.cited = append(d.cited, p.Text)
		}
		parts = append(parts, strings.Join(lines, "\n"))
		first := b.reasons.of[r][0]
		d.cite(first.Article, first.Section)
		d.Next = append(d.Next, b.offersOf(knowledge.Reading{Roles: []*knowledge.Term{r}, Concepts: choosing})...)
	}
	d.Next = slices.DeleteFunc(d.Next, func(o Offer) bool { return !b.isExample(o) })
	d.Next = d.Next[:min(3, len(d.Next))]
	d.Text = paragraphs(append(parts, b.label(a, d))...)
	return d, true
}

// personal reports whether the asker says what they themselves like or want.
func (r *reading) personal() bool {
	return (r.anyToken(likings) || r.has(knowledge.ConceptChoosing)) && (r.anyToken(firstPerson) || slices.ContainsFunc(r.toks, func(t knowledge.Token) bool {
		return t.Break == knowledge.SentenceBreak && likings[t.Raw] // "love automating"
	}))
}

var (
	chooseWords = wordSet("which whichever")
	firstPerson = wordSet("i im id ive ill my me")
	likings     = wordSet("love like enjoy hate prefer rather want wanna into fan keen interested bored cant dont dislike loved enjoyed liked loving liking enjoying good bad boring comfortable happy kick fascinate fascinates fascinated fan")
)

// A point is one reason for or against a role.
type point struct {
	*index.Passage
	role    *knowledge.Term
	text    string
	against bool
	score   float64
	shared  []share // what the asker's words have too
}

// A share is a stem or the name of a concept, and how much it tells.
type share struct {
	of   string
	told float64
}

// What the asker's words share with a reason weighs as in fit.
const (
	pointConcept = 4.0 // its text speaks of what the asker speaks of
	pointLeast   = 1.5 // less is chance
	pointShare   = 0.4 // of the best reason; less is beside the point
	pointFresh   = 3.0 // unless it shares as much that no better one does
)

// points finds the reasons that the asker's words speak to.
func (b *Bot) points(a *ask, e evidence, choosing *knowledge.Term) []point {
	var out []point
	for _, i := range b.reasonsFor(a, e) {
		r := b.reasons.list[i]
		if len(a.roles) > 0 && !a.anyRole && !slices.Contains(a.roles, r.Roles[0]) {
			continue
		}
		if p := b.point(a, e, r, choosing); p.score >= pointLeast {
			out = append(out, p)
		}
	}
	out = telling(out)
	slices.SortStableFunc(out, func(x, y point) int {
		if x.against != y.against {
			return boolRank(!x.against) - boolRank(!y.against)
		}
		return cmp.Compare(y.score, x.score)
	})
	return out[:min(4, len(out))]
}

// point weighs what one reason shares with the asker's words.
func (b *Bot) point(a *ask, e evidence, r reason, choosing *knowledge.Term) point {
	p := point{Passage: r.Passage, role: r.Roles[0], text: r.Text}
	var stems []string
	turned := 0.0
	for _, s := range e.said() {
		if slices.Contains(stems, s) || !slices.Contains(r.stems, s) {
			continue
		}
		told := b.index.Information(s)
		if slices.Contains(e.soft, s) || slices.Contains(e.aside, s) {
			told *= fitSoft
		}
		if slices.Contains(e.turned, s) {
			turned += told
		}
		p.shared = append(p.shared, share{s, told})
		p.score += told
		stems = append(stems, s)
	}
	for _, c := range a.spokenOf() {
		if c != choosing && c.Group != "weak" && p.Says(c) {
			if slices.Contains(a.unwanted, c) {
				turned += pointConcept
			}
			p.shared = append(p.shared, share{c.Name, pointConcept})
			p.score += pointConcept
			stems = append(stems, b.names[c]...)
		}
	}
	p.against = p.score >= pointLeast && (b.turnedAway(a, stems) || 2*turned > p.score)
	return p
}

// telling keeps the reasons that share most, and those that share something
// which no better one does: the asker may have said two things.
func telling(points []point) []point {
	slices.SortStableFunc(points, func(x, y point) int { return cmp.Compare(y.score, x.score) })
	var out []point
	covered := map[string]bool{}
	for _, p := range points {
		fresh := 0.0
		for _, s := range p.shared {
			if !covered[s.of] {
				fresh += s.told
			}
		}
		if p.score < pointShare*points[0].score && fresh < pointFresh {
			continue
		}
		out = append(out, p)
		for _, s := range p.shared {
			covered[s.of] = true
		}
	}
	return out
}

// positive returns what a point asks for, without what it sets aside: "… and
// not building features".
func positive(text string) string {
	for _, cut := range []string{" and not ", ", not ", " rather than ", " instead of ", " more than they ", " than "} {
		text, _, _ = strings.Cut(text, cut)
	}
	return text
}

// turnedAway reports whether the asker's word that a point shares stands
// behind a word that turns it away: "cant do 3am calls".
func (b *Bot) turnedAway(a *ask, stems []string) bool {
	for i, t := range a.toks {
		if !slices.ContainsFunc(a.memo.Stems(t.Raw), func(s string) bool { return slices.Contains(stems, s) }) {
			continue
		}
		for k := i - 1; k >= max(0, i-4) && a.toks[k+1].Break != knowledge.SentenceBreak && a.toks[k].Raw != "but"; k-- {
			if a.turnsAway(k) {
				return !mindWords[a.toks[k+1].Raw]
			}
		}
	}
	return false
}
