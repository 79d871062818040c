package knowledge

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
)

// Load reads the shipped articles, unless noShipped, and those of further
// files and folders. All faults are returned at once.
func Load(noShipped bool, paths ...string) (*Set, error) {
	type read struct {
		articles []*Article
		err      error
	}
	done := make(chan read, 1)
	go func() { // the word lists and the articles know nothing of each other
		articles, err := loadArticles(noShipped, paths)
		done <- read{articles, err}
	}()
	b, err := shippedBuilder()
	r := <-done
	if err := errors.Join(err, r.err); err != nil {
		return nil, err
	}
	return b.set(r.articles)
}

func shippedBuilder() (*setBuilder, error) {
	v, err := ShippedVocabulary()
	if err != nil {
		return nil, err
	}
	return newSetBuilder(v), nil
}

func loadArticles(noShipped bool, paths []string) (articles []*Article, err error) {
	var faults []error
	if !noShipped {
		a, err := loadDir(shippedArticles, "articles", "")
		articles, faults = append(articles, a...), append(faults, err)
	}
	for _, p := range paths {
		a, err := loadPath(p)
		articles, faults = append(articles, a...), append(faults, err)
	}
	return articles, errors.Join(faults...)
}

// loadPath reads an article file, or every *.md file of a folder.
func loadPath(p string) ([]*Article, error) {
	info, err := os.Stat(p)
	if err != nil {
		return nil, fmt.Errorf("knowledge: articles: %w", err)
	}
	if info.IsDir() {
		return loadDir(os.DirFS(p), ".", p)
	}
	dir, file := filepath.Split(p)
	if dir == "" {
		dir = "."
	}
	a, err := loadFile(os.DirFS(dir), file, p)
	if err != nil {
		return nil, err
	}
	return []*Article{a}, nil
}

func loadDir(fsys fs.FS, dir, shown string) (articles []*Article, err error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.md"))
	if err != nil {
		return nil, fmt.Errorf("knowledge: articles: %w", err)
	}
	sort.Strings(names)
	if len(names) == 0 {
		return nil, fmt.Errorf("knowledge: articles: no *.md file in %s", shown)
	}
	var faults []error
	for _, name := range names {
		a, err := loadFile(fsys, name, filepath.Join(shown, name))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		articles = append(articles, a)
	}
	return articles, errors.Join(faults...)
}

func loadFile(fsys fs.FS, name, shown string) (*Article, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("knowledge: articles: %w", err)
	}
	if info.Size() > MaxArticleBytes {
		return nil, fmt.Errorf("%s:1: the file is larger than %d bytes", shown, MaxArticleBytes)
	}
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("knowledge: articles: %w", err)
	}
	return ParseArticle(shown, src)
}
