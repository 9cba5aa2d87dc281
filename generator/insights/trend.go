package insights

import "math"

// Trends of a topic.
const (
	Rising  = "rising"
	Falling = "falling"
	Steady  = "steady"
)

// The last weeks are held against those before.
const (
	recentWeeks  = 4
	earlierWeeks = 12
	certain      = 2.576 // standard errors that a change must be away from none: one topic in a hundred is called changed by chance
)

// trend compares how often a topic came in the last weeks, recent times of
// allRecent in all, with the weeks before, earlier of allEarlier. That all of
// the hub is used more or less, in holidays or in a week that has just begun,
// is no change of a topic.
//
// The counts are taken for those of Poisson processes. The logarithm of the
// ratio of their rates is nearly normal, its variance the sum of the counts'
// reciprocals; half a count is added to each, so that none may be zero
// (Haldane, 1956; Anscombe, 1956).
func trend(recent, allRecent, earlier, allEarlier int) string {
	if allRecent == 0 || allEarlier == 0 {
		return Steady
	}
	r, e := float64(recent)+0.5, float64(earlier)+0.5
	change := math.Log(r/float64(allRecent)) - math.Log(e/float64(allEarlier))
	switch sure := certain * math.Sqrt(1/r+1/e); {
	case change > sure:
		return Rising
	case change < -sure:
		return Falling
	}
	return Steady
}
