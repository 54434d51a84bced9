// Package store keeps assessments and the banks they used. The Store interface
// is what the program works against; File keeps a workspace of files that
// people and git can read, Memory keeps one for tests. Every store passes the
// suite in package storetest. What is legal in an assessment is decided by
// package questionnaire; a store adds durability and says when another writer
// got there first.
//
// A workspace of files holds
//
//	demarc.yaml                            what holds for all of it, see Config
//	assessments/<id>.json                  one assessment each
//	assessments/<id>.signoff.json          who signed it, once it is final
//	banks/<id>-<version>-<digest>.json     every bank that an assessment used
//	reports/                               where exports go by default
//
// beside .gitattributes and .gitignore. Whoever changes an assessment holds the
// lock on assessments/.<id>.lock, and whoever makes one that on .demarc.lock.
// Locks are advisory: an editor or git does not ask for them, which is why a
// file is read again, and compared, under every lock. Readers need none, since
// a file is only ever replaced whole.
package store
