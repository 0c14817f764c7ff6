// Command anwei is the WeCom assistant of a county's work-safety office, and
// the chores around it.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // the zone of the plan must be there on any machine

	"github.com/spf13/cobra"

	"anwei/cmd/anwei/doctor"
	"anwei/cmd/anwei/house"
	"anwei/cmd/anwei/ledger"
	"anwei/cmd/anwei/messages"
	"anwei/cmd/anwei/person"
	"anwei/cmd/anwei/watch"
)

// The exit codes of the program.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the program without its process: it returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot() //nolint:contextcheck // each command takes the context of its own execution
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	started := false
	root.PersistentPreRun = func(*cobra.Command, []string) { started = true }
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitDone
	case !started, house.IsWrong(err), strings.HasPrefix(err.Error(), "required flag"):
		fmt.Fprintln(stderr, "用法不对：", chinese(err))
		fmt.Fprintln(stderr, "运行 anwei help 查看用法。")
		return exitUsage
	}
	fmt.Fprintln(stderr, "出错：", ledger.Worded(err))
	return exitFailed
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "anwei",
		Short:         "安委办报送助手：企业微信里填报、催报、汇总",
		Long:          "anwei 是县安委办的企业微信报送助手：引导各单位填报每月数据，到期自动提醒，随时汇总成正式表格。\n第一次使用，请运行 anwei demo：无需任何配置，在浏览器里就能演练一个月。",
		SilenceErrors: true,
		SilenceUsage:  true,
		CompletionOptions: cobra.CompletionOptions{
			DisableDefaultCmd: true,
		},
	}
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Short: "查看用法", Run: func(c *cobra.Command, args []string) {
		sub, _, err := c.Root().Find(args)
		if err != nil || sub == nil {
			sub = c.Root()
		}
		_ = sub.Help() // it fails only where the output does
	}})
	root.PersistentFlags().BoolP("help", "h", false, "查看用法")
	root.AddCommand(
		demoCommand(), serveCommand(), chatCommand(), queryCommand(), compileCommand(), dueCommand(), messages.Command(),
		planCommand(), rosterCommand(), understandCommand(), watch.HealthCommand(house.Wrong), doctor.Command(), versionCommand(),
	)
	root.AddCommand(ledger.Commands(house.Wrong)...)
	root.AddCommand(person.Command())
	return root
}
