package knowledge

import (
	"testing"
)

// BenchmarkLoad is what every start of the process pays: the shipped word
// lists and the shipped article.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(false); err != nil {
			b.Fatal(err)
		}
	}
}
