package golden

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// lineMost is how long a line may be, in bytes.
const lineMost = 1 << 20

// Read reads golden questions. Empty lines are skipped. All faults are
// returned at once, as "name:line: message", and no items with them.
func Read(name string, r io.Reader) ([]Item, error) {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, lineMost)
	var items []Item
	var faults []error
	lineOf := map[string]int{}
	n := 1
	fault := func(format string, args ...any) {
		faults = append(faults, fmt.Errorf("%s:%d: %w", name, n, fmt.Errorf(format, args...)))
	}
	for ; lines.Scan(); n++ {
		text := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\uFEFF")))
		if len(text) == 0 {
			continue
		}
		item, err := parseItem(text)
		if err != nil {
			fault("%w", err)
			continue
		}
		if first, again := lineOf[item.ID]; again {
			fault("the id %q is that of line %d already", item.ID, first)
			continue
		}
		item.Line, lineOf[item.ID] = n, n
		items = append(items, item)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		fault("longer than %d bytes", lineMost)
	case err != nil:
		fault("%w", err)
	}
	if faults != nil {
		return nil, errors.Join(faults...)
	}
	return items, nil
}

// parseItem reads one line. It refuses keys that it does not know, because a
// misspelt one would leave a condition out in silence.
func parseItem(text []byte) (Item, error) {
	var line struct {
		ID    string  `json:"id"`
		Turns []Label `json:"turns"`
		Label
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&line); err != nil {
		return Item{}, plainly(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Item{}, errors.New("more than one JSON value in a line")
	}
	item := Item{ID: line.ID, Turns: line.Turns}
	switch {
	case item.ID == "":
		return Item{}, errors.New(`"id" is missing`)
	case line.Turns == nil:
		item.Turns = []Label{line.Label}
	case len(line.Turns) == 0:
		return Item{}, errors.New(`"turns" is empty`)
	case line.Q != "" || line.Kind != "":
		return Item{}, errors.New(`"turns" stands beside a question of its own`)
	}
	for i, l := range item.Turns {
		err := l.check()
		if err != nil && line.Turns != nil {
			err = fmt.Errorf("turn %d: %w", i+1, err)
		}
		if err != nil {
			return Item{}, err
		}
	}
	return item, nil
}

// check finds what no label may be.
func (l Label) check() error {
	if strings.TrimSpace(l.Q) == "" {
		return errors.New(`"q" is missing`)
	}
	for i, kind := range l.kinds() {
		switch {
		case kind == "":
			return fmt.Errorf(`"kind" is missing; there are %s`, strings.Join(kinds, ", "))
		case slices.Contains(kinds, kind):
		case i > 0:
			return fmt.Errorf("alt-kind %q is not known; there are %s", kind, strings.Join(kinds, ", "))
		default:
			return fmt.Errorf("kind %q is not known; there are %s", kind, strings.Join(kinds, ", "))
		}
	}
	for _, list := range []struct {
		key    string
		values []string
	}{{"sections", l.Sections}, {"headings", l.Headings}, {"facts", l.Facts}, {"not_facts", l.NotFacts}} {
		if slices.ContainsFunc(list.values, func(v string) bool { return strings.TrimSpace(alike(v)) == "" }) {
			return fmt.Errorf("%q has an empty entry", list.key)
		}
	}
	return nil
}

// plainly says what is wrong with JSON without the names of Go types.
func plainly(err error) error {
	var kind *json.UnmarshalTypeError
	field, unknown := strings.CutPrefix(err.Error(), "json: unknown field ")
	switch {
	case unknown:
		return fmt.Errorf("the key %s is not known", field)
	case errors.As(err, &kind) && kind.Field == "":
		return fmt.Errorf("is a JSON %s, not an object", kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("%q must not be a JSON %s", strings.TrimPrefix(kind.Field, "Label."), kind.Value)
	}
	return fmt.Errorf("is not JSON: %w", err)
}
