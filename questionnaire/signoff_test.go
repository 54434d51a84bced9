package questionnaire_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

func finalDraft(t *testing.T) (a *questionnaire.Assessment, digest string) {
	t.Helper()
	bank := smallBank(t)
	a = draft(t, bank)
	finalize(t, a, bank)
	return a, strings.Repeat("ab", 32)
}

func TestSignNamesWhatWasSigned(t *testing.T) {
	a, digest := finalDraft(t)
	later := now.Add(48 * time.Hour)
	var signoff questionnaire.Signoff
	for _, signature := range []questionnaire.Signature{
		{Role: questionnaire.RoleReviewer, Name: " Grace "},
		{Role: questionnaire.RoleReviewer, Name: "Tom"},
		{Role: questionnaire.RoleApprover, Name: "ada  byron", SamePersonReason: "A team of two."},
	} {
		var err error
		if signoff, err = signoff.Sign(a, digest, signature, later); err != nil {
			t.Fatal(err)
		}
	}
	document, err := signoff.Encode()
	if err != nil {
		t.Fatal(err)
	}
	read, err := questionnaire.DecodeSignoff(document)
	if err != nil {
		t.Fatal(err)
	}
	at := questionnaire.NewInstant(later)
	want := questionnaire.Signoff{
		Schema: questionnaire.SignoffSchema, Assessment: questionnaire.DocumentRef{ID: a.ID(), Digest: digest},
		Signatures: []questionnaire.Signature{
			{Role: questionnaire.RoleReviewer, Name: "Grace", At: at},
			{Role: questionnaire.RoleReviewer, Name: "Tom", At: at},
			{Role: questionnaire.RoleApprover, Name: "ada  byron", At: at, SamePersonReason: "A team of two."},
		},
	}
	if diff := cmp.Diff(want, read, exportAll); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := len(read.Of(questionnaire.RoleReviewer)); got != 2 {
		t.Errorf("%d reviewers", got)
	}
}

func TestSignRefuses(t *testing.T) {
	a, digest := finalDraft(t)
	later := now.Add(48 * time.Hour)
	signed, err := questionnaire.Signoff{}.Sign(a, digest, questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: "Grace"}, later)
	if err != nil {
		t.Fatal(err)
	}
	if signed, err = signed.Sign(a, digest, questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Eve"}, later); err != nil {
		t.Fatal(err)
	}
	reviewer := func(name string) questionnaire.Signature {
		return questionnaire.Signature{Role: questionnaire.RoleReviewer, Name: name}
	}
	approver := questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Ada Byron"}
	needless := questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Eve", SamePersonReason: "Why not."}
	var changed *questionnaire.ChangedError
	tests := map[string]struct {
		before    questionnaire.Signoff
		a         *questionnaire.Assessment
		digest    string
		signature questionnaire.Signature
		at        time.Time
		is        func(error) bool
	}{
		"a draft":                  {questionnaire.Signoff{}, draft(t, smallBank(t)), digest, reviewer("Tom"), later, func(err error) bool { return errors.Is(err, questionnaire.ErrNotFinal) }},
		"edited since":             {signed, a, strings.Repeat("cd", 32), reviewer("Tom"), later, func(err error) bool { return errors.As(err, &changed) }},
		"a clock that is slow":     {questionnaire.Signoff{}, a, digest, reviewer("Tom"), now, func(err error) bool { return errors.Is(err, questionnaire.ErrClockBehind) }},
		"nobody":                   {questionnaire.Signoff{}, a, digest, reviewer("  "), later, func(err error) bool { return errors.Is(err, questionnaire.ErrNobodyNamed) }},
		"a control character":      {questionnaire.Signoff{}, a, digest, reviewer("Tom\x1b[2J"), later, says("control character")},
		"no role":                  {questionnaire.Signoff{}, a, digest, questionnaire.Signature{Name: "Tom"}, later, says("needs a role")},
		"twice":                    {signed, a, digest, reviewer("grace"), later, says("Grace signed as reviewer already")},
		"a second approver":        {signed, a, digest, questionnaire.Signature{Role: questionnaire.RoleApprover, Name: "Tom"}, later, says("Eve signed as approver already")},
		"the preparer":             {questionnaire.Signoff{}, a, digest, approver, later, func(err error) bool { return errors.Is(err, questionnaire.ErrSamePerson) }},
		"a reason without a cause": {questionnaire.Signoff{}, a, digest, needless, later, says("which Eve did not")},
	}
	for name, test := range tests {
		if _, err := test.before.Sign(test.a, test.digest, test.signature, test.at); err == nil || !test.is(err) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func says(part string) func(error) bool {
	return func(err error) bool { return strings.Contains(err.Error(), part) }
}

func TestDecodeSignoffRefuses(t *testing.T) {
	const good = `{"schema": "demarc/signoff/v1", "assessment": {"id": "payments-2026-q4", "digest": "DIGEST"}, "signatures": [{"role": "reviewer", "name": "Tom", "at": "2026-11-17T00:00:00Z"}]}`
	document := strings.Replace(good, "DIGEST", strings.Repeat("ab", 32), 1)
	if _, err := questionnaire.DecodeSignoff([]byte(document)); err != nil {
		t.Fatal(err)
	}
	for name, edit := range map[string][2]string{
		"a newer schema": {"signoff/v1", "signoff/v2"},
		"no id":          {"payments-2026-q4", "../q4"},
		"no digest":      {strings.Repeat("ab", 32), "abab"},
		"no signature":   {`{"role": "reviewer", "name": "Tom", "at": "2026-11-17T00:00:00Z"}`, ""},
		"an odd role":    {"reviewer", "author"},
		"no name":        {"Tom", ""},
		"an odd key":     {`"name"`, `"nom"`},
	} {
		if _, err := questionnaire.DecodeSignoff([]byte(strings.Replace(document, edit[0], edit[1], 1))); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}
