package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"careerbot/knowledge/webpage"
)

type importCommand struct {
	Pages   []string `arg:"" name:"page" help:"A saved web page or Markdown file, a folder of them, or - for standard input."`
	Out     string   `short:"o" placeholder:"FILE|DIR" help:"Where the article goes instead of standard output; a folder for several. What stands there under its name is replaced."`
	Charset string   `placeholder:"NAME" help:"Character set of the pages, where they say a wrong one or none."`
	Verbose bool     `short:"v" help:"Print the whole report of every page of several."`
}

// maxPages is how many pages one run imports.
const maxPages = 10_000

func (c importCommand) Run(p *process) error {
	pages, many, faults := c.find()
	toDir := many || strings.HasSuffix(c.Out, "/") || isDir(c.Out)
	switch {
	case len(pages) == 0 && len(faults) > 0:
		return errors.Join(faults...)
	case len(pages) == 0:
		return errors.New("careerbot: import: no pages (*.html, *.htm, *.xhtml, *.md, *.markdown) there")
	case many && c.Out == "":
		return usageError("import of several pages needs -o DIR")
	}
	w := &importer{process: p, importCommand: c, many: many, from: map[string]string{}, bar: newProgress(p, len(pages))}
	w.Importer.Charset = c.Charset
	for i, page := range pages {
		if err := p.ctx.Err(); err != nil {
			return err
		}
		w.bar.step(i, page.name)
		if err := w.page(page, toDir); err != nil {
			faults = append(faults, err)
		}
	}
	w.bar.clear()
	for _, r := range w.reports {
		fmt.Fprint(p.err, r)
	}
	if many {
		fmt.Fprintf(p.err, "%s of %s imported.\n", count(w.done, "article"), count(len(pages), "page"))
	}
	return errors.Join(faults...)
}

// A pageFile is a file that is to be imported.
type pageFile struct {
	name string // for messages
	open func() (fs.File, error)
}

// find returns the pages that the command names. Of several, or of a folder,
// many is true. What is there but cannot be read is a fault.
func (c importCommand) find() (pages []pageFile, many bool, faults []error) {
	many = len(c.Pages) > 1
	for _, name := range c.Pages {
		if name != "-" && isDir(name) {
			many = true
			found, err := folder(name)
			pages, faults = append(pages, found...), append(faults, err...)
			continue
		}
		pages = append(pages, pageFile{name, func() (fs.File, error) { return os.Open(name) }})
	}
	if len(pages) > maxPages {
		return nil, many, append(faults, fmt.Errorf("careerbot: import: %d pages; the most at a time are %d", len(pages), maxPages))
	}
	return pages, many, faults
}

// folder returns the pages of a folder and those below it, without the files
// that browsers save beside a page. Symbolic links are followed only to files
// within the folder.
func folder(dir string) (pages []pageFile, faults []error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, []error{fmt.Errorf("careerbot: import: %w", err)}
	}
	err = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		shown := filepath.Join(dir, name)
		switch {
		case err != nil:
			faults = append(faults, fmt.Errorf("careerbot: import: %w", err))
		case d.IsDir():
			if name != "." && (strings.HasPrefix(d.Name(), ".") || strings.HasSuffix(d.Name(), "_files")) {
				return fs.SkipDir
			}
		case !isPage(name):
		default:
			info, err := root.Stat(name)
			switch {
			case err != nil && d.Type()&fs.ModeSymlink != 0:
				faults = append(faults, fmt.Errorf("%s: a symbolic link that leads out of the folder, or nowhere; it was not read", shown))
			case err != nil:
				faults = append(faults, fmt.Errorf("careerbot: import: %w", err))
			case !info.Mode().IsRegular():
				faults = append(faults, fmt.Errorf("%s: not a file; it was not read", shown))
			default:
				pages = append(pages, pageFile{shown, func() (fs.File, error) { return root.Open(name) }})
			}
		}
		return nil
	})
	if err != nil {
		faults = append(faults, fmt.Errorf("careerbot: import: %w", err)) // unreachable
	}
	return pages, faults
}

func isPage(name string) bool {
	return slices.Contains([]string{".html", ".htm", ".xhtml", ".md", ".markdown"}, strings.ToLower(path.Ext(name)))
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return name != "" && err == nil && info.IsDir()
}

// An importer imports one page after the other.
type importer struct {
	*process
	importCommand
	webpage.Importer
	bar     *progress
	many    bool
	from    map[string]string // name of an article → the page that it came from
	reports []string
	done    int
}

// page imports one page. Nothing is written of one that has a fault.
func (w *importer) page(p pageFile, toDir bool) error {
	to := w.Out
	if toDir {
		to = filepath.Join(w.Out, webpage.ArticleName(p.name)+".md")
	}
	if first := w.from[to]; first != "" {
		return fmt.Errorf("%s: its article would be called as that of %s; rename one of them", p.name, first)
	}
	src, err := w.read(p)
	if err != nil {
		return err
	}
	a, err := w.Import(p.name, src)
	if err != nil {
		return err
	}
	if w.from[to] = p.name; toDir {
		if err := os.MkdirAll(w.Out, 0o777); err != nil {
			return fmt.Errorf("careerbot: import: %w", err)
		}
	}
	switch {
	case to == "":
		_, err = w.out.Write(a.Markdown)
	default:
		err = writeWhole(to, p.name, a.Markdown)
	}
	if err != nil {
		return fmt.Errorf("careerbot: import: %w", err)
	}
	w.done++
	w.note(p, to, &a.Report)
	return nil
}

// note keeps a page's report: in one line of several, unless all of it is
// wanted. Where the progress is not drawn, the line is printed at once.
func (w *importer) note(p pageFile, to string, r *webpage.Report) {
	text := r.String()
	if w.many && !w.Verbose {
		text = fmt.Sprintf("%s → %s: %s", p.name, to, r.Summary())
		if missing := r.Missing(); len(missing) > 0 {
			text += "; to fill in: " + strings.Join(missing, ", ")
		}
		text += "\n"
	}
	if w.bar.drawn {
		w.reports = append(w.reports, text)
		return
	}
	fmt.Fprint(w.err, text)
}

// read reads a page as far as one may be long.
func (w *importer) read(p pageFile) ([]byte, error) {
	in := io.Reader(w.in)
	if p.name != "-" {
		f, err := p.open()
		if err != nil {
			return nil, fmt.Errorf("careerbot: import: %w", err)
		}
		defer f.Close()
		in = f
	}
	src, err := io.ReadAll(io.LimitReader(in, webpage.MaxPageBytes+1))
	if err != nil {
		return nil, fmt.Errorf("careerbot: import: %s: %w", p.name, err)
	}
	return src, nil
}

// writeWhole writes a file so that it is there with all of its text or not at
// all. It does not write over the page itself.
func writeWhole(name, from string, text []byte) error {
	if old, err := os.Stat(name); err == nil {
		if src, err := os.Stat(from); err == nil && os.SameFile(old, src) {
			return fmt.Errorf("%s is the page itself", name)
		}
		if !old.Mode().IsRegular() { // a pipe, /dev/stdout
			return os.WriteFile(name, text, 0o666)
		}
		if same, err := os.ReadFile(name); err == nil && bytes.Equal(same, text) {
			return nil
		}
	}
	if !isDir(filepath.Dir(name)) {
		return fmt.Errorf("there is no folder %s", filepath.Dir(name))
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".import-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // gone where it was renamed
	_, err = f.Write(text)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
