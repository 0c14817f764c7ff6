package outbox

//wording:消息送不到时

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

// unreachable gives a message up, keeps why its receiver cannot be reached, and
// tells the office, once until something has reached him again.
func unreachable(row anwei.Outgoing, cause error, end storage.Ending) outcome {
	return func(tx storage.Tx) error {
		if err := gaveUp(row, end)(tx); err != nil {
			return err
		}
		reach, _, err := tx.Reach(row.To)
		if err != nil {
			return err
		}
		told := reach.Refused != ""
		reach.Refused, reach.RefusedAt = end.Detail, end.At
		if err := tx.PutReach(row.To, reach); err != nil || told {
			return err
		}
		return tellOffice(tx, row.To, reason(cause), end.At)
	}
}

// reason is the cause in words for the office.
func reason(cause error) string {
	if text := advised(cause); text != "" {
		return text
	}
	return "企业微信没有收下发给他的消息（" + short(cause) + "）。请核对名单里的账号，并请企业微信管理员确认他已激活企业微信、在本应用的可见范围内。"
}

// tellOffice puts a message to each person of the office but the one it is about.
func tellOffice(tx storage.Tx, about anwei.PersonID, why string, now time.Time) error {
	roster, err := tx.Roster()
	if err != nil {
		return err
	}
	text := lament(roster, about, why)
	for _, p := range roster.People {
		if !p.Has(anwei.Office) || fold(p.ID) == fold(about) {
			continue
		}
		o := anwei.Outgoing{To: p.ID, Text: text, Created: now}
		o.Key = fmt.Sprintf("unreachable/%s/%s", fold(about), fold(p.ID))
		_, added, err := tx.PutOutgoing(o)
		if err == nil && !added { // he was reached since, and is lost again
			o.Key += "/" + anwei.DateOf(now).String()
			_, _, err = tx.PutOutgoing(o)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lament says who cannot be reached, why, and what to do.
func lament(roster anwei.Roster, about anwei.PersonID, why string) string {
	if about == anwei.OfficeGroup {
		return "您好！发到安委办工作群的消息没有发出去。\n" + why + "\n在改好以前，要发到群里的内容请您先用其他办法通知。"
	}
	i := slices.IndexFunc(roster.People, func(p anwei.Person) bool { return fold(p.ID) == fold(about) })
	if i < 0 {
		return fmt.Sprintf("您好！账号 %s（不在名单上）收不到我的消息。\n%s\n如果他已不再负责报送，就不必处理。", about, why)
	}
	p := roster.People[i]
	who := strings.Join(unitsOf(roster, p), "、") + p.Name
	contact := "名单上没有他的电话，请您设法转告。"
	if p.Phone != "" {
		contact = "他的电话是 " + p.Phone + "，急事请您先打电话告诉他。"
	}
	return fmt.Sprintf("您好！%s（账号 %s）收不到我的消息。\n%s\n%s\n改好以后，新的消息会照常发给他；没有送到的消息，可请系统管理员运行 anwei outbox list 查看、重发。",
		who, p.ID, why, contact)
}

// unitsOf names the units of a person's roles, each once.
func unitsOf(roster anwei.Roster, p anwei.Person) []string {
	var out []string
	for _, a := range p.Roles {
		name := string(a.Unit)
		if u, ok := roster.Unit(a.Unit); ok {
			name = u.Name
		}
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}
