package lexicon

import (
	"golang.org/x/text/encoding/simplifiedchinese"

	"anwei"
)

// firstOfSounds are the first characters of each syllable in the first level of
// GB 2312, whose 3755 common characters stand in the order of their pinyin.
// They make that standard a table of sounds, one reading a character.
const firstOfSounds = "" +
	"啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻哺擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初" +
	"揣川疮吹春戳疵聪凑粗蹿摧村磋搭呆耽当刀德蹬堤颠碉跌丁丢东兜都端堆墩掇蛾恩而发藩坊" +
	"菲芬丰佛否夫噶该干冈篙哥给根耕工钩辜刮乖棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢" +
	"荒灰荤豁击嘉歼僵蕉揭巾荆炯揪鞠捐撅均喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅" +
	"捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒芒猫么玫门萌眯棉苗蔑民明谬摸谋拇" +
	"拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠牛脓奴女暖虐挪哦欧啪拍攀乓抛呸喷砰坯篇飘撇拼乒坡" +
	"扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉茹软蕊闰若撒腮三桑搔瑟森僧莎筛珊" +
	"墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜嗽酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推" +
	"吞拖挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽淤鸳曰耘" +
	"匝栽咱赃遭责贼怎增扎摘瞻樟招遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"

// syllable is the number of a syllable, counted from 1, and 0 for one not known.
type syllable uint16

// sounds tells the syllable of each character that the table has.
type sounds map[rune]syllable

func newSounds() sounds {
	const first, last = 0xb0a1, 0xd7f9 // 啊 and 座
	var level []byte
	for code := first; code <= last; code++ {
		if low := code & 0xff; low >= 0xa1 && low <= 0xfe {
			level = append(level, byte(code>>8), byte(low))
		}
	}
	characters, err := simplifiedchinese.GBK.NewDecoder().String(string(level))
	if err != nil {
		return nil
	}
	out, begins := make(sounds, len(level)/2), []rune(firstOfSounds)
	n := 0
	for _, r := range characters {
		if n < len(begins) && r == begins[n] {
			n++
		}
		out[r] = syllable(n)
	}
	return out
}

// of returns the syllable of each character.
func (s sounds) of(text []rune) []syllable {
	return anwei.Each(text, func(r rune) syllable { return s[r] })
}
