package questionnaire

// Change is what somebody says about a question now. What is nil was not said
// and stays as it was.
type Change struct {
	Level      *Level
	By         *string
	RecordedBy *string
	Method     *Method
	Population *Population
	NAReason   *NAReason
	Note       *string
	Evidence   *[]string // replaces the list
	Owner      *string
	Due        *Date
	Flagged    *Flag
	Exception  *Exception
}

// Apply returns the answer as it stands after the change. A level that differs
// from the one before drops what spoke for that one: its population, its reason
// for not applicable and, where everything is in place now, its exception. Left
// behind, a compensating control would one day take the points of a good answer.
func (c Change) Apply(before Answer) Answer {
	answer := before.clone()
	if c.Level != nil {
		answer = answer.answeredWith(*c.Level)
	}
	say(&answer.By, c.By)
	say(&answer.RecordedBy, c.RecordedBy)
	say(&answer.Method, c.Method)
	say(&answer.Population, c.Population)
	say(&answer.NAReason, c.NAReason)
	say(&answer.Note, c.Note)
	say(&answer.Evidence, c.Evidence)
	say(&answer.Owner, c.Owner)
	say(&answer.Due, c.Due)
	say(&answer.Flagged, c.Flagged)
	say(&answer.Exception, c.Exception)
	return answer
}

func say[T any](field *T, said *T) {
	if said != nil {
		*field = *said
	}
}

// answeredWith returns the answer given anew with a level. A question that has
// a level is no longer parked; one that is unknown may still be, for whoever
// finds out.
func (a Answer) answeredWith(level Level) Answer {
	if level != a.Level {
		if a.Level.Graded() && level == LevelAll {
			a.Exception = Exception{}
		}
		a.Population, a.NAReason = Population{}, NAReason{}
	}
	if level != LevelUnknown {
		a.Flagged = Flag{}
	}
	a.Level, a.State, a.Bulk, a.RecordedBy = level, State{}, false, ""
	return a
}
