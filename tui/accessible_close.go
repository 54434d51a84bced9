package tui

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/scoring/report"
)

// writeReport writes the report into the workspace.
func (c *conversation) writeReport() error {
	if err := c.session.integrity; err != nil {
		c.say("NOT WRITTEN. %s", integrityWords(err))
		return nil
	}
	input, err := c.env.reportInput(c.session.scoredCopy())
	if err != nil {
		c.say("The report cannot be made: %v.", err)
		return nil
	}
	text := report.New(input).Markdown()
	name := c.session.assessment.ID() + ".md"
	path, err := c.env.WriteReport(name, text, false)
	if errors.Is(err, fs.ErrExist) {
		replace, err := c.confirm("There is a report already: "+path, "Keep it.", "Write over it.")
		if err != nil || !replace {
			return err
		}
		path, err = c.env.WriteReport(name, text, true)
		return c.sayWritten(path, err)
	}
	return c.sayWritten(path, err)
}

func (c *conversation) sayWritten(path string, err error) error {
	if err != nil {
		c.say("NOT WRITTEN: %s.", saveProblem(err))
		return nil
	}
	c.say("Written: %s", path)
	return nil
}

// locked reports whether the assessment in hand is not what was signed, so that
// nothing of it can be changed, and says so.
func (c *conversation) locked() bool {
	if c.session.integrity == nil {
		return false
	}
	c.say("Not changed. %s", integrityWords(c.session.integrity))
	return true
}

// askScope asks for what of the scope no question depends on.
func (c *conversation) askScope() error {
	if c.locked() {
		return nil
	}
	fields := fieldsOf(c.session.assessment.Scope())
	c.say("The report states what was looked at, and says not stated where a field is empty. Nothing here changes which questions are asked. Enter alone leaves a field as it is.")
	parts := []struct {
		name  string
		into  *string
		check func(string) error
	}{
		{"Account ids, each with a name if you like, with commas between", &fields.accounts, nil},
		{"How many accounts there are in all", &fields.total, optional(wholeNumber)},
		{"Where that number comes from", &fields.source, nil},
		{"Regions, with commas between", &fields.regions, nil},
		{"Left out on purpose, with semicolons between", &fields.exclusions, nil},
	}
	for _, part := range parts {
		before := *part.into
		text, err := c.ask(field{name: part.name, proposed: before, check: func(text string) error {
			*part.into = text
			scope := fields.into(c.session.assessment.Scope())
			if part.into == &fields.accounts {
				scope.AccountsTotal = 0 // is asked for next
			}
			if part.check != nil && part.check(text) != nil {
				return part.check(text)
			}
			return c.session.assessment.Clone().Rescope(c.session.bank, scope, c.env.Now())
		}})
		if err != nil {
			return err
		}
		*part.into = text
	}
	return c.saveScope(fields.into(c.session.assessment.Scope()))
}

// saveScope saves what was looked at. Where that fails, what was typed stays,
// and is tried again.
func (c *conversation) saveScope(scope questionnaire.Scope) error {
	s := c.session
	for {
		token, err := c.env.Store.SaveScope(context.Background(), s.assessment.ID(), scope, s.scope)
		if err == nil {
			err = s.assessment.Rescope(s.bank, scope, c.env.Now())
		}
		if err == nil {
			s.scope = token
			c.say("Saved: %s, %s.", plural(len(scope.Accounts), "account", "accounts"), plural(len(scope.Regions), "region", "regions"))
			return nil
		}
		c.say("NOT SAVED: %s.", saveProblem(err))
		var conflict *store.ConflictError
		if errors.As(err, &conflict) {
			c.say("Read again: state what was looked at once more, if theirs does not say it.")
			return c.takeInHand(s.assessment.ID())
		}
		if _, err := c.ask(field{name: "Enter tries again, a full stop goes back"}); err != nil {
			return err
		}
	}
}

// finalize asks who prepared the assessment and locks it.
func (c *conversation) finalize() error {
	if c.locked() {
		return nil
	}
	s := c.session
	missing := s.assessment.Missing(s.bank)
	if missing != nil && len(missing.Conflicts) > 0 {
		c.say("It cannot be finalized yet: a merge left two answers to %s. Give the level of each again.", listWords(missing.Conflicts))
		return nil
	}
	if scope := s.assessment.Scope(); len(scope.Accounts) == 0 && !s.scopeAsked {
		s.scopeAsked = true
		c.say("First, what was looked at.")
		if err := c.askScope(); err != nil {
			return err
		}
	}
	if missing != nil {
		c.say("Not complete yet. %s", missingWords(missing))
		without, err := c.confirm("Finalize all the same?", "No, go back to them.", "Yes; the report lists them.")
		if err != nil || !without {
			return err
		}
	}
	name, err := c.ask(field{name: "Prepared by", proposed: s.preparer(), check: required("a name")})
	if err != nil {
		return err
	}
	sure, err := c.confirm(s.lockWords()+" Finalize?", "No, not yet.", "Yes, finalize.")
	if err != nil || !sure {
		return err
	}
	if err := c.env.Store.Finalize(context.Background(), s.assessment.ID(), name, missing != nil); err != nil {
		c.say("NOT FINALIZED: %s. Nothing was changed.", previousProblem(err))
		return nil
	}
	if err := c.takeInHand(s.assessment.ID()); err != nil {
		return err
	}
	c.say("Saved: it is final, prepared by %s.", name)
	return nil
}

// sign signs a final by name.
func (c *conversation) sign() error {
	signoff, err := c.env.Store.Signoff(context.Background(), c.session.assessment.ID())
	if err != nil {
		c.say("The sign-off cannot be read: %v.", err)
		return nil
	}
	c.say("%s", signedSoFar(signoff))
	offered := questionnaire.Roles()
	if len(signoff.Of(questionnaire.RoleApprover)) > 0 {
		offered = []questionnaire.Role{questionnaire.RoleReviewer}
	}
	var roles []string
	for _, role := range offered {
		roles = append(roles, role.String()+".")
	}
	chosen, err := c.choose("Sign as what? Names are kept as entered, and nobody's identity is checked.", roles, 0)
	if err != nil {
		return err
	}
	name, err := c.ask(field{name: "Name of who signs", proposed: c.env.proposed.name(), check: required("a name")})
	if err != nil {
		return err
	}
	question := fmt.Sprintf("%s signs %s as %s. This cannot be taken back.", name, c.session.assessment.ID(), offered[chosen])
	sure, err := c.confirm(question, "No.", "Yes, sign.")
	if err != nil || !sure {
		return err
	}
	return c.putName(questionnaire.Signature{Role: offered[chosen], Name: name})
}

// putName signs, and asks for a reason where the person who prepared the
// assessment approves it.
func (c *conversation) putName(signature questionnaire.Signature) error {
	id := c.session.assessment.ID()
	_, err := c.env.Store.Sign(context.Background(), id, signature)
	if errors.Is(err, questionnaire.ErrSamePerson) {
		c.say("%s prepared it. Let somebody else approve it, or say why that is one person; the report prints the reason on its first page.", signature.Name)
		if signature.SamePersonReason, err = c.ask(field{name: "Reason, or a full stop to go back", check: required("a reason")}); err != nil {
			return err
		}
		_, err = c.env.Store.Sign(context.Background(), id, signature)
	}
	if err != nil {
		c.say("%s", notSigned(err))
		return nil
	}
	c.say("Saved: signed by %s as %s.", signature.Name, signature.Role)
	return nil
}

// correct makes a draft that corrects the final in hand, and opens it.
func (c *conversation) correct() error {
	c.say("A correction is a new draft that names the final it corrects: its answers stand as they are until somebody changes them. The final itself stays as it is.")
	sure, err := c.confirm("Begin a correction?", "No.", "Yes, correct it.")
	if err != nil || !sure {
		return err
	}
	switch made := c.env.correct(c.session.assessment.ID()); {
	case made.err == nil:
		c.say("Saved: a draft that corrects the final. Change what was wrong, then finalize it.")
		return c.takeInHand(made.id)
	case errors.Is(made.err, store.ErrExists):
		c.say("It is corrected already: the correction is among the other assessments.")
	default:
		c.say("NOT SAVED: %s. Nothing was changed.", previousProblem(made.err))
	}
	return nil
}
