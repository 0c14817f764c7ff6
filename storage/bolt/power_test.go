package bolt_test

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"anwei/storage"
	"anwei/storage/bolt"
)

// A power cut keeps what was synced, and of what was written since any sectors and not
// the others. strace writes down all that the child hands to the system; from that the
// file is made as the cut may have left it.

// sector is what a disk writes as a whole.
const sector = 512

// disk is a file and what has been written into it since it was last synced.
type disk struct {
	kept    []byte
	pending []written
}

type written struct {
	at   int
	data []byte
}

func (d *disk) sync() {
	for _, w := range d.pending {
		d.put(w.at, w.data)
	}
	d.pending = nil
}

func (d *disk) put(at int, data []byte) {
	if n := at + len(data) - len(d.kept); n > 0 {
		d.kept = append(d.kept, make([]byte, n)...)
	}
	copy(d.kept[at:], data)
}

// cut returns what a power cut may leave of the file.
func (d *disk) cut(r *rand.Rand) []byte {
	left := disk{kept: append([]byte(nil), d.kept...)}
	for _, w := range d.pending {
		if r.IntN(3) == 0 { // nothing of it
			continue
		}
		for at := 0; at < len(w.data); at += sector {
			if r.IntN(2) == 0 {
				left.put(w.at+at, w.data[at:min(at+sector, len(w.data))])
			}
		}
	}
	return left.kept
}

var call = regexp.MustCompile(`^\d+ +(pwrite64|fdatasync|ftruncate|write)\((\d+)(?:, "([^"]*)")?(?:, (\d+))?(?:, (\d+))?`)

// under has the child confirm so many reports under strace, and returns what it said.
func under(t *testing.T, dir string, n int, more ...string) ([]byte, error) {
	t.Helper()
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.CommandContext(t.Context(), strace, "-qq", "-o", os.DevNull, "true").Run()
	}
	switch {
	case err != nil && os.Getenv("ANWEI_REQUIRE") == "all":
		t.Fatalf("strace cannot be used, and ANWEI_REQUIRE=all asks for it: %v", err)
	case err != nil:
		t.Skipf("strace cannot be used: no power is cut and no disk fails (Debian: strace): %v", err)
	}
	cmd := exec.CommandContext(t.Context(), strace, append(append([]string{"-f", "-qq", "-e", "signal=none"}, more...), os.Args[0])...)
	cmd.Env = append(os.Environ(), childDir+"="+dir, childCount+"="+strconv.Itoa(n))
	return cmd.Output()
}

// traced returns the calls by which the child confirms so many reports.
func traced(t *testing.T, n int) string {
	t.Helper()
	log := filepath.Join(t.TempDir(), "calls")
	if _, err := under(t, t.TempDir(), n, "-xx", "-s", "100000000", "-e", "trace=pwrite64,fdatasync,ftruncate,write", "-o", log); err != nil {
		t.Fatal(err)
	}
	return log
}

// cuts goes through what the child did and cuts the power after each report that was
// acknowledged and before the next. It returns after how many cuts something was lost.
// Where sync is false the disk heeds no sync, as with NoSync.
func cuts(t *testing.T, log string, sync bool) (lost, all int) {
	t.Helper()
	f, err := os.Open(log)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was read
	lines := bufio.NewReaderSize(f, 1<<20)
	r := rand.New(rand.NewPCG(22, 10))
	d, acked := &disk{}, -1
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			return lost, all
		}
		m := call.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		data, err := hex.DecodeString(strings.ReplaceAll(m[3], `\x`, ""))
		if err != nil {
			t.Fatalf("%.80s: %v", line, err)
		}
		switch at, _ := strconv.Atoi(m[5]); {
		case m[1] == "pwrite64":
			d.pending = append(d.pending, written{at, data})
			if acked >= 0 && r.IntN(8) > 0 {
				continue // the power is cut after some of the writes
			}
		case m[1] == "fdatasync" && (sync || acked < 0):
			d.sync()
		case m[1] == "write" && m[2] == "1":
			if acked, err = strconv.Atoi(strings.TrimSpace(string(data))); err != nil {
				t.Fatal(err)
			}
		}
		if acked < 0 {
			continue
		}
		all++
		if err := survives(t, d.cut(r), acked); err != nil {
			lost++
			if sync {
				t.Errorf("the power was cut after report %d: %v", acked, err)
			}
		}
	}
}

// survives opens what is left of a file and looks for every report that was acknowledged.
func survives(t *testing.T, left []byte, acked int) (err error) {
	t.Helper()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, bolt.File), left, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		return err
	}
	defer s.Close() //nolint:errcheck // it was read
	return s.View(t.Context(), func(tx storage.Ledger) error {
		for n := range acked + 1 {
			_, in, err := tx.Report(monthly(n))
			revs, errRevs := tx.Revisions(monthly(n))
			if err = errors.Join(err, errRevs); err != nil || !in || len(revs) != 1 {
				return errors.Join(err, fmt.Errorf("report %d is not there", n))
			}
		}
		return nil
	})
}

// TestPowerCut loses nothing that was acknowledged, wherever the power is cut; on a disk
// that heeds no sync the same cuts lose reports, so that the test would notice.
func TestPowerCut(t *testing.T) {
	n := 40
	if testing.Short() {
		n = 12
	}
	log := traced(t, n)
	if lost, all := cuts(t, log, true); lost > 0 || all < n {
		t.Errorf("%d of %d cuts lost something", lost, all)
	}
	if lost, all := cuts(t, log, false); lost < all/2 {
		t.Errorf("without syncs only %d of %d cuts lost something", lost, all)
	}
}

// TestFailingDisk has writes and syncs fail from some call on: what was not made durable
// is refused and not acknowledged, and the file opens with all that was.
func TestFailingDisk(t *testing.T) {
	for name, fault := range map[string]string{
		"full": "pwrite64:error=ENOSPC:when=40+", "broken": "pwrite64:error=EIO:when=55+", "sync": "fdatasync:error=EIO:when=12+",
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			call, _, _ := strings.Cut(fault, ":")
			said, err := under(t, dir, 500, "-o", os.DevNull, "-e", "trace="+call, "-e", "inject="+fault)
			lines := strings.Split(strings.TrimSpace(string(said)), "\n")
			if err == nil || len(lines) < 2 {
				t.Fatalf("the child went on: %v, %d lines", err, len(lines))
			}
			acked, err := strconv.Atoi(lines[len(lines)-2]) // the last says why it ended
			if err != nil {
				t.Fatalf("the child said %q", lines[max(0, len(lines)-3):])
			}
			checkSurvivors(t, dir, acked)
		})
	}
}
