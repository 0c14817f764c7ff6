package config

// Field returns the way to the value that ptr points to inside its file.
func (s *Source) Field(ptr any) string { return s.at(ptr).field }
