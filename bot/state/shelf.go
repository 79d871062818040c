package state

import (
	"container/list"
	"time"
)

// A shelf keeps values by key for a time, and no more than so many of them:
// what was put longest ago goes first. It is not safe for concurrent use.
type shelf[V any] struct {
	life time.Duration
	most int

	items map[string]*list.Element // of *item[V]
	order list.List                // oldest in front
}

type item[V any] struct {
	key   string
	value V
	at    time.Time // when it was put
}

// get returns the value under key, if there is one and it is not too old.
func (s *shelf[V]) get(key string, now time.Time) (v V, ok bool) {
	e := s.items[key]
	if e == nil {
		return v, false
	}
	it := e.Value.(*item[V])
	if now.Sub(it.at) >= s.life {
		return v, false
	}
	return it.value, true
}

// put stores a value, in place of any other under that key.
func (s *shelf[V]) put(key string, v V, now time.Time) {
	if e := s.items[key]; e != nil {
		*e.Value.(*item[V]) = item[V]{key, v, now}
		s.order.MoveToBack(e)
		return
	}
	if s.items == nil {
		s.items = make(map[string]*list.Element)
	}
	s.items[key] = s.order.PushBack(&item[V]{key, v, now})
	for e := s.order.Front(); len(s.items) > s.most || now.Sub(e.Value.(*item[V]).at) >= s.life; e = s.order.Front() {
		s.drop(e)
	}
}

// remove forgets the keys for which gone is true.
func (s *shelf[V]) remove(gone func(key string) bool) {
	for key, e := range s.items {
		if gone(key) {
			s.drop(e)
		}
	}
}

func (s *shelf[V]) drop(e *list.Element) {
	delete(s.items, e.Value.(*item[V]).key)
	s.order.Remove(e)
}
