package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nats-io/nats-server/v2/server"
)

// natsServer is the command nats-server; the test binary stands in for it
// under that name.
func natsServer() {
	quiet := func() {}
	options, err := server.ConfigureOptions(flag.NewFlagSet("nats-server", flag.ExitOnError), os.Args[1:], quiet, quiet, quiet)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	s, err := server.NewServer(options)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	s.ConfigureLogger()
	if err := server.Run(s); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	s.WaitForShutdown()
}

// A node is one nats-server of a cluster, in a process of its own.
type node struct {
	t                                *testing.T
	name, config, log                string
	client, route, monitor, storeDir string
	cmd                              *exec.Cmd // nil: it does not run
}

// newNodes returns a cluster of three running nodes that has a leader.
func newNodes(t *testing.T) []*node {
	dir := t.TempDir()
	var nodes []*node
	var routes []string
	free := freeAddresses(t, 3*3)
	for i := range 3 {
		n := &node{t: t, name: fmt.Sprintf("n%d", i+1), client: free[i], route: free[3+i], monitor: free[6+i]}
		n.config, n.log, n.storeDir = filepath.Join(dir, n.name+".conf"), filepath.Join(dir, n.name+".log"), filepath.Join(dir, n.name)
		nodes, routes = append(nodes, n), append(routes, fmt.Sprintf("%q", "nats://"+n.route))
	}
	for _, n := range nodes {
		n.configure(strings.Join(routes, ", "))
		n.start()
		t.Cleanup(n.kill)
	}
	for _, n := range nodes {
		n.await("/healthz")
	}
	leader(t, nodes)
	return nodes
}

func (n *node) configure(routes string) {
	text := fmt.Sprintf(`
server_name: %s
listen: %q
http: %q
log_file: %q
jetstream { store_dir: %q, sync_interval: always, max_file_store: 20GB }
cluster { name: faults, listen: %q, routes: [%s] }
`, n.name, n.client, n.monitor, n.log, n.storeDir, n.route, routes)
	if err := os.WriteFile(n.config, []byte(text), 0o600); err != nil {
		n.t.Fatal(err)
	}
}

func (n *node) start() {
	n.t.Helper()
	n.cmd = exec.Command("nats-server", "-c", n.config)
	mortal(n.cmd)
	if err := n.cmd.Start(); err != nil {
		n.t.Fatal(err)
	}
}

// kill ends the node as a power cut does.
func (n *node) kill() {
	if n.cmd != nil {
		n.cmd.Process.Kill()
		n.cmd.Wait()
		n.cmd = nil
	}
}

// await waits for a page of the node's monitor.
func (n *node) await(path string) string {
	n.t.Helper()
	return awaitPage(n.t, "http://"+n.monitor+path, n.log)
}

// leader returns the node that leads the cluster, once one does.
func leader(t *testing.T, nodes []*node) *node {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	for {
		for _, n := range nodes {
			var report struct {
				Meta struct{ Leader string } `json:"meta_cluster"`
			}
			body, err := page(ctx, "http://"+n.monitor+"/jsz")
			if err == nil && json.Unmarshal([]byte(body), &report) == nil && report.Meta.Leader == n.name {
				return n
			}
		}
		if !pause(ctx, look) {
			t.Fatalf("the cluster has no leader; a log ends with\n%s", tail(nodes[0].log))
		}
	}
}

// addresses is what --nats takes.
func addresses(nodes []*node) string {
	var out []string
	for _, n := range nodes {
		out = append(out, "nats://"+n.client)
	}
	return strings.Join(out, ",")
}
