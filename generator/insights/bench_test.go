package insights

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"time"
)

// BenchmarkRead reads a million requests in each format, plain and compressed.
func BenchmarkRead(b *testing.B) {
	for _, format := range slices.Sorted(maps.Keys(writers)) {
		log := madeLog(format, 1_000_000)
		b.Run(format, func(b *testing.B) { read(b, log, len(log)) })
		zipped := packed(b, log)
		b.Run(format+".gz", func(b *testing.B) { read(b, zipped, len(log)) })
	}
}

func read(b *testing.B, log []byte, size int) {
	b.SetBytes(int64(size))
	for b.Loop() {
		t := NewTally(nil, time.Time{})
		if err := t.Read(b.Context(), bytes.NewReader(log)); err != nil {
			b.Fatal(err)
		}
	}
}
