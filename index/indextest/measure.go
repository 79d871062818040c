package indextest

import (
	"runtime"
	"slices"
	"testing"
	"time"
)

// Each measures what do does with one input after the other, and reports the
// median and the 99th percentile of the single calls beside the mean.
func Each[T any](b *testing.B, inputs []T, do func(T)) {
	b.Helper()
	b.ReportAllocs()
	const most = 1 << 16 // of the calls that are kept for the percentiles
	took := make([]time.Duration, 0, most)
	n := 0
	for b.Loop() {
		start := time.Now()
		do(inputs[n%len(inputs)])
		if d := time.Since(start); len(took) < most {
			took = append(took, d)
		} else {
			took[n%most] = d
		}
		n++
	}
	slices.Sort(took)
	at := func(p float64) float64 {
		return float64(took[min(len(took)-1, int(p*float64(len(took))))].Nanoseconds()) / 1e3
	}
	b.ReportMetric(at(0.50), "p50-µs")
	b.ReportMetric(at(0.99), "p99-µs")
}

// Heap returns how many bytes of memory are in use.
func Heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
