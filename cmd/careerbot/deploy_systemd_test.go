package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A unit is the settings of a systemd file in their order, each with its
// section: "Service.ExecStart".
type unit [][2]string

func readUnit(t *testing.T, name string) unit {
	t.Helper()
	var u unit
	section := ""
	for line := range strings.Lines(deployFile(t, name)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
		default:
			key, value, ok := strings.Cut(line, "=")
			if !ok {
				t.Errorf("%s: %q is no setting", name, line)
			}
			u = append(u, [2]string{section + "." + key, value})
		}
	}
	return u
}

func (u unit) all(key string) (values []string) {
	for _, s := range u {
		if s[0] == key {
			values = append(values, s[1])
		}
	}
	return values
}

const unitFile = "careerbot.service"

// dropIns are the files that add to the unit.
func dropIns(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "deploy", unitFile+".d", "*.conf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files add to the unit, %v", len(files), err)
	}
	for i, name := range files {
		files[i] = unitFile + ".d/" + filepath.Base(name)
	}
	return files
}

// TestUnit: command lines, variables and credentials are such as the program
// knows, and a file that names a credential loads it.
func TestUnit(t *testing.T) {
	page := deployFile(t, "operate.md") + deployFile(t, "slack.md")
	for _, name := range append(dropIns(t), unitFile) {
		u := readUnit(t, name)
		for _, line := range u.all("Service.ExecStart") {
			if args, ok := strings.CutPrefix(line, "/usr/local/bin/careerbot "); ok {
				parseCommand(t, name, words(args))
			} else if line != "" {
				t.Errorf("%s starts %s", name, line)
			}
		}
		var loaded []string
		for _, line := range u.all("Service.LoadCredential") {
			id, file, _ := strings.Cut(line, ":")
			loaded = append(loaded, id)
			if file != "/etc/careerbot/"+id || !strings.Contains(page, file) {
				t.Errorf("%s loads %s from %s, which operate.md or slack.md should name", name, id, file)
			}
		}
		for _, line := range u.all("Service.Environment") {
			variable, value, _ := strings.Cut(line, "=")
			wantVariable(t, name, variable)
			if id, ok := strings.CutPrefix(value, "%d/"); !ok || !slices.Contains(loaded, id) {
				t.Errorf("%s: %s is %s, want one of the credentials %v", name, variable, value, loaded)
			}
		}
	}
	if !strings.Contains(page, "/var/lib/"+readUnit(t, unitFile).all("Service.StateDirectory")[0]) {
		t.Error("operate.md names another state folder than the unit")
	}
}

// settingsKnown are all that our files use, as systemd.unit, systemd.service,
// systemd.exec and systemd.kill spell them: systemd takes a misspelt one for a
// warning and goes on without.
const settingsKnown = `
Unit.Description Unit.Wants Unit.After Unit.StartLimitIntervalSec Unit.StartLimitBurst
Service.Type Service.ExecStart Service.Restart Service.RestartSec Service.RestartPreventExitStatus Service.TimeoutStopSec
Service.DynamicUser Service.StateDirectory Service.StateDirectoryMode Service.UMask Service.LimitNOFILE
Service.LoadCredential Service.Environment
Service.CapabilityBoundingSet Service.AmbientCapabilities Service.NoNewPrivileges
Service.ProtectSystem Service.ProtectHome Service.PrivateTmp Service.PrivateDevices Service.PrivateUsers Service.DevicePolicy
Service.ProtectClock Service.ProtectControlGroups Service.ProtectHostname Service.ProtectKernelLogs Service.ProtectKernelModules
Service.ProtectKernelTunables Service.ProtectProc Service.RemoveIPC Service.RestrictAddressFamilies Service.RestrictNamespaces
Service.RestrictRealtime Service.RestrictSUIDSGID Service.LockPersonality Service.MemoryDenyWriteExecute Service.KeyringMode
Service.SystemCallArchitectures Service.SystemCallFilter Service.SystemCallErrorNumber
Install.WantedBy`

func TestUnitSettingsAreSpeltRight(t *testing.T) {
	known := strings.Fields(settingsKnown)
	for _, name := range append(dropIns(t), unitFile) {
		for _, s := range readUnit(t, name) {
			if !slices.Contains(known, s[0]) {
				t.Errorf("%s: %s is none of the settings known", name, s[0])
			}
		}
	}
}

// TestSystemdTakesTheUnit has systemd itself read the unit with all that adds
// to it, where it is installed.
func TestSystemdTakesTheUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("systemd-analyze is not installed")
	}
	dir := t.TempDir()
	program, err := os.Executable() // the program of the unit is not installed here
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range append(dropIns(t), unitFile) {
		to := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			t.Fatal(err)
		}
		text := strings.ReplaceAll(deployFile(t, name), "/usr/local/bin/careerbot", program)
		if err := os.WriteFile(to, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.CommandContext(t.Context(), analyze, "verify", "--man=no", filepath.Join(dir, unitFile)).CombinedOutput(); err != nil || len(bytes.TrimSpace(out)) > 0 {
		t.Errorf("systemd-analyze verify: %v\n%s", err, out)
	}
	// 2.0 of 10 is what a service reaches that may use the network and a
	// folder, and is shut off from all else.
	out, err := exec.CommandContext(t.Context(), analyze, "security", "--offline=yes", "--threshold=20", "--no-pager", filepath.Join(dir, unitFile)).CombinedOutput()
	if regexp.MustCompile(`(?i)unknown|unrecognized option`).Match(out) {
		t.Skip("this systemd-analyze judges no files")
	}
	if err != nil {
		t.Errorf("systemd-analyze security: %v\n%s", err, out)
	}
}
