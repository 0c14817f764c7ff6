package scheduler_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"anwei"
)

// TestText fills in the facts, by how far each unit is.
func TestText(t *testing.T) {
	t.Parallel()
	l := newLedger()
	l.begin(october("nancun"), 12)
	l.begin(october("xiacun"), 0)
	l.begin(october("jiaoyu"), 15)
	f := facts(l)
	f.Roster.Units = append(f.Roster.Units, anwei.Unit{ID: "zhoucun", Name: "{state}镇", Kind: "town"})
	f.Roster.People = append(f.Roster.People, anwei.Person{
		ID: "zhoucun_tb", Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "zhoucun"}},
	})
	want := map[anwei.UnitID]string{
		"nancun":  "您好，南村镇2026年10月调度表请于10月22日前报送，目前已填12项、还差3项。",
		"xiacun":  "您好，下村镇2026年10月调度表请于10月22日前报送，目前已开始填报、15项待填。",
		"jiaoyu":  "您好，县教育局2026年10月调度表请于10月22日前报送，目前已全部填好、尚未确认提交。",
		"zhoucun": "您好，{state}镇2026年10月调度表请于10月22日前报送，目前尚未填报。",
	}
	for _, r := range due(t, clock(t, "2026-10-19 09:00"), f) {
		if r.Text != want[r.Unit] {
			t.Errorf("%s:\n%s, want\n%s", r.Unit, r.Text, want[r.Unit])
		}
		if r.Begun != (r.Unit != "zhoucun") {
			t.Errorf("%s: begun %v", r.Unit, r.Begun)
		}
	}
}

// TestOfficeText uses the rule's own words where it speaks to the office alone.
func TestOfficeText(t *testing.T) {
	t.Parallel()
	l := newLedger()
	l.report(october("nancun"))
	at := anwei.Clock{Hour: 10}
	mixed := rule("mixed", 0, at, anwei.ToReporter, anwei.ToOffice)
	own := rule("own", 0, at, anwei.ToOffice)
	own.Text = "{form}{state}。未报单位：{unit}。"
	wordless := rule("wordless", 0, at, anwei.ToOffice)
	wordless.Text = ""
	for _, c := range []struct {
		rule anwei.ReminderRule
		want string
	}{
		{mixed, "2026年10月调度表（10月22日截止）还有2家未报：下村镇、县教育局（已报1/3家）"},
		{own, "调度表还有2家未报（已报1/3家）。未报单位：下村镇、县教育局。"},
		{wordless, "2026年10月调度表（10月22日截止）还有2家未报：下村镇、县教育局（已报1/3家）"},
	} {
		f := facts(l)
		f.Plan.Reminders = []anwei.ReminderRule{c.rule}
		for _, r := range due(t, clock(t, "2026-10-22 10:00"), f) {
			if r.To == "anban" && r.Text != c.want {
				t.Errorf("%s: %s, want %s", c.rule.ID, r.Text, c.want)
			}
		}
	}
}

// TestLongList keeps the office's list within what WeCom takes, and says so.
func TestLongList(t *testing.T) {
	t.Parallel()
	f := facts(newLedger())
	f.Roster.Units = nil
	for i := range 300 {
		id := anwei.UnitID("u" + string(rune('a'+i%26)) + string(rune('a'+i/26)))
		f.Roster.Units = append(f.Roster.Units, anwei.Unit{ID: id, Name: "某某某某镇", Kind: "town"})
	}
	rs := due(t, clock(t, "2026-10-23 09:30"), f)
	if len(rs) != 1 {
		t.Fatalf("said %v", keys(rs))
	}
	if n := len(rs[0].Text); n > 2048 {
		t.Errorf("%d bytes", n)
	}
	if !strings.Contains(rs[0].Text, "还有300家未报") || !strings.Contains(rs[0].Text, "某某某某镇等（已报0/300家）") {
		t.Errorf("said %s", rs[0].Text)
	}
}

// TestJSON pins what `anwei due --json` prints.
func TestJSON(t *testing.T) {
	t.Parallel()
	f := facts(newLedger())
	f.Roster.Units = f.Roster.Units[1:2]
	rs := between(t, clock(t, "2026-10-23 00:00"), clock(t, "2026-10-24 00:00"), f)
	var got []string
	for _, r := range rs {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, string(b))
	}
	want := []string{
		`{"at":"2026-10-23T09:00:00+08:00","to":"nancun_tb","unit":"nancun","rule":"after1","period":"2026-10",` +
			`"text":"您好，南村镇2026年10月调度表已过10月22日报送期限，目前尚未填报，请尽快补报。"}`,
		`{"at":"2026-10-23T09:00:00+08:00","to":"nancun_zz","unit":"nancun","rule":"after1","period":"2026-10",` +
			`"text":"您好，南村镇2026年10月调度表已过10月22日报送期限，目前尚未填报，请尽快补报。"}`,
		`{"at":"2026-10-23T09:30:00+08:00","to":"anban","unit":"","rule":"list","period":"2026-10",` +
			`"text":"2026年10月调度表已于10月22日截止，还有1家未报：南村镇（已报0/1家）。"}`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
