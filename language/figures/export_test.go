package figures

// Steps is what the search for the reading took.
func (r Reading) Steps() int { return r.steps }
