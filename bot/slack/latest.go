package slack

import "sync"

// latestMax is how many keys one generation of a latest has.
const latestMax = 8192

// A latest remembers the last value of each key, until latestMax others have
// been set. It holds two generations, as a seen set does. The zero latest is
// empty.
type latest struct {
	mu        sync.Mutex
	cur, prev map[string]string
}

// get returns the value of a key, "" for none.
func (l *latest) get(key string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if value, ok := l.cur[key]; ok {
		return value
	}
	return l.prev[key]
}

func (l *latest) set(key, value string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.cur == nil || len(l.cur) >= latestMax {
		l.prev, l.cur = l.cur, make(map[string]string)
	}
	l.cur[key] = value
}

// clear forgets everything.
func (l *latest) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cur, l.prev = nil, nil
}
