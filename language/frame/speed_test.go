package frame_test

import (
	"testing"

	"anwei/language/frame"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		frame.Load()
	}
}

func BenchmarkRead(b *testing.B) {
	r := frame.Load().For(known())
	for b.Loop() {
		r.Read("把南村镇9月的报表退回，第6、7项与台账对不上，让他们重新核一下再报", now())
	}
}

func BenchmarkReadNone(b *testing.B) {
	r := frame.Load().For(known())
	for b.Loop() {
		r.Read("检查3次，发现12个隐患；企业自查45家次，发现120个，整改118个，重大4个，整改3个；部门检查20家次", now())
	}
}

func BenchmarkCompileAll(b *testing.B) {
	for b.Loop() {
		frame.Load().Faults()
	}
}
