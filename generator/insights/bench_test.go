package insights

import (
	"bytes"
	"compress/gzip"
	"maps"
	"slices"
	"testing"
	"time"
)

// BenchmarkRead reads a million lines of each format.
func BenchmarkRead(b *testing.B) {
	for _, format := range slices.Sorted(maps.Keys(writers)) {
		b.Run(format, func(b *testing.B) {
			log := madeLog(format, 1_000_000)
			read(b, log, len(log))
		})
	}
	b.Run("gzip", func(b *testing.B) {
		log := madeLog("combined", 1_000_000)
		var packed bytes.Buffer
		zip := gzip.NewWriter(&packed)
		_, _ = zip.Write(log) // which a buffer takes
		zip.Close()
		read(b, packed.Bytes(), len(log))
	})
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
