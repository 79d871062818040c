package state

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// Times of the engine.
const (
	callFor    = 5 * time.Second        // for one call, unless a caller has less
	probeFor   = 500 * time.Millisecond // for the call by which it is seen whether state can be written
	probeEvery = time.Second            // between two of them at most
	flushFor   = time.Second            // for what is written at the end
	reopenMin  = 200 * time.Millisecond // between two tries to open
	reopenMax  = 5 * time.Second
)

// errNotOpen says that there is no engine at the moment.
var errNotOpen = errors.New("state: not open")

// A Store is where state lives: the engine in this process and a folder, or
// a NATS cluster. Its exported fields are set before Open; all methods are
// safe for concurrent use after it.
type Store struct {
	Folder      string       // of the engine in this process; not used with Addresses
	Addresses   string       // of a NATS cluster, with commas between them
	Credentials string       // file with credentials for the cluster, "" for none
	CA          string       // file with the certificate that signs those of the cluster, "" for the system's
	Secret      string       // CAREERBOT_KEY; "": made once and kept in the folder
	Log         *slog.Logger // nil: nothing is logged

	key    bot.Key
	log    *slog.Logger
	folder *folder    // nil with a cluster
	nc     *nats.Conn // of a cluster
	copies *copies
	behind *behind

	now     atomic.Pointer[link] // nil while there is no engine
	suspect chan struct{}        // holds a token when a write has failed

	mu  sync.Mutex
	why error // why there is no engine

	probing sync.Mutex
	probed  time.Time
	probe   error // of the last probe
}

// Claim locks the folder and finds the key, which is quick; Open then starts the
// engine, and claims where that was not done. A folder that cannot be used is an
// error: [ErrLocked], [ErrNewer] or [ErrDamaged] in a sentence that says what to
// do.
func (s *Store) Claim() (err error) {
	s.log = cmp.Or(s.Log, slog.New(slog.DiscardHandler))
	s.suspect = make(chan struct{}, 1)
	s.behind = newBehind()
	s.copies = newCopies(s.behind)
	secret := s.Secret
	switch {
	case s.Addresses == "":
		if s.folder, err = openFolder(s.Folder, s.log); err != nil {
			return err
		}
		if secret == "" {
			secret, err = s.folder.secret()
		}
	case secret == "":
		return errors.New("state: CAREERBOT_KEY is not set; --nats needs it, the same for every replica")
	}
	if err == nil {
		s.key, err = bot.NewKey(secret)
	}
	if err != nil && s.folder != nil {
		err = errors.Join(err, s.folder.close())
	}
	return err
}

// Open starts the engine over the folder, or begins to connect to the cluster.
// A folder that turns out not to be usable is an error at once, [ErrWrongKey]
// among those of Claim. A cluster is waited for by Run, and Ready says so
// meanwhile.
func (s *Store) Open(ctx context.Context) error {
	if s.log == nil {
		if err := s.Claim(); err != nil {
			return err
		}
	}
	if s.folder == nil {
		return s.openCluster(ctx)
	}
	if err := s.openFolder(ctx); err != nil {
		return errors.Join(err, s.folder.close())
	}
	return nil
}

// Key returns the key of this installation, once Claim or Open has returned.
func (s *Store) Key() bot.Key { return s.key }

// take puts a link in use, once it is known to be ours.
func (s *Store) take(ctx context.Context, l *link) error {
	if err := s.checkOwner(ctx, l.kv["settings"]); err != nil {
		return err
	}
	if err := s.copies.follow(l.kv); err != nil {
		return err
	}
	s.now.Store(l)
	return nil
}

// closed notes why there is no engine, or that there is one.
func (s *Store) closed(err error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.why = err
	return err
}

// link returns the engine, or why there is none.
func (s *Store) link() (*link, error) {
	if l := s.now.Load(); l != nil {
		return l, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return nil, cmp.Or(s.why, errNotOpen)
}

// bucket returns one bucket of the engine.
func (s *Store) bucket(name string) (jetstream.KeyValue, error) {
	l, err := s.link()
	if err != nil {
		return nil, err
	}
	return l.kv[name], nil
}

// Close lets go of the engine and the folder, with everything written that
// was to be written behind. Run must have returned.
func (s *Store) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), flushFor)
	defer cancel()
	s.behind.flush(ctx, s)
	s.copies.unfollow()
	if l := s.now.Swap(nil); l != nil {
		if s.folder != nil {
			s.leave(l)
		}
		l.close()
	}
	if s.nc != nil {
		s.nc.Close()
	}
	if s.folder != nil {
		return s.folder.close()
	}
	return nil
}

// leave marks what the engine has at a clean end. Where that does not succeed,
// the next start takes this end for a crash, and less is noticed of what is
// missing.
func (s *Store) leave(l *link) {
	ctx, cancel := context.WithTimeout(context.Background(), flushFor)
	defer cancel()
	m, err := l.marks(ctx)
	if err == nil {
		m.Clean = true
		err = s.folder.mark(m)
	}
	if err != nil {
		s.log.Warn("state: the end is not marked", "err", err)
	}
}
