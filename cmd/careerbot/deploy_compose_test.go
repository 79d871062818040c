package main

import (
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// A composition is what the tests look at of a compose file. Fields that are
// not known are no error: the engine knows more of them.
type composition struct {
	Services map[string]composed  `yaml:"services"`
	Secrets  map[string]secret    `yaml:"secrets"`
	Volumes  map[string]yaml.Node `yaml:"volumes"`
	Networks map[string]yaml.Node `yaml:"networks"`
}

type secret struct {
	File string `yaml:"file"`
}

type composed struct {
	Image       string            `yaml:"image"`
	Command     []string          `yaml:"command"`
	ReadOnly    bool              `yaml:"read_only"`
	CapDrop     []string          `yaml:"cap_drop"`
	SecurityOpt []string          `yaml:"security_opt"`
	Environment map[string]string `yaml:"environment"`
	Secrets     []string          `yaml:"secrets"`
	Volumes     []string          `yaml:"volumes"`
	Ports       []string          `yaml:"ports"`
	Networks    []string          `yaml:"networks"`
	NetworkMode string            `yaml:"network_mode"`
	Build       struct {
		Context    string `yaml:"context"`
		Dockerfile string `yaml:"dockerfile"`
	} `yaml:"build"`
	Healthcheck struct {
		Test []string `yaml:"test"`
	} `yaml:"healthcheck"`
}

func readCompose(t *testing.T, name string) composition {
	t.Helper()
	var c composition
	if err := yaml.Unmarshal([]byte(deployFile(t, name)), &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Services) == 0 {
		t.Fatalf("%s has no services", name)
	}
	return c
}

var composeFiles = []string{"compose.yaml", "compose.cluster.yaml"}

// TestComposeIsWhole: what a service names is there, and every service is shut
// in as far as it goes.
func TestComposeIsWhole(t *testing.T) {
	for _, name := range composeFiles {
		c := readCompose(t, name)
		for service, s := range c.Services {
			where := name + ": " + service
			if !s.ReadOnly || !slices.Equal(s.CapDrop, []string{"ALL"}) || !slices.Contains(s.SecurityOpt, "no-new-privileges:true") {
				t.Errorf("%s: read only %v, without %v, %v", where, s.ReadOnly, s.CapDrop, s.SecurityOpt)
			}
			for _, n := range s.Networks {
				if _, ok := c.Networks[n]; !ok {
					t.Errorf("%s: there is no network %s", where, n)
				}
			}
			if of, ok := strings.CutPrefix(s.NetworkMode, "service:"); ok && c.Services[of].Image == "" {
				t.Errorf("%s: there is no service %s", where, of)
			}
			for _, v := range s.Volumes {
				checkMount(t, where, v, c)
			}
			for _, secret := range s.Secrets {
				if file := c.Secrets[secret].File; file != "./secrets/"+secret {
					t.Errorf("%s: the secret %s is in %q", where, secret, file)
				}
			}
		}
		for secret := range c.Secrets {
			if !strings.Contains(deployFile(t, "operate.md"), "/dev/stdin deploy/secrets/"+secret) {
				t.Errorf("%s: operate.md does not say how %s is made", name, secret)
			}
		}
	}
}

// checkMount fails unless what is mounted is a volume of the file or a file
// beside it.
func checkMount(t *testing.T, where, mount string, c composition) {
	t.Helper()
	from, _, _ := strings.Cut(mount, ":")
	if !strings.HasPrefix(from, "./") {
		if _, ok := c.Volumes[from]; !ok {
			t.Errorf("%s: there is no volume %s", where, from)
		}
		return
	}
	if info, err := os.Stat(filepath.Join("..", "..", "deploy", from)); err != nil || info.IsDir() {
		t.Errorf("%s: %s is no file: %v", where, from, err)
	}
	if !strings.HasSuffix(mount, ":ro") {
		t.Errorf("%s: %s can be written", where, from)
	}
}

// TestComposeRunsCareerbot: its services are given command lines, variables
// and folders that the program and the image know.
func TestComposeRunsCareerbot(t *testing.T) {
	image := readDockerfile(t)
	state := image.env(t)["STATE_DIRECTORY"]
	for name, want := range map[string]int{"compose.yaml": 1, "compose.cluster.yaml": 2} {
		found := 0
		for service, s := range readCompose(t, name).Services {
			if s.Image != "careerbot" {
				continue
			}
			found++
			where := name + ": " + service
			if s.Build.Context != ".." || s.Build.Dockerfile != "deploy/Dockerfile" {
				t.Errorf("%s is built by %+v", where, s.Build)
			}
			_, args := image.command(t)
			if s.Command != nil {
				args = s.Command
			}
			parseCommand(t, where, args)
			for variable, value := range s.Environment {
				wantVariable(t, where, variable)
				if secret, ok := strings.CutPrefix(value, "/run/secrets/"); ok && !slices.Contains(s.Secrets, secret) {
					t.Errorf("%s: %s names the secret %s, which it is not given", where, variable, secret)
				}
			}
			for _, v := range s.Volumes {
				if _, to, _ := strings.Cut(v, ":"); to != state {
					t.Errorf("%s: the volume is %s, and the image keeps its state in %s", where, to, state)
				}
			}
		}
		if found != want {
			t.Errorf("%s has %d careerbots, want %d", name, found, want)
		}
	}
}

// TestPortsAgree: what one file calls, another one serves.
func TestPortsAgree(t *testing.T) {
	webhooks := readDockerfile(t).one(t, "EXPOSE")
	_, console, _ := strings.Cut(new(serveDefaults).listen(t), ":")
	watch := deployFile(t, "watch.Caddyfile")
	seen := regexp.MustCompile(`(?m)^:(\d+) \{`).FindStringSubmatch(watch)[1]
	for _, line := range []string{"reverse_proxy 127.0.0.1:" + console + " {", "header_up Host 127.0.0.1:" + console} {
		if !strings.Contains(watch, line) {
			t.Errorf("watch.Caddyfile lacks %q, by which it asks the console", line)
		}
	}
	one := readCompose(t, "compose.yaml")
	for _, port := range []string{webhooks, seen} {
		if want := "127.0.0.1:" + port + ":" + port; !slices.Contains(one.Services["careerbot"].Ports, want) {
			t.Errorf("compose.yaml does not publish %s", want)
		}
	}
	cluster := readCompose(t, "compose.cluster.yaml")
	var upstreams []string
	for service, s := range cluster.Services {
		if s.Image == "careerbot" {
			upstreams = append(upstreams, service+":"+webhooks)
		}
		if of, ok := strings.CutPrefix(s.NetworkMode, "service:"); ok && !strings.Contains(s.Healthcheck.Test[len(s.Healthcheck.Test)-1], ":"+seen+"/readyz") {
			t.Errorf("the watch of %s looks at %v, not at port %s", of, s.Healthcheck.Test, seen)
		}
	}
	slices.Sort(upstreams)
	if want := "reverse_proxy " + strings.Join(upstreams, " ") + " {"; !strings.Contains(deployFile(t, "Caddyfile"), want) {
		t.Errorf("Caddyfile lacks %q", want)
	}
	if !strings.Contains(deployFile(t, "Caddyfile"), "{$WEBHOOKS_HOST} {") || cluster.Services["proxy"].Environment["WEBHOOKS_HOST"] == "" {
		t.Error("the proxy is not told WEBHOOKS_HOST")
	}
	for _, page := range []string{":" + webhooks, ":" + seen + "/readyz", ":" + console + "/readyz"} {
		if !strings.Contains(deployFile(t, "operate.md"), page) {
			t.Errorf("operate.md does not name %s", page)
		}
	}
}

// TestClusterAgrees: the replicas, the servers and their configuration name the
// same addresses and folders.
func TestClusterAgrees(t *testing.T) {
	c := readCompose(t, "compose.cluster.yaml")
	version := moduleLine(t, `github.com/nats-io/nats-server/v2 v(\d+\.\d+)`)
	var names []string
	for service, s := range c.Services {
		if !strings.HasPrefix(s.Image, "nats:") {
			continue
		}
		names = append(names, service)
		if s.Image != "nats:"+version+"-alpine" {
			t.Errorf("%s is %s, and the tests run %s", service, s.Image, version)
		}
		opts := readNATS(t, s.Environment["SERVER_NAME"])
		if opts.ServerName != service {
			t.Errorf("the name of %s is %s", service, opts.ServerName)
		}
		if want := []string{"./nats.conf:" + s.Command[1] + ":ro", service + ":" + opts.StoreDir}; !slices.Equal(s.Volumes, want) {
			t.Errorf("%s mounts %v, want %v", service, s.Volumes, want)
		}
		if probe := s.Healthcheck.Test; !strings.Contains(probe[len(probe)-1], hostPort(opts.HTTPHost, opts.HTTPPort)+"/healthz") {
			t.Errorf("%s is looked at by %v", service, probe)
		}
	}
	slices.Sort(names)
	opts := readNATS(t, "nats-1")
	var routes, addresses []string
	for _, r := range opts.Routes {
		routes = append(routes, r.Host)
	}
	for _, n := range names {
		addresses = append(addresses, "nats://"+hostPort(n, opts.Port))
	}
	for i, n := range names {
		if want := hostPort(n, opts.Cluster.Port); i >= len(routes) || routes[i] != want {
			t.Errorf("the routes are %v, want %s among them in its place", routes, want)
		}
	}
	args := c.Services["careerbot-1"].Command
	if got := args[slices.Index(args, "--nats")+1]; got != strings.Join(addresses, ",") {
		t.Errorf("--nats is %s, want %v", got, addresses)
	}
	if _, err := url.Parse(addresses[0]); err != nil {
		t.Error(err)
	}
	for _, n := range append(names, "careerbot-1", "careerbot-2") {
		if !slices.Contains(c.Services[n].Networks, "state") {
			t.Errorf("%s is not on the network of the state", n)
		}
	}
}

func hostPort(host string, port int) string { return net.JoinHostPort(host, strconv.Itoa(port)) }
