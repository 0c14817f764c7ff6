//go:build !race

package frame_test

// watched says that the race detector counts along, which allocates too.
const watched = false
