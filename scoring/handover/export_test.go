package handover

import "testing"

// LimitTo bounds packages to so many bytes for the time of a test.
func LimitTo(t *testing.T, size int64) {
	before := maxPackageBytes
	maxPackageBytes = size
	t.Cleanup(func() { maxPackageBytes = before })
}
