package talk_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/bot/talk"
	"anwei/language/frame"
)

// TestNeverOneOfTwoEquals holds of all that people say in the golden talks and that a row
// of the frames promises: where two readings that are equally good come to different things,
// and one of them is an act, it is not done.
func TestNeverOneOfTwoEquals(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	play(t, h, "nancun_tb> 零报告\nnancun_tb> 确认提交\nanban> 通知 所有人：明天下午3点在县政府二楼开会，请回复确认\nanban> 发送")
	b, err := os.ReadFile("../../language/frame/testdata/heard.golden")
	if err != nil {
		t.Fatal(err)
	}
	texts := []string{"1号签收", "签收1号", "退给南村镇解锁"}
	for line := range strings.Lines(string(b)) {
		said, _, _ := strings.Cut(line, " => ")
		texts = append(texts, strings.ReplaceAll(said, `\n`, "\n"))
	}
	for _, row := range frame.Load().Rows() {
		for _, yes := range row.Yes {
			said, _, _ := strings.Cut(yes, " => ")
			texts = append(texts, said)
		}
	}
	between := 0
	for _, who := range []anwei.PersonID{"nancun_tb", "anban", "anban_zr", "xianzhang"} {
		for _, said := range texts {
			between += h.betweenEquals(t, who, said)
		}
	}
	if between < 2 {
		t.Errorf("only %d texts stand between two", between)
	}
}

// betweenEquals counts 1 where a text stands between two, and looks that none is done.
func (h *house) betweenEquals(t *testing.T, who anwei.PersonID, said string) int {
	t.Helper()
	in := h.input(bot.Message{ID: "tie", From: who, At: h.now, Kind: bot.TextMessage, Text: said})
	all := in.Heard.Wishes()
	best := anwei.Where(all, func(r frame.Reading) bool { return r.Compare(all[0]) == 0 })
	if len(best) < 2 {
		return 0
	}
	with := func(not ...frame.Reading) []bot.Effect {
		one := in
		one.Heard = in.Heard.Without(anwei.Each(not, func(r frame.Reading) frame.Intent { return r.Intent }))
		_, effects := talk.Step(bot.State{Greeted: true}, one)
		return effects
	}
	ways, act := [][]bot.Effect{with(best...)}, false
	for i := range best {
		way := with(slices.Delete(slices.Clone(best), i, i+1)...)
		denied := slices.ContainsFunc(way, func(e bot.Effect) bool { a, is := e.(bot.PutAudit); return is && a.Audit.Refused })
		if !denied && !slices.ContainsFunc(ways, func(x []bot.Effect) bool { return reflect.DeepEqual(x, way) }) {
			ways, act = append(ways, way), act || len(acts(way)) > 0
		}
	}
	if len(ways) < 3 || !act {
		return 0
	}
	if _, effects := talk.Step(bot.State{Greeted: true}, in); len(acts(effects)) > 0 {
		t.Errorf("%s: %q may be any of %v, and is taken for one: %v", who, said, best, effects)
	}
	return 1
}

// TestEveryIntentHasAName holds that a button can say what is meant, whichever two readings
// are equally good.
func TestEveryIntentHasAName(t *testing.T) {
	t.Parallel()
	c := phrases.New()
	for _, row := range frame.Load().Rows() {
		family, _, _ := strings.Cut(string(row.Intent), ".")
		name := c.Text("way." + string(row.Intent))
		if !c.Has("way." + string(row.Intent)) {
			name = c.Text("way." + family)
		}
		if strings.HasPrefix(name, "way.") || utf8.RuneCountInString(name) > phrases.MaxButton {
			t.Errorf("%s is called %q; write its name into way.txt", row.Intent, name)
		}
	}
}
