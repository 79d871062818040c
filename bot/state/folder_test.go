package state

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestFolderCannotBeUsed(t *testing.T) {
	tests := []struct {
		name  string
		spoil func(t *testing.T, dir string) *Store // returns the one to open, over a folder that was used before
		want  error
		says  string
	}{
		{"in use", func(t *testing.T, dir string) *Store {
			openOffice(t, &Store{Folder: dir}, nil)
			return &Store{Folder: dir}
		}, ErrLocked, "stop it, or give this one another --state"},
		{"newer", func(t *testing.T, dir string) *Store {
			write(t, filepath.Join(dir, "version"), strconv.Itoa(layout+1)+"\n")
			return &Store{Folder: dir}
		}, ErrNewer, "start the newer one again"},
		{"no version", func(t *testing.T, dir string) *Store {
			write(t, filepath.Join(dir, "version"), "?")
			return &Store{Folder: dir}
		}, ErrDamaged, "restore a backup"},
		{"another key", func(t *testing.T, dir string) *Store {
			return &Store{Folder: dir, Secret: "another"}
		}, ErrWrongKey, "set CAREERBOT_KEY to the one it was made with"},
		{"the key is gone", func(t *testing.T, dir string) *Store {
			remove(t, filepath.Join(dir, "key"))
			return &Store{Folder: dir}
		}, ErrWrongKey, "CAREERBOT_KEY"},
		{"the key is empty", func(t *testing.T, dir string) *Store {
			write(t, filepath.Join(dir, "key"), "\n")
			return &Store{Folder: dir}
		}, ErrDamaged, "restore it, or set CAREERBOT_KEY"},
		{"a stream is gone", func(t *testing.T, dir string) *Store {
			remove(t, filepath.Join(dir, "jetstream", "$G", "streams", "outbox"))
			return &Store{Folder: dir}
		}, ErrDamaged, "stream outbox is gone"},
		{"a stream's description is damaged", func(t *testing.T, dir string) *Store {
			damage(t, filepath.Join(dir, "jetstream", "$G", "streams", "KV_done", "meta.inf"))
			return &Store{Folder: dir}
		}, ErrDamaged, "stream KV_done is gone"},
		{"a record is damaged", func(t *testing.T, dir string) *Store {
			damage(t, filepath.Join(dir, "jetstream", "$G", "streams", "KV_done", "msgs", "*.blk"))
			return &Store{Folder: dir}
		}, ErrDamaged, "records of KV_done are lost"},
		{"a mail is damaged", func(t *testing.T, dir string) *Store {
			damage(t, filepath.Join(dir, "jetstream", "$G", "streams", "outbox", "msgs", "*.blk"))
			return &Store{Folder: dir}
		}, ErrDamaged, "records of outbox are lost"},
		{"a file in its place", func(t *testing.T, dir string) *Store {
			write(t, filepath.Join(dir, "file"), "")
			return &Store{Folder: filepath.Join(dir, "file")}
		}, nil, "make the folder"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			o := openOffice(t, &Store{Folder: dir}, map[string][]step{"x.3": {refused(time.Minute)}})
			for _, id := range []string{"x.1", "x.2", "x.3"} {
				o.mail(t, id, "R")
			}
			wait(t, "only the last waits", func() bool { return o.waiting(t) == 1 })
			o.stop()
			s := test.spoil(t, dir)
			err := s.Open(t.Context())
			if err == nil {
				s.Close()
			}
			if err == nil || test.want != nil && !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("Open = %v, want %v that says %q", err, test.want, test.says)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("Open = %q, want one line", err)
			}
		})
	}
}

// What was damaged stays refused until a person says otherwise.
func TestDamageIsNotPassedOver(t *testing.T) {
	dir := t.TempDir()
	openOffice(t, &Store{Folder: dir}, nil).stop()
	remove(t, filepath.Join(dir, "jetstream", "$G", "streams", "KV_votes"))
	for range 2 {
		if err := (&Store{Folder: dir}).Open(t.Context()); !errors.Is(err, ErrDamaged) {
			t.Fatalf("Open = %v, want ErrDamaged", err)
		}
	}
	remove(t, filepath.Join(dir, "damaged"))
	o := openOffice(t, &Store{Folder: dir}, nil)
	o.mail(t, "x.1", "R")
	o.over(t, try{"x.1", false})
}

// TestKilledWhileMade: a process may die while it makes the streams. The next
// makes the one that is not whole anew, and the one after that finds it.
func TestKilledWhileMade(t *testing.T) {
	dir := t.TempDir()
	openOffice(t, &Store{Folder: dir}, nil).stop()
	for _, name := range []string{"version", "marks", "jetstream/$G/streams/KV_leases/meta.sum"} {
		remove(t, filepath.Join(dir, name))
	}
	for range 2 {
		openOffice(t, &Store{Folder: dir}, nil).stop()
	}
	o := openOffice(t, &Store{Folder: dir}, nil)
	o.mail(t, "x.1", "R")
	o.over(t, try{"x.1", false})
}

func TestFolderIsPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	openOffice(t, &Store{Folder: dir}, nil).stop()
	for name, want := range map[string]fs.FileMode{"": fs.ModeDir | 0o700, "key": 0o600, "version": 0o600, "lock": 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode() != want {
			t.Errorf("%q has mode %v, want %v", name, info.Mode(), want)
		}
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, name string) {
	t.Helper()
	if _, err := os.Stat(name); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(name); err != nil {
		t.Fatal(err)
	}
}

// damage changes a few bytes in the middle of a file. The engine numbers its own
// anew when a stream was empty, so the name may be a pattern.
func damage(t *testing.T, pattern string) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) != 1 {
		t.Fatalf("%s: %v, %v; want one file", pattern, names, err)
	}
	name := names[0]
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 4 {
		b[len(b)/2+i] ^= 0x5a
	}
	write(t, name, string(b))
}
