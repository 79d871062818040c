package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestSuggest(t *testing.T) {
	b := newBot(t)
	for _, tt := range []struct {
		field Field
		typed string
		want  []string
	}{
		{RoleField, "", []string{"DevOps Engineer", "Software Engineer"}},
		{RoleField, "sof", []string{"Software Engineer"}},
		{RoleField, "ENGIN", []string{"DevOps Engineer", "Software Engineer"}},
		{RoleField, "enginere softwar", []string{"Software Engineer"}},
		{RoleField, "dévops", []string{"DevOps Engineer"}},
		{RoleField, "ftware", []string{"Software Engineer"}},
		{RoleField, "swe", []string{"Software Engineer"}}, // by another name
		{RoleField, "nurse", nil},
		{RoleField, "🙂", nil},
		{LevelField, "s", []string{"Senior", "Staff/Principal", "AI infrastructure specialist"}},
		{LevelField, "junior", []string{"Entry-level"}},
		{PlaceField, "u", []string{"UK", "US"}},
		{PlaceField, "Manchester", []string{"UK"}},
		{PlaceField, "Dubai", nil},
		{FeatureField, "call", []string{"On-call"}},
		{FeatureField, "core lang", []string{"Core languages"}},
		{Field("other"), "", nil},
	} {
		got := NewSwap(b).Suggest(tt.field, tt.typed, 25)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Suggest(%q, %q) (-want +got):\n%s", tt.field, tt.typed, diff)
		}
	}
}

// TestSuggestedQuestionsWork: of any articles, whatever is suggested is
// answered, and everything that is typed in the words of a question finds it.
func TestSuggestedQuestionsWork(t *testing.T) {
	for name, b := range map[string]*Bot{"shipped": newBot(t), "both": withNurses(t, false)} {
		all := b.Suggest(QuestionField, "", 1000)
		if len(all) < 25 {
			t.Errorf("%s: %d questions", name, len(all))
		}
		for _, q := range all {
			if a := say(b, q); !a.Kind.Answered() {
				t.Errorf("%s: suggested %q is declined: %s", name, q, a.Reason)
			}
			if got := b.Suggest(QuestionField, strings.ToUpper(q), 1); !slices.Equal(got, []string{q}) {
				t.Errorf("%s: Suggest(%q) = %q", name, q, got)
			}
		}
	}
	b := newBot(t)
	for typed, want := range map[string]string{
		"senior dev":                      "Senior DevOps Engineer salary in the UK?",
		"how much for a senior devops us": "Senior DevOps Engineer salary in the US?",
		"salery mid software uk":          "Mid-level Software Engineer salary in the UK?",
	} {
		if got := b.Suggest(QuestionField, typed, 25); !slices.Contains(got, want) {
			t.Errorf("Suggest(%q) = %q, want %q among them", typed, got, want)
		}
	}
	if got := b.Suggest(QuestionField, "zzz qqq", 25); got != nil {
		t.Errorf("Suggest of nonsense = %q", got)
	}
}

func TestSlipped(t *testing.T) {
	for _, tt := range []struct {
		typed, word string
		want        bool
	}{
		{"salery", "salary", true}, {"salry", "salary", true}, {"sallary", "salary", true}, {"saalry", "salary", true},
		{"salary", "salary", true}, {"slary", "salaries", false}, {"selery", "salary", false}, {"salary", "sal", false},
		{"éa", "ée", true}, {"", "a", true}, {"", "", true}, {"ab", "ba", true},
	} {
		if got := slipped(tt.typed, tt.word); got != tt.want {
			t.Errorf("slipped(%q, %q) = %t", tt.typed, tt.word, got)
		}
	}
}

// fiveThousand returns 5,000 questions as a very large installation would have them.
func fiveThousand() []string {
	var out []string
	for i := range 5000 {
		out = append(out, fmt.Sprintf("%s %s %d salary in Country%d?",
			[]string{"Junior", "Mid-level", "Senior", "Staff"}[i%4], []string{"Nurse", "Tëacher", "DevOps Engineer", "Plumber"}[i/4%4], i/16, i%50))
	}
	return out
}

func FuzzShortlist(f *testing.F) {
	f.Add("senior teacher 12")
	f.Add("ßé \xff\x00 İ")
	f.Add(strings.Repeat("a ", 5000))
	s := newShortlist(fiveThousand()[:200])
	f.Fuzz(func(t *testing.T, typed string) {
		got := s.find(typed, func(n int) int { return n / 2 })
		if slices.ContainsFunc(got, func(i int) bool { return i < 0 || i >= 200 }) || len(slices.Compact(slices.Sorted(slices.Values(got)))) != len(got) {
			t.Errorf("find(%q) = %v", typed, got)
		}
	})
}

// BenchmarkShortlist finds among 5,000 choices; cpu-ms is what one try takes.
func BenchmarkShortlist(b *testing.B) {
	s := newShortlist(fiveThousand())
	for _, typed := range []string{"", "s", "senior", "senior teacher 12", "snior techer salery contry4", strings.Repeat("what is the pay ", 20)} {
		b.Run(firstRunes(strings.ReplaceAll(typed, " ", "-"), 20), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.find(typed, func(n int) int { return n / 2 })
			}
			b.ReportMetric(float64(b.Elapsed())/float64(time.Millisecond)/float64(b.N), "cpu-ms/op")
		})
	}
}
