package tui

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"demarc/questionnaire"
)

// The dialogs here say more about the answer to the question on the screen.
// Each changes a copy of the answer and records it when it is accepted.

// optional wraps a field's check so that an empty field passes.
func optional(check func(string) error) func(string) error {
	return func(text string) error {
		if strings.TrimSpace(text) == "" {
			return nil
		}
		return check(strings.TrimSpace(text))
	}
}

// comingDate refuses what is no day, or a day before today.
func comingDate(today questionnaire.Date) func(string) error {
	return func(text string) error {
		day, err := questionnaire.ParseDate(strings.TrimSpace(text))
		if err == nil && day.Before(today) {
			return fmt.Errorf("%s is before today, %s", day, today)
		}
		return err
	}
}

// pastDate refuses what is no day, or a day after today.
func pastDate(today questionnaire.Date) func(string) error {
	return func(text string) error {
		day, err := questionnaire.ParseDate(strings.TrimSpace(text))
		if err == nil && day.After(today) {
			return fmt.Errorf("%s is after today, %s", day, today)
		}
		return err
	}
}

func newUnknownDialog(q *questionScreen) *dialog {
	line := q.line()
	person := cmp.Or(line.Answer.Flagged.Person(), q.app.session.finderThen(line).Person())
	return &dialog{
		title:  "Who finds out?",
		about:  q.line().Question,
		escape: "skip",
		intro:  "Saved as unknown; a name helps the review to chase it. Enter skips.",
		form:   q.app.newForm(huh.NewInput().Title("Name").CharLimit(200).Value(&person)),
		submit: func() tea.Cmd {
			if strings.TrimSpace(person) == "" {
				return nil
			}
			answer := q.line().Answer
			answer.Flagged = questionnaire.ParkFor(person)
			return q.record(answer)
		},
	}
}

func newNADialog(q *questionScreen) *dialog {
	reason := q.line().Answer.NAReason
	code := questionnaire.NANoSuchResource.String()
	if !reason.Code.IsZero() {
		code = reason.Code.String()
	}
	text := reason.Text
	var options []huh.Option[string]
	for _, candidate := range questionnaire.NACodes() {
		options = append(options, huh.NewOption(naWords[candidate], candidate.String()))
	}
	return &dialog{
		title: "Why does it not apply?",
		about: q.line().Question,
		intro: "A duty of another team is assessed, not left out.",
		form: q.app.newForm(
			huh.NewSelect[string]().Title("Reason").Options(options...).Value(&code),
			huh.NewInput().Title("In a sentence, which the report prints").CharLimit(1000).Value(&text).Validate(required("a sentence")),
		),
		submit: func() tea.Cmd {
			parsed, err := questionnaire.ParseNACode(code)
			if err != nil {
				q.app.notice = refusal(err)
				return nil
			}
			answer := withLevel(q.line().Answer, questionnaire.LevelNA, q.app.session)
			answer.NAReason = questionnaire.NAReason{Code: parsed, Text: strings.TrimSpace(text)}
			return q.recordLevel(answer)
		},
	}
}

var naWords = map[questionnaire.NACode]string{
	questionnaire.NANoSuchResource: "there is no such resource",
	questionnaire.NAOutOfScope:     "outside the scope of this assessment",
	questionnaire.NAOther:          "another reason",
}

func newOwnerDialog(q *questionScreen) *dialog {
	answer := q.line().Answer
	owner, due := answer.Owner, answer.Due.String()
	return &dialog{
		title: "Who closes the gap, by when?",
		about: q.line().Question,
		intro: "Both may stay empty.",
		form: q.app.newForm(
			huh.NewInput().Title("Owner").CharLimit(200).Value(&owner),
			huh.NewInput().Title("Due, YYYY-MM-DD").CharLimit(10).Value(&due).Validate(optional(requiredDate)),
		),
		submit: func() tea.Cmd {
			answer := q.line().Answer
			answer.Owner = strings.TrimSpace(owner)
			answer.Due, _ = questionnaire.ParseDate(strings.TrimSpace(due)) // empty means none; the form refused anything else
			return q.record(answer)
		},
	}
}

func newCountDialog(q *questionScreen) *dialog {
	answer := q.line().Answer
	count, source := "", answer.Population.Source
	if answer.Population != (questionnaire.Population{}) {
		count = strings.ReplaceAll(answer.Population.String(), " of ", "/")
	}
	return &dialog{
		title: "How many of how many?",
		about: q.line().Question,
		intro: "The count sets the level: 47/50 is most, 50/50 is all.",
		form: q.app.newForm(
			huh.NewInput().Title("In place / in all, such as 47/50").CharLimit(24).Value(&count).Validate(optional(func(text string) error {
				_, err := questionnaire.ParsePopulation(text)
				return err
			})),
			huh.NewInput().Title("Source of the numbers").CharLimit(200).Value(&source),
		),
		submit: func() tea.Cmd { return q.recordCount(strings.TrimSpace(count), strings.TrimSpace(source)) },
	}
}

// recordCount answers with the level that the count states.
func (q *questionScreen) recordCount(count, source string) tea.Cmd {
	answer := q.line().Answer
	if count == "" {
		answer.Population = questionnaire.Population{}
		return q.record(answer)
	}
	population, err := questionnaire.ParsePopulation(count)
	if err != nil {
		q.app.notice = refusal(err)
		return nil
	}
	if q.app.session.by == "" {
		return q.app.openDialog(newPersonDialog(q.app, func() tea.Cmd { return q.recordCount(count, source) }))
	}
	answer = withLevel(answer, population.Level(), q.app.session)
	population.Source = source
	answer.Population = population
	return q.recordLevel(answer)
}

func newParkDialog(q *questionScreen) *dialog {
	flagged := q.line().Answer.Flagged
	person, keep := flagged.Person(), true
	fields := []huh.Field{huh.NewInput().Title("For whom").Placeholder("empty for anyone").CharLimit(200).Value(&person)}
	if !flagged.IsZero() {
		fields = append([]huh.Field{huh.NewSelect[bool]().Title("Parked").Options(
			huh.NewOption("keep it parked", true), huh.NewOption("take it back", false)).Value(&keep)}, fields...)
	}
	return &dialog{
		title: "Park the question",
		about: q.line().Question,
		intro: "Enter skips parked questions until nothing else is left; the review lists them by name.",
		form:  q.app.newForm(fields...),
		submit: func() tea.Cmd {
			answer := q.line().Answer
			answer.Flagged = questionnaire.Flag{}
			if keep {
				answer.Flagged = questionnaire.ParkFor(person)
			}
			return q.record(answer)
		},
	}
}

// newExceptionDialog asks of which kind the exception is. None is done with
// that; the others need to be explained.
func newExceptionDialog(q *questionScreen) *dialog {
	kind := q.line().Answer.Exception.Kind.String()
	if kind == "" {
		kind = questionnaire.AcceptedRisk.String()
	}
	return &dialog{
		title: "Exception",
		about: q.line().Question,
		intro: "An accepted risk changes no number; a compensating control keeps the level until it ends.",
		form: q.app.newForm(huh.NewSelect[string]().Title("Kind").Options(
			huh.NewOption("accepted risk", questionnaire.AcceptedRisk.String()),
			huh.NewOption("compensating control", questionnaire.Compensating.String()),
			huh.NewOption("none", ""),
		).Value(&kind)),
		submit: func() tea.Cmd {
			if kind == "" {
				return q.recordException(questionnaire.Exception{})
			}
			parsed, err := questionnaire.ParseExceptionKind(kind)
			if err != nil {
				q.app.notice = refusal(err)
				return nil
			}
			return q.app.openDialog(newExceptionReasonDialog(q, parsed))
		},
	}
}

func newExceptionReasonDialog(q *questionScreen, kind questionnaire.ExceptionKind) *dialog {
	exception := q.line().Answer.Exception
	reason, approver, expires := exception.Reason, exception.Approver, exception.Expires.String()
	return &dialog{
		title: "Exception: " + exceptionWords[kind],
		about: q.line().Question,
		intro: "The report prints all of it.",
		form: q.app.newForm(
			huh.NewInput().Title("Reason").CharLimit(1000).Value(&reason).Validate(required("a reason")),
			huh.NewInput().Title("Approver").CharLimit(200).Value(&approver).Validate(required("an approver")),
			huh.NewInput().Title("Holds until, YYYY-MM-DD").CharLimit(10).Value(&expires).Validate(comingDate(questionnaire.NewDate(q.app.session.now()))),
		),
		submit: func() tea.Cmd {
			exception := questionnaire.Exception{Kind: kind, Reason: strings.TrimSpace(reason), Approver: strings.TrimSpace(approver)}
			exception.Expires, _ = questionnaire.ParseDate(strings.TrimSpace(expires)) // recording refuses an empty one
			return q.recordException(exception)
		},
	}
}

// recordException puts an exception, or none, beside the answer.
func (q *questionScreen) recordException(exception questionnaire.Exception) tea.Cmd {
	answer := q.line().Answer
	if answer.Exception == exception {
		return nil
	}
	answer.Exception = exception
	return q.record(answer)
}
