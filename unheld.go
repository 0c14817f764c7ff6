package anwei

// Unheld is something that people ask for and the forms do not have: penalties, where
// they count who was exposed or talked to. It is told so, with what comes nearest.
type Unheld struct {
	// Words are how people name it, the longer ones first.
	Words []string `json:"words"`
	// Near are the indicators that come nearest, at most three.
	Near []IndicatorID `json:"near"`
}
