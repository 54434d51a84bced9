package tui

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// scopeFields are the parts of a scope that no question depends on, as they are
// typed.
type scopeFields struct {
	accounts, total, source, regions, exclusions string
}

func fieldsOf(scope questionnaire.Scope) scopeFields {
	fields := scopeFields{
		source: scope.AccountsSource, regions: strings.Join(scope.Regions, ", "),
		exclusions: strings.Join(scope.Exclusions, "; "),
	}
	if scope.AccountsTotal > 0 {
		fields.total = strconv.Itoa(scope.AccountsTotal)
	}
	var accounts []string
	for _, account := range scope.Accounts {
		accounts = append(accounts, strings.TrimSpace(account.ID+" "+account.Name))
	}
	fields.accounts = strings.Join(accounts, ", ")
	return fields
}

// into returns the scope with the fields in it.
func (f scopeFields) into(scope questionnaire.Scope) questionnaire.Scope {
	scope.Accounts = nil
	for _, entry := range listed(f.accounts, ",") {
		id, name, _ := strings.Cut(entry, " ")
		scope.Accounts = append(scope.Accounts, questionnaire.Account{ID: id, Name: strings.TrimSpace(name)})
	}
	scope.AccountsTotal, _ = strconv.Atoi(strings.TrimSpace(f.total)) // empty means that nobody said
	scope.AccountsSource = strings.TrimSpace(f.source)
	scope.Regions, scope.Exclusions = listed(f.regions, ","), listed(f.exclusions, ";")
	return scope
}

// listed splits text at a separator and leaves out what is empty.
func listed(text, separator string) []string {
	var entries []string
	for entry := range strings.SplitSeq(text, separator) {
		if entry = strings.TrimSpace(entry); entry != "" {
			entries = append(entries, entry)
		}
	}
	return entries
}

// editScope asks for accounts, regions and exclusions, which the report states,
// and then does what waited for them.
func (a *App) editScope(then func() tea.Cmd) tea.Cmd {
	return a.askScope("What was looked at", then)
}

func (a *App) askScope(title string, then func() tea.Cmd) tea.Cmd {
	s := a.session
	if a.locked() {
		return nil
	}
	fields := fieldsOf(s.assessment.Scope())
	return a.openDialog(&dialog{
		title: title,
		intro: "The report states it, and says \"not stated\" where a field stays empty. Nothing here changes which questions are asked.",
		form: a.newForm(
			huh.NewInput().Title("Account ids, each with a name if you like").Placeholder("such as 111122223333 production, 444455556666 staging").
				CharLimit(20_000).Value(&fields.accounts).Validate(a.checkScope(&fields)),
			huh.NewInput().Title("Accounts there are in all").CharLimit(6).Value(&fields.total).Validate(optional(wholeNumber)),
			huh.NewInput().Title("Source of that number").CharLimit(200).Value(&fields.source),
			huh.NewInput().Title("Regions, with commas between").CharLimit(1000).Value(&fields.regions).Validate(a.checkScope(&fields)),
			huh.NewInput().Title("Left out on purpose, with semicolons between").CharLimit(4000).Value(&fields.exclusions),
		),
		submit: func() tea.Cmd { return a.saveScope(fields.into(s.assessment.Scope()), then) },
	})
}

func wholeNumber(text string) error {
	if count, err := strconv.Atoi(text); err != nil || count < 1 {
		return errors.New("needs a whole number")
	}
	return nil
}

// checkScope refuses a field that makes the scope illegal.
func (a *App) checkScope(fields *scopeFields) func(string) error {
	return func(string) error {
		scope := fields.into(a.session.assessment.Scope())
		scope.AccountsTotal = 0 // has a field of its own
		return a.session.assessment.Clone().Rescope(a.session.bank, scope, a.env.Now())
	}
}

// scopeSaved says that the scope is durable, or why it is not.
type scopeSaved struct {
	session *session
	scope   questionnaire.Scope
	token   store.Token
	then    func() tea.Cmd
	err     error
}

func (a *App) saveScope(scope questionnaire.Scope, then func() tea.Cmd) tea.Cmd {
	s, keeper := a.session, a.env.Store
	id, read := s.assessment.ID(), s.scope
	return func() tea.Msg {
		token, err := keeper.SaveScope(context.Background(), id, scope, read)
		return scopeSaved{s, scope, token, then, err}
	}
}

func (a *App) takeScope(msg scopeSaved) tea.Cmd {
	s := msg.session
	if msg.err == nil {
		msg.err = s.assessment.Rescope(s.bank, msg.scope, a.env.Now())
	}
	if msg.err != nil {
		a.notice = fmt.Sprintf("The scope was not saved: %s", saveProblem(msg.err))
		return nil
	}
	s.scope, s.savedAt = msg.token, a.env.Now()
	a.notice = "Saved: " + plural(len(msg.scope.Accounts), "account", "accounts") + ", " + plural(len(msg.scope.Regions), "region", "regions") + "."
	if msg.then != nil && s == a.session && a.dialog == nil { // else the user has gone on
		return msg.then()
	}
	return nil
}
