package bot

import "anwei/language/frame"

// Readings returns how a text may be understood, as the frames have it. Nothing is
// read twice within a turn.
func (t *Turn) Readings(text string) []frame.Reading {
	got, ok := t.readings[text]
	if !ok {
		got = t.In.Reader.Frames.Read(text, t.In.Now)
		t.readings[text] = got
	}
	return got
}
