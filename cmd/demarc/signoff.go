package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"demarc/questionnaire"
)

type signoffOptions struct {
	id         string
	role       string
	samePerson string
}

func newSignoffCmd(env *environment) *cobra.Command {
	var options signoffOptions
	cmd := &cobra.Command{
		Use:     "signoff ID --role ROLE --by NAME",
		GroupID: groupAnswer,
		Short:   "Sign a final assessment by name, as reviewer or approver",
		Long: `Sign a final assessment by name, as reviewer or approver. The sign-off names the
SHA-256 of the file that was signed. Names are kept as entered and nobody's
identity is checked.

Whoever prepared an assessment approves it only with --same-person and a reason,
which the report prints on its first page.`,
		Example: `  demarc signoff payments-2026-q4 --role reviewer --by "Priya Shah"
  demarc signoff payments-2026-q4 --role approver --by "Ana Ruiz" \
    --same-person "A team of two; Tom is on leave"`,
		Args:              exactly(anAssessment),
		ValidArgsFunction: env.completeIDs,
		RunE: func(cmd *cobra.Command, args []string) error {
			options.id = args[0]
			return runSignoff(cmd.Context(), env, options)
		},
	}
	cmd.Flags().StringVar(&options.role, "role", "", "reviewer or approver")
	cmd.Flags().StringVar(&options.samePerson, "same-person", "", "why the person who prepared it approves it")
	completeWords(cmd, "role", questionnaire.Roles())
	return cmd
}

func runSignoff(ctx context.Context, env *environment, options signoffOptions) error {
	if options.role == "" {
		return usagef("signoff needs --role: reviewer or approver")
	}
	role, err := questionnaire.ParseRole(options.role)
	if err != nil {
		return err
	}
	signer := env.speaker(ctx)
	if signer == "" {
		return errNobodySigns
	}
	opened, err := env.workspace()
	if err != nil {
		return err
	}
	signature := questionnaire.Signature{Role: role, Name: signer, SamePersonReason: options.samePerson}
	signoff, err := opened.Sign(ctx, options.id, signature)
	switch {
	case errors.Is(err, questionnaire.ErrSamePerson):
		return advise(err, "let somebody else approve it, or say why with --same-person")
	case errors.Is(err, questionnaire.ErrNotFinal):
		return advise(err, "demarc finalize locks its answers")
	case err != nil:
		return adviseOnID(err, opened)
	}
	if err := env.sayIfCorrected(ctx, opened, options.id); err != nil {
		return err
	}
	env.say("%s signed %s as %s; the SHA-256 of what was signed is %s", signer, options.id, role, signoff.Assessment.Digest)
	return nil
}

var errNobodySigns = usagef("nobody is named as signing; give --by NAME, set DEMARC_BY, or set git's user.name")
