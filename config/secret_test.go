package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"anwei/config"
)

func TestSecretStaysHidden(t *testing.T) {
	c := config.Config{WeCom: config.WeCom{Secret: "hush", Callback: config.Callback{Token: "hush", AESKey: "hush"}}}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("started", "secret", c.WeCom.Secret, "config", c)
	slog.New(slog.NewJSONHandler(&log, nil)).Info("started", "secret", c.WeCom.Secret, "config", c)
	asJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	asYAML, err := yaml.Dump(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		log.String(), string(asJSON), string(asYAML), c.WeCom.Secret.String(),
		fmt.Sprintf("%v %+v %#v %s %q %x %d", c, c, c, c.WeCom.Secret, c.WeCom.Secret, c.WeCom.Secret, c.WeCom.Secret),
	} {
		if strings.Contains(text, "hush") || strings.Contains(text, "68757368") || !strings.Contains(text, "已隐藏") {
			t.Errorf("shown: %s", text)
		}
	}
	if config.Secret("").String() != "未设置" {
		t.Error("no secret looks like one")
	}
}
