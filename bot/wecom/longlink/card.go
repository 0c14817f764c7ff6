package longlink

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"anwei"
	"anwei/bot"
	"anwei/bot/wecom"
)

// drawn is what a card says, apart from its buttons.
type drawn struct {
	title string
	text  string
}

// newBotCard draws a card whose buttons carry what it says.
func newBotCard(card *anwei.Card) (*wecom.CardBody, error) {
	c, err := wecom.NewCard(cmdPush, card)
	if err != nil {
		return nil, err
	}
	d := drawn{title: c.MainTitle.Title, text: c.SubTitleText}
	for i, b := range c.ButtonList {
		c.ButtonList[i].Key = d.key(b.Key)
	}
	return c, nil
}

// botTaskID is unique within the bot, as it must be, and the same when o is sent
// again to the same person. What is sent to many has one Seq and one Key.
func botTaskID(o anwei.Outgoing) string {
	sum := sha256.Sum256([]byte(o.Key + "\n" + string(o.To.Folded())))
	return fmt.Sprintf("anwei-%d-%s", o.Seq, hex.EncodeToString(sum[:8]))
}

// A change of a card is a whole new card, and WeCom does not tell the old one
// (§3.0). So each key carries what its card says: the change can be drawn in any
// process, however old the card is.
const keySeparator = "␟" // nobody types it; no control character, which JSON would escape

// key adds the card to a button's key, as far as there is room for it.
func (d drawn) key(key string) string {
	for _, part := range []string{d.title, d.text} {
		longer := key + keySeparator + strings.ReplaceAll(part, keySeparator, " ")
		if len(longer) > wecom.MaxKey {
			break
		}
		key = longer
	}
	return key
}

// readButton takes a key apart again. The key of a card that was not ours to
// draw is all key.
func readButton(carried string) (key string, d drawn) {
	parts := strings.SplitN(carried, keySeparator, 3)
	if len(parts) > 1 {
		d.title = parts[1]
	}
	if len(parts) > 2 {
		d.text = parts[2]
	}
	return parts[0], d
}

// spentKey is the key of the one button that is left of a card when another was
// pressed. It stands for nothing.
const spentKey = keySeparator

// updateBody changes a card (§3.1.2). It names nobody, which is everybody who has
// the card: that is one person, as each gets a card of his own.
type updateBody struct {
	ResponseType string          `json:"response_type"`
	Card         *wecom.CardBody `json:"template_card"`
}

// chosenCard shows what was chosen in place of the buttons. A card that has no
// button has to open a page (§1.3), so that one is left, with which nothing
// happens.
func chosenCard(h heard, chosen string) *updateBody {
	card, err := wecom.NewCard(cmdUpdate, &anwei.Card{
		Title: cmp.Or(h.card.title, chosen), Text: h.card.text, Buttons: []anwei.Button{{Text: chosen, Key: spentKey}},
	})
	if err != nil {
		return nil // it has its button
	}
	card.TaskID = h.press.TaskID
	return &updateBody{ResponseType: "update_template_card", Card: card}
}

// welcomeBody answers an entry, the only place for plain text (§3.2.3).
type welcomeBody struct {
	MsgType string         `json:"msgtype"`
	Text    wecom.TextBody `json:"text"`
}

// streamBody answers a message: a stream that begins and ends at once.
type streamBody struct {
	MsgType string `json:"msgtype"`
	Stream  struct {
		ID      string `json:"id"`
		Finish  bool   `json:"finish"`
		Content string `json:"content"`
	} `json:"stream"`
}

func streamReply(markdown string) *streamBody {
	b := &streamBody{MsgType: "stream"}
	b.Stream.ID, b.Stream.Finish, b.Stream.Content = newReqID("stream"), true, markdown
	return b
}

// reply is what goes back at once, nil where nothing does, and whether it is the
// answer's text. What is too long for one message is left to the outbox.
func (h heard) reply(a bot.Answer) (body any, text bool) {
	said := wecom.AsText(a.Text)
	switch h.answer {
	case cmdUpdate:
		if a.Chosen != "" {
			return chosenCard(h, a.Chosen), false
		}
	case cmdWelcome:
		if said != "" && len(said) <= wecom.MaxText {
			return &welcomeBody{"text", wecom.TextBody{Content: said}}, true
		}
	default:
		if content := asMarkdown(said); content != "" && len(content) <= maxMarkdown {
			return streamReply(content), true
		}
	}
	return nil, false
}
