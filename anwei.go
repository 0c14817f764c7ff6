// Package anwei holds the words of the ledger as plain types with small pure
// methods: who reports, what is asked, for which period, and what was said
// about it. It imports only the standard library.
package anwei
