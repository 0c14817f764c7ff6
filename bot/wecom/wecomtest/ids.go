package wecomtest

import (
	"crypto/rand"
	"strconv"
	"time"
)

// ids makes identifiers that no other Server has made, since a bot may outlive the Server it talks to.
type ids struct {
	run   string // random, the same for all ids of one Server
	next  int
	msgID int64
}

func newIDs() ids {
	return ids{run: rand.Text(), msgID: time.Now().UnixNano()}
}

// make returns an id with a readable kind in front.
func (i *ids) make(kind string) string {
	i.next++
	return kind + "_" + i.run + "_" + strconv.Itoa(i.next)
}

// message returns the MsgId of a callback, an int64 (§2.6).
func (i *ids) message() int64 {
	i.msgID++
	return i.msgID
}

// digits returns n random decimal digits.
func digits(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails, says its documentation
	for i := range b {
		b[i] = '0' + b[i]%10
	}
	return string(b)
}
