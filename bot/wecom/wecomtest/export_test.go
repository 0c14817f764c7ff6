package wecomtest

// Crypt lets the external tests seal, open and sign.
type Crypt struct{ c *crypt }

func NewCrypt(token, aesKey, receiveID string) (Crypt, error) {
	c, err := newCrypt(token, aesKey, receiveID)
	return Crypt{c}, err
}

func (c Crypt) Sign(parts ...string) string { return c.c.sign(parts...) }

func (c Crypt) Seal(msg string) (string, error) { return c.c.seal([]byte(msg)) }

func (c Crypt) SealWith(random, msg []byte) (string, error) { return c.c.sealWith(random, msg) }

func (c Crypt) Open(sealed string) (random, msg []byte, err error) { return c.c.open(sealed) }
