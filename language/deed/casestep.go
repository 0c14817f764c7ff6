package deed

import (
	"strings"

	"anwei"
	"anwei/language/text"
)

// closing reads 结案 3号 已整改 and 3号已结案.
func (r *caseReader) closing() (CaseSaid, bool) {
	const words text.Words = "结案 销号 销案"
	said := CaseSaid{Act: CaseClose}
	if end := r.AnyAt(r.begin, words); end > r.begin {
		i := r.skip(end)
		id, next := r.number(i)
		said.ID = id
		if next == i && i < len(r.Runes) {
			return CaseSaid{}, false
		}
		said.Result = r.rest(next)
		return said, true
	}
	id, i := r.number(r.begin)
	if i == r.begin {
		return CaseSaid{}, false
	}
	i = r.skip(i)
	verb := r.AnyAt(i, "可以 申请 已经 已 现已 予以 同意 现在")
	end := r.AnyAt(verb, words)
	if end == verb {
		return CaseSaid{}, false
	}
	said.ID = id
	said.Result = r.rest(r.AnyAt(end, "了 吧 完成"))
	return said, true
}

// stepDone reads 3号现场调查已完成：… and 3号 完成现场调查.
func (r *caseReader) stepDone() (CaseSaid, bool) {
	id, i := r.number(r.begin)
	if i == r.begin {
		return CaseSaid{}, false
	}
	parts := r.Clauses(r.skip(i), len(r.Runes))
	if len(parts) == 0 {
		return CaseSaid{}, false
	}
	said := CaseSaid{Act: CaseStepDone, ID: id}
	first := parts[0]
	left, done := r.doneWords(first, &said)
	if !done || said.Step == "" && left != "" {
		return CaseSaid{}, false
	}
	if r.clashes(left) {
		return CaseSaid{}, false
	}
	if len(parts) > 1 {
		said.Result = strings.TrimSpace(r.Cut(parts[1].Begin, parts[len(parts)-1].End).Text)
	}
	return said, true
}

// clashes reports whether what a clause says besides its step denies it.
func (r *caseReader) clashes(left string) bool {
	for w := range strings.FieldsSeq("没 未 不 将 计划 准备 正在 尚 明天 下周") {
		if strings.Contains(left, w) {
			return true
		}
	}
	return len([]rune(left)) > 20
}

// doneWords takes the step and the verbs of doing out of a clause, and returns
// what is left of it.
func (r *caseReader) doneWords(p text.Stretch, said *CaseSaid) (left string, done bool) {
	kind, step, at, end := r.step(p)
	said.Kind, said.Step = kind, step
	const verbs text.Words = "已经完成 已完成 完成了 完成 做完了 做完 搞完了 搞完 弄完 办完 办好 写好 写完 完了 好了 已经做 已做 已出具 出具了 出具 已形成 形成了 形成 已印发 印发了 印发 已提交 提交了 提交 已上报 已整改 整改了 整改完 整改到位 已经 已 结束"
	var b strings.Builder
	for i := p.Begin; i < p.End; {
		if i == at && end > at {
			i = end
			if k := r.AnyAt(i, verbs); k > i || at == p.Begin || i == p.End {
				continue
			}
			continue
		}
		if k := r.AnyAt(i, verbs); k > i {
			done, i = true, k
			continue
		}
		if k := r.AnyAt(i, "工作 步骤 环节 阶段 这一步 了 的 也 都 今天 昨天 上午 下午 刚 完毕 到位"); k > i {
			i = k
			continue
		}
		b.WriteRune(r.Runes[i])
		i++
	}
	return b.String(), done
}

// step finds the step that a clause names, by its title or by two characters of
// it that no other step has.
func (r *caseReader) step(p text.Stretch) (kind anwei.CaseKind, id anwei.StepID, at, end int) {
	at = -1
	for i := p.Begin; i < p.End; i++ {
		for n := min(12, p.End-i); n >= 2 && n > end-at; n-- {
			if w := r.steps[r.Word(i, i+n)]; len(w) == 1 {
				at, end, kind, id = i, i+n, w[0].kind, w[0].id
			}
		}
	}
	return kind, id, at, end
}

// skip returns the place behind the marks at rune i.
func (r *caseReader) skip(i int) int {
	for i < len(r.Runes) && text.RuneIn(r.Runes[i], ",:。;、- \n") {
		i++
	}
	return i
}

// rest returns the text from rune i on, without the marks around it.
func (r *caseReader) rest(i int) string {
	i = r.skip(i)
	to := len(r.Runes)
	for to > i && text.RuneIn(r.Runes[to-1], ",。;!~ \n") {
		to--
	}
	return strings.TrimSpace(r.Cut(i, max(i, to)).Text)
}
