package knowledge

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// tokensText prints tokens with the breaks before them: "/" between
// alternatives, "," between clauses, "." between sentences.
func tokensText(toks []Token) string {
	var b strings.Builder
	for i, t := range toks {
		if i > 0 {
			b.WriteString([]string{" ", " / ", " , ", " . "}[t.Break])
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"  \n ", ""},
		{"What do Senior engineers earn?", "what do senior engineer earn"},
		{"devops/sre & cloud", "devop / sre / cloud"},
		{"entry-level, in the UK: yes", "entry level , in the uk , yes"},
		{"one. Two! three; four\nfive…six", "one . two . three . four . five . six"},
		{"pay – mostly", "pay , mostly"},
		{"pay - mostly", "pay , mostly"},
		{"c# c++ .net node.js u.k. 8+ C#/C++", "c# c++ net node.j u.k . 8+ c# / c++"},
		{"£45k $1,200.50 €52.000 10–20% 45%", "£45k $1,200.50 €52.000 10 , 20% 45%"},
		{"£ 45", "£ 45"},
		{"between 45k, 50k and 60.", "between 45k , 50k and 60"},
		{"in 2026. 3 things", "in 2026 . 3 thing"},
		{"31, 33, 35", "31 , 33 , 35"},
		{"it's engineers' don’t O'Neill", "its engineer dont oneill"},
		{"A vs. B, e.g. C", "a vs b , e.g c"},
		{"(well) [or] | not", "well , or , not"},
		{"snake_case _x", "snake_case _x"},
		{"café naïve Straße", "café naïve straße"},
		{"cafe\u0301", "cafe\u0301"},
		{"धन्यवाद", "धन्यवाद"},
		{"❤️ 1️⃣ 👩‍💻", "1"},
		{"今日は何時", "今日は何時"},
		{"bad \xff\xfe bytes", "bad byte"},
		{"it went well 🙈 what now", "it went well . what now"},
		{"a ,, b", "a , b"},
		{"x -- y", "x y"},
		{"- a\n- b", "a . b"},
	} {
		if got := tokensText(Tokens(c.in)); got != c.want {
			t.Errorf("Tokens(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestTokenFields(t *testing.T) {
	got := Tokens("The UK's 45k DevOps K8S")
	want := []Token{
		{Text: "the", Raw: "the", Break: SentenceBreak, Start: 0, End: 3},
		{Text: "uk", Raw: "uks", Start: 4, End: 8},
		{Text: "45k", Raw: "45k", Num: true, Start: 9, End: 12},
		{Text: "devop", Raw: "devops", Start: 13, End: 19},
		{Text: "k8s", Raw: "k8s", Upper: true, Start: 20, End: 23},
	}
	want[1].Text = Singular("uks")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Tokens (-want +got):\n%s", diff)
	}
	for in, want := range map[string]bool{"UK": true, "Uk": false, "A": false, "今日": false, "C#": true, "É": true, "45K": false} {
		if got := Tokens(in)[0].Upper; got != want {
			t.Errorf("Tokens(%q)[0].Upper = %v, want %v", in, got, want)
		}
	}
}

func TestSingular(t *testing.T) {
	for in, want := range map[string]string{
		"engineers": "engineer", "salaries": "salary", "classes": "class", "branches": "branch", "dishes": "dish", "boss": "boss",
		"status": "status", "analysis": "analysis", "aws": "aws", "gas": "gas", "pies": "pie", "devs": "dev", "news": "news", "bonuses": "bonus", "houses": "house", "excuses": "excuse", "": "", "s": "s",
	} {
		if got := Singular(in); got != want {
			t.Errorf("Singular(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"  Software-Engineers ": "software engineer", "CI/CD": "ci cd", "Pay (UK)": "pay uk", "!?": "", "C# Developers": "c# developer",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPlainPhrases holds the short way by which word lists are folded to the
// long one.
func TestPlainPhrases(t *testing.T) {
	for _, in := range []string{"", " ", "a", "senior engineers", "  two  spaces ", "DevOps Engineer", "3am 45k s", "ci cd", "cross-over", "c#", "years 5s"} {
		toks, same := appendPlain(nil, in)
		if !isPlain(in) {
			if toks != nil {
				t.Errorf("appendPlain(%q) = %v, want nil", in, toks)
			}
			continue
		}
		var got, want []string
		for _, tok := range toks {
			got = append(got, fmt.Sprint(tok.Text, tok.Raw, tok.Num))
		}
		for _, tok := range Tokens(in) {
			want = append(want, fmt.Sprint(tok.Text, tok.Raw, tok.Num))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("appendPlain(%q) (-Tokens +got):\n%s", in, diff)
		}
		if wantSame := Fold(in) == in; same != wantSame && in != "" {
			t.Errorf("appendPlain(%q) same = %v, want %v", in, same, wantSame)
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "What's £45k, in the U.K.?", "c++ & c# node.js 10–20%", "e\u0301 \xff 1️⃣", "£ £ 5 €", "a'b’c'", "......", "_-_ 1,2,3. 4", benchQuestion} {
		f.Add(s)
	}
	l := newSetBuilder(smallWords(f)).l
	f.Fuzz(func(t *testing.T, s string) {
		toks := Tokens(s)
		end := 0
		for _, tok := range toks {
			if tok.Start < end || tok.End <= tok.Start || tok.End > len(s) {
				t.Fatalf("Tokens(%q): token %q at [%d, %d) behind %d of %d", s, tok.Text, tok.Start, tok.End, end, len(s))
			}
			if tok.Text == "" && strings.Trim(s[tok.Start:tok.End], "'’") != "" {
				t.Errorf("Tokens(%q): token at [%d, %d) has no text", s, tok.Start, tok.End)
			}
			if utf8.ValidString(s) && !(utf8.ValidString(tok.Text) && utf8.ValidString(s[tok.Start:tok.End])) {
				t.Errorf("Tokens(%q): token %q at [%d, %d) is not UTF-8", s, tok.Text, tok.Start, tok.End)
			}
			end = tok.End
		}
		c := l.Canonical(toks)
		at := 0
		for _, span := range l.Read(c) {
			if span.From != at || span.To <= span.From || span.To > len(c) {
				t.Fatalf("Read(%q): span [%d, %d) behind %d of %d", s, span.From, span.To, at, len(c))
			}
			at = span.To
		}
		if at != len(c) {
			t.Errorf("Read(%q) ends at %d of %d tokens", s, at, len(c))
		}
		l.Gaps(c)
		for _, tok := range c {
			l.Correct(tok.Text)
		}
		if n := len(toks); n > 0 && Fold(s) == "" {
			t.Errorf("Fold(%q) is empty, Tokens has %d", s, n)
		}
	})
}
