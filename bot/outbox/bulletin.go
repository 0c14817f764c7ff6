package outbox

import (
	"errors"
	"fmt"

	"anwei"
	"anwei/storage"
)

var errNoBulletins = errors.New("bulletins are not set up")

// bulletin makes the words of a bulletin as the ledger is now, or says that there
// are none.
func (b *Outbox) bulletin(tx storage.Ledger, p *parcel, of anwei.Bulletin) (err error) {
	// One that cannot be composed must not end every process that reads it.
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	if b.brief == nil {
		return errNoBulletins
	}
	text, err := b.brief(tx, p.row.To, of)
	if text == "" && err == nil {
		p.pointless = "没有要说的"
	}
	p.says.Content = anwei.PlainText(text)
	return err
}
