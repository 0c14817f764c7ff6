//go:build !race

package ooxml_test

// watched says that the race detector slows the reading down, some tenfold.
const watched = false
