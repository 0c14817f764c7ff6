// Package evidence fetches what people sent as evidence and keeps it.
//
// WeCom's media ids are good for three days (protocol §1.6), so a piece is
// fetched soon after the commit that brought it. Its content is kept before the
// ledger says so: a crash at any point leaves a piece to be fetched again, which
// keeps the same content under the same id once more.
package evidence
