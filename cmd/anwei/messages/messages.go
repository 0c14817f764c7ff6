// Package messages shows the operator what the outbox has, and does with single messages
// what he wants: retry, drop, recall.
package messages

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/storage"
)

// Command is anwei outbox.
func Command() *cobra.Command {
	return house.Group("outbox", "待发消息：查看、重发、丢弃、撤回",
		list(),
		doWith(Retry, "把被搁置的消息重新列入待发", "anwei outbox retry 12\n  anwei outbox retry --all\n  anwei outbox retry --since 2026-10-22"),
		doWith(Drop, "丢弃被搁置的消息，不再发送", "anwei outbox drop 12"),
		doWith(Recall, "撤回24小时以内发出的消息（助手须正在运行）", "anwei outbox recall 12"),
	)
}

type options struct {
	house.Place
	aside, sent, json bool
}

func list() *cobra.Command {
	var o options
	c := &cobra.Command{
		Use: "list", Short: "列出待发的和被搁置的消息", Args: cobra.NoArgs,
		Long:    "列出待发的消息，和多次没有发出去、已被搁置的消息。\n被搁置的消息不会自己再发；查明原因后，请用 anwei outbox retry 重发，或用 anwei outbox drop 丢弃。",
		Example: "  anwei outbox list\n  anwei outbox list --aside\n  anwei outbox list --sent",
		RunE: func(c *cobra.Command, _ []string) error {
			if o.aside && o.sent {
				return house.Wrong(errors.New("--aside 和 --sent 请只用一个"))
			}
			return o.Read(c.Context(), func(r house.Rules, store storage.Store) error {
				rows, err := o.rows(c.Context(), store, r.Now())
				if err != nil {
					return err
				}
				if o.json {
					return house.PrintJSON(c.OutOrStdout(), rows...)
				}
				return o.print(c.OutOrStdout(), rows, r)
			})
		},
	}
	f := c.Flags()
	o.Flags(c)
	f.BoolVar(&o.aside, "aside", false, "只列被搁置的")
	f.BoolVar(&o.sent, "sent", false, "列出24小时以内已经发出的，供撤回时查编号")
	f.BoolVar(&o.json, "json", false, "逐行输出JSON")
	return c
}

// doWith is a command that does one thing with one message; to retry can be done with
// all of them.
func doWith(op Op, short, example string) *cobra.Command {
	var at house.Place
	var all bool
	var since string
	c := &cobra.Command{
		Use: string(op) + " 编号", Short: short, Args: cobra.MaximumNArgs(1), Example: "  " + example,
		RunE: func(c *cobra.Command, args []string) error {
			r, err := house.Load(at.Plan)
			if err != nil {
				return err
			}
			o, err := readOrder(op, args, all, since, r)
			if err != nil {
				return house.Wrong(err)
			}
			if err := ledger.Need(at.Data); err != nil {
				return err
			}
			said, err := house.Entrust(c.Context(), r, at.Data, "/outbox", o, Do)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), said)
			return err
		},
	}
	at.Flags(c)
	switch op {
	case Recall:
		c.Flags().BoolVar(&all, "all", false, "群发的消息，对所有收到的人一并撤回")
	case Retry:
		c.Flags().BoolVar(&all, "all", false, "重发所有被搁置的消息")
		c.Flags().StringVar(&since, "since", "", "重发这个时间以后被搁置的消息，例如 2026-10-22 或 \"2026-10-22 09:00\"")
	case Drop:
	}
	return c
}

func readOrder(op Op, args []string, all bool, since string, r house.Rules) (Order, error) {
	o := Order{Op: op, All: all || since != ""}
	if op == Retry && o.All {
		var err error
		switch {
		case len(args) > 0:
			err = errors.New("编号和 --all、--since 请只用一种")
		case since != "":
			o.Since, err = r.Time(since)
		}
		return o, err
	}
	if len(args) == 0 {
		return o, errors.New("请写上消息的编号；编号是 anwei outbox list 里的第一列，例如 12")
	}
	var err error
	if o.Seq, err = strconv.ParseUint(args[0], 10, 64); err != nil || o.Seq == 0 {
		return o, fmt.Errorf("“%s”不是消息的编号；编号是 anwei outbox list 里的第一列，例如 12", args[0])
	}
	return o, nil
}
