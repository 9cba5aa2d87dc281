package lunr

import (
	"math"
	"testing"
)

// The bits are what Node 20 prints for Math.log. math.Log of Go 1.26 on amd64
// has others for the first five.
func TestLog(t *testing.T) {
	for _, c := range []struct {
		documents, df float64
		bits          uint64
	}{
		{1, 1, 0x3fd269621134db91},
		{2, 4, 0x3fd269621134db91},
		{3, 5, 0x3fcede65f58845bb},
		{7, 16, 0x3fda97ce16b316f1},
		{15, 31, 0x3fd99c38ec4a77df},
		{10000, 1, 0x40219c25b795db7f},
		{10000, 2500, 0x3ff62dda27752f3e},
		{10000, 3333, 0x3ff1941ee7712bb2},
		{13201, 26000, 0x3fd99e2a9245f47b},
		{1000000, 500000, 0x3fe62e42fefa39ef},
		{1048575, 77, 0x4023067c1d866f8d},
	} {
		x := 1 + math.Abs((c.documents-c.df+0.5)/(c.df+0.5))
		if got := math.Float64bits(log(x)); got != c.bits {
			t.Errorf("log(%v) is %#x, want %#x", x, got, c.bits)
		}
	}
	for x, bits := range map[float64]uint64{
		1:                  0,
		1.0000000009313226: 0x3e0fffffffc00000,
		1.0000001:          0x3e7ad7f2847b6492,
		2:                  0x3fe62e42fefa39ef,
		4:                  0x3ff62e42fefa39ef,
	} {
		if got := math.Float64bits(log(x)); got != bits {
			t.Errorf("log(%v) is %#x, want %#x", x, got, bits)
		}
	}
}
