package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"anwei/bot/wecom/wecomtest"
)

// TestAssistant plays a language model on loopback to the program as a process:
// a text that our own reading gives up on is guessed, shown and taken after a
// yes; the name in it never reaches the model.
func TestAssistant(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	model, heard := playModel(t, `{"leader_inspections":3,"leader_hazards":99}`)
	dir := t.TempDir()
	must(t, "", "roster", "import", "--sample", "--data", filepath.Join(dir, "data"))
	sim := wecomtest.NewServer(t, wecomtest.Options{Users: []wecomtest.User{{ID: "nancun_tb", Name: "南村填报员"}}})
	p := startServing(t, dir, sim.URL(), sim.Options(), "model:", "  base_url: "+model, "  name: test", "  key: k-e-y", "")
	sim.SetCallback(p.url)
	for _, words := range []string{"填报", "南村镇长同南村填报员跑的那几趟拢共3回哦"} {
		if err := sim.Say(ctx, "nancun_tb", words); err != nil {
			t.Fatal(err)
		}
	}
	if waitCards(ctx, t, sim, "nancun_tb") != 1 {
		t.Fatal("no guess is shown")
	}
	asked := <-heard // what the check at the start asks
	if strings.Contains(asked, "leader_inspections") {
		t.Errorf("at the start the model is asked %s", asked)
	}
	if asked = <-heard; strings.Contains(asked, "南村填报员") || !strings.Contains(asked, "leader_inspections") {
		t.Errorf("the model is asked %s", asked)
	}
	if err := sim.Say(ctx, "nancun_tb", "记入"); err != nil {
		t.Fatal(err)
	}
	lines := sim.Talk("nancun_tb")
	if last := lines[len(lines)-1]; !strings.Contains(last.Text, "已记下：带队检查次数3次") || strings.Contains(last.Text, "99") {
		t.Errorf("after the yes: %+v", last)
	}
}
