package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats-server/v2/server"
)

// startNATS starts three servers with nats.conf, of which the addresses and
// folders alone are the test's, and returns what --nats takes.
func startNATS(t *testing.T) (addresses string) {
	t.Helper()
	routes := freeAddresses(t, 3)
	dir := t.TempDir()
	var servers []*server.Server
	for i, route := range routes {
		at, err := net.ResolveTCPAddr("tcp", route)
		if err != nil {
			t.Fatal(err)
		}
		opts := readNATS(t, fmt.Sprintf("nats-%d", i+1))
		opts.Host, opts.Port, opts.HTTPPort = "127.0.0.1", -1, 0
		opts.Cluster.Host, opts.Cluster.Port, opts.Routes = "127.0.0.1", at.Port, nil
		for _, r := range routes {
			opts.Routes = append(opts.Routes, &url.URL{Scheme: "nats", Host: r})
		}
		opts.StoreDir, opts.NoSigs, opts.NoLog = filepath.Join(dir, opts.ServerName), true, true
		s, err := server.NewServer(opts)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Shutdown(); s.WaitForShutdown() })
		s.Start()
		servers = append(servers, s)
	}
	var all []string
	for _, s := range servers {
		if !s.ReadyForConnections(3 * limit) {
			t.Fatalf("%s does not start", s.Name())
		}
		all = append(all, s.ClientURL())
	}
	return strings.Join(all, ",")
}

// TestServeOnOurNATS: a cluster with nats.conf has room for what careerbot
// keeps, and keeps it.
func TestServeOnOurNATS(t *testing.T) {
	if testing.Short() {
		t.Skip("a cluster takes a while to start")
	}
	nats := startNATS(t)
	ctx, cancel := context.WithCancel(t.Context())
	out, stdout := io.Pipe()
	log := new(readWriter)
	exited := make(chan int, 1)
	go func() {
		getenv := func(name string) string { return map[string]string{"CAREERBOT_KEY": "a secret of this cluster"}[name] }
		exited <- run(ctx, []string{"serve", "--listen", "127.0.0.1:0", "--nats", nats}, getenv, strings.NewReader(""), stdout, log)
		stdout.Close()
	}()
	line := make([]byte, 200)
	n, err := out.Read(line)
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	go io.Copy(io.Discard, out)
	at, _ := strings.CutPrefix(strings.TrimSpace(string(line[:n])), "Playground: ")
	for end := time.Now().Add(3 * limit); ; time.Sleep(50 * time.Millisecond) {
		code, body := getPage(t, at+"readyz")
		if code == 200 && strings.Contains(body, "state: writable\n") {
			break
		}
		if time.Now().After(end) {
			t.Fatalf("not ready: %s\nthe log:\n%s", body, log)
		}
	}
	cancel()
	select {
	case code := <-exited:
		if code != 0 {
			t.Errorf("exit code %d; the log:\n%s", code, log)
		}
	case <-time.After(limit):
		t.Fatal("serve does not end")
	}
}
