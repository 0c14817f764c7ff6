package main

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/config/roster"
	"anwei/language/lexicon"
	"anwei/language/question"
)

func understandQueries() *cobra.Command {
	var at house.Place
	var rosterPath, explain string
	c := &cobra.Command{
		Use: "queries", Short: "读问话：从标准输入逐行读JSON，逐行输出JSON", Args: cobra.NoArgs,
		Long:    "每行输入 {\"id\",\"now\":\"2026-10-20\",\"text\"}，每行输出 {\"id\",\"got\":{intent,period,unit,metric,form}}，没有说到的是null。",
		Example: "  anwei understand queries <queries.jsonl\n  anwei understand queries --explain \"哪些镇还没报\"",
		RunE: func(c *cobra.Command, _ []string) error {
			r, err := house.Load(at.Plan)
			if err != nil {
				return err
			}
			list, err := knownRoster(rosterPath, r.Plan)
			if err != nil {
				return err
			}
			read := question.NewReader(r.Plan, lexicon.NewGazetteer(list.Units))
			if explain != "" {
				return json.NewEncoder(c.OutOrStdout()).Encode(slotsOf(read.Read(explain, r.Now(), nil), list))
			}
			return readQueries(c.InOrStdin(), c.OutOrStdout(), r, list, read)
		},
	}
	at.PlanFlag(c)
	c.Flags().StringVar(&rosterPath, "roster", "", "名单文件；不给就用示例名单")
	c.Flags().StringVar(&explain, "explain", "", "给人看：这句话问的是什么")
	return c
}

func knownRoster(path string, p anwei.Plan) (anwei.Roster, error) {
	if path == "" {
		return roster.Sample(p)
	}
	r, _, err := roster.LoadFile(path, p)
	return r, err
}

// slots is a question as the guide of the evaluation set writes it; nil was not
// said.
type slots struct {
	Intent question.Intent `json:"intent"`
	Period *string         `json:"period"`
	Unit   *string         `json:"unit"`
	Metric *string         `json:"metric"`
	Form   *string         `json:"form"`
}

func slotsOf(q question.Query, list anwei.Roster) slots {
	u, _ := list.Unit(q.Unit)
	return slots{
		Intent: q.Intent, Period: said(q.Period.String()), Unit: said(u.Name),
		Metric: said(string(q.Metric)), Form: said(string(q.Form)),
	}
}

func said(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// questioned is one line of the evaluation set, and answered what becomes of it.
type questioned struct{ ID, Now, Text string }

type answered struct {
	ID  string `json:"id"`
	Got slots  `json:"got"`
}

func readQueries(in io.Reader, out io.Writer, r house.Rules, list anwei.Roster, read *question.Reader) error {
	return answerLines(in, out, func(q questioned) (answered, error) {
		now, err := time.ParseInLocation(time.DateOnly, q.Now, r.Zone)
		if err != nil {
			return answered{}, fmt.Errorf("的now应写成 2026-10-20：%w", err)
		}
		return answered{q.ID, slotsOf(read.Read(q.Text, now, nil), list)}, nil
	})
}
