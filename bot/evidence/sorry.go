package evidence

// wording: 佐证没有取到时

import (
	"time"

	"anwei"
)

// sorry is what the sender is told.
func sorry(e anwei.Evidence, why string, zone *time.Location) string {
	what := "材料"
	switch e.Kind {
	case "image":
		what = "照片"
	case "file":
		what = "文件"
	case "video":
		what = "视频"
	case "voice":
		what = "语音"
	}
	text := "您" + anwei.DateOf(e.At.In(zone)).Chinese() + "发来的" + what
	switch why {
	case tooLarge:
		return text + "超过20MB，没有办法留存，请压缩或分开后重新发送。"
	case nothing:
		return text + "打开是空的，请核对后重新发送。"
	}
	return text + "没有取到，请重新发送。给您添麻烦了。"
}
