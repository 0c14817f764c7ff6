package bot

// wording: 照片放错了项

import "fmt"

// What the bot says where a photo or file is put to another task.

func noPieceLately() string {
	return "没有找到您刚才发来的照片或文件。请直接发来，再告诉我是第几项的。"
}

func piecesMoved(kind string, n int, from, to string) string {
	what := pieceName(kind)
	if n > 1 {
		what = fmt.Sprintf("%d%s%s", n, measureOf(kind), what)
	}
	return fmt.Sprintf("好的，%s已从%s移到%s。", what, from, to)
}

func pieceThere(kind, at string) string {
	return pieceName(kind) + "已经在" + at + "，不用移。"
}

func pieceName(kind string) string {
	switch kind {
	case "image":
		return "照片"
	case "video":
		return "视频"
	}
	return "文件"
}

func measureOf(kind string) string {
	if kind == "image" {
		return "张"
	}
	return "个"
}
