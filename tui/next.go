package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring"
)

// nextScreen proposes the next assessment of a team that was assessed before:
// as last time with one key, or with changes, or without carrying over.
type nextScreen struct {
	app           *App
	width, height int
	proposal      proposal
	busy          bool   // being made
	problem       string // why it could not be made
}

func newNext(app *App, p proposal) *nextScreen { return &nextScreen{app: app, proposal: p} }

func (n *nextScreen) resize(width, height int) { n.width, n.height = width, height }

func (n *nextScreen) capturing() bool { return false }

func (n *nextScreen) update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		return n.press(press)
	}
	return nil
}

func (n *nextScreen) press(msg tea.KeyPressMsg) tea.Cmd {
	if n.busy {
		return nil
	}
	p := n.proposal
	switch {
	case key.Matches(msg, keys.Open) && p.err != nil:
		return n.app.propose(p.spec.Team, p.spec.Period) // what was wrong may be mended by now
	case key.Matches(msg, keys.Open):
		n.busy, n.problem = true, ""
		return n.app.begin(p.earlier, p.spec)
	case key.Matches(msg, keys.Change) && p.earlier.Assessment != nil:
		return n.toPages(p)
	case key.Matches(msg, keys.Earlier) && len(p.skipped) > 0:
		return n.app.propose(p.spec.Team, p.skipped[0])
	case key.Matches(msg, keys.Fresh):
		p.earlier, p.err = store.Snapshot{}, nil
		return n.toPages(p)
	}
	return nil
}

// toPages goes on with the pages of setup, filled in as proposed.
func (n *nextScreen) toPages(p proposal) tea.Cmd {
	setup := newSetup(n.app, p)
	setup.considered = p.spec.Team
	n.app.show(setup)
	return setup.enter(stepTeam)
}

func (n *nextScreen) take(msg created) tea.Cmd {
	n.busy = false
	if msg.err == nil {
		return n.app.readAssessment(msg.id, msg.then)
	}
	n.problem = notMade(msg.err)
	return nil
}

// notMade says why an assessment was not made and what to do about it.
func notMade(err error) string {
	switch {
	case errors.Is(err, store.ErrExists), errors.Is(err, store.ErrOverlap):
		return clean(err.Error()) + ". Nothing was changed: choose another period, or go back and open that one."
	case errors.Is(err, questionnaire.ErrClockBehind):
		return clean(err.Error()) + ". Nothing was changed: set the clock of this computer, then try again."
	default:
		return "The assessment could not be saved: " + clean(saveProblem(err)) + ". Nothing was changed: enter tries again."
	}
}

// notCarried says why an earlier assessment cannot be carried over.
func notCarried(err error) string {
	var changed *questionnaire.ChangedError
	var damaged *store.DamagedError
	switch {
	case errors.As(err, &changed):
		return clean(changed.ID) + " was changed after it was signed: it is not the document that the signatures name. Bring back the signed one, from version control or a copy, and try again; or begin without carrying over."
	case errors.As(err, &damaged):
		return clean(err.Error()) + ". That file may be the one to carry on from; it was left as it is. Mend it and try again, or begin without carrying over."
	case errors.Is(err, questionnaire.ErrClockBehind):
		return clean(err.Error()) + ". Set the clock of this computer and try again."
	default:
		return clean(err.Error()) + ". Try again, change what is proposed, or begin without carrying over."
	}
}

func (n *nextScreen) header() (left, right string) {
	t := n.app.env.theme
	return t.title.Render("Next assessment"), t.muted.Render("nothing is written yet")
}

func (n *nextScreen) footer() []key.Binding {
	fresh := keys.Fresh
	if n.width < 80 || n.width < 100 && len(n.proposal.skipped) > 0 {
		fresh = relabel(fresh, "afresh")
	}
	bindings := []key.Binding{relabel(keys.Open, "as last time")}
	if skipped := n.proposal.skipped; len(skipped) > 0 {
		bindings = append(bindings, relabel(keys.Earlier, clean(skipped[0].Label)+" instead"))
	}
	bindings = append(bindings, keys.Change, fresh, keys.Back, keys.Help)
	switch p := n.proposal; {
	case p.err != nil && p.earlier.Assessment == nil:
		return []key.Binding{relabel(keys.Open, "try again"), fresh, keys.Back, keys.Help}
	case p.err != nil:
		bindings[0] = relabel(keys.Open, "try again")
	}
	return bindings
}

func (n *nextScreen) groups() []keyGroup {
	return []keyGroup{{"Next assessment", []key.Binding{
		relabel(keys.Open, "begin, as last time"), relabel(keys.Change, "change team, period, tiers, services, depth or names"),
		relabel(keys.Earlier, "the period that was left out, where one was"),
		relabel(keys.Fresh, "begin without carrying anything over"),
	}}}
}

func (n *nextScreen) view() []string {
	t, p := n.app.env.theme, n.proposal
	period := p.spec.Period
	lines := []string{
		"  " + t.title.Render(clean(p.spec.Team)+"  "+clean(period.Label)) + t.muted.Render("  "+dayOf(period.Start.Time())+" to "+dayOf(period.End.Time())),
	}
	if p.err != nil {
		lines = append(lines, "", "  "+t.bad.Render("Nothing can be carried over."))
		return t.pane(append(lines, indent("  ", notCarried(p.err), n.width-4)...), n.width, n.height)
	}
	if n.problem != "" {
		for _, text := range wrap(n.problem, n.width-4) {
			lines = append(lines, "  "+t.bad.Render(text))
		}
	}
	return t.pane(append(lines, n.factLines(n.height-len(lines))...), n.width, n.height)
}

// factLines lists what is proposed, wrapped. Where there is little room the air
// goes first, then what goes without saying, then the ends of lines.
func (n *nextScreen) factLines(room int) []string {
	t, facts := n.app.env.theme, n.facts()
	if airy := n.wrappedFacts(facts, true); len(airy) <= room {
		return airy
	}
	dense := n.wrappedFacts(facts, false)
	for i := len(facts) - 1; i >= 0 && len(dense) > room; i-- {
		if facts[i].spare {
			facts = slices.Delete(facts, i, i+1)
			dense = n.wrappedFacts(facts, false)
		}
	}
	if len(dense) <= room {
		return dense
	}
	var short []string
	for _, fact := range facts {
		short = append(short, t.fit(t.factLabel(fact)+fact.text, n.width-1))
	}
	return short
}

// wrappedFacts draws facts whole, with an empty line below each group where there
// is air.
func (n *nextScreen) wrappedFacts(facts []fact, airy bool) []string {
	var lines []string
	for _, fact := range facts {
		lines = append(lines, indent(n.app.env.theme.factLabel(fact), fact.text, n.width-2)...)
		if fact.last && airy {
			lines = append(lines, "")
		}
	}
	return lines
}

func (t theme) factLabel(f fact) string { return "  " + t.muted.Render(fmt.Sprintf("%-9s ", f.label)) }

// fact is a line of the proposal.
type fact struct {
	label, text string
	last        bool // ends a group
	spare       bool // left out first where there is no room
}

func (n *nextScreen) facts() []fact {
	facts := append(n.beforeFacts(), n.scopeFacts()...)
	dropped := n.droppedWords()
	return append(facts,
		fact{label: "Carried", text: n.carriedWords()},
		fact{label: "Anew", text: n.anewWords()},
		fact{label: "Dropped", text: dropped, spare: dropped == nothing})
}

// beforeFacts say what the proposed assessment follows, and what is odd in that.
func (n *nextScreen) beforeFacts() []fact {
	p := n.proposal
	last := p.earlier.Assessment
	follows := clean(last.Period().Label) + ", " + last.Status().String() + ", " + p.before.Coverage().PercentIn(p.before.Bank().Bands()) + " %"
	if carriedDraft(p.before) {
		follows = clean(last.Period().Label) + ", draft, " + plural(p.before.Counts().Carried, "answer", "answers") + " not re-affirmed"
	}
	facts := []fact{{label: "Follows", text: follows}}
	if !last.Final() {
		facts = append(facts, fact{label: "Note", text: "a draft: later answers there stay there"})
	}
	if len(p.skipped) > 0 {
		facts = append(facts, fact{label: "Note", text: p.skippedWords()})
	}
	if ahead := notBegunWords(p.spec.Period, questionnaire.NewDate(n.app.env.Now())); ahead != "" {
		facts = append(facts, fact{label: "Note", text: ahead})
	}
	facts[len(facts)-1].last = true
	return facts
}

func (n *nextScreen) scopeFacts() []fact {
	p := n.proposal
	scope, counts := p.spec.Scope, p.sheet.Counts()
	var names []string
	for _, person := range p.spec.People {
		names = append(names, clean(person.Name))
	}
	depth := fmt.Sprintf("%s, %s, about %d min", scope.Depth, plural(counts.Asked, "question", "questions"), minutesLeft(counts.Unanswered, counts.Carried))
	return []fact{
		{label: "Tiers", text: tierWords(scope.Tiers)},
		{label: "Services", text: n.serviceWords(scope), spare: len(scope.Services) == 0},
		{label: "Depth", text: depth},
		{label: "Accounts", text: accountWords(scope), spare: true},
		{label: "People", text: orNone(strings.Join(names, ", ")), last: true},
	}
}

func (n *nextScreen) serviceWords(scope questionnaire.Scope) string {
	if len(scope.Services) == 0 {
		return "all of these tiers"
	}
	var names []string
	for _, id := range scope.Services {
		if service, ok := n.app.env.bank.Service(id); ok {
			names = append(names, clean(service.Name))
		}
	}
	return strings.Join(names, ", ")
}

func accountWords(scope questionnaire.Scope) string {
	text := plural(len(scope.Accounts), "account", "accounts")
	if scope.AccountsTotal > 0 {
		text += fmt.Sprintf(" of %d", scope.AccountsTotal)
	}
	if len(scope.Regions) > 0 {
		text += "; " + clean(strings.Join(scope.Regions, ", "))
	}
	if len(scope.Exclusions) > 0 {
		text += "; " + plural(len(scope.Exclusions), "exclusion", "exclusions")
	}
	return text
}

func (n *nextScreen) carriedWords() string {
	p := n.proposal
	carried := p.sheet.Counts().Carried
	if carried == 0 {
		return "no answer"
	}
	concerns := make(map[scoring.Concern]int)
	for _, item := range p.agenda.First {
		concerns[item.Concern]++
	}
	text := plural(carried, "answer", "answers")
	separator := ": "
	for _, group := range []struct {
		concern scoring.Concern
		word    string
	}{{scoring.DuePassed, "past the due date"}, {scoring.BelowAll, "below all"}, {scoring.EvidenceStale, "on old evidence"}, {scoring.ExceptionEnded, "exception over"}, {scoring.ExceptionEnding, "exception soon over"}} {
		if count := concerns[group.concern]; count > 0 {
			text += fmt.Sprintf("%s%d %s", separator, count, group.word)
			separator = ", "
		}
	}
	return text
}

// anewWords says which questions are asked without an answer from last time.
func (n *nextScreen) anewWords() string {
	ids := make(map[scoring.Concern][]string)
	for _, item := range n.proposal.agenda.First {
		ids[item.Concern] = append(ids[item.Concern], item.Question)
	}
	var parts []string
	for _, group := range []struct {
		concern scoring.Concern
		word    string
	}{{scoring.Reworded, "reworded"}, {scoring.NewQuestion, "new"}, {scoring.LeftOpen, "left open last time"}} {
		if found := ids[group.concern]; len(found) > 0 {
			parts = append(parts, fmt.Sprintf("%d %s: %s", len(found), group.word, shortList(found, 4)))
		}
	}
	if len(parts) == 0 {
		return nothing
	}
	return strings.Join(parts, "; ")
}

const nothing = "nothing"

func (n *nextScreen) droppedWords() string {
	retired := n.proposal.left.Retired
	if len(retired) == 0 {
		return nothing
	}
	return plural(len(retired), "answer to a retired question", "answers to retired questions") + ": " + shortList(retired, 4)
}
