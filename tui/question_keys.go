package tui

import (
	"charm.land/bubbles/v2/key"

	"demarc/scoring"
)

func (q *questionScreen) footer() []key.Binding {
	switch {
	case q.guideOnly:
		return []key.Binding{relabel(keys.Pane, "next sheet"), label("↑ ↓", "scroll"), relabel(keys.Back, "question"), keys.Help}
	case q.app.session.assessment.Final():
		return []key.Binding{label("→ ←", "next, previous"), relabel(keys.Pane, "guide"), keys.Search, keys.Results, keys.Report,
			keys.Sign, keys.Correct, keys.Home, keys.Help}
	}
	bindings := []key.Binding{label("1-4 u n", "level")}
	if q.line().Standing == scoring.Carried {
		bindings = append(bindings, keys.Reaffirm)
	}
	pane := "guide"
	if q.layout() == threePanes {
		pane = "next pane"
	}
	next := "next"
	if _, ok := q.app.session.nextOpen(q.place); !ok {
		next = "review"
	}
	bindings = append(bindings, relabel(keys.Next, next), keys.Evidence, relabel(keys.Pane, pane))
	switch {
	case q.within != nil:
		bindings = append(bindings, relabel(keys.Back, "list"), keys.Note, label("→ ←", "in the list"))
	case q.line().Standing == scoring.Carried:
		bindings = append(bindings, relabel(keys.Agenda, "list"), keys.Note)
	default:
		bindings = append(bindings, keys.Note)
	}
	if q.width >= 100 {
		bindings = append(bindings, keys.Park, keys.Search, keys.Review, keys.Results, relabel(keys.Count, "count"), relabel(keys.Owner, "owner"))
	}
	return append(bindings, keys.Home, keys.Help)
}

func (q *questionScreen) groups() []keyGroup {
	return []keyGroup{
		{"Answer", []key.Binding{keys.None, keys.Some, keys.Most, keys.All, relabel(keys.Unknown, "unknown; asks who finds out"),
			relabel(keys.NA, "not applicable; asks why"), label("↑ ↓ space", "choose"), relabel(keys.Reaffirm, "re-affirm the carried answer and go on"), keys.Undo}},
		{"About the answer", []key.Binding{keys.Evidence, keys.Same, keys.Note, keys.Count, keys.Owner, keys.Exception,
			relabel(keys.Park, "park for somebody"), relabel(keys.Person, "who is answering"), relabel(keys.Copy, "copy the command")}},
		{"Move", []key.Binding{relabel(keys.Next, "next that needs an answer"), relabel(keys.Previous, "previous that needs an answer"),
			label("→ ←", "next, previous in order, or in its list"), relabel(keys.Pane, "next pane or sheet"), keys.ScrollPages,
			relabel(keys.Guide, "hide or show the guide"), relabel(keys.Search, "find by words or id")}},
		{"Go to", []key.Binding{keys.Review, keys.Results, keys.Report, relabel(keys.Map, "responsibility map"), relabel(keys.Agenda, "list of what was carried over"),
			relabel(keys.Compare, "what changed since the assessment before"), relabel(keys.Trend, "all periods of the team")}},
	}
}
