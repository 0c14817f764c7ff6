package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"anwei"
	"anwei/bot/serve"
	"anwei/cmd/anwei/house"
	"anwei/storage"
)

type queryOptions struct {
	house.Place
	as, now string
	json    bool
}

func queryCommand() *cobra.Command {
	var o queryOptions
	c := &cobra.Command{
		Use: "query 问题 [接着问]", Short: "以某人的身份问一句，打印与对话里同一时刻一样的回答；什么也不改", Args: cobra.MinimumNArgs(1),
		Long: "问几句时按先后当作同一次对话，后面的可以只说不同的地方。--now 是过去的时间时，报表按当时的版本算：以后才报的、才更正的不计。\n" +
			"服务正在运行也可以问。",
		Example: "  anwei query 三季度整改率 --as xianzhang\n  anwei query 9月整改率排名 谁最差 这个数从哪来 --as xianzhang --now \"2026-10-22 15:02\"",
		RunE:    func(c *cobra.Command, args []string) error { return answerQueries(c, o, args) },
	}
	f := c.Flags()
	f.StringVar(&o.as, "as", "", "以谁的身份问（企业微信账号），只看得到这个人看得到的")
	o.Flags(c)
	f.StringVar(&o.now, "now", "", "在什么时间问，例如 \"2026-10-22 15:02\"；不给就是现在")
	f.BoolVar(&o.json, "json", false, "逐行输出JSON")
	_ = c.MarkFlagRequired("as") // it fails only for a flag that does not exist
	return c
}

func answerQueries(c *cobra.Command, o queryOptions, texts []string) error {
	return o.Read(c.Context(), func(r house.Rules, store storage.Store) (err error) {
		now := r.Now()
		if o.now != "" {
			if now, err = r.Time(o.now); err != nil {
				return err
			}
		}
		answers, err := serve.Peek(c.Context(), store, r.Plan, r.Calendar, now, anwei.PersonID(o.as), texts)
		if errors.Is(err, serve.ErrNoQuestion) {
			return errors.New("query 只答问题；这句话会改动数据，请用 anwei chat 说")
		}
		for i := 0; i < len(answers) && err == nil; i++ {
			if o.json {
				err = json.NewEncoder(c.OutOrStdout()).Encode(answerOf(texts[i], o.as, now, answers[i]))
			} else {
				err = printAnswer(c.OutOrStdout(), texts[i], len(texts) > 1, answers[i])
			}
		}
		return err
	})
}

// printAnswer prints what the person would read. A file is named and not made.
func printAnswer(w io.Writer, text string, several bool, a serve.Peeked) error {
	if several {
		if _, err := fmt.Fprintln(w, ">", text); err != nil {
			return err
		}
	}
	for _, s := range a.Says {
		if _, err := fmt.Fprintln(w, house.ContentText(s.Content)); err != nil {
			return err
		}
	}
	return nil
}

// queryAnswer is an answer as another program reads it.
type queryAnswer struct {
	Text   string        `json:"text"`
	As     string        `json:"as"`
	At     time.Time     `json:"at"`
	Query  *querySlots   `json:"query"`
	Answer []string      `json:"answer"`
	Files  []anwei.Order `json:"files,omitempty"`
}

// querySlots is how the question was understood; what was not said is left out.
type querySlots struct {
	Intent string `json:"intent"`
	Period string `json:"period,omitempty"`
	Unit   string `json:"unit,omitempty"`
	Metric string `json:"metric,omitempty"`
	Form   string `json:"form,omitempty"`
	Kind   string `json:"kind,omitempty"`
}

func answerOf(text, as string, now time.Time, a serve.Peeked) queryAnswer {
	out := queryAnswer{Text: text, As: as, At: now, Answer: []string{}}
	if a.Asked != nil {
		q := a.Asked.Query
		out.Query = &querySlots{
			Intent: string(q.Intent), Period: q.Period.String(), Unit: string(q.Unit), Metric: string(q.Metric),
			Form: string(q.Form), Kind: string(a.Asked.Kind),
		}
	}
	for _, s := range a.Says {
		if order, is := s.Content.(anwei.Order); is {
			out.Files = append(out.Files, order)
		} else {
			out.Answer = append(out.Answer, house.ContentText(s.Content))
		}
	}
	return out
}
