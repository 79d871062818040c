package state

import (
	"context"
	"errors"
	"fmt"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"
)

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
