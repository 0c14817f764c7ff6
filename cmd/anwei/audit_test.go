package main

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"anwei/storage"
	"anwei/storage/bolt"
)

// audited are the rows of the record of the ledger in a directory, oldest first.
func audited(t *testing.T, data string) (rows []map[string]string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "audit.csv")
	must(t, "", "audit", "export", file, "--data", data)
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(raw), "\ufeff"))).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("%v: %s", err, raw)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, cell := range cells {
			row[all[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// TestEveryCommandLeavesARow runs what an operator may change the ledger by, and finds a
// row of each in the exported record.
func TestEveryCommandLeavesARow(t *testing.T) {
	dir := t.TempDir()
	data, list := filepath.Join(dir, "data"), filepath.Join(dir, "list.yaml")
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, "", "roster", "export", list, "--data", data)
	raw, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	head, tail, found := strings.Cut(string(raw), "userid: xianzhang")
	if !found {
		t.Fatalf("no leader is in %s", raw)
	}
	changed := head + "userid: xianzhang" + strings.Replace(tail, "role: leader", "role: office", 1)
	if err := os.WriteFile(list, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "", "roster", "import", list, "--data", data)
	must(t, "零报告\n确认提交\n", "chat", "--as", "nancun_tb", "--data", data, "--now", "2026-10-19 09:00")
	must(t, "", "compile", "--period", "2026-10", "--snapshot", "报市", "--out", filepath.Join(dir, "out"), "--data", data)
	backup := filepath.Join(dir, "b.tar")
	must(t, "", "backup", backup, "--data", data)
	must(t, "", "restore", backup, "--data", data)
	other := filepath.Join(dir, "other")
	must(t, "", "copy", "--from", data, "--to", other)
	seen := map[string]map[string]string{}
	rows := audited(t, other)
	for _, row := range rows {
		seen[row["事项"]] = row
		if row["校验值"] == "" || row["从哪办的"] != "命令行" {
			t.Errorf("a row of a command is %v", row)
		}
	}
	for _, action := range []string{"导入名单", "代为发言", "定格", "恢复备份", "复制台账"} {
		if seen[action] == nil {
			t.Errorf("%s left no row", action)
		}
	}
	given := false
	for _, row := range rows {
		given = given || row["事项"] == "导入名单" && strings.Contains(row["原来"], "领导") && strings.Contains(row["现在"], "安委办")
	}
	if !given {
		t.Errorf("the record does not say who was given what: %v", rows)
	}
	if said := must(t, "", "outbox", "list", "--data", data); !strings.Contains(said, "新给了权限") {
		t.Errorf("the office is not told: %s", said)
	}
	must(t, "", "verify", "--data", other)
}

// TestBrokenRecordIsTold holds that an export says which row is missing, and writes what
// there is.
func TestBrokenRecordIsTold(t *testing.T) {
	data := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, "", "roster", "import", "--sample", "--data", data)
	must(t, "", "roster", "import", "--sample", "--data", data)
	store, err := bolt.Open(data, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	err = store.Update(t.Context(), func(tx storage.Ledger) error {
		n := 0
		for row, err := range tx.Tx.Scan("audits", storage.Range{}) {
			if n++; n == 2 {
				return tx.Tx.Delete("audits", append([]byte(nil), row.Key...))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(data, "a.csv")
	code, out, said := call(t, "", "audit", "export", file, "--data", data)
	if code != exitFailed || !strings.Contains(out, "操作记录缺第2条") || !strings.Contains(said, "anwei verify") {
		t.Errorf("%d %s %s", code, out, said)
	}
	if raw, err := os.ReadFile(file); err != nil || strings.Count(string(raw), "导入名单") != 2 {
		t.Errorf("%v: %s", err, raw)
	}
}
