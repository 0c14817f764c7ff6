package ledger

import (
	"archive/tar"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres"
)

// evidenceDir holds what people have sent, in the data directory and in a backup.
const evidenceDir = "evidence"

// backups is how the backups in a folder are named.
const backups = "anwei-*.tar"

// Job is a backup that is to be made.
type Job struct {
	// Ledger is where the ledger is, and Data the folder that evidence is kept in: the
	// same where the ledger is no database.
	Ledger, Data string
	// Store is the ledger where this process has it open; nil has it opened, or asks the
	// server that has it.
	Store storage.Store
	// To is a file that is not there yet, or a folder in which the file is named by the
	// time. Of a folder the newest Keep stay; 0 keeps all.
	To   string
	Keep int
}

// Run writes the ledger of one instant and what people have sent into one file, beside
// a running server or without, and reads it again before it has its name. What is in a
// database is written as the file that a data directory has. Of a ledger with flaws a
// backup is made too, and fails: no older one is removed for it.
func (j Job) Run(ctx context.Context, now time.Time, out io.Writer) (err error) {
	if err := Need(j.Ledger); j.Store == nil && err != nil {
		return err
	}
	folder, file := "", j.To
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		folder, file = file, filepath.Join(file, "anwei-"+now.Format("20060102-150405")+".tar")
	}
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("%s 已经有了，没有动它；请换一个文件名", file)
	}
	sweep(filepath.Dir(file), now)
	if err := j.room(filepath.Dir(file)); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(filepath.Dir(file), unfinished)
	if err != nil {
		return fmt.Errorf("备份：%w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	if err := j.snapshot(ctx, tmp); err != nil {
		return err
	}
	flaws, err := check(ctx, tmp)
	if err != nil {
		return fmt.Errorf("台账有损坏，没有备份：%w", err)
	}
	part := filepath.Join(tmp, "part")
	wrote, err := pack(part, tmp, j.Data)
	if err != nil {
		return fmt.Errorf("写备份：%w", err)
	}
	read, err := unpack(part, "")
	if err == nil && !maps.Equal(wrote, read) {
		err = errors.New("读回来与写下的不一致")
	}
	if err == nil {
		err = errors.Join(os.Chtimes(part, now, now), os.Rename(part, file), SyncDir(filepath.Dir(file)))
	}
	if err != nil {
		return fmt.Errorf("核对备份：%w", err)
	}
	fmt.Fprintf(out, "已备份到 %s：台账和%d个文件，读回核对无误。\n", file, len(wrote)-1)
	if flaws > 0 {
		return flawedError(flaws)
	}
	return prune(folder, j.Keep)
}

// flawedError is that a backup was made of a ledger with so many flaws.
type flawedError int

func (n flawedError) Error() string {
	return fmt.Sprintf("备份照原样做好了，但台账里有%d处不对，旧的备份一份没有删；请用 anwei verify 查明", int(n))
}

// unfinished is how the folders are named that a backup is made in.
const unfinished = ".anwei-backup-"

// spare is what a backup leaves free on a disk, on which the ledger may be.
const spare = 200 << 20

// room fails where the folder has no room for a backup: a copy of the ledger, and then
// the copy and the evidence in one file.
func (j Job) room(folder string) error {
	pieces, _ := filepath.Glob(filepath.Join(j.Data, evidenceDir, "[^.]*")) // the pattern is a good one
	file := filepath.Join(j.Ledger, bolt.File)
	need := int64(spare)
	for _, path := range append(pieces, file, file) {
		if info, err := os.Stat(path); err == nil {
			need += info.Size()
		}
	}
	if free, known := FreeSpace(folder); known && free < uint64(need) {
		return fmt.Errorf("%s 所在的磁盘只剩%dMB，备份要留出%dMB，没有备份；请清理或换一块盘", folder, free>>20, need>>20)
	}
	return nil
}

// sweep removes what backups left that were killed.
func sweep(folder string, now time.Time) {
	left, _ := filepath.Glob(filepath.Join(folder, unfinished+"*"))
	for _, dir := range left {
		if info, err := os.Stat(dir); err == nil && now.Sub(info.ModTime()) > 24*time.Hour {
			_ = os.RemoveAll(dir) // the next backup tries again
		}
	}
}

// kept returns the backups of a folder, oldest first, each with when it was made.
func kept(folder string) (files []string, at []time.Time) {
	all, _ := filepath.Glob(filepath.Join(folder, backups)) // the pattern is a good one
	made := map[string]time.Time{}
	for _, file := range all {
		if info, err := os.Stat(file); err == nil {
			made[file] = info.ModTime()
		}
	}
	files = slices.SortedFunc(maps.Keys(made), func(a, b string) int { return cmp.Or(made[a].Compare(made[b]), strings.Compare(a, b)) })
	for _, file := range files {
		at = append(at, made[file])
	}
	return files, at
}

// newest is when the newest backup of a folder was made, and false where there is none.
// One from after now is of a clock that was wrong, and does not count.
func newest(folder string, now time.Time) (time.Time, bool) {
	_, all := kept(folder)
	for _, at := range slices.Backward(all) {
		if !at.After(now) {
			return at, true
		}
	}
	return time.Time{}, false
}

// prune removes the oldest backups of a folder.
func prune(folder string, keep int) (err error) {
	if folder == "" || keep <= 0 {
		return nil
	}
	all, _ := kept(folder)
	for ; len(all) > keep && err == nil; all = all[1:] {
		err = os.Remove(all[0])
	}
	return err
}

// Restore puts the ledger of a backup into the data directory, and what people had
// sent beside what is there. What the ledger was stays beside it under another name.
// Nothing is changed where a server runs on the directory, where the backup is damaged,
// or where it or what is there is of a newer program.
func Restore(ctx context.Context, file, dir string, now time.Time, out io.Writer) (err error) {
	if InDatabase(dir) {
		return errors.New("备份恢复到数据目录；要放进数据库，恢复后再用 anwei copy")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("恢复：%w", err)
	}
	if err := replaceable(ctx, dir); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(dir, ".anwei-restore-")
	if err != nil {
		return fmt.Errorf("恢复：%w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	files, err := unpack(file, tmp)
	flaws := 0
	if err == nil {
		flaws, err = check(ctx, tmp)
	}
	if err != nil {
		return fmt.Errorf("备份 %s 不能用，数据目录没有动：%w", file, err)
	}
	if err := noted(ctx, tmp, anwei.Audit{Action: "恢复备份", Detail: filepath.Base(file)}); err != nil && flaws == 0 {
		return fmt.Errorf("恢复：%w", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, evidenceDir), 0o700); err != nil {
		return fmt.Errorf("恢复：%w", err)
	}
	for name := range files {
		if name == bolt.File {
			continue
		}
		if err := os.Rename(filepath.Join(tmp, name), filepath.Join(dir, name)); err != nil {
			return fmt.Errorf("恢复：%w", err)
		}
	}
	ledger := filepath.Join(dir, bolt.File)
	old := ledger + ".before-" + now.Format("20060102-150405")
	kept := "；原来的台账留在 " + old
	err = os.Link(ledger, old) // so that there is a ledger at any time
	if errors.Is(err, os.ErrNotExist) {
		kept, err = "", nil
	}
	err = errors.Join(err, os.Rename(filepath.Join(tmp, bolt.File), ledger), SyncDir(dir))
	if err != nil {
		return fmt.Errorf("恢复：%w", err)
	}
	fmt.Fprintf(out, "已从 %s 恢复台账和%d个文件%s。\n", file, len(files)-1, kept)
	if flaws > 0 {
		fmt.Fprintf(out, "备份里的台账有%d处不对，做备份时就是这样；请用 anwei verify 查明，或换更早的一份。\n", flaws)
	}
	return nil
}

// replaceable fails where the ledger of a folder is in use, or is what this program
// could not read again. One that is damaged is what a backup is for.
func replaceable(ctx context.Context, dir string) error {
	if _, err := os.Stat(filepath.Join(dir, bolt.File)); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	there, err := Open(ctx, dir, postgres.Options{})
	if err == nil {
		return there.Close()
	}
	if errors.Is(err, storage.ErrNewer) {
		return fmt.Errorf("数据目录 %s 没有动；一定要退回旧版的，请先把里面的 %s 改名留好：%w", dir, bolt.File, err)
	}
	if !errors.Is(err, storage.ErrLocked) {
		err = nil
	}
	return err
}

// snapshot writes a copy of the ledger into a folder.
func (j Job) snapshot(ctx context.Context, into string) error {
	if InDatabase(j.Ledger) {
		_, err := pour(ctx, j.Ledger, into)
		return err
	}
	if store, is := j.Store.(*bolt.Store); is {
		return store.Snapshot(ctx, into)
	}
	err := fetch(ctx, j.Ledger, into)
	if !errors.Is(err, ErrNoDoor) {
		return err
	}
	store, err := Open(ctx, j.Ledger, postgres.Options{})
	if err != nil {
		return err
	}
	return errors.Join(store.(*bolt.Store).Snapshot(ctx, into), store.Close()) //nolint:forcetypeassert // it is no database
}

// check opens the ledger in a folder and reads all of it. It returns how many flaws its
// rows have; the error is that it cannot be read.
func check(ctx context.Context, dir string) (flaws int, err error) {
	store, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		return 0, err
	}
	if err = store.Check(ctx); err == nil {
		err = store.View(ctx, func(tx storage.Ledger) error {
			return storage.Verify(tx.Tx, func(storage.Flaw) { flaws++ })
		})
	}
	return flaws, errors.Join(err, store.Close())
}

// pack writes the ledger of one folder and the evidence of another into a file, and
// returns the sum of each.
func pack(file, ledger, data string) (map[string][sha256.Size]byte, error) {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the operator names it
	if err != nil {
		return nil, err
	}
	pieces, err := filepath.Glob(filepath.Join(data, evidenceDir, "[^.]*"))
	sums := map[string][sha256.Size]byte{}
	w := tar.NewWriter(f)
	if err == nil {
		sums[bolt.File], err = add(w, bolt.File, filepath.Join(ledger, bolt.File))
	}
	for _, path := range pieces {
		name := evidenceDir + "/" + filepath.Base(path)
		if err == nil {
			sums[name], err = add(w, name, path)
		}
	}
	return sums, errors.Join(err, w.Close(), f.Sync(), f.Close())
}

func add(w *tar.Writer, name, path string) (sum [sha256.Size]byte, err error) {
	data, err := os.Open(path) //nolint:gosec // in the data directory
	if err != nil {
		return sum, err
	}
	defer data.Close() //nolint:errcheck // it was only read
	info, err := data.Stat()
	if err != nil {
		return sum, err
	}
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: info.Size(), ModTime: info.ModTime()}); err != nil {
		return sum, err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(w, h), io.LimitReader(data, info.Size()))
	return [sha256.Size]byte(h.Sum(nil)), err
}

// unpack reads a backup to its end, into a folder where one is named, and returns the
// sum of each file.
func unpack(file, into string) (map[string][sha256.Size]byte, error) {
	f, err := os.Open(file) //nolint:gosec // the operator names it
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // it was only read
	sums := map[string][sha256.Size]byte{}
	r := tar.NewReader(f)
	for {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		base, piece := strings.CutPrefix(head.Name, evidenceDir+"/")
		if head.Name != bolt.File && (!piece || base != filepath.Base(base) || strings.HasPrefix(base, ".")) {
			return nil, fmt.Errorf("里面有不认识的 %s", head.Name)
		}
		if sums[head.Name], err = write(r, into, head.Name); err != nil {
			return nil, err
		}
	}
	if _, has := sums[bolt.File]; !has {
		return nil, errors.New("里面没有台账")
	}
	return sums, nil
}

func write(r io.Reader, into, name string) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	if into == "" {
		_, err = io.Copy(h, r)
		return [sha256.Size]byte(h.Sum(nil)), err
	}
	path := filepath.Join(into, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return sum, err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // unpack looked at the name
	if err != nil {
		return sum, err
	}
	_, err = io.Copy(io.MultiWriter(f, h), r)
	return [sha256.Size]byte(h.Sum(nil)), errors.Join(err, f.Sync(), f.Close())
}
