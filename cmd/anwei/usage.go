package main

import (
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"anwei/cmd/anwei/notices"
)

// usageTemplate is cobra's own with Chinese headings.
const usageTemplate = `用法：{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} 命令{{end}}{{if .HasExample}}

例子：
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

参数：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

运行 {{.CommandPath}} 命令 --help 查看每个命令的用法。{{end}}
`

// chinese says in Chinese what cobra says of a wrong call in English; what it
// does not know it leaves.
func chinese(err error) string {
	text := err.Error()
	for _, x := range []struct{ from, to string }{
		{`^unknown command "([^"]+)".*(?s:.*)$`, `没有“$1”这个命令`},
		{`^unknown (?:shorthand )?flag: (.+)$`, `没有 $1 这个参数`},
		{`^flag needs an argument: (.+)$`, `参数 $1 后面要给出值`},
		{`^required flag\(s\) (.+) not set$`, `缺少必需的参数 $1`},
		{`^invalid argument "([^"]*)" for "([^"]+)" flag.*$`, `参数 $2 不能是“$1”`},
		{`^accepts (\d+) arg\(s\), received (\d+)$`, `需要 $1 个文件或名称，给了 $2 个`},
		{`^requires at least (\d+) arg\(s\), only received (\d+)$`, `至少要写 $1 项，给了 $2 项`},
		{`^accepts at most (\d+) arg\(s\), received (\d+)$`, `最多 $1 个文件或名称，给了 $2 个`},
	} {
		if re := regexp.MustCompile(x.from); re.MatchString(text) {
			return re.ReplaceAllString(text, x.to)
		}
	}
	return text
}

func versionCommand() *cobra.Command {
	var licences, bill bool
	c := &cobra.Command{
		Use: "version", Short: "显示版本、所用开源软件的许可证和清单", Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			said := strings.Join([]string{"anwei", version(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}, " ")
			info, known := debug.ReadBuildInfo()
			switch {
			case licences:
				said = notices.Licences
			case bill && !known:
				return errors.New("这个程序里没有构建信息，列不出组件清单；请用 go build 重新构建")
			case bill:
				b, err := notices.Bill(info, version())
				if err != nil {
					return err
				}
				said = string(b)
			}
			_, err := fmt.Fprintln(c.OutOrStdout(), said)
			return err
		},
	}
	c.Flags().BoolVar(&licences, "licenses", false, "显示所用开源软件和字体的许可证全文")
	c.Flags().BoolVar(&bill, "sbom", false, "显示软件物料清单（SBOM，CycloneDX 1.6 JSON）")
	return c
}

// version is the commit that the program was built from, or what the module
// system knows of it where it was built without version control.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return info.Main.Version
}
