package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
	"demarc/scoring/handover"
	"demarc/scoring/report"
)

type verifyOptions struct {
	what           string
	allowedSigners string
	signer         string
	json           bool
}

func newVerifyCmd(env *environment) *cobra.Command {
	var options verifyOptions
	cmd := &cobra.Command{
		Use:     "verify DIR|FILE.zip|ID",
		GroupID: groupRead,
		Short:   "Check the integrity of a package, or of an assessment",
		Long: `Check the integrity of a package that was handed over: that its sums hold and
nothing lies beside them, that its signature does, that each assessment is the
one that the next names, and that scores and report follow from the answers,
byte for byte. Without --allowed-signers and --signer a signature is checked, but
not whose it is.

With the id of an assessment, check that it is what was signed by name and what
later ones say they follow, and that those before it are what they were.

It says nothing about whether the answers are true. Exit code 3 says that
something did not hold, and the message which file and why.`,
		Example: `  demarc verify payments-2026-q4.zip \
    --allowed-signers allowed_signers --signer jane@example.com
  demarc verify payments-2026-q4`,
		Args:              exactly("a package, or " + anAssessment),
		ValidArgsFunction: env.completePackages,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.what = args[0]
			return runVerify(cmd.Context(), env, options)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&options.allowedSigners, "allowed-signers", "", "file of names and the public keys that are theirs, as ssh-keygen reads it")
	flags.StringVar(&options.signer, "signer", "", "name in that file of the person who has to have signed")
	flags.BoolVar(&options.json, "json", false, "print JSON")
	return cmd
}

// completePackages completes the id of an assessment, or a path.
func (e *environment) completePackages(cmd *cobra.Command, args []string, part string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	ids, _ := e.completeIDs(cmd, args, part)
	return ids, cobra.ShellCompDirectiveDefault
}

func runVerify(ctx context.Context, env *environment, options verifyOptions) error {
	signer, err := options.wanted()
	if err != nil {
		return err
	}
	verified, err := env.verify(ctx, options.what, signer)
	if err != nil {
		return adviseOnVerify(err)
	}
	if options.json {
		return env.printJSON(verified)
	}
	return env.printText(verifiedForPeople(verified))
}

// wanted returns whose signature there has to be; nil where nobody said.
func (o verifyOptions) wanted() (*handover.Signer, error) {
	switch {
	case o.allowedSigners == "" && o.signer == "":
		return nil, nil
	case o.allowedSigners == "" || o.signer == "":
		return nil, usagef("--allowed-signers FILE and --signer NAME go together")
	}
	if _, err := os.Stat(o.allowedSigners); err != nil {
		return nil, fmt.Errorf("--allowed-signers: %w", err)
	}
	return &handover.Signer{AllowedSigners: o.allowedSigners, Name: o.signer}, nil
}

// verify checks what lies at a path, or else the assessment of that id.
func (e *environment) verify(ctx context.Context, what string, signer *handover.Signer) (*handover.Verified, error) {
	_, err := os.Stat(what)
	if errors.Is(err, fs.ErrNotExist) && questionnaire.CheckAssessmentID(what) == nil {
		if signer != nil {
			return nil, usagef("only a package is signed with a key, and there is none at %s", what)
		}
		opened, err := e.workspace()
		if err != nil {
			return nil, err
		}
		verified, err := handover.VerifyAssessment(ctx, opened, what)
		return verified, adviseOnID(err, opened)
	}
	if err != nil {
		return nil, err
	}
	files, err := handover.Read(what)
	if err != nil {
		return nil, err
	}
	return handover.Verify(ctx, files, signer)
}

func adviseOnVerify(err error) error {
	var broken *handover.IntegrityError
	switch {
	case errors.As(err, &broken):
		return &notHeldError{err.Error()}
	case errors.Is(err, handover.ErrNoSSHKeygen):
		return advise(fmt.Errorf("the package is signed, and the signature cannot be checked: %w", err), "install OpenSSH")
	default:
		return err
	}
}

func verifiedForPeople(verified *handover.Verified) string {
	facts := &table{}
	facts.add("assessment", verified.Assessment+", "+verified.Team+", "+verified.Period)
	facts.add("", "SHA-256 "+verified.Digest)
	if made := verified.Package; made != nil {
		facts.add("files", fmt.Sprintf("all %d as %s lists them, and none beside", made.Files, handover.SumsFile))
		facts.add("", fmt.Sprintf("SHA-256 %s of %s", made.Digest, handover.SumsFile))
		facts.add("signature", signatureInWords(made.Signed))
		facts.add("report", layoutInWords(made))
	}
	facts.add("signed by name", signoffInWords(verified.Signoff))
	facts.add("chain", plural(len(verified.Chain), "link", "links"))
	for _, link := range verified.Chain {
		facts.add("", link.String())
	}
	return integrityInWords(verified.Chain) + "; whether the answers are true is not checked\n\n" + facts.String()
}

// integrityInWords says what holds. A chain that stops short is no sign of harm,
// but it must not be taken for a whole one.
func integrityInWords(chain []handover.Link) string {
	for _, link := range chain {
		if !link.Present {
			return "integrity checked, and what is here holds; the chain stops at " + link.To + ", which is not here"
		}
	}
	return "integrity checked, and all of it holds"
}

func signatureInWords(signed *handover.Signed) string {
	switch {
	case signed == nil:
		return "none: whoever holds the files can make the sums anew"
	case signed.Signer == "":
		return signed.Key + "; whose key it is was not checked: give --allowed-signers and --signer"
	default:
		return signed.Signer + ", " + signed.Key
	}
}

func layoutInWords(made *handover.VerifiedPackage) string {
	if made.SameLayout {
		return fmt.Sprintf("as of %s, made again from the documents: the same, byte for byte", made.AsOf)
	}
	return fmt.Sprintf("as of %s; its layout is of version %d, this program's of %d: only the scores were computed again, and are the same",
		made.AsOf, made.FormatVersion, report.FormatVersion)
}

func signoffInWords(signatures []questionnaire.Signature) string {
	if len(signatures) == 0 {
		return "nobody"
	}
	var said []string
	for _, signature := range signatures {
		said = append(said, fmt.Sprintf("%s as %s on %s", signature.Name, signature.Role, signature.At.Date()))
	}
	return strings.Join(said, ", ")
}
