package state

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

// layout is the version of how state is laid out, in a folder and in a
// cluster. It is raised when an older careerbot could no longer read it, or
// would leave some of it behind where a person has their data deleted:
//
//	1  the first
//	2  has the bucket editors
const layout = 2

// Errors of opening state. Each is wrapped in a sentence that says what to do.
var (
	ErrLocked   = errors.New("state: the folder is in use")
	ErrNewer    = errors.New("state: written by a newer careerbot")
	ErrWrongKey = errors.New("state: made with another key")
	ErrDamaged  = errors.New("state: damaged")
)

// A folder is the one folder of a node that keeps its own state:
//
//	lock       held while a process has the folder open
//	version    layout, once the engine has made its streams
//	key        the secret of this installation, where none was given
//	marks      how much there was in the engine when it was opened and closed last
//	damaged    what could not be read; stands there until a person has removed it
//	jetstream  the engine's own
type folder struct {
	path string
	lock *flock.Flock
	log  *slog.Logger
}

// openFolder makes the folder where there is none, and locks it.
func openFolder(path string, log *slog.Logger) (*folder, error) {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return nil, fmt.Errorf("state: make the folder: %w", err)
	}
	f := &folder{path: path, log: log, lock: flock.New(filepath.Join(path, "lock"), flock.SetPermissions(0o600))}
	switch locked, err := f.lock.TryLock(); {
	case err != nil:
		return nil, fmt.Errorf("state: lock the folder: %w", err)
	case !locked:
		return nil, fmt.Errorf("%w: another careerbot runs on %s; stop it, or give this one another --state", ErrLocked, path)
	}
	if err := f.check(); err != nil {
		return nil, errors.Join(err, f.close())
	}
	return f, nil
}

// check refuses what this careerbot must not touch.
func (f *folder) check() error {
	switch version, err := f.version(); {
	case err != nil:
		return err
	case version > layout:
		return fmt.Errorf("%w: %s has layout %d and this one knows %d; start the newer one again, or restore a backup",
			ErrNewer, f.path, version, layout)
	}
	switch what, err := os.ReadFile(f.file("damaged")); {
	case err == nil:
		return f.refuse(string(what))
	case !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("state: %w", err)
	}
	return nil
}

func (f *folder) file(name string) string { return filepath.Join(f.path, name) }

// version returns the layout of what is in the folder, 0 for nothing yet.
func (f *folder) version() (int, error) {
	b, err := os.ReadFile(f.file("version"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("state: %w", err)
	}
	version, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil || version < 1 {
		return 0, fmt.Errorf("%w: %s holds no version; restore a backup, or move the folder away to start anew", ErrDamaged, f.file("version"))
	}
	return version, nil
}

// settled notes that everything there is to have in the folder is there.
func (f *folder) settled() error {
	return f.write("version", strconv.Itoa(layout)+"\n")
}

// damage notes what could not be read, so that no later start passes over it.
// When they have, the folder counts as new: what is missing is made again.
func (f *folder) damage(what string) error {
	err := f.write("damaged", what+"\n")
	if err == nil {
		err = errors.Join(os.RemoveAll(f.file("version")), os.RemoveAll(f.file("marks")))
	}
	if err != nil {
		f.log.Error("state: the damage cannot be noted", "err", err)
	}
	return f.refuse(what)
}

func (f *folder) refuse(what string) error {
	return fmt.Errorf("%w: %s cannot be read whole (%s); restore a backup of the folder, or remove %s to go on without what is lost",
		ErrDamaged, f.path, strings.TrimSpace(what), f.file("damaged"))
}

// secret returns the secret in the folder, and makes one where there is none.
func (f *folder) secret() (string, error) {
	b, err := os.ReadFile(f.file("key"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		secret := rand.Text() + rand.Text()
		return secret, f.write("key", secret+"\n")
	case err != nil:
		return "", fmt.Errorf("state: %w", err)
	}
	secret := strings.TrimSpace(string(b))
	if secret == "" {
		return "", fmt.Errorf("%w: %s is empty; restore it, or set CAREERBOT_KEY", ErrDamaged, f.file("key"))
	}
	return secret, nil
}

// write writes a small file that is there whole or not at all, also after a
// loss of power.
func (f *folder) write(name, text string) (err error) {
	tmp, err := os.CreateTemp(f.path, name+".*")
	if err != nil {
		return fmt.Errorf("state: %w", err)
	}
	defer func() {
		if err != nil {
			os.Remove(tmp.Name())
			err = fmt.Errorf("state: %w", err)
		}
	}()
	_, err = tmp.WriteString(text)
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err != nil {
		return err
	}
	if err = os.Rename(tmp.Name(), f.file(name)); err != nil {
		return err
	}
	dir, err := os.Open(f.path)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

// dropIndexes removes what the engine keeps to open faster. It then reads every
// record with its checksum, and what is damaged is noticed at the start rather
// than passed over later.
func (f *folder) dropIndexes() error {
	indexes, err := filepath.Glob(f.file("jetstream/*/streams/*/msgs/index.db"))
	if err != nil {
		return fmt.Errorf("state: %w", err)
	}
	for _, name := range indexes {
		if err := os.Remove(name); err != nil {
			return fmt.Errorf("state: the folder cannot be written: %w", err)
		}
	}
	return nil
}

// clear removes what the engine has left of a stream that it does not know: a
// process that was killed while it made the stream leaves files that the engine
// would neither read nor write anew (seen in nats-server 2.15.2), so that the
// stream would be gone at the next start.
func (f *folder) clear(stream string) error {
	left, err := filepath.Glob(f.file("jetstream/*/streams/" + stream))
	for _, name := range left {
		err = errors.Join(err, os.RemoveAll(name))
	}
	if err != nil {
		return fmt.Errorf("state: the folder cannot be written: %w", err)
	}
	return nil
}

// roomFor is how many bytes a folder must take before an engine that ran out
// of them is started again.
const roomFor = 1 << 20

// writable reports why nothing can be stored in the folder, nil if it can.
func (f *folder) writable() error {
	if err := f.write("room", strings.Repeat("\n", roomFor)); err != nil {
		return err
	}
	return os.Remove(f.file("room"))
}

func (f *folder) close() error { return f.lock.Close() }
