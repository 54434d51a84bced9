package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
)

type mergeOptions struct {
	base, ours, theirs     string
	output                 string
	force                  bool
	takesOurs, takesTheirs bool
}

func newMergeCmd(env *environment) *cobra.Command {
	var options mergeOptions
	cmd := &cobra.Command{
		Use:     "merge BASE OURS THEIRS",
		GroupID: groupAnswer,
		Short:   "Merge two versions of an assessment, by question",
		Long: `Merge two versions of an assessment, by question. BASE is the version that both
began with, or an empty file. What one side changed is taken over.

Where both sides answered a question, and not alike, the answer of OURS stands
and that of THEIRS is kept under conflicts in the file; exit 3. Answer those
questions again, in the app or by command, or edit the file: give the answer that
you want its place under answers and take it out of conflicts. finalize waits
until none is left. --ours or --theirs decides all of them at once.

As the merge driver of git, in a workspace that demarc init made:
    git config merge.demarc.name "demarc, by question"
    git config merge.demarc.driver "demarc merge %O %A %B -o %A --force"`,
		Example: "  demarc merge base.json ours.json theirs.json -o merged.json",
		Args:    exactly("the version that both began with, or an empty file", "our version", "their version"),
		RunE: func(cmd *cobra.Command, args []string) error {
			options.base, options.ours, options.theirs = args[0], args[1], args[2]
			return runMerge(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&options.output, "output", "o", "-", "file to write, - for standard output")
	flags.BoolVar(&options.force, "force", false, "write over a file that is there")
	flags.BoolVar(&options.takesOurs, "ours", false, "where both changed the same, take ours")
	flags.BoolVar(&options.takesTheirs, "theirs", false, "where both changed the same, take theirs")
	return cmd
}

func runMerge(ctx context.Context, env *environment, options mergeOptions) error {
	preferred, err := options.preferred()
	if err != nil {
		return err
	}
	versions, err := env.readVersions(ctx, options.base, options.ours, options.theirs)
	if err != nil {
		return err
	}
	merged, err := questionnaire.Merge(versions[0], versions[1], versions[2], preferred)
	if err != nil {
		return adviseOnMerge(err)
	}
	if _, err := env.placeOutput(options.output, merged.Document, options.force); err != nil {
		return err
	}
	return env.tellMerge(merged, preferred)
}

func (o mergeOptions) preferred() (questionnaire.Side, error) {
	switch {
	case o.takesOurs && o.takesTheirs:
		return questionnaire.NoSide, usagef("give --ours or --theirs, not both")
	case o.takesOurs:
		return questionnaire.Ours, nil
	case o.takesTheirs:
		return questionnaire.Theirs, nil
	default:
		return questionnaire.NoSide, nil
	}
}

// readVersions reads the files of a merge, one of which may be standard input.
func (e *environment) readVersions(ctx context.Context, paths ...string) ([][]byte, error) {
	if first := slices.Index(paths, "-"); first >= 0 && slices.Contains(paths[first+1:], "-") {
		return nil, usagef("standard input, -, can be only one of the three files")
	}
	tooLarge := fmt.Errorf("an assessment is no larger than %d MiB", questionnaire.MaxAssessmentBytes>>20)
	var versions [][]byte
	for _, path := range paths {
		content, err := e.readInput(ctx, path, questionnaire.MaxAssessmentBytes, tooLarge)
		if err != nil {
			return nil, err
		}
		versions = append(versions, content)
	}
	return versions, nil
}

// adviseOnMerge says what to do about a merge that was refused.
func adviseOnMerge(err error) error {
	var document *questionnaire.DocumentError
	switch {
	case errors.Is(err, questionnaire.ErrFinalMerge):
		return advise(err, "keep the final as it is, with git checkout --ours or --theirs and the file's name where git merges, and bring what the other side says into a correction: demarc new --supersedes ID")
	case errors.Is(err, questionnaire.ErrBothChanged):
		return advise(err, "change one side to say what the other says and merge again, or give --ours or --theirs")
	case errors.Is(err, questionnaire.ErrThirdAnswer):
		return advise(err, "settle what is in conflict on its side and merge again, or give --ours or --theirs")
	case errors.As(err, &document):
		return advise(err, "mend the file by hand or take it from version control")
	default:
		return err
	}
}

// tellMerge says what a merge did beyond taking over what one side changed. It
// returns an error where conflicts are left.
func (e *environment) tellMerge(merged *questionnaire.Merged, preferred questionnaire.Side) error {
	for _, id := range slices.Sorted(maps.Keys(merged.Renumbered)) {
		e.say("evidence %s of theirs is %s here", id, merged.Renumbered[id])
	}
	side := "ours"
	if preferred == questionnaire.Theirs {
		side = "theirs"
	}
	for _, what := range merged.Settled {
		e.say("both sides changed %s; took %s", what, side)
	}
	a := merged.Assessment
	conflicts := a.Conflicts()
	if len(conflicts) == 0 {
		e.say("merged %s", a.ID())
		return nil
	}
	for _, id := range conflicts {
		ours, _ := a.Answer(id)
		theirs, _ := a.Conflict(id)
		e.say("%s: ours %s; theirs %s; they differ in %s", id, wording(ours), wording(theirs), differences(ours, theirs))
	}
	return &notHeldError{fmt.Sprintf("%s of %s in conflict; ours stands, theirs is kept under conflicts; answer again what is in conflict, or edit the file",
		plural(len(conflicts), "answer", "answers"), a.ID())}
}

// wording says an answer in a few words.
func wording(answer questionnaire.Answer) string {
	said := "has no level"
	if !answer.Level.IsZero() {
		said = answer.Level.String()
	}
	if answer.By != "" {
		said += " by " + answer.By
	}
	if !answer.At.IsZero() {
		said += " on " + answer.At.Date().String()
	}
	return said
}

// differences names the keys in which two answers differ.
func differences(ours, theirs questionnaire.Answer) string {
	mine, other := fieldsOf(ours), fieldsOf(theirs)
	keys := maps.Clone(mine)
	maps.Copy(keys, other)
	differ := slices.DeleteFunc(slices.Sorted(maps.Keys(keys)), func(key string) bool {
		return string(mine[key]) == string(other[key])
	})
	return strings.Join(differ, ", ")
}

// fieldsOf returns an answer as a document holds it, by its keys.
func fieldsOf(answer questionnaire.Answer) map[string]json.RawMessage {
	var fields map[string]json.RawMessage
	document, err := questionnaire.EncodeAnswer(answer)
	if err == nil {
		err = json.Unmarshal(document, &fields)
	}
	if err != nil {
		return nil // it came out of a document
	}
	return fields
}
