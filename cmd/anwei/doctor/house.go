package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"slices"
	"strings"
	"time"

	"anwei"
	"anwei/bot/outbox"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/watch"
	"anwei/storage"
)

// The room on the disk below which there is reason to worry, and to act.
const (
	roomLow  = 1 << 30
	roomNone = 100 << 20
)

// checkCalendar looks for the holidays of this year, and of the next once they
// are announced, which is in November.
func (c *Checkup) checkCalendar() {
	now := c.now()
	year := now.Year()
	switch {
	case !c.rules.Calendar.Known(year):
		c.say(broken, "节假日", "没有%d年的节假日数据，提醒会落在节假日里。请维护助手的同志把国务院办公厅公布的放假安排写成文件，填在设置文件的 calendar。", year)
	case now.Month() >= time.November && !c.rules.Calendar.Known(year+1):
		c.say(doubtful, "节假日", "还没有%d年的节假日数据。国务院办公厅公布放假安排后，请维护助手的同志写成文件，填在设置文件的 calendar。", year+1)
	default:
		c.say(Fine, "节假日", "有%d年的数据", year)
	}
}

// checkData looks at the data directory and at what is in it.
func (c *Checkup) checkData(ctx context.Context) {
	if c.inside == nil {
		if !c.findServer(ctx) {
			return
		}
	}
	c.checkRoom()
	c.checkBackup()
	var people ledgerPeople
	if err := c.view(ctx, people.read); err != nil {
		c.say(broken, "数据", "%s。", strings.TrimSuffix(ledger.Worded(err).Error(), "。"))
		return
	}
	c.say(Fine, "数据", "%s 可以读写", c.cfg.Data)
	c.roster = people.list
	c.checkRoster()
	c.checkReach(people)
}

// findServer looks whether the directory can be written, and whether a server
// runs on it. It returns false where there is no directory to look at.
func (c *Checkup) findServer(ctx context.Context) bool {
	f, err := os.CreateTemp(c.cfg.Data, ".doctor-")
	if errors.Is(err, os.ErrNotExist) {
		c.say(broken, "数据", "没有数据目录 %s。请先用 anwei roster import 导入名单，或改正设置文件的 data。", c.cfg.Data)
		return false
	}
	if err != nil {
		c.say(broken, "数据", "数据目录 %s 不能写。请用运行助手的账号来检查，或请系统管理员把它的属主改成该账号。", c.cfg.Data)
		return false
	}
	_ = errors.Join(f.Close(), os.Remove(f.Name()))
	resp, err := ledger.Knock(ctx, c.cfg.Data, http.MethodGet, "/state", nil)
	if err != nil {
		return true // none runs, or an older one
	}
	var s watch.State
	err = errors.Join(json.NewDecoder(resp.Body).Decode(&s), resp.Body.Close())
	switch {
	case err != nil:
		c.say(doubtful, "助手", "正在运行的助手答得不对，可能是另一个版本；请重启它。")
		return true
	case s.Status == http.StatusInternalServerError:
		c.say(broken, "助手", "%s。请查看助手的日志。", s.Text)
	default:
		c.say(Fine, "助手", "正在运行")
	}
	c.server = &s
	return true
}

func (c *Checkup) checkRoom() {
	free, known := ledger.FreeSpace(c.cfg.Data)
	switch {
	case !known:
	case free < roomNone:
		c.say(broken, "磁盘", "数据目录所在的磁盘只剩%dMB。请系统管理员马上清理或扩容，否则填报的数据存不下。", free>>20)
	case free < roomLow:
		c.say(doubtful, "磁盘", "数据目录所在的磁盘只剩%dMB，请系统管理员清理或扩容。", free>>20)
	default:
		c.say(Fine, "磁盘", "剩余%dGB", free>>30)
	}
}

// checkBackup looks how old the newest backup is. The server itself makes one when it
// starts.
func (c *Checkup) checkBackup() {
	daily := ledger.DailyOf(c.cfg, c.now)
	switch {
	case c.inside != nil:
	case daily == nil:
		c.say(doubtful, "备份", "没有设每天自动备份。请在设置文件的 backup 写上放备份的文件夹，或把 anwei backup 放进定时任务；不要直接复制运行中的 ledger.db。")
	default:
		words, late := daily.Last(c.now())
		if late {
			c.say(broken, "备份", "没有按时备份到 %s，%s。请看日志里的 the ledger is not backed up，多半是文件夹不能写或磁盘满了；助手没有运行时不备份。", daily.To, words)
		} else {
			c.say(Fine, "备份", "%s", words)
		}
	}
}

// ledgerPeople are the people of the ledger and how they can be reached.
type ledgerPeople struct {
	list    anwei.Roster
	silent  []anwei.Person
	refused []anwei.Person
	group   bool // is refused
}

func (l *ledgerPeople) read(tx storage.Ledger) error {
	*l = ledgerPeople{}
	var err error
	if l.list, err = tx.Roster(); err != nil {
		return err
	}
	if l.silent, err = outbox.Silent(tx, l.list); err != nil {
		return err
	}
	for _, p := range l.list.People {
		known, _, err := tx.Reach(p.ID)
		if err != nil {
			return err
		}
		if known.Refused != "" {
			l.refused = append(l.refused, p)
		}
	}
	known, _, err := tx.Reach(anwei.OfficeGroup)
	l.group = known.Refused != ""
	return err
}

func (c *Checkup) checkRoster() {
	list := c.roster
	if len(list.Units) == 0 || len(list.People) == 0 {
		c.say(broken, "名单", "名单还是空的。请先用 anwei roster import 导入单位和人员。")
		return
	}
	var bare, idle []string
	reported, office := map[anwei.UnitID]bool{}, false
	for _, p := range list.People {
		office = office || p.Has(anwei.Office)
		if len(p.Roles) == 0 {
			idle = append(idle, p.Name)
		}
		for _, u := range p.UnitsAs(anwei.Reporter) {
			reported[u] = true
		}
	}
	for _, u := range list.Units {
		if c.asked(u) && !reported[u.ID] {
			bare = append(bare, u.Name)
		}
	}
	c.say(Fine, "名单", "%d个单位，%d人", len(list.Units), len(list.People))
	if !office {
		c.say(broken, "名单", "没有一个人的角色是安委办，没有人能收到催报结果、取汇总表。请在名单里补上后再导入。")
	}
	if len(bare) > 0 {
		c.say(doubtful, "名单", "这些单位要报送，却没有填报员：%s。请在名单里补上后再导入。", some(bare))
	}
	if len(idle) > 0 {
		c.say(doubtful, "名单", "这些人没有单位和角色，助手不会找他们：%s。请在名单里补上后再导入。", some(idle))
	}
}

// asked reports whether the unit has a form to hand in.
func (c *Checkup) asked(u anwei.Unit) bool {
	return slices.ContainsFunc(c.rules.Plan.Forms, func(f anwei.Form) bool { return f.Audience.Includes(u) })
}

func (c *Checkup) checkReach(l ledgerPeople) {
	app := c.cfg.WeCom
	if app.HasBot() && !app.HasApp() && len(l.silent) > 0 {
		c.say(doubtful, "联系", "这些人还没有和机器人说过话，收不到提醒：%s。请通知他们在企业微信里打开本机器人，发一句“你好”。", some(names(l.list, l.silent)))
	}
	var refused []anwei.Person
	for _, p := range l.refused {
		same := func(s anwei.Person) bool { return s.ID == p.ID }
		if app.HasApp() || !slices.ContainsFunc(l.silent, same) { // otherwise it was said above
			refused = append(refused, p)
		}
	}
	if len(refused) > 0 {
		c.say(doubtful, "联系", "企业微信没有收下最近发给这些人的消息：%s。请核对名单里的账号，并请企业微信管理员确认他们已激活、在应用的可见范围里；没发出去的消息用 anwei outbox list 查看。", some(names(l.list, refused)))
	}
	if l.group {
		c.say(doubtful, "联系", "最近发到工作群的消息没有发出去。没发出去的消息用 anwei outbox list 查看。")
	}
}

func names(list anwei.Roster, people []anwei.Person) []string {
	return anwei.Each(people, func(p anwei.Person) string { return outbox.Named(list, p) })
}
