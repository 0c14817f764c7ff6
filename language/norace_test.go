//go:build !race

package language_test

// watched says that the race detector counts along, which allocates too.
const watched = false
