package phrases

// wording: 盖章件

import (
	"fmt"

	"anwei"
)

func PieceName(kind string) string {
	switch kind {
	case "image":
		return "照片"
	case "video":
		return "视频"
	}
	return "文件"
}

// StampWanted goes with the sheet to be printed.
func StampWanted(code string) string {
	return "\n请打印PDF，盖章后拍照发给我（版本号" + code + "）。"
}

func StampNowDiffers(n int, code string) string {
	return fmt.Sprintf("\n⚠ 盖章件与数据不一致：之前盖的是第%d版。请重新打印盖章，拍照发来（版本号%s）。", n, code)
}

// StampStands says of a report how its stamped sheet stands.
func StampStands(s anwei.StampState, page anwei.Evidence, revision int) string {
	switch s {
	case anwei.StampAgrees:
		return "\n盖章件：已收到，与数据一致。"
	case anwei.StampDiffers:
		return fmt.Sprintf("\n⚠ 盖章件与数据不一致：盖的是第%d版，数据是第%d版，请重新打印盖章后发来。", page.N, revision)
	case anwei.StampMissing:
	}
	return "\n盖章件：还没有收到，盖好后拍照发来即可。"
}
