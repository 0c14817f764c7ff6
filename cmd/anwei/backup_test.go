package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// sumsOf is what the ledger in a directory holds.
func sumsOf(t *testing.T, s storage.Store) (sums []storage.Sum) {
	t.Helper()
	err := s.View(t.Context(), func(tx storage.Ledger) (err error) {
		sums, err = storage.Sums(tx.Tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// TestBackup backs up beside a running server, changes everything, and restores what
// was; the ledger that is replaced stays beside it.
func TestBackup(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	t.Cleanup(openDoor(t.Context(), g.data, g.engine))
	g.try(g.wired.keeper.Keep(t.Context(), "piece", []byte("a picture")))
	before := sumsOf(t, g.store)
	folder := t.TempDir()
	file := filepath.Join(folder, "a.tar")
	if said := must(t, "", "backup", file, "--data", g.data); !strings.Contains(said, "台账和1个文件，读回核对无误") {
		t.Errorf("backup says %s", said)
	}
	if code, _, said := call(t, "", "backup", file, "--data", g.data); code != exitFailed || !strings.Contains(said, "已经有了") {
		t.Errorf("a backup is written over: %d %s", code, said)
	}
	g.change(func(tx storage.Ledger) error { return tx.PutUnit(anwei.Unit{ID: "new", Name: "新村镇"}) })
	if code, _, said := call(t, "", "restore", file, "--data", g.data); code != exitFailed || !strings.Contains(said, "请先停止它") {
		t.Errorf("the ledger of a running server is replaced: %d %s", code, said)
	}
	data := filepath.Join(t.TempDir(), "data")
	must(t, "", "roster", "import", "--sample", "--data", data)
	if said := must(t, "", "restore", file, "--data", data); !strings.Contains(said, "ledger.db.before-") {
		t.Errorf("restore says %s", said)
	}
	s, err := bolt.Open(data, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()                                                       //nolint:errcheck // a test's own
	roster := func(sums []storage.Sum) []storage.Sum { return sums[1:5] } // the alarm goes on writing what it said
	if after := sumsOf(t, s); !slices.Equal(roster(after), roster(before)) {
		t.Errorf("restored\n%v\nwant\n%v", after, before)
	}
	if old, _ := filepath.Glob(filepath.Join(data, "ledger.db.before-*")); len(old) != 1 {
		t.Errorf("the old ledger is %v", old)
	}
	if pieces, _ := filepath.Glob(filepath.Join(data, "evidence", "*")); len(pieces) != 1 {
		t.Errorf("the evidence is %v", pieces)
	}
}

// TestBrokenBackup restores nothing from a file that is damaged or something else, and
// from a damaged ledger nothing is backed up, which a good backup can replace.
func TestBrokenBackup(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	must(t, "", "roster", "import", "--sample", "--data", data)
	folder := t.TempDir()
	good := filepath.Join(folder, "good.tar")
	must(t, "", "backup", good, "--data", data)
	whole, err := os.ReadFile(good)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"cut": whole[:len(whole)/2], "other": []byte(strings.Repeat("no backup ", 1000)), "empty": nil,
		"pages": append(append([]byte{}, whole[:2<<10]...), make([]byte, len(whole)-2<<10)...),
	} {
		bad := filepath.Join(folder, name+".tar")
		if err := os.WriteFile(bad, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if code, _, said := call(t, "", "restore", bad, "--data", data); code != exitFailed || !strings.Contains(said, "数据目录没有动") {
			t.Errorf("%s: %d %s", name, code, said)
		}
	}
	must(t, "", "roster", "export", "-", "--data", data)
	ledger := filepath.Join(data, bolt.File)
	if err := os.WriteFile(ledger, []byte(strings.Repeat("damaged ", 10_000)), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, _ := call(t, "", "backup", filepath.Join(folder, "x.tar"), "--data", data); code != exitFailed {
		t.Error("a damaged ledger was backed up")
	}
	must(t, "", "restore", good, "--data", data)
	must(t, "", "roster", "export", "-", "--data", data)
	fresh := filepath.Join(t.TempDir(), "data")
	if said := must(t, "", "restore", good, "--data", fresh); strings.Contains(said, "before") {
		t.Errorf("into an empty folder restore says %s", said)
	}
}

// TestNewerLedger opens nothing that a newer program has written, and restores it neither
// from a backup nor over it.
func TestNewerLedger(t *testing.T) {
	data, newer := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "newer")
	folder := t.TempDir()
	for _, dir := range []string{data, newer} {
		must(t, "", "roster", "import", "--sample", "--data", dir)
	}
	good, bad := filepath.Join(folder, "good.tar"), filepath.Join(folder, "bad.tar")
	must(t, "", "backup", good, "--data", data)
	s, err := bolt.Open(newer, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	move := func(tx storage.Ledger) error { return tx.Tx.Put(storage.Meta, []byte("schema"), []byte("99")) }
	if err := errors.Join(s.Update(t.Context(), move), s.Close()); err != nil {
		t.Fatal(err)
	}
	pack(t, bad, filepath.Join(newer, bolt.File))
	before, err := os.ReadFile(filepath.Join(newer, bolt.File))
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"roster", "export", "-", "--data", newer},
		{"query", "10月谁没报", "--as", "anban", "--data", newer},
		{"compile", "--period", "2026-10", "--data", newer},
		{"backup", filepath.Join(folder, "x.tar"), "--data", newer},
		{"restore", good, "--data", newer},
		{"restore", bad, "--data", data},
		{"copy", "--from", newer, "--to", filepath.Join(t.TempDir(), "x")},
		{"verify", "--data", newer},
	} {
		if code, _, said := call(t, "", args...); code != exitFailed || !strings.Contains(said, "台账是更新版本的 anwei 写的") {
			t.Errorf("%v: %d %s", args, code, said)
		}
	}
	if after, err := os.ReadFile(filepath.Join(newer, bolt.File)); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the newer ledger was changed: %v", err)
	}
	must(t, "", "roster", "export", "-", "--data", data)
}

// pack writes a backup of a ledger alone.
func pack(t *testing.T, file, ledger string) {
	t.Helper()
	raw, err := os.ReadFile(ledger)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	err = w.WriteHeader(&tar.Header{Name: bolt.File, Mode: 0o600, Size: int64(len(raw))})
	_, errWrite := w.Write(raw)
	if err := errors.Join(err, errWrite, w.Close(), os.WriteFile(file, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
}

// TestDamagedLedger asks everything of files that are cut short, empty or damaged: it is
// told in words, without a stack, and no file becomes a new ledger.
func TestDamagedLedger(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, "填报\n3 12\n", "chat", "--as", "nancun_tb", "--now", "2026-10-19 09:00", "--data", data)
	whole, err := os.ReadFile(filepath.Join(data, bolt.File))
	if err != nil {
		t.Fatal(err)
	}
	over := func(from int) []byte {
		return append(bytes.Clone(whole[:from]), bytes.Repeat([]byte("damage!!"), (len(whole)-from)/8)...)
	}
	digit := bytes.ReplaceAll(whole, []byte(`"version":"`), []byte(`"versiom":"`))
	for name, content := range map[string][]byte{
		"empty": nil, "cut": whole[:8192], "cut within the head": whole[:100], "zeros": append(bytes.Clone(whole[:8192]), make([]byte, len(whole)-8192)...),
		"all pages": over(8192), "some pages": over(4096 * 12), "rows": digit,
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, bolt.File)
		config := filepath.Join(dir, "anwei.yaml")
		settings := "data: " + dir + "\nlisten: 127.0.0.1:0\nwecom:\n  bot: {id: b, secret: s, url: \"ws://127.0.0.1:1\"}\n"
		if err := os.WriteFile(config, []byte(settings), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, args := range [][]string{
			{"serve", "-c", config},
			{"doctor", "--no-bot", "-c", config},
			{"query", "10月谁没报", "--as", "anban", "--data", dir},
			{"compile", "--period", "2026-10", "--out", t.TempDir(), "--data", dir},
			{"verify", "--data", dir},
		} {
			_ = os.Remove(file) // which this process may have locked
			if err := os.WriteFile(file, content, 0o600); err != nil {
				t.Fatal(err)
			}
			code, said, errs := call(t, "", args...)
			if code != exitFailed || !strings.Contains(said+errs, "anwei restore") || strings.Contains(said+errs, "goroutine") {
				t.Errorf("%s: %s: %d\n%s%s", name, args[0], code, said, errs)
			}
			if info, err := os.Stat(file); err != nil || info.Size() != int64(len(content)) {
				t.Errorf("%s: %s: the file is %v, %v", name, args[0], info, err)
			}
		}
	}
}

// TestVerify finds nothing in a sound ledger, beside a running server too, and says in
// words which row of a damaged one is wrong and what is to be done.
func TestVerify(t *testing.T) {
	noLeaks(t)
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", true, nil)
	t.Cleanup(openDoor(t.Context(), g.data, g.engine))
	if said := must(t, "", "verify", "--data", g.data); !strings.Contains(said, "台账没有问题") {
		t.Errorf("beside a server verify says %s", said)
	}
	data := filepath.Join(t.TempDir(), "data")
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, "", "verify", "--data", data)
	change := func(fn func(tx storage.Ledger) error) {
		s, err := bolt.Open(data, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.Update(t.Context(), fn), s.Close()); err != nil {
			t.Fatal(err)
		}
	}
	flawed := func(wants ...string) {
		t.Helper()
		code, said, errs := call(t, "", "verify", "--data", data)
		for _, want := range append(wants, "anwei restore") {
			if !strings.Contains(said+errs, want) {
				t.Errorf("verify says nothing of %s:\n%s%s", want, said, errs)
			}
		}
		if code != exitFailed {
			t.Errorf("the exit code is %d, want %d", code, exitFailed)
		}
	}
	key := anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 10), Unit: "nancun"}
	two := anwei.Number(2)
	change(func(tx storage.Ledger) error {
		return tx.Confirm(anwei.Report{Key: key, Values: anwei.Values{"self_checks": two}},
			anwei.Revision{N: 1, Changes: []anwei.Change{{Field: "self_checks", New: &two}}})
	})
	must(t, "", "verify", "--data", data)
	change(func(tx storage.Ledger) error {
		raw, err := tx.Tx.Get("reports", []byte(key.String()))
		raw = bytes.Replace(raw, []byte(`"n":2`), []byte(`"n":9`), 1)
		return errors.Join(err, tx.Tx.Put("reports", []byte(key.String()), raw), tx.Tx.Delete("unit_order", []byte("\x00\x00\x00\x00\x00\x00\x00\x01")))
	})
	flawed("reports 表 figures/2026-10/nancun：与写下时的校验和对不上", "在 unit_order 里找不到对应的一行")
	whole, err := os.ReadFile(filepath.Join(data, bolt.File))
	if err != nil {
		t.Fatal(err)
	}
	pages := bytes.ReplaceAll(whole, []byte("\x02{\"userid\""), []byte("\x09{\"userid\"")) // keys out of order
	for want, content := range map[string][]byte{"有损坏的页": pages, "台账打不开": whole[:3*4096]} {
		data = t.TempDir()
		if err := os.WriteFile(filepath.Join(data, bolt.File), content, 0o600); err != nil {
			t.Fatal(err)
		}
		flawed(want)
	}
}

// TestBackupsAreKept keeps the newest of a folder.
func TestBackupsAreKept(t *testing.T) {
	data, folder := filepath.Join(t.TempDir(), "data"), t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	for _, name := range []string{"anwei-20260101-000000.tar", "anwei-20260102-000000.tar", "mine.tar"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	must(t, "", "backup", folder, "--keep", "2", "--data", data)
	left, err := filepath.Glob(filepath.Join(folder, "*"))
	if err != nil || len(left) != 3 || filepath.Base(left[0]) != "anwei-20260102-000000.tar" || filepath.Base(left[2]) != "mine.tar" {
		t.Errorf("left are %v, %v", left, err)
	}
}
