//go:build unix

package ledger

import "syscall"

// FreeSpace is how many bytes others than root may still write where the folder lies, and false
// where that cannot be known.
func FreeSpace(path string) (bytes uint64, known bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(path, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true //nolint:gosec,unconvert // neither is negative, and their types differ by system
}
