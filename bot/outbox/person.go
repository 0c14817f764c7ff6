package outbox

// wording: 消息送不到时

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/storage"
)

// personal reports whether the cause is that this person cannot be reached,
// whatever is sent.
func personal(cause error) bool {
	var p interface{ Person() bool }
	return errors.As(cause, &p) && p.Person()
}

// loss is somebody whom nothing reaches.
type loss struct {
	who anwei.PersonID
	seq uint64 // of the message that did not reach him
	why string // in words for the office
	at  time.Time
}

// unreachable keeps why nothing reaches the receiver of a message, beside what becomes
// of it. The office is told, once until something has reached him again. Spoken is
// where only who has spoken can be reached, and the others are told of in one list.
func unreachable(row anwei.Outgoing, cause error, at time.Time, spoken bool, then outcome) outcome {
	return func(tx *marking) error {
		if err := then(tx); err != nil {
			return err
		}
		reach, _, err := tx.Reach(row.To)
		if err != nil {
			return err
		}
		told := reach.Refused != "" || spoken && reach.Spoke.IsZero()
		reach.Refused, reach.RefusedAt = row.LastError, at
		if err := tx.PutReach(row.To, reach); err != nil || told {
			return err
		}
		tx.lost = append(tx.lost, loss{who: row.To, seq: row.Seq, why: reason(cause), at: at})
		return nil
	}
}

// reason is the cause in words for the office.
func reason(cause error) string {
	if text := advised(cause); text != "" {
		return text
	}
	return "企业微信没有收下发给他的消息（" + short(cause) + "）。请核对名单里的账号，并请企业微信管理员确认他已激活企业微信、在本应用的可见范围内。"
}

// tellOffice puts a message to each person of the office but those that it is about.
// Of those whom one call has lost together it is one message, since a notice to a
// thousand people may lose hundreds, and it reads the roster once.
func tellOffice(tx storage.Ledger, lost []loss) error {
	if len(lost) == 0 {
		return nil
	}
	roster, err := tx.Roster()
	if err != nil {
		return err
	}
	first := lost[0]
	about, text := string(first.who.Folded()), lament(roster, first.who, first.why)
	if len(lost) > 1 {
		about, text = fmt.Sprintf("#%d", first.seq), lamentAll(roster, lost) // no userid has such a character
	}
	for _, p := range roster.People {
		if !p.Has(anwei.Office) || slices.ContainsFunc(lost, func(l loss) bool { return l.who.Folded() == p.ID.Folded() }) {
			continue
		}
		o := anwei.Outgoing{To: p.ID, Content: anwei.PlainText(text), Created: first.at}
		o.Key = fmt.Sprintf("unreachable/%s/%s", about, p.ID.Folded())
		_, added, err := tx.PutOutgoing(o)
		if err == nil && !added { // he was reached since, and is lost again
			o.Key += "/" + anwei.DateOf(first.at).String()
			_, _, err = tx.PutOutgoing(o)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// asideKey begins the keys of what tells the office of a message that was set aside.
const asideKey = "aside/"

// tellAside tells the office that a message was set aside, once a day: more of them
// stand in the list that it names.
func tellAside(tx storage.Ledger, first *loss) error {
	if first == nil {
		return nil
	}
	roster, err := tx.Roster()
	if err != nil {
		return err
	}
	who := "安委办工作群"
	if first.who != anwei.OfficeGroup {
		who = called(roster, first.who)
	}
	text := fmt.Sprintf("您好！有一条给%s的消息没有发出去，已经搁置，不会自己再发。\n原因：%s\n请系统管理员运行 anwei outbox list --aside 查看，改好后用 anwei outbox retry --all 重发。今天再有搁置的，不另外告诉您。", who, first.why)
	for _, p := range roster.People {
		if !p.Has(anwei.Office) {
			continue
		}
		key := fmt.Sprintf("%s%s/%s", asideKey, anwei.DateOf(first.at), p.ID.Folded())
		if _, _, err := tx.PutOutgoing(anwei.Outgoing{Key: key, To: p.ID, Content: anwei.PlainText(text), Created: first.at}); err != nil {
			return err
		}
	}
	return nil
}

// How many people and reasons a message about several names. WeCom cuts a text after
// 2048 bytes.
const (
	mostLost    = 20
	mostReasons = 3
)

// lamentAll says of several people that they cannot be reached, why, and what to do.
func lamentAll(roster anwei.Roster, lost []loss) string {
	var names, reasons []string
	for _, l := range lost {
		if !slices.Contains(reasons, l.why) && len(reasons) < mostReasons {
			reasons = append(reasons, l.why)
		}
		if len(names) == mostLost {
			continue
		}
		names = append(names, called(roster, l.who))
	}
	who := strings.Join(names, "、")
	if len(lost) > len(names) {
		who += "等"
	}
	return fmt.Sprintf("您好！有%d个人收不到我的消息：%s。\n%s\n急事请您先打电话告诉他们。改好以后，新的消息会照常发给他们；没有送到的消息，可请系统管理员运行 anwei outbox list 查看、重发。",
		len(lost), who, strings.Join(reasons, "\n"))
}

// lament says who cannot be reached, why, and what to do.
func lament(roster anwei.Roster, about anwei.PersonID, why string) string {
	if about == anwei.OfficeGroup {
		return "您好！发到安委办工作群的消息没有发出去。\n" + why + "\n在改好以前，要发到群里的内容请您先用其他办法通知。"
	}
	p, known := roster.Person(about)
	if !known {
		return fmt.Sprintf("您好！账号 %s（不在名单上）收不到我的消息。\n%s\n如果他已不再负责报送，就不必处理。", about, why)
	}
	who := Named(roster, p)
	contact := "名单上没有他的电话，请您设法转告。"
	if p.Phone != "" {
		contact = "他的电话是 " + p.Phone + "，急事请您先打电话告诉他。"
	}
	return fmt.Sprintf("您好！%s（账号 %s）收不到我的消息。\n%s\n%s\n改好以后，新的消息会照常发给他；没有送到的消息，可请系统管理员运行 anwei outbox list 查看、重发。",
		who, p.ID, why, contact)
}

// called names a person with his units and his account.
func called(roster anwei.Roster, id anwei.PersonID) string {
	name := "不在名单上的"
	if p, known := roster.Person(id); known {
		name = Named(roster, p)
	}
	return fmt.Sprintf("%s（账号 %s）", name, id)
}

// Named is a person with the units that he holds a role at: 南村镇李明.
func Named(roster anwei.Roster, p anwei.Person) string {
	var units []string
	for _, a := range p.Roles {
		name := string(a.Unit)
		if u, ok := roster.Unit(a.Unit); ok {
			name = u.Name
		}
		if !slices.Contains(units, name) {
			units = append(units, name)
		}
	}
	return strings.Join(units, "、") + p.Name
}
