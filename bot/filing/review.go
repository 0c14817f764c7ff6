package filing

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
	"anwei/language"
	"anwei/language/answer"
	"anwei/language/text"
	"anwei/scheduler"
)

// Review shows all figures in order beside last period's, or those that have changed
// since the person saw them, with what does not agree, and asks for confirmation.
func Review(t *bot.Turn, note string) { review(t, note, seen(t)) }

func review(t *bot.Turn, note string, base anwei.Values) {
	t.Hand.Stage, t.Hand.Shown = bot.Review, t.Draft.Values.Clone()
	t.Raise()
	errs, doubts := findings(t)
	t.Say(note + summary(t, errs, doubts, base))
	key := t.Draft.Key
	card := anwei.Card{
		Title:   t.Text("common.confirm_title", "report", phrases.ReportName(t.Unit.Name, key.Period, t.Form)),
		Text:    confirmText(t, errs, doubts),
		Buttons: []anwei.Button{{Text: phrases.WordLater, Key: phrases.ReportKey(phrases.WordLater, key)}},
	}
	if len(errs) == 0 {
		confirm := anwei.Button{Text: phrases.WordConfirm, Key: phrases.ReportKey(phrases.WordConfirm, key), Main: true}
		card.Buttons = append([]anwei.Button{confirm}, card.Buttons...)
	}
	t.Out = append(t.Out, bot.Say{Content: &card})
	askTotals(t, doubts)
}

// past returns what the unit reported before, as far back as the form goes. It reads
// each period once.
func past(t *bot.Turn) anwei.Past {
	key := t.Draft.Key
	past := anwei.Past{t.Last().Values}
	for key.Period = key.Period.Prev().Prev(); t.Form.Covers(key.Period); key.Period = key.Period.Prev() {
		r, _ := t.In.Ledger.Report(key)
		past = append(past, r.Values)
	}
	return past
}

// findings tells errors, which stop a report, from doubts, which want a reason.
func findings(t *bot.Turn) (errs, doubts []anwei.Finding) {
	for _, f := range t.Form.Findings(t.Draft.Values, past(t)) {
		if f.Check.Level == anwei.ErrorLevel {
			errs = append(errs, f)
		} else {
			doubts = append(doubts, f)
		}
	}
	return errs, doubts
}

// confirm hands the report in, if it is complete, without an error, as it was
// last shown, and every doubt has a reason.
func confirm(t *bot.Turn) {
	if missing := t.Draft.Values.Missing(t.Fields()); len(missing) > 0 {
		items := make([]int, len(missing))
		for i, f := range missing {
			items[i] = t.Number(f.ID)
		}
		GoOn(t, t.Text("common.not_complete", "items", phrases.NumberList(items)))
		return
	}
	if q, _ := t.Top(); q.Kind == kindReplace && q.ID == anwei.ReportMatter(t.Draft.Key).String() {
		askWhichFigure(t, anwei.Values{}, "") // which of two answers counts is still open
		return
	}
	errs, doubts := findings(t)
	switch {
	case !maps.Equal(t.Hand.Shown, t.Draft.Values):
		Review(t, t.Text("common.changed_meanwhile"))
	case len(errs) > 0:
		Review(t, t.Text("common.has_errors"))
	case len(unexplained(doubts, t.Draft.Reasons)) > 0:
		t.Hand.Stage = bot.Reason
		t.Raise()
		t.Say(Prompt(t))
	default:
		submit(t)
	}
}

// Reviewed takes what is said of the summary: that it is right, which hands the report
// in, that something is wrong, or that it waits, unless what is put right is said along:
// 等下，整改应该是88. It returns false for anything else.
func Reviewed(t *bot.Turn, typed string) bool {
	if t.Hand.Stage != bot.Review || bot.IsAsked(t) {
		return false
	}
	said := bot.Heard(t, typed)
	wait, waits := said.As(answer.Later, answer.Cancel)
	command := t.Hear(typed).Command(t.Form)
	no, wrong := said.As(answer.No)
	c := t.Hear(wait.Rest).Command(t.Form)
	switch {
	case said.Is(answer.Yes, answer.Go):
		confirm(t)
	case explains(t, said, typed):
		Review(t, keepReason(t, typed)+"\n")
	case fixesItem(t, typed):
	case command.Kind == language.Cancel:
		return false
	case wrong && !figures(t, command, typed, t.Draft.Key, t.Form) && !bot.Wants(t, no.Rest):
		t.Tell("filing.what_wrong", "change", phrases.ChangeExample(t.Form, t.Unit))
	case waits && figures(t, c, wait.Rest, t.Draft.Key, t.Form):
		InReport(t, c, wait.Rest)
	case waits && bot.Wants(t, wait.Rest):
		t.Rooms.Text(t, wait.Rest)
	case waits:
		later(t)
	default:
		return false
	}
	return true
}

// unexplained returns the doubts that want a reason and have none yet.
func unexplained(doubts []anwei.Finding, reasons map[anwei.RuleID]string) []anwei.Finding {
	return slices.DeleteFunc(slices.Clone(doubts), func(d anwei.Finding) bool { return !d.Check.NeedsReason || reasons[d.Check.ID] != "" })
}

// explains reports whether a text says why figures are right that are doubted, before that
// is asked.
func explains(t *bot.Turn, said answer.Answers, typed string) bool {
	_, because := said.As(answer.Because)
	_, doubts := findings(t)
	return because && !bot.Reports(t, typed) && len(unexplained(doubts, t.Draft.Reasons)) > 0
}

// fixesItem takes the number of an item with its figure: 5. 88, 第5个写成88.
func fixesItem(t *bot.Turn, typed string) bool {
	if x, one := bot.Heard(t, typed).As(answer.Item); one && countItem(t.Form, int(x.Number)) {
		t.Rooms.Text(t, itemText(t.Form, int(x.Number), x.Rest))
		return true
	}
	at := strings.IndexAny(typed, ".、．:：)）")
	if at < 0 {
		return false
	}
	_, size := utf8.DecodeRuneInString(typed[at:])
	n, wrong := strconv.Atoi(typed[:at])
	rest := strings.TrimSpace(typed[at+size:])
	_, bad := strconv.Atoi(rest)
	if wrong != nil || bad != nil || !countItem(t.Form, n) || typed[at] == '.' && strings.HasSuffix(typed, "."+rest) {
		return false // 5.88 is a fraction
	}
	t.Rooms.Text(t, itemText(t.Form, n, rest))
	return true
}

// reason keeps why the doubtful figures are right, and hands the report in.
func reason(t *bot.Turn, typed string) {
	if !bot.Explains(t, typed) {
		t.Say(t.Text("common.reason_too_short") + Prompt(t))
		return
	}
	t.Say(keepReason(t, typed))
	confirm(t)
}

// keepReason keeps a reason for the doubts that it names, without the word for it, and
// returns for which it is.
func keepReason(t *bot.Turn, typed string) string {
	_, doubts := findings(t)
	meant := named(t, unexplained(doubts, t.Draft.Reasons), typed)
	why := typed
	if said, because := bot.Heard(t, typed).As(answer.Because); because {
		why = said.Rest
	}
	giveReason(t, why, rules(meant)...)
	t.Draft.Words = append(append([]string(nil), t.Draft.Words...), typed)
	t.Save()
	return t.Text("filing.reason_kept", "items", phrases.NumberList(numbersOf(t, meant)), "reason", scheduler.Shorten(why, 40))
}

// named returns the doubts about the items that a reason names by their numbers; one
// that names none is for all.
func named(t *bot.Turn, doubts []anwei.Finding, reason string) []anwei.Finding {
	items := text.Items(reason)
	out := slices.DeleteFunc(slices.Clone(doubts), func(d anwei.Finding) bool {
		return !slices.ContainsFunc(numbersOf(t, []anwei.Finding{d}), func(n int) bool { return slices.Contains(items, n) })
	})
	if len(out) == 0 {
		return doubts
	}
	return out
}

// numbersOf are the items that findings are about.
func numbersOf(t *bot.Turn, found []anwei.Finding) []int {
	var out []int
	for _, x := range found {
		for _, id := range x.Fields {
			out = append(out, t.Number(id))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func rules(found []anwei.Finding) []anwei.RuleID {
	out := make([]anwei.RuleID, len(found))
	for i, x := range found {
		out[i] = x.Check.ID
	}
	return out
}

// giveReason keeps a reason for the rules, beside those that were given for others.
func giveReason(t *bot.Turn, reason string, rules ...anwei.RuleID) {
	reasons := maps.Clone(t.Draft.Reasons)
	if reasons == nil {
		reasons = map[anwei.RuleID]string{}
	}
	for _, id := range rules {
		reasons[id] = reason
	}
	t.Draft.Reasons = reasons
}

// submit puts the report on record. Whether it is late is decided by its first
// confirmation, so that a correction keeps the mark.
func submit(t *bot.Turn) {
	key, now := t.Draft.Key, t.In.Now
	if !bot.MayReport(t, key.Unit) {
		t.Tell("common.not_your_unit", "unit", t.Unit.Name)
		return
	}
	if bot.Locked(t, key) {
		return
	}
	old, had := t.In.Ledger.Report(key)
	r := anwei.Report{
		Key: key, Plan: t.Draft.Plan, Values: t.Draft.Values, Reasons: t.Draft.Reasons,
		First: now, Late: t.Form.Deadline.Late(key.Period, t.In.Calendar, now),
		Revision: old.Revision + 1, By: t.In.Person.ID, At: now, Behalf: bot.ByRight(t, key.Unit),
	}
	if had {
		r.First, r.Late = old.First, old.Late
	}
	changes := anwei.Changes(t.Form.Fields, old.Values, r.Values)
	if had && len(changes) == 0 && settledUnchanged(t, old) {
		return
	}
	rev := anwei.Revision{
		N: r.Revision, At: now, By: r.By, Plan: r.Plan,
		Changes: changes, Reasons: r.Reasons, Words: t.Draft.Words, Behalf: r.Behalf,
	}
	bot.OpenSealed(t, old)
	t.Out = append(t.Out, bot.Confirm{Report: r, Revision: rev}, bot.DropDraft{Key: key})
	told, proves := bot.Kept[bot.Proven](t.State, bot.Told)
	if bot.PutAway(t, key); proves {
		bot.Keep(t, Room, bot.Told, told)
	}
	said := submitted(t, r, len(changes))
	if !r.Behalf { // its unit stamps it, once it has agreed
		said += bot.StampCall(t, r)
	}
	if t.In.Mailbox != "" && !r.Behalf {
		said += t.Text("common.mail_to", "mailbox", t.In.Mailbox)
	}
	t.Say(said)
	if !r.Behalf {
		bot.HandOver(t, r)
	}
	bot.HandedIn(t, old, r, changes)
	t.Rooms.Alike(t, r, changes)
	if !had && !r.Behalf {
		offerNext(t, key)
	}
}

func deadline(t *bot.Turn) anwei.Date {
	return t.Form.Deadline.On(t.Draft.Key.Period, t.In.Calendar)
}

// confirmText says on the card of a report how it is handed in, or what stands against
// that.
func confirmText(t *bot.Turn, errs, doubts []anwei.Finding) string {
	open := unexplained(doubts, t.Draft.Reasons)
	change := bot.MendExample(t, slices.Concat(errs, open))
	switch {
	case len(errs) > 0:
		return t.Text("common.confirm_text.errors", "n", len(errs), "change", change)
	case len(open) > 0:
		return t.Text("common.confirm_text.doubts", "n", len(open), "change", change)
	}
	return t.Text("common.confirm_text", "change", change)
}

// submitted says that a report was handed in, and with how many changes.
func submitted(t *bot.Turn, r anwei.Report, changes int) string {
	what := t.Text("common.submitted.first")
	switch {
	case r.Revision > 1 && changes == 0:
		what = t.Text("common.submitted.again")
	case r.Revision > 1:
		what = t.Text("common.submitted.changed", "n", changes)
	}
	return t.Text("common.submitted", "report", phrases.ReportName(t.Unit.Name, r.Key.Period, t.Form), "what", what, "at", phrases.ClockText(r.At),
		"late", phrases.LateText(r), "revision", r.Revision, "change", phrases.ChangeExample(t.Form, t.Unit))
}
