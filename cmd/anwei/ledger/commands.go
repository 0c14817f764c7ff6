package ledger

import (
	"errors"
	"time"

	"github.com/spf13/cobra"
)

// Commands are those that take a ledger from one place to another, or look at all of
// it. A command that was called in a wrong way returns what wrong makes of the reason.
func Commands(wrong func(error) error) []*cobra.Command {
	return []*cobra.Command{copyCommand(wrong), backupCommand(), restoreCommand(), verifyCommand(), auditCommand(wrong)}
}

func copyCommand(wrong func(error) error) *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use: "copy --from data --to postgres://…", Short: "把台账从数据目录搬进数据库，或从数据库搬回来", Args: cobra.NoArgs,
		Long: "把全部台账原样抄到另一处，逐表核对行数和校验和。目标必须是空的；来源不会改动。\n" +
			"先停止助手再搬，搬完改好设置文件的 storage 再启动；照片等文件仍在数据目录里，不用搬。",
		Example: "  anwei copy --from data --to data2",
		RunE: func(c *cobra.Command, _ []string) error {
			if from == "" || to == "" {
				return wrong(errors.New("请用 --from 写来源、--to 写目标：数据目录，或数据库的地址 postgres://…"))
			}
			return Copy(c.Context(), from, to, c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&from, "from", "", "来源：数据目录，或数据库的地址")
	c.Flags().StringVar(&to, "to", "", "目标：空的数据目录，或数据库的地址")
	return c
}

func backupCommand() *cobra.Command {
	var job Job
	var files string
	c := &cobra.Command{
		Use: "backup 文件或文件夹", Short: "备份台账和大家发来的文件，助手不用停", Args: cobra.ExactArgs(1),
		Long: "把台账和 evidence 文件夹写进一个文件，写完读回核对。助手运行时也可以备份，备下的是同一时刻的台账。\n" +
			"给的是文件夹，就在里面按时间起名；加 --keep 30 只留最新的30份。台账有不对的地方时照样备份，但不删旧的，退出码是1。\n" +
			"台账在数据库里的，备下来是数据目录里那样的一个文件。每天自动备份请写在设置文件的 backup。",
		Example: "  anwei backup anwei.tar",
		RunE: func(c *cobra.Command, args []string) error {
			if job.To, job.Data = args[0], job.Ledger; InDatabase(job.Ledger) {
				job.Data = files
			}
			return job.Run(c.Context(), time.Now(), c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&job.Ledger, "data", "data", "数据目录，或数据库的地址")
	c.Flags().StringVar(&files, "files", "data", "台账在数据库里时，存放大家发来的文件的数据目录")
	c.Flags().IntVar(&job.Keep, "keep", 0, "文件夹里只留最新的几份；0 是全留")
	return c
}

func restoreCommand() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use: "restore 文件", Short: "从备份恢复台账和文件，先停止助手", Args: cobra.ExactArgs(1),
		Long: "先核对备份，再换下数据目录里的台账；原来的台账改名留在旁边。助手在运行、备份有损坏或出自更新的版本，都不会动数据目录。",
		RunE: func(c *cobra.Command, args []string) error {
			return Restore(c.Context(), args[0], dir, time.Now(), c.OutOrStdout())
		},
	}
	c.Flags().StringVar(&dir, "data", "data", "数据目录")
	return c
}
