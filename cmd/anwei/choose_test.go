package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

// TestChosenQuestion plays a language model on loopback to the program as a process: a
// question that our own reading gives up on is chosen from the lists, shown, and
// answered from the ledger after a yes; no name of a person reaches the model, and no
// figure of it a leader.
func TestChosenQuestion(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	model, heard := playModel(t, `{"intent":"missing","kind":"town","answer":"九十九家"}`)
	dir := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", filepath.Join(dir, "data"))
	sim := wecomtest.NewServer(t, wecomtest.Options{Users: []wecomtest.User{{ID: "xianzhang", Name: "分管副县长"}}})
	p := startServing(t, dir, sim.URL(), sim.Options(), "model:", "  base_url: "+model, "  name: test", "  key: k-e-y", "")
	sim.SetCallback(p.url)
	<-heard // the check at the start
	if err := sim.Say(ctx, "xianzhang", "让南村填报员他们那几个磨洋工的乡镇麻溜点哈"); err != nil {
		t.Fatal(err)
	}
	asked := <-heard
	if strings.Contains(asked, "南村填报员") || !strings.Contains(asked, "磨洋工") || !strings.Contains(asked, "missing") {
		t.Errorf("the model is asked %s", asked)
	}
	for version := 0; ; {
		lines, v, err := sim.Watch(ctx, "xianzhang", version)
		if err != nil {
			t.Fatalf("the choice is not shown: %v\n%+v", err, sim.Talk("xianzhang"))
		}
		if last := lines[len(lines)-1]; last.Card != nil && strings.Contains(last.Card.Title, "您是想问这个吗") {
			break
		}
		version = v
	}
	if err := sim.Say(ctx, "xianzhang", "是"); err != nil {
		t.Fatal(err)
	}
	lines := sim.Talk("xianzhang")
	if last := lines[len(lines)-1]; !strings.HasPrefix(last.Text, "各镇") || !strings.Contains(last.Text, "未报8家") || strings.Contains(last.Text, "九") {
		t.Errorf("after the yes: %+v", last)
	}
}
