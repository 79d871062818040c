package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"careerbot/knowledge"
)

// The bounds of all that --articles names, together; it is read every two
// seconds.
const (
	filesMost = 1000
	bytesMost = 64 << 20
)

// articles says where knowledge comes from.
type articles struct {
	Articles  []string `placeholder:"DIR" sep:"none" help:"A folder of articles (*.md), or one of them, beside the shipped article; may be given more than once."`
	NoShipped bool     `help:"Leave the shipped article out."`
}

// load reads the articles as they stand now.
func (a articles) load() (*knowledge.Set, error) { return a.loadScanned(a.scan()) }

// loadScanned reads the articles that were scanned, and returns their faults
// together with what could not be scanned.
func (a articles) loadScanned(s scan) (*knowledge.Set, error) {
	if s.err != nil && len(s.files) == 0 {
		return nil, s.err
	}
	set, err := knowledge.Load(a.NoShipped, s.files...)
	if err := errors.Join(s.err, err); err != nil {
		return nil, err
	}
	return set, nil
}

// A scan is what --articles names, as it stood at one moment.
type scan struct {
	files []string // what can be read, in the order in which it is
	sum   sum      // of the names and the bytes, and of err
	err   error    // what cannot be read; all of it
}

type sum [sha256.Size]byte

// scan reads the files and folders. In a folder only links that stay in it are
// followed, which is how mounted configuration is laid out; files whose names
// begin with a dot are those of editors and file systems, and left alone.
func (a articles) scan() scan {
	s := scanner{hash: sha256.New()}
	for _, p := range a.Articles {
		s.path(p)
	}
	err := errors.Join(s.faults...)
	if err != nil {
		s.note(err.Error())
	}
	return scan{s.files, sum(s.hash.Sum(nil)), err}
}

// A scanner collects what a scan says.
type scanner struct {
	hash   hash.Hash
	files  []string
	bytes  int64
	full   bool // a bound is reached; nothing more is read
	faults []error
}

func (s *scanner) fault(format string, args ...any) {
	s.faults = append(s.faults, fmt.Errorf(format, args...))
}

// note adds a text to the sum, so that no two texts run together.
func (s *scanner) note(text string) { fmt.Fprintf(s.hash, "%d %s\n", len(text), text) }

// path takes in what was given on the command line. It may itself be a link to
// anywhere: the operator has named it.
func (s *scanner) path(p string) {
	s.note(p)
	info, err := os.Stat(p)
	switch {
	case err != nil:
		s.fault("articles: %w", err)
	case info.IsDir():
		s.folder(p)
	default:
		dir, name := filepath.Split(p)
		if dir == "" {
			dir = "."
		}
		s.file(os.DirFS(dir), name, p)
	}
}

func (s *scanner) folder(dir string) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		s.fault("articles: %w", err)
		return
	}
	defer root.Close()
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		s.fault("articles: %s: %w", dir, cause(err))
		return
	}
	found := false
	for _, e := range entries {
		name := e.Name()
		if filepath.Ext(name) == ".md" && !strings.HasPrefix(name, ".") {
			found = true
			s.file(root.FS(), name, filepath.Join(dir, name))
		}
	}
	if !found {
		s.fault("articles: no *.md file in %s", dir)
	}
}

// file takes in one file; shown is its name for people.
func (s *scanner) file(fsys fs.FS, name, shown string) {
	switch {
	case s.full:
		return
	case len(s.files) == filesMost:
		s.full = true
		s.fault("%s:1: more than %d articles; no more are read", shown, filesMost)
		return
	}
	n, content, err := contentOf(fsys, name)
	s.bytes += n
	switch {
	case err != nil:
		s.fault("%s:1: %w", shown, err)
		return
	case n > knowledge.MaxArticleBytes:
		s.fault("%s:1: the file is larger than %d bytes", shown, knowledge.MaxArticleBytes)
		return
	case s.bytes > bytesMost:
		s.full = true
		s.fault("%s:1: the articles are larger than %d bytes together; no more are read", shown, bytesMost)
		return
	}
	s.note(shown)
	s.note(string(content[:]))
	s.files = append(s.files, shown)
}

// contentOf returns the size and the sum of a file. Of one that is larger than
// an article may be, it reads one byte too many.
func contentOf(fsys fs.FS, name string) (n int64, content sum, err error) {
	info, err := fs.Stat(fsys, name) // before opening: that would wait at a pipe
	if err != nil {
		return 0, content, linkFault(fsys, name, err)
	}
	if !info.Mode().IsRegular() {
		return 0, content, errors.New("it is no regular file")
	}
	f, err := fsys.Open(name)
	if err != nil {
		return 0, content, cause(err)
	}
	defer f.Close()
	h := sha256.New()
	n, err = io.Copy(h, io.LimitReader(f, knowledge.MaxArticleBytes+1))
	if err != nil {
		return n, content, cause(err)
	}
	return n, sum(h.Sum(nil)), nil
}

// linkFault says why a name of a folder leads to no file. That a link leaves
// the folder has no error of its own in the standard library; it is what is
// left when the others are told.
func linkFault(fsys fs.FS, name string, err error) error {
	target, notLink := fs.ReadLink(fsys, name)
	switch {
	case notLink != nil || errors.Is(err, fs.ErrPermission):
		return cause(err)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the symbolic link to %s leads nowhere", target)
	}
	return fmt.Errorf("the symbolic link to %s is not followed: only relative links that stay in the folder are", target)
}

// cause returns an error without the operation and the name that it is about.
func cause(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
