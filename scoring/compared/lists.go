package compared

import (
	"slices"
	"strings"

	"demarc/scoring"
)

// NoRegressions is said where there is no list of them.
const NoRegressions = "No regressions."

// List is some of the questions of a comparison, under a title. Group, where it
// is not empty, is a heading over this list and those beside it.
type List struct {
	Group string
	Title string
	Items []Item
	// Direction is below zero where the questions went down, above zero where they
	// went up, and zero where neither is said.
	Direction int
}

const (
	down    = -1
	neither = 0
	up      = +1
)

// Item is a question in a list. What its list does not tell is empty.
type Item struct {
	Question, Title, Severity string
	Then, Now                 string // what the question counted
	Because                   string
	Exception, LastDay        string // its kind, and until when it holds or held
}

// Fell lists the questions that fell or lost their answer. Those that are only
// carried over are told by CarriedOver. Lists without a question are left out,
// here and below.
func Fell(c scoring.Comparison) []List {
	noLongerAnswered := slices.DeleteFunc(slices.Clone(c.Lost), func(lost scoring.Movement) bool {
		return slices.Contains(c.Left, lost.Question)
	})
	return filled(
		movements("Regressions", down, c.Regressions, c),
		movements("No longer answered", down, noLongerAnswered, c),
	)
}

// Moved lists what else moved: n/a that came or went first, because it changes
// what a score is a score of.
func Moved(c scoring.Comparison) []List {
	return filled(
		movements("Became n/a", neither, c.BecameNA, c),
		movements("No longer n/a", neither, c.CeasedNA, c),
		movements("Improvements", up, c.Improvements, c),
		movements("Given a level", up, c.Gained, c),
		movements("Revised, so not compared", neither, c.Revised, c),
		entered(c),
		gone(c),
		List{Title: "Evidence was fresh then and is not now", Items: questions(c.WentStale, c)},
		exceptions("Exceptions expired", c.ExceptionsExpired, c),
		exceptions("Exceptions begun", c.ExceptionsBegun, c),
	)
}

// CarriedOver lists what became of the answers that the new side carried over
// from the assessment that it follows, which need not be the old side.
func CarriedOver(c scoring.Comparison) []List {
	group := "Carried over"
	if previous, follows := c.New.Assessment().Previous(); follows {
		group += " from " + previous.ID
	}
	oneByOne := slices.DeleteFunc(slices.Clone(c.Reaffirmed), func(id string) bool { return slices.Contains(c.ReaffirmedInBulk, id) })
	return filled(
		List{Group: group, Title: "left as carried", Items: questions(c.Left, c)},
		List{Group: group, Title: "re-affirmed in bulk", Items: questions(c.ReaffirmedInBulk, c)},
		List{Group: group, Title: "re-affirmed one by one", Items: questions(oneByOne, c)},
		List{Group: group, Title: "changed", Items: questions(c.Changed, c)},
	)
}

func filled(lists ...List) []List {
	return slices.DeleteFunc(lists, func(list List) bool { return len(list.Items) == 0 })
}

func itemOf(id string, sheet *scoring.Sheet) Item {
	line, _ := sheet.Line(id)
	return Item{Question: id, Title: line.Title, Severity: line.Severity.String()}
}

func questions(ids []string, c scoring.Comparison) []Item {
	items := make([]Item, len(ids))
	for i, id := range ids {
		items[i] = itemOf(id, c.New)
	}
	return items
}

func movements(title string, direction int, moved []scoring.Movement, c scoring.Comparison) List {
	list := List{Title: title, Direction: direction}
	for _, movement := range moved {
		item := itemOf(movement.Question, c.New)
		item.Then, item.Now = Level(movement.From), Level(movement.To)
		if line, _ := c.New.Line(movement.Question); line.Expired && line.Standing == scoring.Answered {
			item.Now += ", expired"
		}
		list.Items = append(list.Items, item)
	}
	return list
}

func entered(c scoring.Comparison) List {
	list := List{Title: "Asked now, not then"}
	for _, entry := range c.Entered {
		item := itemOf(entry.Question, c.New)
		item.Now, item.Because = Level(entry.To), "now in scope"
		if entry.NewInBank {
			item.Because = "new in the bank"
		}
		list.Items = append(list.Items, item)
	}
	return list
}

func gone(c scoring.Comparison) List {
	list := List{Title: "Asked then, not now"}
	for _, departure := range c.Gone {
		item := itemOf(departure.Question, c.Old)
		item.Then, item.Because = Level(departure.From), whyGone(departure)
		list.Items = append(list.Items, item)
	}
	return list
}

func whyGone(departure scoring.Departure) string {
	switch {
	case !departure.Retired:
		return "not in scope any more"
	case len(departure.Successors) > 0:
		return "retired, see " + strings.Join(departure.Successors, " ")
	default:
		return "retired"
	}
}

func exceptions(title string, changed []scoring.ExceptionChange, c scoring.Comparison) List {
	list := List{Title: title}
	for _, exception := range changed {
		item := itemOf(exception.Question, c.New)
		item.Exception, item.LastDay = exception.Kind.String(), exception.Expires.String()
		list.Items = append(list.Items, item)
	}
	return list
}
