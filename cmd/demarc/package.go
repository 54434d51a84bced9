package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring/handover"
)

type packageOptions struct {
	id       string
	output   string
	key      string
	asOf     string
	evidence []string
}

func newPackageCmd(env *environment) *cobra.Command {
	var options packageOptions
	cmd := &cobra.Command{
		Use:     "package ID -o DIR|FILE.zip",
		GroupID: groupRead,
		Short:   "Make the package of a final assessment that an auditor gets",
		Long: `Make the package of a final assessment that an auditor gets: the report, every
document that it was made from, the evidence register, VERIFY.md, which says how
to check it all without demarc, and the sums of the files. It prints the SHA-256
of those sums: give it to the auditor by another way than the package.

--sign signs the sums with an SSH key, through the installed ssh-keygen, which
asks for passphrases and hardware keys and knows agents.

--evidence takes along the files that evidence refers to by path; each is looked
for in the folders that are given.`,
		Example: `  demarc package payments-2026-q4 -o payments-2026-q4.zip \
    --sign ~/.ssh/id_ed25519
  demarc package payments-2026-q4 -o hand-over --evidence .`,
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runPackage(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&options.output, "output", "o", "", "folder to make, or zip to write")
	flags.StringVar(&options.key, "sign", "", "file of the SSH key to sign with")
	flags.StringVar(&options.asOf, "as-of", "", "day on which the report speaks, YYYY-MM-DD (default: the last change)")
	flags.StringArrayVar(&options.evidence, "evidence", nil, "folder in which evidence lies that is to come along; may be repeated")
	return cmd
}

func runPackage(ctx context.Context, env *environment, options packageOptions) error {
	if options.output == "" || options.output == "-" {
		return usagef("package needs -o with the folder to make, or the .zip to write")
	}
	if extension := strings.ToLower(filepath.Ext(options.output)); slices.Contains(otherArchives, extension) {
		return usagef("a package is a folder or a .zip, not a %s", extension)
	}
	if err := handover.CheckFree(options.output); err != nil {
		return adviseOnPackage(err, options)
	}
	source, err := env.gather(ctx, options)
	if err != nil {
		return adviseOnPackage(err, options)
	}
	files, err := handover.Build(source)
	if err != nil {
		return adviseOnPackage(err, options)
	}
	if options.key != "" {
		ssh := handover.SSHKeygen{In: env.in, Out: env.err, Err: env.err}
		if err := ssh.Sign(ctx, files, options.key); err != nil {
			return adviseOnPackage(err, options)
		}
	}
	if err := handover.Write(options.output, files); err != nil {
		return adviseOnPackage(err, options)
	}
	env.say("wrote %s, %s; give the SHA-256 of its %s to the auditor by another way; demarc verify %s checks it all",
		options.output, plural(len(files), "file", "files"), handover.SumsFile, options.output)
	return env.print([]byte(files.Digest() + "  " + handover.SumsFile + "\n"))
}

// otherArchives are the endings of files that somebody may expect and would get
// a folder by that name.
var otherArchives = []string{".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar"}

// gather reads what the package is built from.
func (e *environment) gather(ctx context.Context, options packageOptions) (handover.Source, error) {
	opened, snapshot, err := e.load(ctx, options.id)
	if err != nil {
		return handover.Source{}, err
	}
	if err := e.sayIfCorrected(ctx, opened, options.id); err != nil {
		return handover.Source{}, err
	}
	source, err := handover.Gather(ctx, opened, options.id)
	if err != nil {
		return handover.Source{}, err
	}
	if source.AsOf, err = e.asOf(options.asOf, snapshot.Assessment); err != nil {
		return handover.Source{}, err
	}
	if len(options.evidence) == 0 {
		return source, nil
	}
	missing, err := source.FindEvidence(snapshot.Assessment, options.evidence)
	if err != nil {
		return handover.Source{}, err
	}
	if len(missing) > 0 {
		e.say("no file was found for %s; the register names them all the same", strings.Join(missing, " "))
	}
	return source, nil
}

// adviseOnPackage says what to do about a package that cannot be made.
func adviseOnPackage(err error, options packageOptions) error {
	var broken *handover.IntegrityError
	var told *advised
	switch {
	case errors.As(err, &told):
		return err
	case errors.As(err, &broken):
		return &notHeldError{fmt.Sprintf("%s; nothing was written", err)}
	case errors.Is(err, fs.ErrExist):
		return advise(fmt.Errorf("%s is there already", options.output), "give another name, or remove it first")
	case errors.Is(err, questionnaire.ErrNotFinal):
		return advise(err, fmt.Sprintf("demarc finalize %s locks its answers; demarc report %s writes the report of a draft", options.id, options.id))
	case errors.Is(err, store.ErrNotFound):
		return advise(err, "take it from version control: the report is made from it too")
	case errors.Is(err, handover.ErrNoSSHKeygen):
		return advise(err, "install OpenSSH, or make the package without --sign")
	default:
		return err
	}
}
