package bot

import "anwei/language/frame"

// readings returns how a text may be understood, as the frames have it. Nothing is
// read twice within a turn.
func (t *turn) readings(text string) []frame.Reading {
	if t.reader == nil {
		frames := t.in.Frames
		if frames == nil {
			frames = frame.Load()
		}
		roster := t.in.Ledger.Roster()
		t.reader = frames.For(frame.Known{
			Forms: t.in.Plan.Forms, Units: roster.Units, Names: t.namesOfUnits(), People: roster.People, Marks: t.in.Plan.Marks, Cases: t.in.Plan.Cases,
		})
		t.heardAs = map[string][]frame.Reading{}
	}
	got, ok := t.heardAs[text]
	if !ok {
		got = t.reader.Read(text, t.in.Now)
		t.heardAs[text] = got
	}
	return got
}
