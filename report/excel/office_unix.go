//go:build unix

package excel

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// convertWithin is how long LibreOffice may take; its first start on a slow disk takes some
// ten seconds.
const convertWithin = 25 * time.Second

// limits bound what LibreOffice may use: 1 GB of memory, half a minute of a processor, files
// of 64 MB. Where memory is short it dies before others do.
const limits = `ulimit -d 1048576; ulimit -v 4194304; ulimit -t 30; ulimit -f 131072
echo 1000 2>/dev/null >/proc/self/oom_score_adj; exec "$0" "$@"`

// settings are those of its profile: no macros, and nothing is fetched that a file names.
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item></oor:items>`

// FindOffice finds the LibreOffice of this machine.
func FindOffice() Office {
	path, err := exec.LookPath("soffice")
	if err != nil {
		path = ""
	}
	return Office{path, make(chan struct{}, 1)}
}

// convert has LibreOffice turn a file into one with the ending, in a folder that is gone
// afterwards, with a profile of its own. What it started dies with it.
func (o Office) convert(data []byte, end string) (converted []byte, err error) {
	dir, err := os.MkdirTemp("", "anwei-office-")
	if err != nil {
		return nil, fmt.Errorf("a folder for LibreOffice: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	profile := filepath.Join(dir, "profile", "user")
	err = errors.Join(os.MkdirAll(profile, 0o700), os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(settings), 0o600),
		os.WriteFile(filepath.Join(dir, "sent"), data, 0o600))
	if err != nil {
		return nil, fmt.Errorf("a folder for LibreOffice: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), convertWithin)
	defer cancel()
	c := exec.CommandContext(ctx, "/bin/sh", "-c", limits, o.path, "-env:UserInstallation=file://"+filepath.Dir(profile), //nolint:gosec // the path is this machine's own
		"--headless", "--norestore", "--nolockcheck", "--convert-to", end, "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "sent"))
	c.Env = []string{"HOME=" + dir, "TMPDIR=" + dir, "PATH=" + os.Getenv("PATH"), "LANG=C.UTF-8", "http_proxy=http://127.0.0.1:1", "https_proxy=http://127.0.0.1:1"}
	c.Dir, c.SysProcAttr = dir, &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
	c.WaitDelay = time.Second
	if err := c.Run(); err != nil {
		return nil, fmt.Errorf("LibreOffice: %w", err)
	}
	f, err := os.Open(filepath.Join(dir, "out", "sent."+end)) //nolint:gosec // the folder was made here
	if err != nil {
		return nil, fmt.Errorf("what LibreOffice made: %w", err)
	}
	defer f.Close() //nolint:errcheck // it is read only
	return io.ReadAll(io.LimitReader(f, 32<<20))
}
