package bot

import "anwei/language/frame"

// Readings returns how a text may be understood, as the frames have it. Nothing is
// read twice within a turn.
func (t *Turn) Readings(text string) []frame.Reading {
	if t.reader == nil {
		frames := t.In.Frames
		if frames == nil {
			frames = frame.Load()
		}
		roster := t.In.Ledger.Roster()
		t.reader = frames.For(frame.Known{
			Forms: t.In.Plan.Forms, Units: roster.Units, Names: t.NamesOfUnits(), People: roster.People, Marks: t.In.Plan.Marks,
		})
		t.heardAs = map[string][]frame.Reading{}
	}
	got, ok := t.heardAs[text]
	if !ok {
		got = t.reader.Read(text, t.In.Now)
		t.heardAs[text] = got
	}
	return got
}
