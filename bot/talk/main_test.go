package talk_test

import (
	"flag"
	"os"
	"testing"
)

// TestMain makes the random walks of every ordinary run the same ones, so that a
// change is held against what the one before it was held against. -rapid.seed
// goes other ways, for a run that looks for what is not known yet.
func TestMain(m *testing.M) {
	flag.Parse()
	if seed := flag.Lookup("rapid.seed"); seed.Value.String() == seed.DefValue {
		if err := seed.Value.Set("20261127"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
