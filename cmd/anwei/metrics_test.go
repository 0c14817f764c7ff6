package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"anwei"
	"anwei/bot/wecom/wecomtest"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/watch"
	"anwei/storage"
)

// metered is a rig that makes backups, in which something was said, sent and refused.
func metered(t *testing.T) *rig {
	t.Helper()
	data := t.TempDir()
	g := newRig(t, parts{callback: true}, "2026-10-19 09:00", false, func(w *wiring, _ *wecomtest.Options) {
		w.daily = &ledger.Daily{Job: ledger.Job{Ledger: data, Data: data, To: filepath.Join(data, "backups")}, Hour: 2, Now: w.now}
	})
	g.try(g.sim.Say(g.patient(), "nancun_tb", "填报"))
	g.until("it is heard", func() bool { return strings.Contains(g.metrics(), `anwei_messages_total{kind="text",result="ok"} 1`) })
	g.until("a reminder is sent", func() bool { return strings.Contains(g.metrics(), "\nanwei_sends_total") })
	g.sim.FailNext(-1, 1)
	g.change(func(tx storage.Ledger) error {
		_, _, err := tx.PutOutgoing(anwei.Outgoing{Key: "busy", To: "xiacun_tb", Content: anwei.PlainText("请李明看看"), Created: g.clock.Now()})
		return err
	})
	g.until("it is refused", func() bool { return strings.Contains(g.metrics(), `anwei_refusals_total{code="-1"} 1`) })
	g.until("there is a backup", func() bool { return strings.Contains(g.metrics(), "\nanwei_backup_age_seconds ") })
	return g
}

func (g *rig) metrics() string {
	g.Helper()
	req, err := http.NewRequestWithContext(g.Context(), http.MethodGet, g.url+watch.MetricsPath, nil)
	g.try(err)
	resp, err := http.DefaultClient.Do(req)
	g.try(err)
	text, err := io.ReadAll(resp.Body)
	g.try(err)
	g.try(resp.Body.Close())
	return "\n" + string(text)
}

// TestMetrics counts what was heard, sent and refused, shows what waits, and names
// nobody.
func TestMetrics(t *testing.T) {
	noLeaks(t)
	g := metered(t)
	said := g.metrics()
	for _, want := range []string{
		`anwei_messages_total{kind="text",result="ok"} 1`, "anwei_turn_seconds_count 1", "anwei_ledger_up 1", "anwei_outbox_messages ",
		"anwei_outbox_age_seconds ", "anwei_alarm_age_seconds ", "anwei_ledger_bytes ", "anwei_alarms_total ", "go_goroutines ", "process_resident_memory_bytes ",
	} {
		if !strings.Contains(said, "\n"+want) {
			t.Errorf("nothing of %s in\n%s", want, said)
		}
	}
	if !regexp.MustCompile(`\nanwei_commit_seconds_count [1-9]`).MatchString(said) {
		t.Errorf("no commit was measured in\n%s", said)
	}
	for _, p := range g.list.People {
		if strings.Contains(said, string(p.ID)) || strings.Contains(said, p.Name) {
			t.Errorf("the metrics name %s", p.ID)
		}
	}
	if strings.Contains(said, "李明") || strings.Contains(said, "nancun") {
		t.Error("the metrics tell what is said, or a unit")
	}
	if _, text := g.health(); !strings.Contains(text, "最近一份备份是10月19日09:00的") {
		t.Errorf("health says %s", text)
	}
}

// TestDashboard asks for no metric and no label that a server does not expose.
func TestDashboard(t *testing.T) {
	noLeaks(t)
	said := metered(t).metrics()
	exposed := map[string][]string{} // labels by metric
	for _, m := range regexp.MustCompile(`(?m)^([a-z_]+)(?:\{([^}]*)\})? `).FindAllStringSubmatch(said, -1) {
		for _, l := range regexp.MustCompile(`(\w+)="`).FindAllStringSubmatch(m[2], -1) {
			exposed[m[1]] = append(exposed[m[1]], l[1])
		}
		exposed[m[1]] = append(exposed[m[1]], "instance") // which Prometheus adds
	}
	raw, err := os.ReadFile("../../deploy/grafana.json")
	if err != nil {
		t.Fatal(err)
	}
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
		Templating struct{ List []struct{ Query string } }
	}
	if err := json.Unmarshal(raw, &board); err != nil {
		t.Fatal(err)
	}
	var asked []string
	for _, p := range board.Panels {
		for _, q := range p.Targets {
			for _, m := range regexp.MustCompile(`([a-z_]+)\{([^}]*)\}`).FindAllStringSubmatch(q.Expr, -1) {
				asked = append(asked, m[1])
				labels, there := exposed[m[1]]
				if !there {
					t.Errorf("%s: nothing exposes %s", p.Title, m[1])
				}
				used := regexp.MustCompile(`(\w+)=`).FindAllStringSubmatch(m[2], -1)
				for _, l := range append(used, regexp.MustCompile(`by \((\w+)\)`).FindAllStringSubmatch(q.Expr, -1)...) {
					if !slices.Contains(labels, l[1]) {
						t.Errorf("%s: %s has no label %s", p.Title, m[1], l[1])
					}
				}
			}
		}
	}
	for name := range exposed {
		name = strings.TrimSuffix(strings.TrimSuffix(name, "_sum"), "_count")
		if strings.HasPrefix(name, "anwei_") && !slices.Contains(asked, name) && !slices.Contains(asked, name+"_bucket") {
			t.Errorf("the dashboard shows nothing of %s", name)
		}
	}
}
