package wecom

// SplitText is what divides a text into several messages.
func SplitText(text string, limit int) []string { return splitText(text, limit) }
