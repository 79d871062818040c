package bot

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

// TestExamplesThatFail: a question that the bot has no answer to is never
// offered, whoever asks first.
func TestExamplesThatFail(t *testing.T) {
	b := newBot(t)
	bad := Offer{Label: "Pizza", Question: "where is a good pizza place?"}
	x := &b.examples
	x.list = slices.Insert(x.list, 0, example{Offer: bad})
	x.tried = make([]atomic.Int32, len(x.list))
	x.at = map[Offer]int{}
	for i, e := range x.list {
		x.at[e.Offer] = i
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, text := range []string{"help", "how much do nurses earn?", "what is the weather like?"} {
				got := say(b, text)
				if len(got.Next) == 0 || slices.Contains(got.Next, bad) {
					t.Errorf("Answer(%q) offers %v, want offers without %q", text, got.Next, bad.Question)
				}
			}
		})
	}
	wg.Wait()
	if b.isExample(bad) || !b.isExample(x.list[1].Offer) {
		t.Error("isExample is wrong")
	}
}
