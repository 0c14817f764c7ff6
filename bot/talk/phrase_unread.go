package talk

// wording: 看不了的消息

import (
	"anwei/bot/phrases"
)

// Unread stands for a message that is no text where the office sees what could not
// be understood: 〔语音〕.
func Unread(kind string) string { return "〔" + phrases.MessageName(kind) + "〕" }
