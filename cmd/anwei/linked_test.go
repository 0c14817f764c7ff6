package main

import (
	"bytes"
	"os"
	"regexp"
	"testing"
)

// TestNoCacheIsLinked holds that of the caches that silenceper's package names, Redis and
// memcached, the program has no client: of go-redis and gomemcache are linked the lines
// that initialise a package, and nothing that dials.
func TestNoCacheIsLinked(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(program, []byte("silenceper/wechat/v2/work/message.(*Client).Send")) {
		t.Fatal("the names of functions are not in the program")
	}
	client := regexp.MustCompile(`(go-redis/redis/v8|gomemcache/memcache|wechat/v2/cache)(/internal/pool)?\.(New\w*|Dial\w*|\(\*(Client|Redis|Memcache|Conn)\)\.\w+)`)
	if found := client.Find(program); found != nil {
		t.Errorf("%s is linked", found)
	}
}
