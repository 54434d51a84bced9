package tui

import "charm.land/bubbles/v2/key"

// keys is the one key map of the app, as data: screens match against it, and
// footers, the help screen and the reference are drawn from it. No key needs
// AltGr on a European keyboard. On a French one digits need shift: levels are also
// on what the same keys give without.
var keys = struct {
	None, Some, Most, All, Unknown, NA          key.Binding
	Up, Down, Choose, Levels                    key.Binding
	Reaffirm, Evidence, Same, Note, Owner       key.Binding
	Exception, Count, Park, Person, Undo        key.Binding
	Copy, Editor                                key.Binding
	Next, Previous, Right, Left, ScrollPages    key.Binding
	Pane, PaneBack, Clear, Remove               key.Binding
	PageUp, PageDown, Top, Bottom               key.Binding
	Search, Guide, Review, Results, Report, Map key.Binding
	Home, Help, Back, Suspend, Quit             key.Binding
	New, Open, Finalize, Save, Retry, WhatIf    key.Binding
	Format                                      key.Binding
	Scope, Agenda, Together, Change, Fresh      key.Binding
	Sign, Correct                               key.Binding
	Compare, Trend, Plan, Earlier, Due, Sitting key.Binding
}{
	None:    bind("none", "1", "&"),
	Some:    bind("some", "2", "é"),
	Most:    bind("most", "3", `"`),
	All:     bind("all", "4", "'"),
	Levels:  label("1-4", "level"),
	Unknown: bind("unknown", "u"),
	NA:      bind("not applicable", "n"),

	Up:     bind("up", "up"),
	Down:   bind("down", "down"),
	Choose: bind("choose", "space"),

	Reaffirm:  bind("re-affirm", "a"),
	Evidence:  bind("evidence", "e"),
	Same:      bind("the same evidence as last", "E"),
	Note:      bind("note", "t"),
	Owner:     bind("owner, due", "o"),
	Exception: bind("exception", "x"),
	Count:     bind("count, 47 of 50", "c"),
	Park:      bind("park", "f"),
	Person:    bind("who answers", "p"),
	Undo:      bind("undo", "z"),
	Copy:      bind("copy command", "y"),
	Editor:    bind("in your editor", "ctrl+e"),

	Next:        bind("next open", "enter"),
	Previous:    bind("previous open", "backspace"),
	Right:       bind("next", "right"),
	Left:        bind("previous", "left"),
	Pane:        bind("next pane", "tab"),
	PaneBack:    bind("pane before", "shift+tab"),
	Clear:       bind("clear the filters", "backspace"),
	Remove:      bind("remove", "backspace", "delete"),
	ScrollPages: label("pgup pgdn", "scroll"),
	PageUp:      bind("page up", "pgup"),
	PageDown:    bind("page down", "pgdown"),
	Top:         bind("first", "home"),
	Bottom:      bind("last", "end"),

	Search:  bind("find", "/", "ctrl+f"),
	Guide:   bind("hide guide", "h"),
	Review:  bind("review", "v"),
	Results: bind("results", "r"),
	Report:  bind("report", "w"),
	Map:     bind("map", "m"),

	Home:    bind("home", "q"),
	Help:    bind("keys", "?", "f1"),
	Back:    bind("back", "esc"),
	Suspend: bind("suspend", "ctrl+z"),
	Quit:    bind("quit", "ctrl+c"),

	New:      bind("new", "n"),
	Open:     bind("open", "enter"),
	Finalize: bind("finalize", "l"),
	Save:     bind("write the file", "s"),
	Format:   bind("another format", "f"),
	Retry:    bind("save again", "s"),
	WhatIf:   bind("what if", "space"),
	Scope:    bind("accounts", "c"),
	Agenda:   bind("carried", "g"),
	Together: bind("together", "A"),
	Sign:     bind("sign", "l"),
	Correct:  bind("correct", "c"),
	Compare:  bind("change", "d"),
	Trend:    bind("trend", "T"),
	Plan:     bind("tick the best", "b"),
	Due:      bind("due", "o"),
	Sitting:  bind("sitting", "s"),
	Change:   bind("change", "c"),
	Fresh:    bind("without carrying over", "f"),
	Earlier:  bind("the period left out", "e"),
}

// bind makes a binding whose help names its first key.
func bind(what string, pressed ...string) key.Binding {
	return key.NewBinding(key.WithKeys(pressed...), key.WithHelp(keyName(pressed[0]), what))
}

// labelled is the key of what is only a label: nobody can press it.
const labelled = "label"

// label makes an entry for the footer that stands for several bindings.
func label(pressed, what string) key.Binding {
	return key.NewBinding(key.WithKeys(labelled), key.WithHelp(pressed, what))
}

func keyName(pressed string) string {
	names := map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→", "pgdown": "pgdn"}
	if name, ok := names[pressed]; ok {
		return name
	}
	return pressed
}

// relabel returns the binding with another explanation, for a screen where the
// key means something narrower.
func relabel(binding key.Binding, what string) key.Binding {
	binding.SetHelp(binding.Help().Key, what)
	return binding
}

// keyGroup is a headed list of bindings on the help screen.
type keyGroup struct {
	title    string
	bindings []key.Binding
}
