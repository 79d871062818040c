package state

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

// A cluster says how to reach a NATS cluster.
type cluster struct {
	addresses   string // with commas between them
	credentials string // file, "" for none
	ca          string // file, "" for the system's
}

// connect returns at once, also where nothing can be reached yet: the
// connection is then opened later, and again whenever it is lost.
func (c cluster) connect(log *slog.Logger) (*nats.Conn, error) {
	options := []nats.Option{
		nats.Name("careerbot"), nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(500 * time.Millisecond),
		nats.Timeout(2 * time.Second), nats.PingInterval(5 * time.Second), nats.MaxPingsOutstanding(2),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) { log.Warn("state: connection to NATS lost", "err", err) }),
		nats.ReconnectHandler(func(*nats.Conn) { log.Info("state: connected to NATS again") }),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			if !errors.Is(err, nats.ErrConnectionClosed) {
				log.Warn("state: NATS", "err", err)
			}
		}),
	}
	if c.credentials != "" {
		options = append(options, nats.UserCredentials(c.credentials))
	}
	if c.ca != "" {
		options = append(options, nats.RootCAs(c.ca))
	}
	nc, err := nats.Connect(c.addresses, options...)
	if err != nil {
		return nil, fmt.Errorf("state: --nats: %w", err)
	}
	return nc, nil
}

// openCluster begins to connect; where the cluster is there, it is in use when
// this returns.
func (s *Store) openCluster(ctx context.Context) (err error) {
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
	was, err := settledIn(ctx, js)
	if err != nil {
		return s.closed(err)
	}
	l, err := prepare(ctx, js, replicas, was, nil)
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

// settledIn returns the layout of which a cluster had everything once, 0 for
// none: the owner's mark is written after that.
func settledIn(ctx context.Context, js jetstream.JetStream) (int, error) {
	kv, err := js.KeyValue(ctx, "settings")
	if errors.Is(err, jetstream.ErrBucketNotFound) {
		return 0, nil
	}
	if err == nil {
		var o owner
		if o, _, err = ownerIn(ctx, kv); err == nil {
			return o.layout, nil
		}
	}
	if errors.Is(err, jetstream.ErrKeyNotFound) {
		return 0, nil
	}
	return 0, fmt.Errorf("state: settings: %w", err)
}

// replicas is how many servers of a cluster keep each record.
const replicas = 3
