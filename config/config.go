// Package config reads the settings of one deployment. It also reads YAML for
// the packages below it, so that a slip in any file is told alike: by file,
// line and field, in Chinese, all at once.
package config

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"

	"anwei"
)

// Config is the settings of one deployment, complete: what the file leaves out
// has its default.
type Config struct {
	// Data is the folder that holds everything the program keeps.
	Data string `json:"data"`
	// Storage is the address of a database that keeps the ledger, postgres://…; empty
	// where a file in Data does.
	Storage Secret `json:"storage"`
	// Plan and Calendar are files; empty is the embedded plan or calendar.
	Plan     string `json:"plan"`
	Calendar string `json:"calendar"`
	// Listen is the address of the HTTP server, host:port.
	Listen   string `json:"listen"`
	LogLevel string `json:"log_level"`
	// Mailbox is the office's, where people send stamped sheets; empty where they
	// are not to be told. The program itself sends and reads no mail.
	Mailbox string `json:"mailbox"`
	// AllowHTTP names the hosts besides this machine that may be spoken to in clear text.
	AllowHTTP []string  `json:"allow_http"`
	Backup    Backup    `json:"backup"`
	Retention Retention `json:"retention"`
	WeCom     WeCom     `json:"wecom"`
	Model     Model     `json:"model"`
}

// Backup is where the ledger is backed up every day.
type Backup struct {
	// Folder is empty where the operator makes backups in his own way.
	Folder string `json:"folder"`
	// At is a time of day, 15:04, and Keep how many backups stay; 0 keeps all.
	At   anwei.Clock `json:"at"`
	Keep int         `json:"keep"`
}

// Retention is for how many days what need not be kept for ever is kept; 0 is for ever.
type Retention struct {
	// Misheard is of what was not understood, and Aside of messages that were not sent and
	// were set aside, with their texts.
	Misheard int `json:"misheard_days"`
	Aside    int `json:"aside_days"`
	// Talk is how long somebody is silent before it is forgotten where the talk stood.
	Talk int `json:"talk_days"`
}

// WeCom is how to speak with 企业微信: as a self-built application, as a
// 智能机器人 over the long connection, or as both.
type WeCom struct {
	CorpID   string   `json:"corp_id"`
	AgentID  int      `json:"agent_id"`
	Secret   Secret   `json:"secret"`
	Callback Callback `json:"callback"`
	Bot      Bot      `json:"bot"`
	// GroupKey is the webhook of the robot in the office's group chat: its address
	// or the key in it alone. Empty where there is no such group.
	GroupKey Secret `json:"group_key"`
	// APIURL is where the API is, without a slash at its end; only tests and the
	// demo have another than WeCom's own.
	APIURL string `json:"api_url"`
}

// Callback is how WeCom delivers messages over HTTP.
type Callback struct {
	Path   string `json:"path"`
	Token  Secret `json:"token"`
	AESKey Secret `json:"aes_key"`
	// URL is the public address that WeCom calls, as the console has it; anwei
	// doctor tries it. Empty where it is not told.
	URL string `json:"url"`
}

// Bot is a 智能机器人 whose 连接方式 is 长连接.
type Bot struct {
	ID     string `json:"id"`
	Secret Secret `json:"secret"`
	// URL is where to connect; empty is WeCom's own, and only tests have another.
	URL string `json:"url"`
}

// HasApp reports whether a self-built application is set up. In settings that
// were loaded it is complete then.
func (w WeCom) HasApp() bool {
	return w.CorpID != "" || w.AgentID != 0 || w.Secret != "" || w.HasCallback()
}

// HasCallback reports whether the application hears what people say. Without it
// the application only sends, and people speak to the 智能机器人.
func (w WeCom) HasCallback() bool {
	return w.Callback.Token != "" || w.Callback.AESKey != ""
}

// HasBot reports whether a 智能机器人 is set up.
func (w WeCom) HasBot() bool { return w.Bot.ID != "" || w.Bot.Secret != "" }

// Model is the language model that is asked what a person may have meant. Without
// a name there is none.
type Model struct {
	// BaseURL is what stands before /chat/completions.
	BaseURL string `json:"base_url"`
	Name    string `json:"name"`
	// Key is empty for a server of one's own that asks for none.
	Key Secret `json:"key"`
	// Format is how the server is told to answer in JSON: schema, object, tool or text.
	Format string `json:"format"`
	// Vision permits sending photos.
	Vision bool `json:"vision"`
}

// Ledger returns where the ledger is: the address of a database, or a folder.
func (c Config) Ledger() string {
	if c.Storage != "" {
		return string(c.Storage)
	}
	return c.Data
}

// Level returns the log level.
func (c Config) Level() slog.Level {
	var l slog.Level
	if err := l.UnmarshalText([]byte(c.LogLevel)); err != nil {
		return slog.LevelInfo
	}
	return l
}

// Load reads the settings from the file, and secrets from the environment where
// it has them. Paths in the file are relative to the folder that it is in. An
// error about the content is a Problems.
func Load(path string) (Config, error) {
	data, err := os.ReadFile(path) //nolint:gosec // the path is the operator's own
	if err != nil {
		return Config{}, fmt.Errorf("读不到设置文件，请检查路径和权限: %w", err)
	}
	c, err := Parse(path, data, os.Getenv)
	if err != nil {
		return Config{}, err
	}
	for _, p := range []*string{&c.Data, &c.Plan, &c.Calendar, &c.Backup.Folder} {
		if *p != "" && !filepath.IsAbs(*p) {
			*p = filepath.Join(filepath.Dir(path), *p)
		}
	}
	return c, nil
}

// Exposed reports whether others than the owner and the group may read the file, which may
// hold secrets.
func Exposed(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o004 != 0 && runtime.GOOS != "windows"
}

// Parse reads settings from YAML, with the environment that getenv returns. Its
// error is a Problems with the lines of the file of that name.
func Parse(name string, data []byte, getenv func(string) string) (Config, error) {
	c := Config{
		Data: "data", Listen: "127.0.0.1:8080", LogLevel: "info",
		Backup:    Backup{At: anwei.Clock{Hour: 2, Minute: 30}, Keep: 30},
		Retention: Retention{Misheard: 180, Aside: 180, Talk: 400},
		WeCom:     WeCom{APIURL: "https://qyapi.weixin.qq.com", Callback: Callback{Path: "/wecom/callback"}},
		Model:     Model{Format: "object"},
	}
	s := Decode(name, data, &c)
	for _, v := range []struct {
		name   string
		secret *Secret
	}{
		{"ANWEI_STORAGE", &c.Storage},
		{"ANWEI_CORP_SECRET", &c.WeCom.Secret},
		{"ANWEI_CALLBACK_TOKEN", &c.WeCom.Callback.Token},
		{"ANWEI_AES_KEY", &c.WeCom.Callback.AESKey},
		{"ANWEI_BOT_SECRET", &c.WeCom.Bot.Secret},
		{"ANWEI_GROUP_KEY", &c.WeCom.GroupKey},
		{"ANWEI_MODEL_KEY", &c.Model.Key},
	} {
		if value := getenv(v.name); value != "" {
			*v.secret = Secret(value)
		}
	}
	s.settings(&c)
	if err := s.Err(); err != nil {
		return Config{}, err
	}
	return c, nil
}
