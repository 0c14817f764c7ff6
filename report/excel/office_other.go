//go:build !unix

package excel

import "errors"

// FindOffice finds none: elsewhere what LibreOffice uses cannot be bounded.
func FindOffice() Office { return Office{} }

func (Office) convert([]byte, string) ([]byte, error) { return nil, errors.ErrUnsupported }
