package bot

//wording:看不了的消息

// Unread stands for a message that is no text where the office sees what could not
// be understood: 〔语音〕.
func Unread(kind string) string { return "〔" + messageName(kind) + "〕" }

// messageName is what people call a kind of message of WeCom's.
func messageName(kind string) string {
	switch kind {
	case "image":
		return "图片"
	case "voice":
		return "语音"
	case "video":
		return "视频"
	case "file":
		return "文件"
	case "location":
		return "位置"
	}
	return "这类消息"
}
