package tui

import (
	"fmt"
	"slices"
	"time"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// homeEntry is one assessment as home lists it.
type homeEntry struct {
	listed  store.Listed
	sheet   *scoring.Sheet // nil where the assessment could not be read
	before  *scoring.Sheet // of what it follows; nil where that cannot be had
	renewal renewal
	overall scoring.Overall
	areas   []scoring.Area
	parked  int           // open questions that wait for somebody
	due     []scoring.Due // of a team's last assessment
	pace    pace
	sitting string // what the next one would be; empty where nothing is open
	unsound error  // why it is not known to be what was signed
}

// homeEntries scores what is listed, each with what it follows. What a
// correction supersedes is left out.
func homeEntries(read workspaceRead, now time.Time) []homeEntry {
	listed := read.listed
	digests, sheets := make(map[string]string), make(map[string]*scoring.Sheet)
	for _, one := range listed {
		if one.Err == nil {
			a := one.Snapshot.Assessment
			digests[one.ID] = one.Snapshot.Digest
			sheets[one.ID] = scoring.Score(one.Snapshot.Bank, a, a.AsOf(now))
		}
	}
	var entries []homeEntry
	for _, one := range store.Current(listed) {
		entry := homeEntry{listed: one, sheet: sheets[one.ID], unsound: read.unsound[one.ID]}
		if entry.sheet != nil && carriedDraft(entry.sheet) {
			entry.renewal = renewalOf(entry.sheet)
			if ref, _ := one.Snapshot.Assessment.Previous(); ref.Digest == "" || ref.Digest == digests[ref.ID] {
				entry.before = sheets[ref.ID]
			}
		}
		entries = append(entries, entry)
	}
	for i := range entries {
		if entries[i].sheet != nil {
			entries[i].workOut(listed, questionnaire.NewDate(now))
		}
	}
	return entries
}

// workOut works out what home shows of an assessment, so that no key has to. Of
// a team's earlier periods nothing is due: what is still to be done there came
// along into the next.
func (e *homeEntry) workOut(listed []store.Listed, today questionnaire.Date) {
	e.overall, e.areas, e.pace = e.sheet.Overall(), e.sheet.Areas(), paceOf(e.sheet)
	for i := range e.sheet.Len() {
		e.parked += parkedCount(e.sheet.LineAt(i))
	}
	if next, ok := nextSitting(e.sheet, e.pace); ok {
		e.sitting = next.words(e.pace)
	}
	if isLast(listed, e.sheet.Assessment()) {
		e.due = due(e.sheet, today)
	}
}

// isLast reports whether a team has no assessment for a later period.
func isLast(listed []store.Listed, a *questionnaire.Assessment) bool {
	return !slices.ContainsFunc(listed, func(one store.Listed) bool {
		if one.Err != nil {
			return false
		}
		other := one.Snapshot.Assessment
		return other.Team() == a.Team() && other.Period().Start.After(a.Period().End)
	})
}

// nextStep proposes the one thing to do next with an assessment.
func (h *homeScreen) nextStep(sheet *scoring.Sheet) string {
	counts := sheet.Counts()
	switch {
	case followable(h.listed, sheet.Assessment(), h.app.env.Now()):
		return "begin the next (n), or read the results (r)"
	case sheet.Assessment().Final():
		return "read the results (r) or write the report (w)"
	case counts.Carried > 0:
		return "go through the " + plural(counts.Carried, "carried answer", "carried answers") + " (enter)"
	case counts.Unanswered == counts.Asked:
		return "answer the first question (enter)"
	case counts.Unanswered > 0:
		return fmt.Sprintf("answer %s (enter)", plural(counts.Unanswered, "more question", "more questions"))
	case counts.Unknown > 0:
		return fmt.Sprintf("find out %s (v lists who)", plural(counts.Unknown, "unknown answer", "unknown answers"))
	default:
		return "read the results (r), then write the report (w)"
	}
}

// isFollowable reports whether an assessment is final, its period is over, and
// its team has none for a later one.
func (e homeEntry) isFollowable(listed []store.Listed, now time.Time) bool {
	return e.sheet != nil && followable(listed, e.sheet.Assessment(), now)
}

func followable(listed []store.Listed, a *questionnaire.Assessment, now time.Time) bool {
	return a.Final() && isLast(listed, a) && a.Period().End.Before(questionnaire.NewDate(now))
}
