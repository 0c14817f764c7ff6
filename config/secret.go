package config

import (
	"fmt"
	"io"
	"log/slog"
)

// Secret is a password, token or key. However it is printed, logged or encoded
// it stays hidden; only the conversion to string shows it.
type Secret string

// String returns a word in place of the secret: 已隐藏, or 未设置 where there is none.
func (s Secret) String() string {
	if s == "" {
		return "未设置"
	}
	return "已隐藏"
}

// Format writes what String returns, for every verb and flag.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// LogValue returns what String returns, as the value that slog writes.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText returns what String returns; encoders of JSON and YAML use it.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// MarshalJSON returns what String returns.
func (s Secret) MarshalJSON() ([]byte, error) { return []byte(`"` + s.String() + `"`), nil }
