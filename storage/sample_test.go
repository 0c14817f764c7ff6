package storage_test

import (
	"time"

	"anwei"
	"anwei/storage"
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
	return anwei.Outgoing{
		Key: key, To: to, Created: noon(), Batch: "notice/1",
		Content: anwei.Reminder{
			{
				Key: "after1/" + key, Rule: "after1", Matter: anwei.ReportMatter(figures(october(), "nancun")), As: anwei.ToReporter,
				Text: "请报送10月调度表", Line: "10月调度表", Ask: true, Begun: true, Late: true,
			},
			{Key: "lead/" + key, Rule: "lead", Matter: duty("committee", "nancun"), As: anwei.ToDeputy, Text: "请开专委会", Line: "专委会"},
		},
	}
}

// duty is the matter of a duty in the third quarter.
func duty(d anwei.DutyID, u anwei.UnitID) anwei.Matter {
	return anwei.Matter{Unit: u, Duty: d, Period: anwei.Period{Kind: anwei.Quarter, Year: 2026, N: 3}}
}

func samplePromise(m anwei.Matter) anwei.Promise {
	return anwei.Promise{
		Matter: m, Kind: anwei.Promised, On: anwei.Date{Year: 2026, Month: time.October, Day: 23},
		Reason: "等专家到场", By: "ann", At: noon(),
	}
}

func sampleFulfilment(m anwei.Matter, n int) anwei.Fulfilment {
	return anwei.Fulfilment{
		Matter: m, N: n, On: anwei.Date{Year: 2026, Month: time.September, Day: 12}, People: 23, Count: n,
		Result: "研判报告", Words: "9月12日开了专委会，23人参加", By: "ann", At: noon().Add(time.Duration(n) * time.Hour),
	}
}

// sampleCase is an open case without a number.
func sampleCase(u anwei.UnitID) anwei.Case {
	return anwei.Case{
		Kind: "quick", Unit: u, Text: "燃气泄漏", Opened: noon(), By: "ann",
		Steps: []anwei.CaseStep{
			{
				ID: "scene", Title: "现场核查", Due: anwei.Date{Year: 2026, Month: time.October, Day: 21},
				Done: noon().Add(time.Hour), DoneBy: "ann", Result: "已停气",
			},
			{ID: "report", Title: "报告", Due: anwei.Date{Year: 2026, Month: time.October, Day: 31}},
		},
	}
}

func sampleEvidence(id string, m anwei.Matter, at time.Time) anwei.Evidence {
	return anwei.Evidence{ID: id, Matter: m, N: 1, Code: "2026-10-南村镇-v1-7K3M", Void: "发错了", Media: "media-" + id, Kind: "image", By: "ann", At: at}
}

func sampleReminded(m anwei.Matter, r anwei.RuleID, to anwei.PersonID, at time.Time) anwei.Reminded {
	return anwei.Reminded{Matter: m, Rule: r, To: to, As: anwei.ToReporter, At: at}
}

func sampleReach() storage.Reach {
	return storage.Reach{Spoke: noon(), Refused: "81013", RefusedAt: noon().Add(time.Hour)}
}
