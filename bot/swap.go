package bot

import "sync"

// A Swap answers with the Bot that is in use, which can be replaced while
// questions are being answered. An answer that has begun keeps its Bot to its
// end. All methods are safe for concurrent use.
type Swap struct {
	mu  sync.RWMutex
	now *inUse
}

// inUse is a Bot with the answers that it is working on.
type inUse struct {
	bot     *Bot
	answers sync.WaitGroup
}

// NewSwap puts a Bot in use. From here on the Swap closes it.
func NewSwap(b *Bot) *Swap { return &Swap{now: &inUse{bot: b}} }

// Answer answers one question with the Bot in use. States of answers that an
// earlier Bot gave are understood where both have the same Key, but for the
// terms that are gone.
func (s *Swap) Answer(q Question) Answer {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Answer(q)
}

// Recall is that of the Bot in use.
func (s *Swap) Recall(state string) Slots {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Recall(state)
}

// Section is that of the Bot in use.
func (s *Swap) Section(article, anchor string) (Answer, bool) {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Section(article, anchor)
}

// Choices are those of the Bot in use.
func (s *Swap) Choices(state string) Choices {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Choices(state)
}

// ShortName is that of the Bot in use.
func (s *Swap) ShortName(n Named) string {
	u := s.take()
	defer u.answers.Done()
	return u.bot.ShortName(n)
}

// Named is that of the Bot in use.
func (s *Swap) Named(short string) (Named, bool) {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Named(short)
}

// Catalogue is that of the Bot in use.
func (s *Swap) Catalogue() Catalogue {
	u := s.take()
	defer u.answers.Done()
	return u.bot.Catalogue()
}

// Replace puts a Bot in use, for every answer that begins from now on. It
// returns when the one before has given its last answer and is closed, with
// the error of closing it; the new one is in use then in any case.
func (s *Swap) Replace(b *Bot) error {
	s.mu.Lock()
	old := s.now
	s.now = &inUse{bot: b}
	s.mu.Unlock()
	old.answers.Wait()
	return old.bot.Close()
}

// take returns the Bot in use, with one more answer. Since that happens under
// the lock, no answer is added to a Bot once it is replaced.
func (s *Swap) take() *inUse {
	s.mu.RLock()
	defer s.mu.RUnlock()
	s.now.answers.Add(1)
	return s.now
}
