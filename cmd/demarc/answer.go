package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
)

type answerOptions struct {
	id       string
	question string
	level    string // empty to keep the level there is
	file     string

	note       string
	evidence   []string
	title      string
	kind       string
	collected  string
	population string
	naReason   string
	owner      string
	due        string
	method     string
	park       string
	recordedBy string
	exception  exceptionFlags
	// given reports whether a flag stands on the command line.
	given func(flag string) bool
}

func newAnswerCmd(env *environment) *cobra.Command {
	options := &answerOptions{}
	cmd := &cobra.Command{
		Use:     "answer ID QUESTION LEVEL",
		GroupID: groupAnswer,
		Short:   "Answer a question, or many from a file",
		Long: `Answer a question with a level: none, some (under half), most (half or more),
all, unknown, or na with --na-reason. What is not given stays as it was; a count
goes when the level changes, and an exception when it becomes all. Without LEVEL
only what the flags say is changed.

--evidence names a piece of the assessment (E-01), or a link or path together
with --title, --kind and --collected, which is listed first.

--file takes many answers from YAML, JSON or CSV, all of them or none.
    evidence:
      E-01: {title: Rule export, kind: config-export, ref: rules.csv,
             collected_at: 2026-11-02}
    answers:
      NET-01: {level: most, population: 47/50, evidence: [E-01]}
An exception is {kind, reason, approver, expires} there, or none to end it. CSV
has a header: question, level, and any of note, by, recorded_by, method,
population, na_reason, evidence, owner, due, flagged.`,
		Example: `  demarc answer payments-2026-q4 IAM-01 all --by "Priya Shah" \
    --note "Hardware key in the safe"
  demarc answer payments-2026-q4 NET-07 na \
    --na-reason "no-such-resource:There is no web application"
  demarc answer payments-2026-q4 NET-02 most --exception compensating \
    --reason "VPN only" --approver "Mia Chen" --expires 2027-03-31
  demarc answer payments-2026-q4 --file answers.yaml`,
		Args:              func(cmd *cobra.Command, args []string) error { return options.take(cmd, args) },
		ValidArgsFunction: env.completeAnswer,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if options.file != "" {
				return runAnswerFile(cmd.Context(), env, options.id, options.file)
			}
			return runAnswer(cmd.Context(), env, options)
		},
	}
	options.addFlags(cmd)
	return cmd
}

func (o *answerOptions) addFlags(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&o.file, "file", "", "file of answers, - for standard input")
	flags.StringVar(&o.note, "note", "", "note, - for standard input")
	flags.StringArrayVar(&o.evidence, "evidence", nil, "E-01, or a link or path; may be repeated")
	flags.StringVar(&o.title, "title", "", "title of new evidence")
	flags.StringVar(&o.kind, "kind", "", "kind of new evidence: config-export, query-output, log, ticket, record, document, screenshot, statement")
	flags.StringVar(&o.collected, "collected", "", "day on which new evidence was collected, YYYY-MM-DD")
	flags.StringVar(&o.population, "population", "", "how many of how many: 47/50")
	flags.StringVar(&o.naReason, "na-reason", "", "why it does not apply, CODE:TEXT with code out-of-scope, no-such-resource or other")
	flags.StringVar(&o.owner, "owner", "", "who closes the gap")
	flags.StringVar(&o.due, "due", "", "by when, YYYY-MM-DD")
	flags.StringVar(&o.method, "method", "", "how it was found out: examine, interview, test")
	flags.StringVar(&o.park, "park", "", "name of the person for whom the question is parked")
	flags.StringVar(&o.recordedBy, "recorded-by", "", "name of the person who types, if another than who answers")
	o.exception.add(cmd)
	completeWords(cmd, "kind", questionnaire.EvidenceKinds())
	o.given = func(flag string) bool { return cmd.Flags().Changed(flag) }
}

// aboutAnswer are the flags that say something about one answer.
var aboutAnswer = []string{
	"note", "evidence", "population", "na-reason", "owner", "due", "method", "park", "recorded-by", "exception",
}

// take reads the arguments: a file of answers needs only the assessment, and a
// level may be left out where flags say something else.
func (o *answerOptions) take(cmd *cobra.Command, args []string) error {
	about := slices.ContainsFunc(aboutAnswer, o.given)
	if o.given("file") {
		if about || len(args) > 1 {
			return usagef("--file says everything about its answers; give it with the id of the assessment alone")
		}
		if err := exactly(anAssessment)(cmd, args); err != nil {
			return err
		}
		o.id = args[0]
		return nil
	}
	needed := []string{anAssessment, "the id of a question, which demarc questions shows", "a level: none, some, most, all, unknown or na"}
	if len(args) == 2 && about {
		needed = needed[:2]
	}
	if err := exactly(needed...)(cmd, args); err != nil {
		return err
	}
	o.id, o.question = args[0], strings.ToUpper(args[1])
	if len(args) == 3 {
		o.level = args[2]
	}
	return nil
}

var errNobodyNamed = usagef("nobody is named as answering; give --by NAME, set DEMARC_BY, or set git's user.name")

func runAnswer(ctx context.Context, env *environment, options *answerOptions) error {
	change, err := options.change()
	if err != nil {
		return err
	}
	if options.note == "-" {
		if *change.Note, err = env.noteFromInput(ctx); err != nil {
			return err
		}
	}
	speaker := env.by
	if change.Level != nil {
		if speaker = env.speaker(ctx); speaker == "" {
			return errNobodyNamed
		}
	}
	if speaker != "" {
		change.By = &speaker
	}
	opened, snapshot, err := env.load(ctx, options.id)
	if err != nil {
		return err
	}
	before, _ := snapshot.Assessment.Answer(options.question)
	edit := store.Edit{Question: options.question, Answer: change.Apply(before), Read: snapshot.Answers[options.question]}
	if err := options.attach(&edit, speaker); err != nil {
		return err
	}
	saved, err := opened.SaveAnswers(ctx, options.id, edit)
	if errors.Is(err, questionnaire.ErrUnknownQuestion) {
		return advise(err, "demarc questions --for "+options.id+" shows what is asked")
	}
	if err != nil {
		return err
	}
	env.say("saved: %s", describe(saved[0]))
	env.sayWhatStays(before, saved[0].Answer, change)
	if !asks(snapshot, options.question) {
		env.say("%s is not asked in this scope: the answer is kept, and counts once it is", options.question)
	}
	return nil
}

// change returns what the command line says about the answer. An empty value
// takes back what was said before.
func (o *answerOptions) change() (questionnaire.Change, error) {
	var change questionnaire.Change
	if o.level != "" {
		level, err := questionnaire.ParseLevel(o.level)
		if err != nil {
			return change, err
		}
		change.Level = &level
	}
	var err error
	if change.Exception, err = o.exception.change(o.given); err != nil {
		return change, err
	}
	return change, cmp.Or(
		take(o, "note", o.note, typedNote, &change.Note),
		take(o, "population", o.population, questionnaire.ParsePopulation, &change.Population),
		take(o, "na-reason", o.naReason, questionnaire.ParseNAReason, &change.NAReason),
		take(o, "owner", o.owner, oneLine, &change.Owner),
		take(o, "due", o.due, questionnaire.ParseDate, &change.Due),
		take(o, "method", o.method, questionnaire.ParseMethod, &change.Method),
		take(o, "park", o.park, parkFor, &change.Flagged),
		take(o, "recorded-by", o.recordedBy, oneLine, &change.RecordedBy),
	)
}

// take reads the value of a flag, if it was given.
func take[T any](o *answerOptions, flag, text string, parse func(string) (T, error), into **T) error {
	if !o.given(flag) {
		return nil
	}
	var value T
	if text != "" {
		var err error
		if value, err = parse(text); err != nil {
			return fmt.Errorf("--%s: %w", flag, err)
		}
	}
	*into = &value
	return nil
}

func oneLine(text string) (string, error) { return strings.TrimSpace(text), nil }

func parkFor(person string) (questionnaire.Flag, error) { return questionnaire.ParkFor(person), nil }

func typedNote(text string) (string, error) {
	if len(text) > questionnaire.MaxTypedNote {
		return "", fmt.Errorf("longer than %d KiB; from standard input, with --note -, it may be %d", questionnaire.MaxTypedNote>>10, questionnaire.MaxNote>>10)
	}
	return text, nil
}

func (e *environment) noteFromInput(ctx context.Context) (string, error) {
	tooLarge := fmt.Errorf("a note may be no longer than %d KiB", questionnaire.MaxNote>>10)
	text, err := e.readInput(ctx, "-", questionnaire.MaxNote, tooLarge)
	return strings.TrimSpace(string(text)), err
}

var evidenceID = regexp.MustCompile(`^[Ee]-\d+$`)

// attach puts the evidence that the command line names behind what the answer
// has: pieces of the assessment by id, and at most one new piece.
func (o *answerOptions) attach(edit *store.Edit, by string) error {
	for _, named := range o.evidence {
		if id := strings.ToUpper(named); evidenceID.MatchString(id) {
			if !slices.Contains(edit.Answer.Evidence, id) {
				edit.Answer.Evidence = append(edit.Answer.Evidence, id)
			}
			continue
		}
		if len(edit.Evidence) > 0 {
			return usagef("one new piece of evidence at a time; --file takes many")
		}
		piece, err := o.piece(named, by)
		if err != nil {
			return err
		}
		edit.Evidence = append(edit.Evidence, piece)
	}
	if len(edit.Evidence) == 0 && slices.ContainsFunc([]string{"title", "kind", "collected"}, o.given) {
		return usagef("--title, --kind and --collected speak of new evidence; give --evidence with its link or path")
	}
	return nil
}

func (o *answerOptions) piece(ref, by string) (questionnaire.Evidence, error) {
	piece := questionnaire.Evidence{Title: strings.TrimSpace(o.title), Ref: strings.TrimSpace(ref), By: by}
	if o.title == "" || o.kind == "" || o.collected == "" {
		return piece, usagef("new evidence %q needs --title, --kind and --collected", ref)
	}
	day, err := parseDay("--collected", o.collected)
	if err != nil {
		return piece, err
	}
	piece.CollectedAt = questionnaire.NewInstant(day.Time())
	piece.Kind, err = questionnaire.ParseEvidenceKind(o.kind)
	return piece, err
}

// describe says in a line what an answer is now.
func describe(saved store.Saved) string {
	answer := saved.Answer
	said := saved.Question + " without a level"
	if !answer.Level.IsZero() {
		said = saved.Question + " " + answer.Level.String()
	}
	if answer.Population.Total > 0 {
		said += ", " + answer.Population.String()
	}
	if len(answer.Evidence) > 0 {
		said += ", with " + strings.Join(answer.Evidence, " ")
	}
	if !answer.Flagged.IsZero() {
		said += ", parked for " + cmp.Or(answer.Flagged.Person(), "anyone")
	}
	if answer.By != "" {
		said += ", for " + answer.By
	}
	return said
}

// asks reports whether the question counts in the assessment.
func asks(snapshot store.Snapshot, question string) bool {
	asked := questionnaire.Asked(snapshot.Bank, snapshot.Assessment.Scope())
	return slices.ContainsFunc(asked, func(one questionnaire.AskedQuestion) bool { return one.ID == question })
}

// completeAnswer completes an assessment, then a question, then a level.
func (e *environment) completeAnswer(cmd *cobra.Command, args []string, part string) ([]string, cobra.ShellCompDirective) {
	switch len(args) {
	case 0:
		return e.completeIDs(cmd, args, part)
	case 1:
		_, snapshot, err := e.load(cmd.Context(), args[0])
		if err != nil {
			return nil, cobra.ShellCompDirectiveError
		}
		var ids []string
		for _, question := range questionnaire.Asked(snapshot.Bank, snapshot.Assessment.Scope()) {
			ids = append(ids, question.ID+"\t"+questionnaire.PrintableLine(question.Title))
		}
		return ids, cobra.ShellCompDirectiveNoFileComp
	case 2:
		return words(questionnaire.Levels()), cobra.ShellCompDirectiveNoFileComp
	default:
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
}
