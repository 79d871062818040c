package bot

import (
	"runtime"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"careerbot/index"
	"careerbot/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestSwapUnderLoad: while Bots are replaced, every answer is the whole answer
// of one of them.
func TestSwapUnderLoad(t *testing.T) {
	const text = "senior nurse salary in germany"
	without, with := say(newBot(t), text), say(withNurses(t, false), text)
	if without.Kind != Declined || with.Kind != Salary {
		t.Fatalf("Answer(%q) = %v without the article and %v with it", text, without.Kind, with.Kind)
	}
	s := NewSwap(newBot(t))
	stop := make(chan struct{})
	var askers sync.WaitGroup
	for range 4 {
		askers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				got := s.Answer(Question{Text: text, Addressed: true})
				if !cmp.Equal(got, without) && !cmp.Equal(got, with) {
					t.Errorf("Answer(%q) = %+v, want that of one of the two", text, got)
					return
				}
				runtime.Gosched()
			}
		})
	}
	for i := range 8 {
		next := newBot(t)
		if i%2 == 0 {
			next = withNurses(t, false)
		}
		if err := s.Replace(next); err != nil {
			t.Errorf("Replace = %v", err)
		}
	}
	close(stop)
	askers.Wait()
	if got := s.Answer(Question{Text: text, Addressed: true}); !cmp.Equal(got, without) {
		t.Errorf("Answer(%q) after the last Replace = %+v, want %+v", text, got, without)
	}
}

// TestReplaceWaitsForAnswers: a Bot is closed after its last answer, and new
// questions do not wait for that.
func TestReplaceWaitsForAnswers(t *testing.T) {
	const text = "senior nurse salary in germany"
	old, next := newBot(t), withNurses(t, false)
	synctest.Test(t, func(t *testing.T) {
		s := NewSwap(old)
		inWork := s.take()
		replaced := make(chan error, 1)
		go func() { replaced <- s.Replace(next) }()
		synctest.Wait()
		select {
		case <-replaced:
			t.Fatal("Replace returned while an answer was in work")
		default:
		}
		if got := s.Answer(Question{Text: text, Addressed: true}); got.Kind != Salary {
			t.Errorf("Answer(%q) of the new Bot = %q", text, got.Headline)
		}
		if got := say(inWork.bot, "what does a devops engineer do?"); got.Kind != Section {
			t.Errorf("the answer in work = %v %q, want a section", got.Kind, got.Headline)
		}
		inWork.answers.Done()
		if err := <-replaced; err != nil {
			t.Errorf("Replace = %v", err)
		}
		if hits, err := old.index.Search(index.Query{Concepts: old.named(knowledge.ConceptPay), Limit: 1}); err == nil {
			t.Errorf("the old index is still open, with %d hits", len(hits))
		}
	})
}

// TestStatesOutliveASwap: a follow-up continues over a reload in what is still
// there, and forgets what is gone.
func TestStatesOutliveASwap(t *testing.T) {
	s := NewSwap(newBot(t))
	say := func(text, prior string) Answer {
		return s.Answer(Question{Text: text, Prior: prior, Addressed: true})
	}
	replace := func(b *Bot) {
		t.Helper()
		if err := s.Replace(b); err != nil {
			t.Fatal(err)
		}
	}
	first := say("senior devops salary uk", "")
	replace(withNurses(t, false))
	if got, want := say("and in the us?", first.State).Headline, "Senior DevOps Engineer, US: $150,000–$220,000"; got != want {
		t.Errorf("the follow-up after an article was added = %q, want %q", got, want)
	}
	nurse := say("senior nurse salary in germany", "")
	if got := s.Recall(nurse.State).Role; !slices.Contains(got, "Nurse") {
		t.Errorf("Recall of an answer on nurses has the roles %q", got)
	}
	replace(newBot(t))
	if got := s.Recall(nurse.State).Role; len(got) > 0 {
		t.Errorf("Recall has the roles %q of an article that was taken out", got)
	}
	for _, term := range say("and at entry level?", nurse.State).Slots.Role {
		if term == "Nurse" {
			t.Error("a role that no article has any more is carried over")
		}
	}
	if got, want := say("and in the us?", first.State).Headline, "Senior DevOps Engineer, US: $150,000–$220,000"; got != want {
		t.Errorf("the follow-up after the article was taken out = %q, want %q", got, want)
	}
}

// TestSwapAfterAPanic: an answer that panics is an answer that has ended.
func TestSwapAfterAPanic(t *testing.T) {
	broken := newBot(t)
	broken.set = nil
	s := NewSwap(broken)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("a Bot without a Set answered")
			}
		}()
		s.Answer(Question{Text: "senior devops salary uk", Addressed: true})
	}()
	if err := s.Replace(newBot(t)); err != nil { // would wait for ever
		t.Errorf("Replace = %v", err)
	}
	if got := s.Answer(Question{Text: "senior devops salary uk", Addressed: true}); got.Kind != Salary {
		t.Errorf("Answer after Replace = %v", got.Kind)
	}
}
