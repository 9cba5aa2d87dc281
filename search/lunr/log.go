package lunr

import "math"

// log is Math.log as V8 (Chromium, Node) has it, for x ≥ 1. The last bit of
// math.Log is another one for some numbers and on some processors; with large
// boosts that would be seen.
//
// It is the algorithm of FDLIBM's e_log.c, Copyright (C) 1993 by Sun
// Microsystems, Inc. All rights reserved. Developed at SunSoft, a Sun
// Microsystems, Inc. business. Permission to use, copy, modify, and distribute
// this software is freely granted, provided that this notice is preserved.
func log(x float64) float64 {
	const (
		ln2High = 6.93147180369123816490e-01
		ln2Low  = 1.90821492927058770002e-10

		lg1 = 6.666666666666735130e-01
		lg2 = 3.999999999940941908e-01
		lg3 = 2.857142874366239149e-01
		lg4 = 2.222219843214978396e-01
		lg5 = 1.818357216161805012e-01
		lg6 = 1.531383769920937332e-01
		lg7 = 1.479819860511658591e-01
	)
	// x is 2^k * (1+f), with 1+f between √½ and √2. The conversions forbid to
	// multiply and add in one step.
	bits := math.Float64bits(x)
	high := int32(bits>>32) & 0xFFFFF
	up := (high + 0x95F64) & 0x100000
	k := float64(int32(bits>>52) - 1023 + up>>20)
	f := math.Float64frombits(bits&0xFFFFFFFF|uint64(high|up^0x3FF00000)<<32) - 1

	if (high+2)&0xFFFFF < 3 { // |f| < 2^-20
		if f == 0 {
			return float64(k*ln2High) + float64(k*ln2Low)
		}
		r := float64(f*f) * (0.5 - float64(0.33333333333333333*f))
		return float64(k*ln2High) - ((r - float64(k*ln2Low)) - f)
	}
	s := f / (2 + f)
	z := s * s
	w := z * z
	odd := z * (lg1 + float64(w*(lg3+float64(w*(lg5+float64(w*lg7))))))
	even := w * (lg2 + float64(w*(lg4+float64(w*lg6))))
	r := odd + even
	if (high-0x6147A)|(0x6B851-high) > 0 {
		half := 0.5 * f * f
		if k == 0 {
			return f - (half - float64(s*(half+r)))
		}
		return float64(k*ln2High) - ((half - (float64(s*(half+r)) + float64(k*ln2Low))) - f)
	}
	if k == 0 {
		return f - float64(s*(f-r))
	}
	return float64(k*ln2High) - ((float64(s*(f-r)) - float64(k*ln2Low)) - f)
}
