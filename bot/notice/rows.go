package notice

import (
	"fmt"
	"slices"
	"time"

	"anwei"
	"anwei/bot"
	"anwei/bot/phrases"
)

// Rows are the messages by which a notice goes to its receivers. They say
// the same to everybody, so that they go out to many in one call. Each has its
// key, so that no one gets the notice twice, however often they are put.
func Rows(c *phrases.Catalogue, plan anwei.Plan, n anwei.Notice) []anwei.Outgoing {
	card, long := noticeCard(c, plan, n)
	var rows []anwei.Outgoing
	for _, r := range n.To {
		keys := n.NoticeKeys(r.Person)
		first := anwei.Outgoing{Key: keys[0], Content: anwei.PlainText(long)}
		if long == "" {
			first = anwei.Outgoing{Key: keys[0], Content: card}
		}
		mine := []anwei.Outgoing{first}
		for i, piece := range n.Files {
			mine = append(mine, anwei.Outgoing{Key: keys[2+i], Content: anwei.PieceOrder{Notice: n.ID, Piece: piece, N: i + 1}})
		}
		if long != "" && card != nil {
			mine = append(mine, anwei.Outgoing{Key: keys[1], Content: card})
		}
		for i := range mine {
			mine[i].To, mine[i].About = r.Person, &anwei.About{Notice: n.ID}
			mine[i].Batch = fmt.Sprintf("notice/%d/%d", n.ID, i)
			mine[i].Created = n.Sent
		}
		rows = append(rows, mine...)
	}
	return rows
}

// chaseRows chase those of whom the notice still waits for something. The key
// tells one chase from another.
func chaseRows(
	c *phrases.Catalogue, n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, posted map[anwei.PersonID]anwei.Posted, key, text string, now time.Time,
) []anwei.Outgoing {
	title, said := c.Text("notice.chase_title", "n", n.ID), text+"\n"+brief(n, 60)
	var rows []anwei.Outgoing
	for _, r := range n.To {
		if !n.Missing(receipts[r.Person]) || posted[r.Person].State == anwei.PostFailed {
			continue
		}
		rows = append(rows, anwei.Outgoing{
			Key: fmt.Sprintf("notice/%d/%s/%s", n.ID, key, r.Person), To: r.Person, Created: now,
			Content: answerCard(n, title, said), Batch: fmt.Sprintf("notice/%d/%s", n.ID, key),
			About: &anwei.About{Notice: n.ID, Kind: anwei.AboutMissing},
		})
	}
	return rows
}

// meetingRows remind those who take part in a meeting, or have not said that they
// do not.
func meetingRows(n anwei.Notice, receipts map[anwei.PersonID]anwei.Receipt, key, text string, now time.Time) []anwei.Outgoing {
	var rows []anwei.Outgoing
	about := anwei.About{Notice: n.ID, Kind: anwei.AboutMeeting}
	for _, r := range n.To {
		if about.Pointless(n, receipts[r.Person]) != "" {
			continue
		}
		rows = append(rows, anwei.Outgoing{
			Key: fmt.Sprintf("notice/%d/%s/%s", n.ID, key, r.Person), To: r.Person, Created: now, Content: anwei.PlainText(text),
			Batch: fmt.Sprintf("notice/%d/%s", n.ID, key), About: &about,
		})
	}
	return rows
}

// recalling says what becomes of a recalled notice at those who got it.
type recalling struct {
	back  int // taken back
	told  int // got it by a way, or so long ago, that it cannot be taken back, and are told
	never int // had not got it yet
}

// recallable reports whether what somebody got can be taken back from him.
func recallable(p anwei.Posted, now time.Time) bool {
	return p.State == anwei.PostSent && !p.Pushed && len(p.Messages) > 0 && now.Sub(p.At) < bot.RecallWithin
}

// recallRows take a notice back from those who got it, and tell those from whom
// that cannot be done.
func recallRows(c *phrases.Catalogue, n anwei.Notice, posted map[anwei.PersonID]anwei.Posted, now time.Time) ([]anwei.Outgoing, recalling) {
	var rows []anwei.Outgoing
	var sum recalling
	var ids []string
	for _, r := range n.To {
		p := posted[r.Person]
		switch {
		case p.State != anwei.PostSent:
			sum.never++
		case !recallable(p, now):
			sum.told++
			rows = append(rows, recalledRow(c, n, r.Person, now))
		default:
			sum.back++
			for _, id := range p.Messages {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		}
	}
	for i, id := range ids {
		rows = append(rows, anwei.Outgoing{Key: anwei.RecallKey(n.ID, id), To: anwei.RecallLane(n.ID, i), Created: now, Content: anwei.Recall(id)})
	}
	return rows, sum
}

// recalledRow tells somebody who still has a recalled notice that it is void.
func recalledRow(c *phrases.Catalogue, n anwei.Notice, to anwei.PersonID, now time.Time) anwei.Outgoing {
	return anwei.Outgoing{
		Key: fmt.Sprintf("notice/%d/recalled/%s", n.ID, to), To: to, Created: now,
		Content: anwei.PlainText(recalledYours(c, n)), Batch: fmt.Sprintf("notice/%d/recalled", n.ID),
	}
}
