package storagetest

import (
	"time"

	"anwei"
)

// noon is a time with a fraction of a second and a zone, as real ones have.
func noon() time.Time {
	return time.Date(2026, 10, 19, 12, 0, 0, 123456789, time.FixedZone("CST", 8*3600))
}

func october() anwei.Period { return anwei.MonthPeriod(2026, time.October) }

func figures(p anwei.Period, u anwei.UnitID) anwei.ReportKey {
	return anwei.ReportKey{Form: "figures", Period: p, Unit: u}
}

func sampleUnit() anwei.Unit {
	return anwei.Unit{
		ID: "nancun", Name: "南村镇", Kind: "town", Parent: "county",
		Aliases: []string{"南村"}, Tags: []string{"煤矿", "燃气"},
	}
}

func samplePerson(id anwei.PersonID) anwei.Person {
	return anwei.Person{
		ID: id, Name: "张三", Post: "安监站站长", Phone: "13800000000",
		Roles: []anwei.Assignment{{Role: anwei.Reporter, Unit: "nancun", Deputy: true}},
	}
}

func sampleDraft(key anwei.ReportKey) anwei.Draft {
	return anwei.Draft{
		Key: key, Plan: "2026.1", By: "ann", Begun: noon(), Changed: noon().Add(time.Hour),
		// Not answered, zero, 不适用 and words are four different things.
		Values:  anwei.Values{"self_checks": anwei.Number(0), "shutdowns": {NA: true}, "note": {Text: "无"}},
		Words:   []string{"3 12", "检查3次，发现12个隐患"},
		Reasons: map[anwei.RuleID]string{"jump": "新增企业"},
	}
}

func sampleReport(key anwei.ReportKey, n int) (anwei.Report, anwei.Revision) {
	now := anwei.Number(int64(n))
	values := anwei.Values{"self_checks": now, "shutdowns": {NA: true}}
	reasons := map[anwei.RuleID]string{"jump": "新增企业"}
	at := noon().Add(time.Duration(n) * time.Hour)
	rev := anwei.Revision{
		N: n, At: at, By: "ann", Plan: "2026.1", Reasons: reasons, Words: []string{"3 12", "确认提交"},
		Changes: []anwei.Change{{Field: "self_checks", New: &now}},
	}
	return anwei.Report{
		Key: key, Plan: "2026.1", Values: values, Reasons: reasons,
		First: noon(), Late: true, Revision: n, By: "ann", At: at,
	}, rev
}

func samplePlan(version string) anwei.Plan {
	return anwei.Plan{
		ID: "sanda", Version: version, Title: "三大行动", Zone: "Asia/Shanghai",
		From: anwei.Date{Year: 2026, Month: time.February, Day: 14},
		Forms: []anwei.Form{{
			ID: "figures", Every: anwei.Month, First: anwei.MonthPeriod(2026, time.February), Last: october(),
			Deadline: anwei.Deadline{Day: 22, Shift: anwei.Later},
			Fields:   []anwei.Field{{ID: "self_checks", Kind: anwei.Count, Hints: map[anwei.UnitKind]string{"town": "含村"}}},
		}},
		Duties: []anwei.Duty{{ID: "committee", Every: anwei.Quarter, Wanted: 1}},
	}
}

func message(key string, to anwei.PersonID) anwei.Outgoing {
	reminds := figures(october(), "nancun")
	return anwei.Outgoing{
		Key: key, To: to, Text: "请报送10月调度表", Created: noon(),
		Card: &anwei.Card{
			Title: "确认提交", Text: "15项", Buttons: []anwei.Button{{Text: "确认", Key: "yes", Main: true}, {Text: "改", Key: "no"}},
		},
		Order:   &anwei.Order{Form: "figures", Period: october(), Unit: "county", Own: true},
		Reminds: &reminds,
	}
}
