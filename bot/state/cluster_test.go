package state

import (
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
)

// onEachStore runs a test over the engine in this process and over a cluster
// of three servers: there is one way through the code for both.
func onEachStore(t *testing.T, test func(*testing.T, *Store)) {
	t.Run("folder", func(t *testing.T) { test(t, inFolder(t)) })
	t.Run("cluster", func(t *testing.T) {
		if testing.Short() {
			t.Skip("a cluster takes a while to start")
		}
		test(t, startCluster(t).store())
	})
}

// A natsCluster is three servers on loopback, in this process.
type natsCluster struct {
	servers []*server.Server
	secret  string
}

// store returns a store that is still to be opened.
func (c *natsCluster) store() *Store {
	var addresses []string
	for _, s := range c.servers {
		addresses = append(addresses, s.ClientURL())
	}
	return &Store{Addresses: strings.Join(addresses, ","), Secret: c.secret}
}

// startCluster starts three servers and waits until they agree.
func startCluster(t *testing.T) *natsCluster {
	t.Helper()
	c := &natsCluster{secret: "a secret of this cluster"}
	dir := t.TempDir()
	routes := freeRoutes(t, 3)
	for i, route := range routes {
		port, err := strconv.Atoi(route.Port())
		if err != nil {
			t.Fatal(err)
		}
		s, err := server.NewServer(&server.Options{
			ServerName: fmt.Sprintf("n%d", i), Host: "127.0.0.1", Port: -1, NoSigs: true, NoLog: true,
			JetStream: true, StoreDir: filepath.Join(dir, fmt.Sprint(i)), SyncAlways: true,
			Cluster: server.ClusterOpts{Name: "test", Host: "127.0.0.1", Port: port}, Routes: routes,
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
		s.Start()
		c.servers = append(c.servers, s)
	}
	for _, s := range c.servers {
		if !s.ReadyForConnections(limit) {
			t.Fatal("a server does not start")
		}
	}
	wait(t, "the cluster has a leader", func() bool {
		for _, s := range c.servers {
			if s.JetStreamIsLeader() && len(s.JetStreamClusterPeers()) == 3 {
				return true
			}
		}
		return false
	})
	return c
}

// freeRoutes returns addresses of free ports, which the servers must know of
// each other before they start. They are below those that a system gives to
// whoever asks for any: another process could have one before its server does.
func freeRoutes(t *testing.T, n int) (routes []*url.URL) {
	t.Helper()
	for tries := 0; len(routes) < n; tries++ {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", 10_000+rand.N(20_000)))
		if err == nil {
			defer l.Close()
			routes = append(routes, &url.URL{Scheme: "nats", Host: l.Addr().String()})
		} else if tries > 100 {
			t.Fatal(err)
		}
	}
	return routes
}

// down ends one server, which never comes back.
func (c *natsCluster) down(i int) {
	c.servers[i].Shutdown()
	c.servers[i].WaitForShutdown()
}
