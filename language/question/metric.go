package question

// Metric is the figure that a question is about: the id of a field, or one of
// the metrics that are computed.
type Metric string

// The metrics that are computed from several fields.
const (
	RectifyRate      Metric = "rectify_rate"
	MajorRectifyRate Metric = "major_rectify_rate"
	MajorOpen        Metric = "major_open" // major hazards not put right
	OnTimeRate       Metric = "on_time_rate"
	Hazards          Metric = "hazards"   // the hazards of all columns
	Rectified        Metric = "rectified" // hazards put right
	MajorRectified   Metric = "major_rectified"
	Unrectified      Metric = "unrectified" // hazards not put right
)
