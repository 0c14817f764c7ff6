package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/cmd/anwei/house"
	"anwei/language/figures"
	"anwei/language/lexicon"
	"anwei/language/question"
)

func understandCommand() *cobra.Command {
	var at house.Place
	var text string
	c := house.Group("understand", "看助手怎样读懂一句话：评测用，也用来查一次误读", understandFigures(), understandQueries())
	c.Example = "  anwei understand --explain \"带队检查3次，发现隐患十二个\""
	help := c.RunE
	c.RunE = func(c *cobra.Command, args []string) error {
		if text == "" {
			return help(c, args)
		}
		r, err := house.Load(at.Plan)
		if err != nil {
			return err
		}
		return explain(c.OutOrStdout(), r, text)
	}
	c.Flags().StringVar(&text, "explain", "", "给人看：这句话里哪几个字成了哪个数，当作问话又是问什么")
	at.PlanFlag(c)
	return c
}

// explain shows what a text is as figures and as a question.
func explain(out io.Writer, r house.Rules, text string) error {
	form, ok := r.Plan.Form("figures")
	if !ok {
		return errNoFigures
	}
	fmt.Fprintln(out, "当作填报：")
	if err := explainFigures(out, figures.New(form, r.Plan.Words...), nil, text); err != nil {
		return err
	}
	list, err := knownRoster("", r.Plan)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "当作问话（按示例名单）：")
	return json.NewEncoder(out).Encode(slotsOf(question.NewReader(r.Plan, lexicon.NewGazetteer(list.Units)).Read(text, r.Now(), nil), list))
}

var errNoFigures = errors.New("方案里没有 figures 这张表")

func understandFigures() *cobra.Command {
	var at house.Place
	var explain string
	var asked []string
	c := &cobra.Command{
		Use: "figures", Short: "读数字：从标准输入逐行读JSON，逐行输出JSON", Args: cobra.NoArgs,
		Long:    "每行输入 {\"id\",\"asked\":[指标],\"have\":{指标:数},\"text\"}，每行输出 {\"id\",\"got\":{指标:数},\"reject\":true或false}。",
		Example: "  anwei understand figures <figures.jsonl\n  anwei understand figures --explain \"带队检查3次，发现隐患十二个\"",
		RunE: func(c *cobra.Command, _ []string) error {
			r, err := house.Load(at.Plan)
			if err != nil {
				return err
			}
			form, ok := r.Plan.Form("figures")
			if !ok {
				return errNoFigures
			}
			if explain != "" {
				return explainFigures(c.OutOrStdout(), figures.New(form, r.Plan.Words...), asked, explain)
			}
			return readFigures(c.InOrStdin(), c.OutOrStdout(), figures.New(form, r.Plan.Words...))
		},
	}
	at.PlanFlag(c)
	c.Flags().StringVar(&explain, "explain", "", "给人看：这句话里哪几个字成了哪个数")
	c.Flags().StringSliceVar(&asked, "asked", nil, "刚问过的指标，用逗号分开，与 --explain 一起用")
	return c
}

// utterance is one line of the evaluation set.
type utterance struct {
	ID    string                  `json:"id"`
	Asked []anwei.FieldID         `json:"asked"`
	Have  map[anwei.FieldID]int64 `json:"have"`
	Text  string                  `json:"text"`
}

// understood is the answer to one utterance.
type understood struct {
	ID     string                  `json:"id"`
	Got    map[anwei.FieldID]int64 `json:"got"`
	Reject bool                    `json:"reject"`
}

func readFigures(in io.Reader, out io.Writer, reader *figures.Reader) error {
	return answerLines(in, out, func(u utterance) (understood, error) {
		have := anwei.Values{}
		for id, v := range u.Have {
			have[id] = anwei.Number(v)
		}
		got := understood{ID: u.ID, Got: map[anwei.FieldID]int64{}}
		for _, f := range reader.Read(u.Text, figures.Asked{Fields: u.Asked, Have: have}).Found {
			if !f.Value.NA {
				got.Got[f.Field] = f.Value.N
			}
		}
		got.Reject = len(got.Got) == 0
		return got, nil
	})
}

// explainFigures shows which words became which figure, and what was not taken.
func explainFigures(out io.Writer, reader *figures.Reader, asked []string, text string) error {
	var a figures.Asked
	form := reader.Form()
	for _, id := range asked {
		if _, ok := form.Field(anwei.FieldID(id)); !ok {
			return house.Wrong(fmt.Errorf("没有“%s”这个指标", id))
		}
		a.Fields = append(a.Fields, anwei.FieldID(id))
	}
	r := reader.Read(text, a)
	for _, x := range r.Found {
		f, _ := form.Field(x.Field)
		fmt.Fprintf(out, "✓ %s（%s）= %d   ← “%s”\n", f.Name, f.ID, x.Value.N, x.Text)
	}
	for _, x := range r.Refusals {
		fmt.Fprintf(out, "？ 没有采用“%s”：%s %v\n", x.Text, x.Reason, x.Fields)
	}
	for _, x := range r.Unplaced {
		fmt.Fprintf(out, "－ 没有用上“%s”\n", x.Text)
	}
	if len(r.Found)+len(r.Refusals)+len(r.Unplaced) == 0 {
		fmt.Fprintln(out, "这句话里没有数字。")
	}
	fmt.Fprint(out, "比较过的读法（先最省的）：\n", r.Explain())
	return nil
}
