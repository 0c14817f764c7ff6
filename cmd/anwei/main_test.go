package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"

	"go.uber.org/goleak"
)

// asProgram makes the test binary run as the program itself, so that tests can
// kill a real process.
const asProgram = "ANWEI_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) == "" {
		code := m.Run()
		http.DefaultClient.CloseIdleConnections()
		if err := goleak.Find(); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = 1
		}
		os.Exit(code)
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// call runs the program in this process.
func call(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, strings.NewReader(stdin), &out, &errs)
	return code, out.String(), errs.String()
}

// must runs the program and expects it to succeed.
func must(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	code, out, errs := call(t, stdin, args...)
	if code != exitDone {
		t.Fatalf("anwei %s: exit code %d\n%s%s", strings.Join(args, " "), code, out, errs)
	}
	return out
}

func TestExitCodes(t *testing.T) {
	for name, test := range map[string]struct {
		args []string
		want int
		says string
	}{
		"version":         {[]string{"version"}, exitDone, "anwei "},
		"licences":        {[]string{"version", "--licenses"}, exitDone, "SIL OPEN FONT LICENSE"},
		"parts":           {[]string{"version", "--sbom"}, exitDone, `"bomFormat": "CycloneDX"`},
		"help":            {[]string{"help"}, exitDone, "demo"},
		"help of one":     {[]string{"help", "chat"}, exitDone, "--as"},
		"flag help":       {[]string{"serve", "--help"}, exitDone, "设置文件"},
		"unknown command": {[]string{"nonsense"}, exitUsage, "没有“nonsense”这个命令"},
		"unknown flag":    {[]string{"chat", "--nonsense"}, exitUsage, "没有 --nonsense 这个参数"},
		"flag missing":    {[]string{"chat"}, exitUsage, "缺少必需的参数"},
		"question":        {[]string{"query", "--as", "xianzhang"}, exitUsage, "至少要写 1 项，给了 0 项"},
		"argument":        {[]string{"plan", "check"}, exitUsage, "需要 1 个"},
		"bad period":      {[]string{"compile", "--period", "10月"}, exitUsage, "2026-10"},
		"bad time":        {[]string{"due", "--from", "明天", "--to", "2026-10-02"}, exitUsage, "2026-10-19 09:00"},
		"public demo":     {[]string{"demo", "--addr", "0.0.0.0:0"}, exitUsage, "本机"},
		"no settings":     {[]string{"serve", "-c", "no-such.yaml"}, exitFailed, "no-such.yaml"},
		"no server":       {[]string{"health", "--addr", "127.0.0.1:1"}, exitFailed, "没有应答"},
		"no plan":         {[]string{"plan", "check", "no-such.yaml"}, exitFailed, "no-such.yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := call(t, "", test.args...)
			if code != test.want || !strings.Contains(out+errs, test.says) {
				t.Errorf("exit code %d, want %d, and %q in:\n%s%s", code, test.want, test.says, out, errs)
			}
		})
	}
}
