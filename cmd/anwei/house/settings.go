package house

import (
	"fmt"
	"log/slog"

	"anwei/bot"
	"anwei/bot/assist"
	"anwei/bot/wecom"
	"anwei/bot/wecom/longlink"
	"anwei/config"
)

// Client is how the settings' app speaks; nil where they have none.
func Client(app config.WeCom) *wecom.ClientConfig {
	if !app.HasApp() {
		return nil
	}
	return &wecom.ClientConfig{CorpID: app.CorpID, Secret: string(app.Secret), AgentID: app.AgentID, APIURL: app.APIURL}
}

// Callback is how the settings' app hears; nil where they have none.
func Callback(app config.WeCom) *wecom.CallbackConfig {
	if !app.HasCallback() {
		return nil
	}
	return &wecom.CallbackConfig{CorpID: app.CorpID, Token: string(app.Callback.Token), AESKey: string(app.Callback.AESKey)}
}

// Socket is the settings' 智能机器人; nil where they have none.
func Socket(app config.WeCom) *longlink.SocketConfig {
	if !app.HasBot() {
		return nil
	}
	return &longlink.SocketConfig{BotID: app.Bot.ID, Secret: string(app.Bot.Secret), URL: app.Bot.URL}
}

// Assistant returns nil where no language model is set up.
func Assistant(m config.Model, log *slog.Logger) (bot.Assistant, error) {
	if m.Name == "" {
		return nil, nil //nolint:nilnil // none is a fine answer: everything works without
	}
	a, err := assist.New(assist.Settings{
		BaseURL: m.BaseURL, Key: string(m.Key), Model: m.Name, Format: assist.Format(m.Format), Vision: m.Vision,
	}, log)
	if err != nil {
		return nil, fmt.Errorf("大模型设置：%w", err)
	}
	return a, nil
}
