package store

import (
	"cmp"
	"slices"
	"strings"

	"demarc/questionnaire"
)

// sortListed puts the latest period first and what cannot be read last.
func sortListed(listed []Listed) {
	slices.SortFunc(listed, func(a, b Listed) int {
		if a.Err != nil || b.Err != nil {
			return cmp.Or(cmp.Compare(unreadable(a), unreadable(b)), strings.Compare(a.ID, b.ID))
		}
		mine, other := a.Snapshot.Assessment.Period(), b.Snapshot.Assessment.Period()
		return cmp.Or(
			other.End.Time().Compare(mine.End.Time()),
			other.Start.Time().Compare(mine.Start.Time()),
			strings.Compare(a.ID, b.ID),
		)
	})
}

func unreadable(one Listed) int {
	if one.Err != nil {
		return 1
	}
	return 0
}

// Current returns what is listed without the assessments that a correction
// supersedes, in the same order.
func Current(listed []Listed) []Listed {
	gone := superseded(readable(listed))
	return slices.DeleteFunc(slices.Clone(listed), func(one Listed) bool { return one.Err == nil && gone[one.ID] })
}

// Last returns the assessment that a team's next one, starting on the given
// day, follows: the one with the latest end before that day, a draft too, that
// no correction supersedes. ok is false where there is none.
func Last(listed []Listed, team string, start questionnaire.Date) (last Snapshot, ok bool) {
	for _, one := range Current(listed) {
		if one.Err != nil || one.Snapshot.Assessment.Team() != team {
			continue
		}
		end := one.Snapshot.Assessment.Period().End
		if end.Before(start) && (!ok || end.After(last.Assessment.Period().End)) {
			last, ok = one.Snapshot, true
		}
	}
	return last, ok
}

func readable(listed []Listed) []*questionnaire.Assessment {
	var assessments []*questionnaire.Assessment
	for _, one := range listed {
		if one.Err == nil {
			assessments = append(assessments, one.Snapshot.Assessment)
		}
	}
	return assessments
}

// superseded returns the ids of the assessments that others correct.
func superseded(assessments []*questionnaire.Assessment) map[string]bool {
	ids := make(map[string]bool)
	for _, a := range assessments {
		if corrected, ok := a.Supersedes(); ok {
			ids[corrected.ID] = true
		}
	}
	return ids
}
