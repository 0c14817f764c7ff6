// Package bolt keeps the ledger in one bbolt file.
//
// Each table of package storage is a bucket. One process has the file open at a
// time and one transaction writes at a time; readers never wait. What Update has
// acknowledged is on the disk: the file is synced at every commit.
//
// A View that stays open keeps pages from being used again, so the file grows,
// and when the file must be mapped anew the next writer waits for it. Hence a
// View copies out and returns. Neither View nor Update may be called inside the
// other. The file must lie on a local disk: network folders do not lock.
package bolt
