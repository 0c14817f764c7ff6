package main

import (
	"os"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

// TestSettingsOthersMayRead are told of by doctor, and are no reason not to start.
func TestSettingsOthersMayRead(t *testing.T) {
	p := newPatient(t, wecomtest.Options{})
	path := p.settings(t)
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, all, _ := call(t, "", "doctor", "-c", path); !strings.Contains(all, "△ 设置：设置文件里可能有密钥") || !strings.Contains(all, "chmod o-r "+path) {
		t.Errorf("said %s", all)
	}
}
