package storage

import "errors"

// ErrConflict is returned when what was to be added exists already.
var ErrConflict = errors.New("storage: conflict")

// ErrLocked is returned when another process has the data open.
var ErrLocked = errors.New("storage: the data is in use by another process")
