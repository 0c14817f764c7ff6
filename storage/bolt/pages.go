package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"go.etcd.io/bbolt"

	"anwei/storage"
)

// What a page of bbolt begins with: its number, its kind, how many elements it has, and how
// many pages more it takes. An element of a branch ends with the page below it; one of a
// leaf says whether it is a table, whose value begins with its first page.
const (
	pageHead    = 16
	pageElement = 16
	pageBranch  = 0x01
	pageLeaf    = 0x02
	leafTable   = 0x01
)

// errPages is a file whose pages do not make a tree. bbolt would walk in a circle there
// until the memory is full.
var errPages = fmt.Errorf("%w: its pages do not follow from one another", storage.ErrDamaged)

// page is one that is still to be looked at; top where it may hold tables.
type page struct {
	id  uint64
	top bool
}

// checkPages follows every page of the tables from the first one and returns errPages where
// one comes twice, is not what it says or is not there. Its cost grows with the pages of
// the file, of which it reads the heads.
func checkPages(db *bbolt.DB) error {
	file, err := os.Open(db.Path())
	if err != nil {
		return fmt.Errorf("bolt: %w", err)
	}
	err = db.View(func(tx *bbolt.Tx) error {
		size := int64(tx.DB().Info().PageSize)
		seen := make([]bool, tx.Size()/size)
		left := []page{{uint64(tx.Cursor().Bucket().Root()), true}}
		for len(left) > 0 {
			p := left[len(left)-1]
			left = left[:len(left)-1]
			if p.id >= uint64(len(seen)) || seen[p.id] {
				return errPages
			}
			seen[p.id] = true
			below, err := pagesBelow(file, p, size)
			if err != nil {
				return errPages
			}
			left = append(left, below...)
		}
		return nil
	})
	return errors.Join(err, file.Close())
}

// pagesBelow are the pages that one names.
func pagesBelow(file *os.File, p page, size int64) ([]page, error) {
	at := int64(p.id) * size //nolint:gosec // what is beyond the file is not read
	head := make([]byte, pageHead)
	if _, err := file.ReadAt(head, at); err != nil {
		return nil, fmt.Errorf("bolt: %w", err)
	}
	order := binary.NativeEndian
	kind, count := order.Uint16(head[8:]), int(order.Uint16(head[10:]))
	branch := kind == pageBranch
	if order.Uint64(head) != p.id || !branch && kind != pageLeaf {
		return nil, errPages
	}
	if !branch && !p.top {
		return nil, nil // rows, and no tables
	}
	whole, err := io.ReadAll(io.NewSectionReader(file, at, (int64(order.Uint32(head[12:]))+1)*size))
	if err != nil {
		return nil, fmt.Errorf("bolt: %w", err)
	}
	var below []page
	for i := range count {
		at := pageHead + i*pageElement
		if at+pageElement > len(whole) {
			return nil, errPages
		}
		element := whole[at:]
		if branch {
			below = append(below, page{order.Uint64(element[8:]), p.top})
			continue
		}
		value := at + int(order.Uint32(element[4:])) + int(order.Uint32(element[8:]))
		if order.Uint32(element) != leafTable {
			continue
		}
		if value+8 > len(whole) {
			return nil, errPages
		}
		if root := order.Uint64(whole[value:]); root != 0 { // a small one stands in the leaf
			below = append(below, page{root, false})
		}
	}
	return below, nil
}
