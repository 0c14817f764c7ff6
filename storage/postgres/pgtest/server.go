// Package pgtest starts a PostgreSQL of its own for tests.
package pgtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// Server is a running PostgreSQL that nobody else uses. It is reached by a socket in
// a folder of its own and does not wait for the disk.
type Server struct{ dir string }

// patience is how long a server may take to begin on a busy machine.
const patience = time.Minute

// Start starts a server and stops it when the test ends, or when the process does.
// It skips the test where PostgreSQL is not installed, unless ANWEI_REQUIRE=all.
func Start(t testing.TB) *Server {
	t.Helper()
	initdb, postgres := find(t, "initdb"), find(t, "postgres")
	dir, err := os.MkdirTemp("", "anwei-pg-") //nolint:usetesting // the server's user may enter it, and its path is short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	who := owner(t, dir)
	data := filepath.Join(dir, "data")
	made := exec.CommandContext(t.Context(), initdb, //nolint:gosec // a program that find found
		"-D", data, "-U", "anwei", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	made.Dir, made.SysProcAttr = dir, who
	if out, err := made.CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	// The shell ends the server when its input does, that is when this process ends.
	run := exec.CommandContext( //nolint:gosec // a program that find found
		context.WithoutCancel(t.Context()), "sh", "-c", `"$@" & read -r _; kill -INT $!; wait`, "sh",
		postgres, "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=200")
	run.Dir, run.SysProcAttr = dir, who
	input, err := run.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	run.Stdout, run.Stderr = &log, &log
	if err := run.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = input.Close()
		_ = run.Wait()
	})
	s := &Server{dir: dir}
	if err := s.wait(t.Context()); err != nil {
		_ = input.Close()
		_ = run.Wait()
		t.Fatalf("the server does not answer: %v\n%s", err, log.String())
	}
	return s
}

// find returns where a program of PostgreSQL is; Debian keeps them out of the path.
func find(t testing.TB, program string) string {
	t.Helper()
	if path, err := exec.LookPath(program); err == nil {
		return path
	}
	all, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + program)
	if len(all) == 0 && os.Getenv("ANWEI_REQUIRE") == "all" {
		t.Fatalf("%s is missing, and ANWEI_REQUIRE=all asks for it", program)
	}
	if len(all) == 0 {
		t.Skipf("%s is missing: apt-get install postgresql", program)
	}
	return all[len(all)-1]
}

// owner is whom the server runs as: PostgreSQL refuses to be root.
func owner(t testing.TB, dir string) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, errU := strconv.ParseUint(u.Uid, 10, 32)
		gid, errG := strconv.ParseUint(u.Gid, 10, 32)
		if errU == nil && errG == nil && os.Chown(dir, int(uid), int(gid)) == nil {
			return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
		}
	}
	t.Fatal("there is no user postgres or nobody that the server could run as")
	return nil
}

func (s *Server) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, s.url(""))
		if err == nil {
			return conn.Close(ctx)
		}
		if ctx.Err() != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (s *Server) url(schema string) string {
	q := url.Values{"host": {s.dir}, "user": {"anwei"}}
	if schema != "" {
		q.Set("search_path", schema)
	}
	return "postgres:///postgres?" + q.Encode()
}

// URL returns the address of an empty schema that no other call returned.
func (s *Server) URL(t testing.TB) string {
	t.Helper()
	schema := "t" + strings.ToLower(rand.Text())
	ctx := context.WithoutCancel(t.Context())
	conn, err := pgx.Connect(ctx, s.url(""))
	if err == nil {
		_, err = conn.Exec(ctx, "create schema "+pgx.Identifier{schema}.Sanitize())
	}
	if err != nil {
		t.Fatal(fmt.Errorf("a schema for the test: %w", err))
	}
	if err := conn.Close(ctx); err != nil {
		t.Fatal(err)
	}
	return s.url(schema)
}
