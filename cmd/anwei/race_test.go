//go:build race

package main

// watched says that the race detector slows the program down, some tenfold.
const watched = true
