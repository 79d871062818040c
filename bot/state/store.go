package state

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"careerbot/bot"
)

// Times of the engine.
const (
	callFor    = 5 * time.Second        // for one call, unless a caller has less
	probeFor   = 500 * time.Millisecond // for the call by which it is seen whether state can be written
	probeEvery = time.Second            // between two of them at most
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
	slots  *slots
	behind *behind

	now     atomic.Pointer[link] // nil while there is no engine
	suspect chan struct{}        // holds a token when a write has failed

	mu  sync.Mutex
	why error // why there is no engine

	probing sync.Mutex
	probed  time.Time
	probe   error // of the last probe
}

// Open opens the folder, or begins to connect to the cluster. A folder that
// cannot be used is an error at once: [ErrLocked], [ErrNewer], [ErrWrongKey] or
// [ErrDamaged] in a sentence that says what to do. A cluster is waited for by
// Run, and Ready says so meanwhile.
func (s *Store) Open(ctx context.Context) (err error) {
	s.log = cmp.Or(s.Log, slog.New(slog.DiscardHandler))
	s.suspect = make(chan struct{}, 1)
	s.slots, s.behind = newSlots(), newBehind()
	if s.Addresses != "" {
		return s.openCluster(ctx)
	}
	if s.folder, err = openFolder(s.Folder, s.log); err != nil {
		return err
	}
	secret := s.Secret
	if secret == "" {
		secret, err = s.folder.secret()
	}
	if err == nil {
		s.key, err = bot.NewKey(secret)
	}
	if err == nil {
		err = s.openFolder(ctx)
	}
	if err != nil {
		return errors.Join(err, s.folder.close())
	}
	return nil
}

// Key returns the key of this installation, once Open has returned.
func (s *Store) Key() bot.Key { return s.key }

// openCluster begins to connect; where the cluster is there, it is in use when
// this returns.
func (s *Store) openCluster(ctx context.Context) (err error) {
	if s.Secret == "" {
		return errors.New("state: CAREERBOT_KEY is not set; --nats needs it, the same for every replica")
	}
	if s.key, err = bot.NewKey(s.Secret); err != nil {
		return err
	}
	c := cluster{addresses: s.Addresses, credentials: s.Credentials, ca: s.CA}
	if s.nc, err = c.connect(s.log); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, callFor)
	defer cancel()
	if err := s.joinCluster(ctx); final(err) {
		s.nc.Close()
		return err
	}
	return nil
}

// final reports whether trying again is of no use.
func final(err error) bool {
	return errors.Is(err, ErrNewer) || errors.Is(err, ErrWrongKey) || errors.Is(err, ErrDamaged)
}

// joinCluster looks up, or makes, what is in the cluster.
func (s *Store) joinCluster(ctx context.Context) error {
	if !s.nc.IsConnected() {
		err := cmp.Or(s.nc.LastError(), errors.New("no answer yet"))
		return s.closed(fmt.Errorf("state: NATS cannot be reached: %w", err))
	}
	js, err := jetstream.New(s.nc, jetstream.WithDefaultTimeout(callFor))
	if err != nil {
		return s.closed(fmt.Errorf("state: %w", err))
	}
	made, err := settledIn(ctx, js)
	if err != nil {
		return s.closed(err)
	}
	l, err := prepare(ctx, js, replicas, made, false)
	var damage damagedError
	if errors.As(err, &damage) {
		err = fmt.Errorf("%w: %s; restore a backup, or delete the other streams too to start anew", ErrDamaged, damage)
	}
	if err == nil {
		l.life, l.close = context.WithCancel(context.Background())
		err = s.take(ctx, l)
	}
	return s.closed(err)
}

// settledIn reports whether a cluster had everything there is to have once:
// the owner's mark is written after that.
func settledIn(ctx context.Context, js jetstream.JetStream) (bool, error) {
	kv, err := js.KeyValue(ctx, "settings")
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		return false, nil
	}
	if err == nil {
		var o owner
		if o, _, err = ownerIn(ctx, kv); err == nil {
			return o.layout == layout, nil
		}
	}
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return false, nil
	}
	return false, fmt.Errorf("state: settings: %w", err)
}

// replicas is how many servers of a cluster keep each record.
const replicas = 3

// openFolder starts the engine over the folder.
func (s *Store) openFolder(ctx context.Context) error {
	version, err := s.folder.version()
	if err != nil {
		return s.closed(err)
	}
	if err := s.folder.dropIndexes(); err != nil {
		return s.closed(err)
	}
	srv, err := startServer(s.folder.path, s.log)
	if err != nil {
		return s.closed(err)
	}
	l, err := s.linkInside(ctx, srv, version == layout)
	if err == nil {
		err = s.take(ctx, l)
	}
	if err == nil && version < layout {
		err = s.folder.settled()
	}
	if err != nil {
		s.now.Store(nil)
		stopServer(srv)
	}
	return s.closed(err)
}

func (s *Store) linkInside(ctx context.Context, srv *server.Server, made bool) (*link, error) {
	nc, err := connectInside(srv)
	if err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(callFor))
	if err != nil {
		return nil, fmt.Errorf("state: %w", err)
	}
	l, err := prepare(ctx, js, 1, made, true)
	if err == nil {
		err = s.compare(ctx, l)
	}
	var damage damagedError
	if errors.As(err, &damage) {
		err = s.folder.damage(string(damage))
	}
	if err != nil {
		nc.Close()
		return nil, err
	}
	life, end := context.WithCancel(context.Background())
	l.life, l.close = life, func() { end(); nc.Close(); stopServer(srv) }
	return l, nil
}

// compare notices what is missing, and marks what there is.
func (s *Store) compare(ctx context.Context, l *link) error {
	was, err := s.folder.marks()
	if err != nil {
		return err
	}
	is, err := l.marks(ctx)
	if err != nil {
		return err
	}
	if lost := was.missing(is); lost != "" {
		return damagedError(lost)
	}
	return s.folder.mark(is)
}

func stopServer(srv *server.Server) {
	srv.Shutdown()
	srv.WaitForShutdown()
}

// take puts a link in use, once it is known to be ours.
func (s *Store) take(ctx context.Context, l *link) error {
	if err := s.checkOwner(ctx, l.kv["settings"]); err != nil {
		return err
	}
	if err := s.slots.follow(l.kv["slots"]); err != nil {
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

// doubt asks Run to see whether the engine still works. It is called where a
// write has failed.
func (s *Store) doubt() {
	select {
	case s.suspect <- struct{}{}:
	default:
	}
}

// Run keeps the engine open until ctx is done: a cluster is waited for, and
// an engine whose folder could not be written is started again once there is
// room. It writes what may be written behind. It returns an error where
// state turns out not to be ours.
func (s *Store) Run(ctx context.Context) error {
	var writers sync.WaitGroup
	defer writers.Wait()
	writers.Go(func() { s.behind.run(ctx, s) })
	for wait := reopenMin; ; wait = min(2*wait, reopenMax) {
		if s.now.Load() != nil {
			wait = reopenMin
			select {
			case <-ctx.Done():
				return nil
			case <-s.suspect:
				s.inspect(ctx)
			}
			continue
		}
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(wait):
		}
		if err := s.reopen(ctx); final(err) {
			return err
		} else if err != nil && ctx.Err() == nil {
			s.log.Warn("state: not open yet", "err", err)
		}
	}
}

// inspect gives up an engine of this process that cannot write. That of a
// cluster comes back by itself.
func (s *Store) inspect(ctx context.Context) {
	if s.folder == nil {
		return
	}
	for range 3 {
		if s.try(ctx) == nil {
			return
		}
	}
	if ctx.Err() != nil {
		return
	}
	s.log.Error("state: cannot be written; the engine is started again when it can", "err", s.try(ctx))
	s.slots.unfollow()
	if l := s.now.Swap(nil); l != nil {
		l.close()
	}
	s.closed(errors.New("state: the folder cannot be written"))
}

// reopen is one try to have an engine again.
func (s *Store) reopen(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, engineFor)
	defer cancel()
	if s.folder == nil {
		return s.joinCluster(ctx)
	}
	if err := s.folder.writable(); err != nil {
		return s.closed(err)
	}
	if err := s.openFolder(ctx); err != nil {
		return err
	}
	s.log.Info("state: open again")
	return nil
}

// try writes something of no meaning.
func (s *Store) try(ctx context.Context) error {
	kv, err := s.bucket("settings")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, probeFor)
	defer cancel()
	if _, err = kv.Put(ctx, "probe", nil); err != nil {
		return fmt.Errorf("state: %w", err)
	}
	return nil
}

// Ready says whether state can be written. It tries, once a second at most.
func (s *Store) Ready() (string, bool) {
	if _, err := s.link(); err != nil {
		return strings.TrimPrefix(err.Error(), "state: "), false
	}
	s.probing.Lock()
	defer s.probing.Unlock()
	if time.Since(s.probed) >= probeEvery {
		s.probe = s.try(context.Background())
		s.probed = time.Now()
		if s.probe != nil {
			s.doubt()
		}
	}
	if s.probe != nil {
		return "cannot be written: " + strings.TrimPrefix(s.probe.Error(), "state: "), false
	}
	return "writable", true
}

// Close lets go of the engine and the folder, with everything written that
// was to be written behind. Run must have returned.
func (s *Store) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	s.behind.flush(ctx, s)
	s.slots.unfollow()
	var err error
	if l := s.now.Swap(nil); l != nil {
		if s.folder != nil {
			err = s.leave(ctx, l)
		}
		l.close()
	}
	if s.nc != nil {
		s.nc.Close()
	}
	if s.folder != nil {
		err = errors.Join(err, s.folder.close())
	}
	return err
}

// leave marks what the engine has at a clean end.
func (s *Store) leave(ctx context.Context, l *link) error {
	m, err := l.marks(ctx)
	if err != nil {
		return err
	}
	m.Clean = true
	return s.folder.mark(m)
}
