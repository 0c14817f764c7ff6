package deed

// takesBack reports whether the text says that a record shall not count: 撤销
// 专委会记录, 取消那次. A meeting that is called off is none.
func (r *deedReader) takesBack() bool {
	revoked, _ := r.Find(0, len(r.Runes), "撤销 撤回 作废 删除 删掉 删了 去掉 撤掉 注销")
	cancelled, _ := r.Find(0, len(r.Runes), "取消 不算 不作数")
	wrong, _ := r.Find(0, len(r.Runes), "报错 记错 填错 登错 多报 多记 重复报 重复登记 搞错 弄错")
	record, _ := r.Find(0, len(r.Runes), "那次 这次 那条 这条 上一次 上次 上一条 刚才的 刚才那 刚报的 记录 登记 上报的 报的")
	if at, _ := r.Find(0, len(r.Runes), "不要撤 不用撤 别撤 不取消 不撤销 没取消 未取消"); at >= 0 || len(r.Runes) > 40 {
		return false
	}
	named := len(r.mentions) > 0
	switch {
	case revoked >= 0:
		return named || record >= 0
	case cancelled >= 0:
		return record >= 0
	}
	return wrong >= 0 && named && record >= 0
}
