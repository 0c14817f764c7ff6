//go:build unix

package main

import "syscall"

// diskFree is what others than root may still write.
func diskFree(path string) (bytes uint64, known bool) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(path, &s); err != nil {
		return 0, false
	}
	return uint64(s.Bavail) * uint64(s.Bsize), true //nolint:gosec,unconvert // neither is negative, and their types differ by system
}
