package generator

import (
	"slices"
	"testing"

	"ankerplatz/generator/signals"
	"ankerplatz/generator/source"
)

// TestPeopleUntold: servers know nothing of a page but its address.
func TestPeopleUntold(t *testing.T) {
	if want := append([]string{source.ProfileKind.Folder}, source.ProfileKind.Folders()...); !slices.Equal(signals.Folders, want) {
		t.Errorf("folders of people are %q, and signals know %q", want, signals.Folders)
	}
}
