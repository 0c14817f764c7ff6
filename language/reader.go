package language

import "anwei/language/text"

// reader reads one text. What a clause says is kept as claims until the whole
// text is known, because a later clause may contradict or correct an earlier.
type reader struct {
	text.Folded
	lex   *formLexicon
	roles roles
	asked []int // the fields just asked
	have  map[int]int64
	toks  []token

	// scope is the fields of the group in force; said is whether the text
	// named it, and unsure that it may have been left without a word.
	scope  set
	said   bool
	unsure bool
	lent   bool // the group was only said within the name of a field
	lender int  // how many claims there were then
	before set  // the fields of the groups that were said before it

	subject  int       // the hazards spoken of last, or -1
	stale    bool      // a sentence has ended since
	carry    []token   // names at the end of the last clause, not yet used
	header   [][]token // names in a row of their own, each for a number in the next
	row      bool      // the clause is a row below a header
	kept     bool      // the names in carry wait for a number further on
	wrong    bool      // 写错了 was said: the next number replaces the last
	foreign  bool      // figures of another period until further notice
	compare  bool      // differences until the end of the clause
	unsureN  bool      // the sentence doubts its own numbers
	rest     bool      // 其他 was said in this clause
	whole    bool      // 以上 was said in this clause
	dangling bool      // names were said of which nothing came
	part     bool      // 其中 began a list of parts
	month    int       // the month of the figures, where the text names one
	months   bool      // figures of two months were given
	fresh    bool      // 本月 was said and no number came since
	monthly  bool      // 累计 sums up the month
	once     bool      // 累计 before a number that has no names of its own
	outside  bool      // the sentence gave figures of another period only
	older    []token   // the names of the last figure of another period
	within   bool      // what is read stands in parentheses
	counted  bool      // a number without a name stands right before: 5家没检查
	retract  bool      // 写错了 was said, and no number came since
	without  bool      // 不含 takes a part away from a figure
	except   bool      // 除 was said in this sentence
	some     int64     // 后三项: how many items the clause is about
	vagueOf  set       // the fields that were also given inexactly

	claims  []claim
	bares   []bare
	lost    []string // the measure words of numbers that found no place
	zeroAll []zero
	lastOne lastKind // what a correction without a name replaces

	refusals []text.Refusal
	unplaced []text.Span
}

// lastKind says where the number read last has gone.
type lastKind int

const (
	lastNone lastKind = iota
	lastClaim
	lastBare
)

// claim is what a clause says of one field.
type claim struct {
	field    int
	kind     claimKind
	n        int64
	from, to int
	parts    int    // bits of the parts of the title named
	actor    string // who did it: 书记
	total    bool
	loose    bool // counted in a measure that is not quite the field's
	override bool // a correction
	sub      bool // 其中: a part of what was said before
	within   bool // in parentheses
	grouped  bool // its names say the group
	echo     bool // the number stands before its name: 目前66个隐患
	now      bool // 本月 stands before it
	open     bool // something further belongs to it that has no place
}

type claimKind int

const (
	claimNumber claimKind = iota
	claimZero             // 无重大隐患
	claimAll              // 均已整改: all hazards of the base
	claimRemain           // 还剩3个: all but n
	claimNone             // 均未整改
)

// bare is a number without a name.
type bare struct {
	tok   token
	scope set // the group said right before it, or none
	clean bool
	whole bool // the clause says nothing else
	// leans is the claim right before the number, with nothing between them,
	// or -1: of 28/30 the number 30 leans on 28.
	leans int
	exact bool // the number leans only on one in the same measure
	// header are the names of the row above; nil for none.
	header [][]token
}

// zero is a clause that says of several fields at once that there is nothing.
type zero struct {
	fields   set // none: what was asked
	rest     bool
	scope    set  // the group in force
	report   bool // 零报告, which is about the whole
	soft     bool // 没有 alone, which answers only a question
	from, to int
}

func newReader(typed string, a Asked, l *formLexicon) *reader {
	c := text.Fold(typed)
	r := &reader{Folded: c, lex: l, roles: l.roles, subject: -1, have: map[int]int64{}}
	for i, f := range a.Form.Fields {
		if n, ok := a.Have.Number(f.ID); ok {
			r.have[i] = n
		}
	}
	for _, id := range a.Fields {
		for i, f := range a.Form.Fields {
			if f.ID == id && r.roles.counts.has(i) {
				r.asked = append(r.asked, i)
			}
		}
	}
	r.scope = r.askedScope()
	r.toks = scan(c, l)
	return r
}

// askedScope returns the fields of the group that was asked, when it was one.
func (r *reader) askedScope() set {
	var scope set
	for _, i := range r.asked {
		g := r.roles.group[i]
		if g < 0 {
			return set{}
		}
		scope = scope.or(r.roles.groups[g])
	}
	return scope
}

func (r *reader) askedSet() set {
	var s set
	for _, i := range r.asked {
		s = s.or(only(i))
	}
	return s
}

// refuse notes why a piece was not taken.
func (r *reader) refuse(why text.Reason, from, to int, fields set) {
	f := text.Refusal{Span: r.Span(from, to), Reason: why}
	for _, i := range fields.all() {
		f.Fields = append(f.Fields, r.lex.form.Fields[i].ID)
	}
	r.refusals = append(r.refusals, f)
}

// skip notes a number that was seen and not used.
func (r *reader) skip(t token) { r.unplaced = append(r.unplaced, r.Span(t.from, t.to)) }

// read goes through the sentences and their clauses.
func (r *reader) read() {
	for begin := 0; begin < len(r.toks); {
		end := begin
		for end < len(r.toks) && r.toks[end].kind != tStop {
			end++
		}
		r.sentence(r.toks[begin:end])
		begin = end + 1
	}
}

// sentence reads what stands between two full stops.
func (r *reader) sentence(ts []token) {
	if asks(r, ts) {
		r.question(ts)
		return
	}
	r.unsureN, r.outside, r.except = false, false, false
	foreign := r.foreign
	for _, t := range ts {
		r.unsureN = r.unsureN || t.kind == tUnsure
	}
	for begin := 0; begin <= len(ts); {
		end := begin
		for end < len(ts) && !ts[end].breaks() {
			end++
		}
		r.clause(ts[begin:end])
		if end < len(ts) {
			r.parenthesis(ts[end], &foreign)
		}
		begin = end + 1
	}
	if n := len(ts); n > 0 && !hasKind(ts, tNumber) && (ts[n-1].kind == tColon || text.ContainsAny(r.Word(ts[n-1].from, ts[n-1].to), "如下")) {
		r.outside = true // 上月数据如下:
	}
	// What follows a sentence on another period only is not this month's either.
	r.foreign, r.part, r.within, r.monthly = r.foreign && r.outside, false, false, false
	r.stale = true
}

// parenthesis keeps what is said in parentheses of another period from what
// follows them.
func (r *reader) parenthesis(t token, foreign *bool) {
	switch {
	case t.kind == tOpen:
		*foreign, r.within = r.foreign, true
	case t.kind == tClose && r.within:
		r.foreign, r.within, r.part = *foreign || r.foreign && r.lastOne == lastNone, false, false
	}
}

// asks reports whether a sentence is a question.
func asks(r *reader, ts []token) bool {
	for k, t := range ts {
		mark := r.Word(t.from, t.to) == "?"
		if t.kind == tQuestion && (!mark || k == 0 || !r.polite(ts[k-1])) {
			return true
		}
	}
	return false
}

func (r *reader) polite(t token) bool {
	switch r.Word(t.from, t.to) {
	case "可以吗", "行吗", "好吗", "妥否", "是否妥当":
		return true
	}
	return false
}

// question takes no figure of a sentence that asks.
func (r *reader) question(ts []token) {
	r.refuse(text.Question, ts[0].from, ts[len(ts)-1].to, set{})
	for _, t := range ts {
		if t.kind == tNumber {
			r.skip(t)
		}
	}
	r.carry = nil
}
