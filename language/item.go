package language

// item takes 第7项, which names the seventh field of the form.
func (s *scanner) item() bool {
	i := s.i
	if s.r[i] != '第' {
		return false
	}
	v, ok := scanNumeral(s.r, i+1)
	if !ok || v.vague || v.fraction {
		return false
	}
	n := s.itemWord(v.end)
	if n == 0 || v.n < 1 || v.n > int64(len(s.lex.form.Fields)) {
		return false
	}
	e := entry{kind: tName, fields: only(int(v.n) - 1)}
	s.push(token{kind: tName, from: i, to: v.end + n, entry: e, item: int(v.n)})
	return true
}

// itemWord returns the length of the word for an item of a form at j, or 0.
func (s *scanner) itemWord(j int) int {
	for _, w := range []string{"个指标", "项指标", "个数据", "个数字", "个数", "个空", "项", "栏", "列", "格", "条", "题", "个"} {
		if s.at(j, w) {
			n := len([]rune(w))
			// 第三个月 and 第一条措施 number something else.
			if s.at(j+n, "月") || s.at(j+n, "季度") || s.at(j+n, "工作") {
				return 0
			}
			return n
		}
	}
	return 0
}
