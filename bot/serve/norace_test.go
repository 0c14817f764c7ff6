//go:build !race

package serve_test

// watched says that the race detector counts along, which allocates too.
const watched = false
