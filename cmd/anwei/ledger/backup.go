package ledger

import (
	"archive/tar"
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

	"anwei/storage"
	"anwei/storage/bolt"
	"anwei/storage/postgres"
)

// evidenceDir holds what people have sent, in the data directory and in a backup.
const evidenceDir = "evidence"

// backups is how the backups in a folder are named, so that the newest sorts last.
const backups = "anwei-*.tar"

// Backup writes the ledger of one instant and what people have sent into one file,
// beside a running server or without, and reads it again before it has its name.
// Where the name is a folder the file in it is named by the time, and only the newest
// keep of such files stay; 0 keeps all.
func Backup(ctx context.Context, dir, file string, keep int, now time.Time, out io.Writer) (err error) {
	if InDatabase(dir) {
		return errors.New("台账在数据库里，请用数据库自己的备份（pg_dump）；数据目录里的 evidence 文件夹另外复制")
	}
	if err := Need(dir); err != nil {
		return err
	}
	folder := ""
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		folder, file = file, filepath.Join(file, "anwei-"+now.Format("20060102-150405")+".tar")
	}
	if _, err := os.Stat(file); err == nil {
		return fmt.Errorf("%s 已经有了，没有动它；请换一个文件名", file)
	}
	tmp, err := os.MkdirTemp(filepath.Dir(file), ".anwei-backup-")
	if err != nil {
		return fmt.Errorf("备份：%w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	if err := snapshot(ctx, dir, tmp); err != nil {
		return err
	}
	if err := check(ctx, tmp); err != nil {
		return fmt.Errorf("台账有损坏，没有备份：%w", err)
	}
	part := filepath.Join(tmp, "part")
	wrote, err := pack(part, tmp, dir)
	if err != nil {
		return fmt.Errorf("写备份：%w", err)
	}
	read, err := unpack(part, "")
	if err == nil && !maps.Equal(wrote, read) {
		err = errors.New("读回来与写下的不一致")
	}
	if err == nil {
		err = errors.Join(os.Rename(part, file), SyncDir(filepath.Dir(file)))
	}
	if err != nil {
		return fmt.Errorf("核对备份：%w", err)
	}
	fmt.Fprintf(out, "已备份到 %s：台账和%d个文件，读回核对无误。\n", file, len(wrote)-1)
	return prune(folder, keep)
}

// prune removes the oldest backups of a folder.
func prune(folder string, keep int) error {
	if folder == "" || keep <= 0 {
		return nil
	}
	all, err := filepath.Glob(filepath.Join(folder, backups))
	slices.Sort(all)
	for len(all) > keep && err == nil {
		err, all = os.Remove(all[0]), all[1:]
	}
	return err
}

// Restore puts the ledger of a backup into the data directory, and what people had
// sent beside what is there. What the ledger was stays beside it under another name.
// Nothing is changed where a server runs on the directory, or where the backup is
// damaged or of a newer program.
func Restore(ctx context.Context, file, dir string, now time.Time, out io.Writer) (err error) {
	if InDatabase(dir) {
		return errors.New("备份恢复到数据目录；要放进数据库，恢复后再用 anwei copy")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("恢复：%w", err)
	}
	// A ledger that cannot be read is what a backup is for; one that is in use is not.
	there, err := Open(ctx, dir, postgres.Options{})
	if errors.Is(err, storage.ErrLocked) {
		return err
	}
	if err == nil {
		if err := there.Close(); err != nil {
			return fmt.Errorf("恢复：%w", err)
		}
	}
	tmp, err := os.MkdirTemp(dir, ".anwei-restore-")
	if err != nil {
		return fmt.Errorf("恢复：%w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(tmp)) }()
	files, err := unpack(file, tmp)
	if err == nil {
		err = check(ctx, tmp)
	}
	if err != nil {
		return fmt.Errorf("备份 %s 不能用，数据目录没有动：%w", file, err)
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
	err = errors.Join(os.Rename(ledger, old), os.Rename(filepath.Join(tmp, bolt.File), ledger), SyncDir(dir))
	if err != nil {
		return fmt.Errorf("恢复：%w", err)
	}
	fmt.Fprintf(out, "已从 %s 恢复台账和%d个文件；原来的台账改名为 %s。\n", file, len(files)-1, old)
	return nil
}

// snapshot writes a copy of the ledger into a folder, by the server that has it open
// or from the file.
func snapshot(ctx context.Context, dir, into string) error {
	err := fetch(ctx, dir, into)
	if !errors.Is(err, ErrNoDoor) {
		return err
	}
	store, err := Open(ctx, dir, postgres.Options{})
	if err != nil {
		return err
	}
	return errors.Join(store.(*bolt.Store).Snapshot(ctx, into), store.Close()) //nolint:forcetypeassert // dir is no database
}

// check opens the ledger in a folder and reads all of it.
func check(ctx context.Context, dir string) error {
	store, err := bolt.Open(dir, bolt.Options{})
	if err != nil {
		return err
	}
	return errors.Join(store.Check(ctx), store.Close())
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

// SyncDir makes the names of new files survive a power cut.
func SyncDir(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // the operator names it
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Unfinished begins the names of files that are being written.
const Unfinished = ".unfinished-"

// PutFile writes a file beside its place, durably, and moves it there, so that nobody and no
// crash ever sees a half of it. A link that stands in its place is replaced, not followed.
func PutFile(path string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), Unfinished) // with mode 0600
	if err != nil {
		return err
	}
	if _, err = tmp.Write(data); err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return SyncDir(filepath.Dir(path))
}
