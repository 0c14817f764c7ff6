package intake_test

import (
	"reflect"
	"testing"

	"anwei/report/intake"
)

// TestSplitPaste tells cells that were copied out of Excel from anything else
// that people write.
func TestSplitPaste(t *testing.T) {
	for text, want := range map[string][][]string{
		"10月\t3\t12":               {{"10月", "3", "12"}},
		"自查\t督查\r\n3\t12\r\n":      {{"自查", "督查"}, {"3", "12"}},
		"落实理论学习\t\"一\n二\"\n办实事\tx": {{"落实理论学习", "一\n二"}, {"办实事", "x"}},
		"甲\t\"说\"\"好\"\"\"\n乙\t2":  {{"甲", `说"好"`}, {"乙", "2"}},
		"自查 整改 督查\n3 2 12":         {{"自查", "整改", "督查"}, {"3", "2", "12"}},
		// No tables.
		"3 12":               nil,
		"检查\t3次，其他的下午报":      nil,
		"自查 整改 督查\n3 2":      nil, // a cell was lost
		"检查3次 隐患12个 整改8个\n好": nil,
		"今天 下午 报\n明天 上午 开会":  nil,
		"": nil,
	} {
		got, ok := intake.SplitPaste(text)
		if ok != (want != nil) || ok && !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q %t", text, got, ok)
		}
	}
}
