package report

// FormatVersion is the version of the layout in which reports, and the files that
// are handed over beside them, are written. It is raised whenever the same
// documents give other bytes than before, so that a report of an earlier version
// is told apart from one that was changed. Before the first release it stays at 1,
// because no report of another version is in anybody's hands.
const FormatVersion = 1
