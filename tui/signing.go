package tui

import (
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

// signoffRead brings who signed the final in hand so far.
type signoffRead struct {
	session *session
	signoff questionnaire.Signoff
	err     error
}

// signed says that a signature is durable, or why it was not given.
type signed struct {
	session   *session
	signature questionnaire.Signature
	signoff   questionnaire.Signoff
	err       error
}

// startSigning reads who signed so far and then asks who signs now.
func (a *App) startSigning() tea.Cmd {
	s, keeper := a.session, a.env.Store
	id := s.assessment.ID()
	return func() tea.Msg {
		signoff, err := keeper.Signoff(context.Background(), id)
		return signoffRead{s, signoff, err}
	}
}

func (a *App) takeSignoff(msg signoffRead) tea.Cmd {
	switch {
	case msg.session != a.session || a.dialog != nil:
		return nil // the user has gone on
	case msg.err != nil:
		a.notice = "Cannot be signed: " + clean(msg.err.Error())
		return nil
	}
	return a.openDialog(newSignDialog(a, msg.signoff, questionnaire.Signature{}, ""))
}

// newSignDialog asks for a role and a name. A problem says why the signature
// that was given was refused.
func newSignDialog(a *App, signoff questionnaire.Signoff, given questionnaire.Signature, problem string) *dialog {
	roles := []huh.Option[string]{huh.NewOption("reviewer", questionnaire.RoleReviewer.String())}
	if len(signoff.Of(questionnaire.RoleApprover)) == 0 {
		roles = append(roles, huh.NewOption("approver", questionnaire.RoleApprover.String()))
	}
	role, name := given.Role.String(), given.Name
	if given.Role.IsZero() {
		role = roles[len(signoff.Of(questionnaire.RoleReviewer))%len(roles)].Value
	}
	intro := signedSoFar(signoff) + " Prepared by " + clean(a.session.assessment.PreparedBy()) + ". Names are kept as entered; nobody's identity is checked."
	if problem != "" {
		intro = problem
	}
	return &dialog{
		title: "Sign " + clean(a.session.assessment.Team()) + " " + clean(a.session.assessment.Period().Label),
		intro: intro,
		form: a.newForm(
			huh.NewSelect[string]().Title("As").Options(roles...).Value(&role),
			huh.NewInput().Title("Name").CharLimit(200).Value(&name).Validate(required("a name")),
		),
		submit: func() tea.Cmd {
			parsed, err := questionnaire.ParseRole(role)
			if err != nil {
				a.notice = refusal(err)
				return nil
			}
			return a.sign(questionnaire.Signature{Role: parsed, Name: strings.TrimSpace(name)})
		},
	}
}

func signedSoFar(signoff questionnaire.Signoff) string {
	if signoff.IsZero() {
		return "Nobody signed yet."
	}
	var parts []string
	for _, signature := range signoff.Signatures {
		parts = append(parts, fmt.Sprintf("%s as %s on %s", clean(signature.Name), signature.Role, dayOf(signature.At.Time())))
	}
	return "Signed by " + strings.Join(parts, ", ") + "."
}

func (a *App) sign(signature questionnaire.Signature) tea.Cmd {
	s, keeper := a.session, a.env.Store
	id := s.assessment.ID()
	return func() tea.Msg {
		signoff, err := keeper.Sign(context.Background(), id, signature)
		return signed{s, signature, signoff, err}
	}
}

// takeSigned says who signed. Where the preparer would approve it asks for the
// reason; where a signature is refused it says why and asks again.
func (a *App) takeSigned(msg signed) tea.Cmd {
	switch {
	case msg.session != a.session:
		return nil
	case msg.err == nil:
		a.notice = "Signed by " + clean(msg.signature.Name) + " as " + msg.signature.Role.String() + "."
		return nil
	case errors.Is(msg.err, questionnaire.ErrSamePerson):
		return a.openDialog(newSamePersonDialog(a, msg.signature))
	}
	return a.openDialog(newSignDialog(a, msg.signoff, msg.signature, notSigned(msg.err)))
}

func notSigned(err error) string {
	var changed *questionnaire.ChangedError
	switch {
	case errors.As(err, &changed):
		return "Not signed: " + clean(changed.ID) + " was changed after it was signed, so the signatures are of another document. Bring back the signed one."
	case errors.Is(err, questionnaire.ErrClockBehind):
		return "Not signed: " + clean(err.Error()) + ". Set the clock of this computer."
	default:
		return "Not signed: " + saveProblem(err) + "."
	}
}

func newSamePersonDialog(a *App, signature questionnaire.Signature) *dialog {
	reason := ""
	return &dialog{
		title: "One person in two roles",
		intro: clean(signature.Name) + " prepared this assessment and would approve it. That needs a reason, which the report prints on its first page.",
		form: a.newForm(huh.NewInput().Title("Why nobody else approves").CharLimit(1000).Value(&reason).
			Validate(required("a reason"))),
		submit: func() tea.Cmd {
			signature.SamePersonReason = strings.TrimSpace(reason)
			return a.sign(signature)
		},
	}
}

// startCorrection asks whether to correct the final in hand with a new draft
// that names it.
func (a *App) startCorrection() tea.Cmd {
	at, begin := a.session.assessment, false
	return a.openDialog(&dialog{
		title: "Correct " + clean(at.Team()) + " " + clean(at.Period().Label) + "?",
		intro: "A correction is a new draft that names the final it corrects: its answers stand as they are until somebody changes them. The final itself stays as it is.",
		form: a.newForm(huh.NewSelect[bool]().Title("Begin a correction?").Options(
			huh.NewOption("no", false), huh.NewOption("yes, correct it", true)).Value(&begin)),
		submit: func() tea.Cmd {
			if !begin {
				return nil
			}
			return a.correct(at.ID())
		},
	})
}

// correct makes the correction of a final, off the event loop.
func (a *App) correct(id string) tea.Cmd {
	env := *a.env
	return func() tea.Msg { return env.correct(id) }
}

func (e environment) correct(id string) created {
	ctx := context.Background()
	final, err := e.Store.Load(ctx, id)
	if err != nil {
		return created{err: err}
	}
	if err := store.CheckSigned(ctx, e.Store, final); err != nil {
		return created{err: err}
	}
	draft, err := questionnaire.Correct(final.Earlier(), e.Generator, e.Now())
	if err != nil {
		return created{err: err}
	}
	return created{id: draft.ID(), then: toQuestions, err: e.Store.Create(ctx, draft, final.Bank)}
}

// takeCreated goes on with a new assessment: the screen that made it does, else
// it is a correction.
func (a *App) takeCreated(msg created) tea.Cmd {
	if maker, ok := a.current.(interface{ take(created) tea.Cmd }); ok {
		return maker.take(msg)
	}
	switch {
	case msg.err == nil:
		a.notice = "A draft that corrects the final. Change what was wrong, then finalize it."
		return a.readAssessment(msg.id, msg.then)
	case errors.Is(msg.err, store.ErrExists):
		a.notice = "It is corrected already: q leads home, where the correction is."
	default:
		a.notice = "Not corrected: " + previousProblem(msg.err) + "."
	}
	return nil
}
