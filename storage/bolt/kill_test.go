package bolt_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
)

// childDir makes the test binary a child that writes until it is killed.
const (
	childDir   = "ANWEI_BOLT_TEST_DIR"
	childCount = "ANWEI_BOLT_TEST_COUNT" // after which it ends; without it writes for ever
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		writeForEver(dir)
	}
	os.Exit(m.Run())
}

func monthly(n int) anwei.ReportKey {
	return anwei.ReportKey{Form: "figures", Period: anwei.MonthPeriod(2026, 1+time.Month(n%12)), Unit: anwei.UnitID(fmt.Sprint("u", n/12))}
}

// writeForEver confirms one report after the other and prints each number as soon
// as it is acknowledged.
func writeForEver(dir string) {
	s, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	last := os.Getenv(childCount)
	for n := 0; strconv.Itoa(n) != last; n++ {
		err := s.Update(context.Background(), func(tx storage.Ledger) error {
			return confirmOne(tx, monthly(n), fmt.Sprint("k", n))
		})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(n)
	}
	os.Exit(0)
}

func confirmOne(tx storage.Ledger, key anwei.ReportKey, message string) error {
	values := anwei.Values{}
	for i := range 15 {
		values[anwei.FieldID(fmt.Sprint("field", i))] = anwei.Number(int64(i))
	}
	if err := tx.PutDraft(anwei.Draft{Key: key, Values: values}); err != nil {
		return err
	}
	rev := anwei.Revision{N: 1, Words: []string{"3 12"}}
	if err := tx.Confirm(anwei.Report{Key: key, Values: values}, rev); err != nil {
		return err
	}
	_, _, err := tx.PutOutgoing(anwei.Outgoing{Key: message, To: "ann", Content: anwei.PlainText("已提交")})
	return err
}

// child starts the writer and returns it with the lines it prints.
func child(t *testing.T, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatalf("the child said nothing: %v", lines.Err())
	}
	return cmd, lines
}

// A killed process has lost nothing that it was told is durable, and what it was
// writing is there as a whole or not at all.
func TestKillLosesNothing(t *testing.T) {
	for _, after := range []int{1, 40, 150} {
		t.Run(strconv.Itoa(after), func(t *testing.T) {
			dir := t.TempDir()
			cmd, lines := child(t, dir)
			last := lines.Text()
			for range after {
				lines.Scan()
			}
			if err := cmd.Process.Kill(); err != nil { // SIGKILL
				t.Fatal(err)
			}
			for ok := true; ok; ok = lines.Scan() {
				last = lines.Text()
			}
			_ = cmd.Wait() // says that it was killed
			acked, err := strconv.Atoi(last)
			if err != nil {
				t.Fatalf("the child said %q", last)
			}
			checkSurvivors(t, dir, acked)
		})
	}
}

func checkSurvivors(t *testing.T, dir string, acked int) {
	t.Helper()
	s := open(t, dir)
	err := s.View(t.Context(), func(tx storage.Ledger) error {
		for n := range acked + 2 {
			_, report, errR := tx.Report(monthly(n))
			_, draft, errD := tx.Draft(monthly(n))
			sent, errO := tx.HasOutgoing(fmt.Sprint("k", n))
			revs, errV := tx.Revisions(monthly(n))
			for _, err := range []error{errR, errD, errO, errV} {
				if err != nil {
					return err
				}
			}
			if report != draft || report != sent || report != (len(revs) == 1) {
				t.Errorf("transaction %d is there in part", n)
			}
			if n <= acked && !report {
				t.Errorf("transaction %d of %d is lost", n, acked)
			}
		}
		return nil
	})
	if err := errors.Join(err, s.Close()); err != nil {
		t.Error(err)
	}
	checkPages(t, dir)
}

func TestOpenLockedByAnotherProcess(t *testing.T) {
	dir := t.TempDir()
	cmd, lines := child(t, dir)
	_, err := bolt.Open(dir, bolt.Options{LockWait: 50 * time.Millisecond})
	wantLocked(t, err, dir)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() { // lets the child end
	}
	_ = cmd.Wait()
	s := open(t, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
