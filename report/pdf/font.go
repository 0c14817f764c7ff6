package pdf

// Font returns the printing font, for others that write Chinese: a TrueType file
// that nobody changes.
func Font() []byte { return serif }
