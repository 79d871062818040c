package state

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// engineFor is how long the engine may take to read what it has on disk.
const engineFor = time.Minute

// storeMost bounds what the engine keeps on disk, in bytes. The streams have
// narrower bounds of their own; this one only replaces the engine's guess,
// which shrinks with the disk.
const storeMost = 8 << 30

// startServer starts the engine in this process. It opens no port, and every
// write is on the disk before it is acknowledged.
func startServer(dir string, log *slog.Logger) (*server.Server, error) {
	s, err := server.NewServer(&server.Options{
		ServerName:         "careerbot",
		DontListen:         true,
		NoSigs:             true,
		JetStream:          true,
		StoreDir:           dir,
		SyncAlways:         true,
		JetStreamMaxStore:  storeMost,
		JetStreamMaxMemory: 1 << 20,
		MaxPayload:         mailMost,
	})
	if err != nil {
		return nil, fmt.Errorf("state: %w", err)
	}
	notes := &serverLog{log: log}
	s.SetLoggerV2(notes, false, false, false)
	s.Start()
	if !s.ReadyForConnections(engineFor) || !s.JetStreamEnabled() {
		s.Shutdown()
		return nil, fmt.Errorf("state: the engine does not start: %s", notes.last())
	}
	return s, nil
}

// connectInside connects to a server of this process.
func connectInside(s *server.Server) (*nats.Conn, error) {
	nc, err := nats.Connect("", nats.InProcessServer(s), nats.Name("careerbot"), nats.MaxReconnects(-1), nats.ReconnectWait(100*time.Millisecond))
	if err != nil {
		return nil, fmt.Errorf("state: %w", err)
	}
	return nc, nil
}

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
	l, err := s.linkInside(ctx, srv, version)
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

func (s *Store) linkInside(ctx context.Context, srv *server.Server, was int) (*link, error) {
	nc, err := connectInside(srv)
	if err != nil {
		return nil, err
	}
	js, err := jetstream.New(nc, jetstream.WithDefaultTimeout(callFor))
	if err != nil {
		return nil, fmt.Errorf("state: %w", err)
	}
	l, err := prepare(ctx, js, 1, was, s.folder)
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

// A serverLog takes what the engine says into our log: faults, and nothing of
// its ordinary life.
type serverLog struct {
	log *slog.Logger

	mu    sync.Mutex
	fault string // the last one
}

func (l *serverLog) Noticef(string, ...any)         {}
func (l *serverLog) Debugf(string, ...any)          {}
func (l *serverLog) Tracef(string, ...any)          {}
func (l *serverLog) Warnf(format string, v ...any)  { l.say(slog.LevelWarn, format, v) }
func (l *serverLog) Errorf(format string, v ...any) { l.say(slog.LevelError, format, v) }
func (l *serverLog) Fatalf(format string, v ...any) { l.say(slog.LevelError, format, v) }

func (l *serverLog) say(level slog.Level, format string, v []any) {
	text := strings.TrimSpace(fmt.Sprintf(format, v...))
	l.mu.Lock()
	l.fault = text
	l.mu.Unlock()
	l.log.Log(context.Background(), level, "state: engine", "says", text)
}

// last returns the last fault, for a sentence to a person.
func (l *serverLog) last() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return cmp.Or(l.fault, "it gives no reason")
}
