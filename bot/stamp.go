package bot

func (t *turn) stampFile() bool { return false }
