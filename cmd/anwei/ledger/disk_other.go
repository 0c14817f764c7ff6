//go:build !unix

package main

// diskFree is not known on this system.
func diskFree(string) (bytes uint64, known bool) { return 0, false }
