package language

import "anwei/language/text"

// item takes 第7项, which names the seventh field of the form.
func (s *scanner) item() bool {
	i := s.i
	if s.Runes[i] != '第' {
		return false
	}
	v, ok := text.NumberAt(s.Runes, i+1)
	if !ok || v.Vague || v.Fraction {
		return false
	}
	n := s.itemWord(v.Next)
	if n == 0 || v.N < 1 || v.N > int64(len(s.lex.form.Fields)) {
		return false
	}
	e := wordEntry{kind: tName, fields: only(int(v.N) - 1)}
	s.push(token{kind: tName, from: i, to: v.Next + n, entry: e, item: int(v.N)})
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

// corrected returns the field that a correction without a name is about: the
// one spoken of last, or the only one before it that is counted so; else -1.
func (r *reader) corrected(last int, t token) int {
	fields := r.lex.form.Fields
	if t.measure == "" || fit(fields[last].Unit, t.measure) != noFit {
		return last
	}
	var said set
	for _, c := range r.claims {
		if c.kind == claimNumber && fit(fields[c.field].Unit, t.measure) == goodFit {
			said = said.or(only(c.field))
		}
	}
	if said.size() != 1 {
		return -1
	}
	return said.first()
}

// unsound returns why a number with names is no figure of what was done, or "".
func (r *reader) unsound(c *clauseOf, j int, u run, names []token) text.Reason {
	t := c.nums[j]
	fields, _ := r.resolve(names, t)
	after := c.gaps[j+1]
	last := -1
	if r.lastOne == lastClaim {
		last = r.claims[len(r.claims)-1].field
	}
	measures := fields.within(r.roles.measures()) && !fields.empty()
	switch {
	case u.has(tExcept) && u.has(tBeyond), r.rest && u.has(tRest) && t.num.N > 0 && fields.overlaps(r.roles.find.or(r.roles.major).or(r.roles.check)):
		return text.Ambiguous // 除问责外都是0; 其余65个隐患 is not all of them
	case u.has(tModal) && !measures && r.planned(c.gaps[j]):
		return text.Unknown // 需检查20家
	case measures && t.num.N > 0 && (u.has(tIdle) || len(after) > 0 && hasKind(after[:min(2, len(after))], tIdle)):
		return text.Ambiguous // 停产检修2家 was not ordered
	case measures && t.num.N > 0 && u.has(tPart) && last >= 0 && !fields.has(last):
		return text.Ambiguous // 检查28家次,其中停产企业3家
	case (u.lost || c.parts) && fields.within(r.roles.rect) && !fields.empty():
		return text.Ambiguous // 东风煤矿的5个已整改
	case j > 0 && r.lastOne == lastBare && len(r.bares) > 0 && r.takenBehind(c, j):
		return text.Ambiguous // 28家检查单位中有5家
	case fields.within(r.roles.rect) && !fields.empty() && r.ofSeveral(fields.first(), u.has(tTotal), t.num.N):
		return text.Ambiguous
	case measures && r.plainCheck(names):
		return text.Ambiguous // 检查停产企业3家
	case len(r.split(names)) < 2 && t.num.N > 0 && r.each(c.gaps[j]):
		return text.Ambiguous // 书记、镇长各2次
	case u.has(tStill) && len(r.asked) == 0 && r.known(fields) && r.adds(c.gaps[j]):
		return text.Relative // 另有1家约谈, after one was reported
	}
	return ""
}

// takenBehind reports whether the name before the j-th number belongs as well
// to the number before that, which counts the same.
func (r *reader) takenBehind(c *clauseOf, j int) bool {
	before, gap := c.nums[j-1], c.gaps[j]
	return len(gap) > 0 && gap[0].kind == tName && gap[0].from == before.to && before.measure != "" &&
		before.measure == c.nums[j].measure && r.bares[len(r.bares)-1].clean
}

// ofSeveral reports whether a number put right may be that of several groups:
// it is a total, or more than were found, and another group waits for its own.
func (r *reader) ofSeveral(f int, total bool, n int64) bool {
	found, ok := r.number(r.roles.base[f])
	return ok && (total || n > found) && r.waiting(f)
}

// waiting reports whether hazards of another group were given and not yet how
// many of them are put right.
func (r *reader) waiting(f int) bool {
	for _, i := range r.roles.find.without(r.groupOf(f)).all() {
		if g := r.roles.rectOf[i]; g >= 0 && r.claimed(i) && !r.claimed(g) {
			return true
		}
	}
	return false
}

// planned reports whether a gap says that something is to be done, and not that
// it was done as required.
func (r *reader) planned(gap []token) bool {
	for _, t := range gap {
		w := r.Word(t.from, t.to)
		if t.kind == tModal && text.ContainsAny(w, "要求", "需", "必须", "应当", "拟", "限期", "限时", "承诺", "明", "后天", "可以", "有望", "希望", "还要", "确保", "争取", "力求") {
			before := r.Word(gap[0].from, t.from)
			return !text.ContainsAny(before, "按", "根据", "依据", "落实", "结合", "对照")
		}
	}
	return false
}

// each reports whether the number is that of each of several: 书记、镇长各2次.
func (r *reader) each(gap []token) bool {
	several := false
	for _, t := range gap {
		if t.kind == tAll && r.Word(t.from, t.from+1) == "各" {
			return several
		}
		several = several || t.kind == tActor || t.kind == tName
	}
	return false
}

// plainCheck reports whether 检查 without a group stands before another name.
func (r *reader) plainCheck(names []token) bool {
	only := onlyNames(names)
	return len(only) > 1 && only[0].entry.check && only[0].entry.groups.empty() && !hasKind(names, tList) && !hasKind(names, tJoin)
}

// known reports whether the field was reported before.
func (r *reader) known(fields set) bool {
	_, ok := r.have[fields.first()]
	return ok && fields.size() == 1
}

// adds reports whether a gap says 还有 or 另有, and not 有 alone.
func (r *reader) adds(gap []token) bool {
	for _, t := range gap {
		if t.kind == tStill && r.Word(t.from, t.to) != "有" {
			return true
		}
	}
	return false
}
