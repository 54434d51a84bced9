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
	before    questionnaire.Signoff // who had signed when it was given
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
	return a.openDialog(newSignDialog(a, msg.signoff))
}

// newSignDialog asks for a role and a name.
func newSignDialog(a *App, signoff questionnaire.Signoff) *dialog {
	intro := signedSoFar(signoff) + " Prepared by " + clean(a.session.assessment.PreparedBy()) + ". Names are kept as entered; nobody's identity is checked."
	return signDialog(a, signoff, questionnaire.Signature{Role: roleToSign(signoff)}, intro)
}

// newSignAgainDialog asks for a role and a name again, and stands on the name,
// which was refused.
func newSignAgainDialog(a *App, signoff questionnaire.Signoff, given questionnaire.Signature, problem string) *dialog {
	d := signDialog(a, signoff, given, problem)
	d.begin = 1
	return d
}

func signDialog(a *App, signoff questionnaire.Signoff, given questionnaire.Signature, intro string) *dialog {
	roles := []huh.Option[string]{huh.NewOption("reviewer", questionnaire.RoleReviewer.String())}
	if len(signoff.Of(questionnaire.RoleApprover)) == 0 {
		roles = append(roles, huh.NewOption("approver", questionnaire.RoleApprover.String()))
	}
	role, name := given.Role.String(), given.Name
	return &dialog{
		title: a.signTitle(),
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
			return a.considerSignature(signoff, questionnaire.Signature{Role: parsed, Name: strings.TrimSpace(name)})
		},
	}
}

func (a *App) signTitle() string {
	return "Sign " + clean(a.session.assessment.Team()) + " " + clean(a.session.assessment.Period().Label)
}

// roleToSign returns the first role in which nobody signed yet.
func roleToSign(signoff questionnaire.Signoff) questionnaire.Role {
	if len(signoff.Of(questionnaire.RoleReviewer)) > 0 && len(signoff.Of(questionnaire.RoleApprover)) == 0 {
		return questionnaire.RoleApprover
	}
	return questionnaire.RoleReviewer
}

// considerSignature tries a signature without keeping it: what would be refused
// comes back to the field that is to blame, and the rest is asked for sure.
func (a *App) considerSignature(signoff questionnaire.Signoff, signature questionnaire.Signature) tea.Cmd {
	_, err := signoff.Sign(a.session.assessment, signoff.Assessment.Digest, signature, a.env.Now())
	switch {
	case err == nil, errors.Is(err, questionnaire.ErrClockBehind):
		return a.openDialog(newSureDialog(a, signoff, signature, ""))
	case errors.Is(err, questionnaire.ErrSamePerson):
		return a.openDialog(newSamePersonDialog(a, signoff, signature, ""))
	case signature.SamePersonReason != "":
		return a.openDialog(newSamePersonDialog(a, signoff, signature, notSigned(err)))
	default:
		return a.openDialog(newSignAgainDialog(a, signoff, signature, notSigned(err)))
	}
}

// newSureDialog is the last step before a signature, which nobody can take
// back. A problem says why it was not kept when it was tried.
func newSureDialog(a *App, signoff questionnaire.Signoff, signature questionnaire.Signature, problem string) *dialog {
	sure := false
	name := clean(signature.Name)
	intro := name + " signs " + a.session.assessment.ID() + " as " + signature.Role.String() + ". This cannot be taken back."
	if problem != "" {
		intro = problem
	}
	return &dialog{
		title: a.signTitle(),
		intro: intro,
		form: a.newForm(huh.NewSelect[bool]().Title("Sign as "+name+"?").Options(
			huh.NewOption("no", false), huh.NewOption("yes, sign", true)).Value(&sure)),
		submit: func() tea.Cmd {
			if !sure {
				return a.openDialog(newSignAgainDialog(a, signoff, signature, "Not signed: change what is wrong, or leave with esc."))
			}
			return a.sign(signoff, signature)
		},
		cancelled: func() tea.Cmd {
			a.notice = "Not signed: nothing was changed."
			return nil
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

func (a *App) sign(before questionnaire.Signoff, signature questionnaire.Signature) tea.Cmd {
	s, keeper := a.session, a.env.Store
	id := s.assessment.ID()
	return func() tea.Msg {
		_, err := keeper.Sign(context.Background(), id, signature)
		return signed{s, signature, before, err}
	}
}

// takeSigned says who signed, or why the signature was not kept, and then asks
// again whether to sign.
func (a *App) takeSigned(msg signed) tea.Cmd {
	switch {
	case msg.session != a.session:
		return nil
	case msg.err == nil:
		a.notice = "Signed by " + clean(msg.signature.Name) + " as " + msg.signature.Role.String() + "."
		return a.renewReport()
	case a.dialog != nil:
		a.notice = notSigned(msg.err)
		return nil
	default:
		return a.openDialog(newSureDialog(a, msg.before, msg.signature, notSigned(msg.err)))
	}
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

// newSamePersonDialog asks why one person prepares and approves. A problem says
// why the reason that was given was refused.
func newSamePersonDialog(a *App, signoff questionnaire.Signoff, signature questionnaire.Signature, problem string) *dialog {
	reason := signature.SamePersonReason
	intro := clean(signature.Name) + " prepared this assessment and would approve it. That needs a reason, which the report prints on its first page."
	if problem != "" {
		intro = problem
	}
	return &dialog{
		title: "One person in two roles",
		intro: intro,
		form: a.newForm(huh.NewInput().Title("Why nobody else approves").CharLimit(1000).Value(&reason).
			Validate(required("a reason"))),
		submit: func() tea.Cmd {
			signature.SamePersonReason = strings.TrimSpace(reason)
			return a.considerSignature(signoff, signature)
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
	env, reading := *a.env, a.reading
	return func() tea.Msg {
		made := env.correct(id)
		made.reading = reading
		return made
	}
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
// it is a correction. It is not opened for whoever has left meanwhile.
func (a *App) takeCreated(msg created) tea.Cmd {
	if maker, ok := a.current.(interface{ take(created) tea.Cmd }); ok {
		return maker.take(msg)
	}
	switch {
	case msg.reading != a.reading && msg.err != nil:
		a.notice = notMade(msg.err)
	case msg.reading != a.reading:
		a.notice = msg.id + " was made: it is on home."
		if a.atHome() {
			return a.readWorkspace()
		}
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
