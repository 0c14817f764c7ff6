// Package envelope seals, signs and opens the callbacks of a WeCom for tests, and writes what is in them.
package envelope

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha1" //nolint:gosec // the protocol signs with SHA-1 (§2.2)
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

const (
	maxBody    = 2 << 20 // bytes of a message
	blockSize  = 32      // the padding block, twice that of AES (§2.3)
	randomSize = 16
	headSize   = randomSize + 4
)

// Crypt signs, seals and opens callbacks (§2.2, §2.3).
type Crypt struct {
	token     string
	key       []byte
	receiveID string
}

// New returns the crypt of an app or says what is wrong with its key.
func New(token, aesKey, receiveID string) (*Crypt, error) {
	if len(aesKey) != 43 {
		return nil, fmt.Errorf("EncodingAESKey has %d characters, want 43", len(aesKey))
	}
	key, err := base64.StdEncoding.DecodeString(aesKey + "=")
	if err != nil {
		return nil, fmt.Errorf("EncodingAESKey: %w", err)
	}
	return &Crypt{token: token, key: key, receiveID: receiveID}, nil
}

// Sign is the lower-case hex SHA-1 of the token and the parts, sorted by bytes and joined.
func (c *Crypt) Sign(parts ...string) string {
	all := append([]string{c.token}, parts...)
	slices.Sort(all)
	sum := sha1.Sum([]byte(strings.Join(all, ""))) //nolint:gosec // the protocol signs with SHA-1 (§2.2)
	return hex.EncodeToString(sum[:])
}

// Seal encrypts a message behind 16 random bytes, which are binary and not letters.
func (c *Crypt) Seal(random, msg []byte) (string, error) {
	if len(msg) > maxBody {
		return "", fmt.Errorf("message of %d bytes is too large to encrypt", len(msg))
	}
	plain := slices.Clone(random)
	plain = binary.BigEndian.AppendUint32(plain, uint32(len(msg))) //nolint:gosec // bounded above
	plain = append(plain, msg...)
	plain = append(plain, c.receiveID...)
	return base64.StdEncoding.EncodeToString(Encipher(c.key, plain)), nil
}

// Encipher encrypts under a key of 32 bytes, whose first 16 are the IV, and pads before.
func Encipher(key, plain []byte) []byte {
	pad := blockSize - len(plain)%blockSize
	data := append(slices.Clone(plain), bytes.Repeat([]byte{byte(pad)}, pad)...)
	block, _ := aes.NewCipher(key) // 32 bytes are a good key
	cipher.NewCBCEncrypter(block, key[:aes.BlockSize]).CryptBlocks(data, data)
	return data
}

// Open decrypts, and checks the padding, the length and the receiveid.
func (c *Crypt) Open(sealed string) (random, msg []byte, err error) {
	plain, err := base64.StdEncoding.DecodeString(sealed)
	if err != nil {
		return nil, nil, fmt.Errorf("base64: %w", err)
	}
	if len(plain) == 0 || len(plain)%blockSize != 0 {
		return nil, nil, fmt.Errorf("ciphertext of %d bytes is not a multiple of %d", len(plain), blockSize)
	}
	block, _ := aes.NewCipher(c.key) // as in Encipher
	cipher.NewCBCDecrypter(block, c.key[:aes.BlockSize]).CryptBlocks(plain, plain)
	return c.split(plain)
}

func (c *Crypt) split(plain []byte) (random, msg []byte, err error) {
	pad := int(plain[len(plain)-1])
	if pad < 1 || pad > blockSize || pad > len(plain) {
		return nil, nil, fmt.Errorf("padding of %d bytes, want 1 to %d", pad, blockSize)
	}
	body, tail := plain[:len(plain)-pad], plain[len(plain)-pad:]
	if !bytes.Equal(tail, bytes.Repeat([]byte{byte(pad)}, pad)) {
		return nil, nil, errors.New("padding bytes differ")
	}
	if len(body) < headSize {
		return nil, nil, fmt.Errorf("plaintext of %d bytes is too short", len(body))
	}
	length := int64(binary.BigEndian.Uint32(body[randomSize:headSize]))
	if length > int64(len(body)-headSize) {
		return nil, nil, fmt.Errorf("plaintext says %d bytes, has %d", length, len(body)-headSize)
	}
	msg, id := body[headSize:headSize+length], body[headSize+length:]
	if string(id) != c.receiveID {
		return nil, nil, fmt.Errorf("receiveid %q, want %q", id, c.receiveID)
	}
	return body[:randomSize], msg, nil
}
