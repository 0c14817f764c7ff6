package house

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"anwei"
)

// wrongError is a command that was called in a wrong way.
type wrongError struct{ error }

func (e wrongError) Unwrap() error { return e.error }

// Wrong says of an error that the command was called in a wrong way.
func Wrong(err error) error { return wrongError{err} }

// IsWrong reports whether a command was called in a wrong way.
func IsWrong(err error) bool {
	var wrong wrongError
	return errors.As(err, &wrong)
}

// Group is a command that only holds others.
func Group(use, short string, subs ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: short, Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(subs...)
	return c
}

// PrintJSON writes a line of JSON each.
func PrintJSON[T any](out io.Writer, rows ...T) error {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for _, r := range rows {
		if err := enc.Encode(r); err != nil {
			return err
		}
	}
	return nil
}

// ContentText is what a person would read of a message. A button is shown as what can be
// typed for it, and a file is named and not made.
func ContentText(c anwei.Content) string {
	switch c := c.(type) {
	case anwei.PlainText:
		return string(c)
	case *anwei.Card:
		buttons := anwei.Each(c.Buttons, func(b anwei.Button) string { return "［" + b.Text + "］" })
		return "▣ " + c.Title + "\n" + c.Text + "\n" + strings.Join(buttons, "")
	case anwei.Order:
		return "〔随后发文件；要现在就取，请用 anwei compile〕"
	default:
		return fmt.Sprint(c)
	}
}
