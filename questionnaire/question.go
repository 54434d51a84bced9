package questionnaire

import (
	"fmt"
	"regexp"
	"slices"
	"unicode/utf8"
)

// Question is one question of a bank. It is shared by everything that read the
// bank and must not be changed.
type Question struct {
	ID       string `json:"id"`       // stable for ever, never reused
	Area     Area   `json:"area"`     // the file it stands in
	Revision int    `json:"revision"` // raised when the meaning changes
	Title    string `json:"title"`    // at most 40 characters, for lists
	Tiers    []Tier `json:"tiers"`
	// Services narrows the question to assessments with one of them in scope;
	// empty means any.
	Services []string `json:"services"`
	Severity Severity `json:"severity"`
	Effort   Effort   `json:"effort"` // to close the gap
	Baseline bool     `json:"baseline"`
	Ask      string   `json:"ask"` // the role that is likely to know
	Text     string   `json:"question"`
	Why      string   `json:"why"`
	Levels   Meanings `json:"levels"`
	Evidence []string `json:"evidence"`
	// EvidenceMaxAgeDays is how old evidence may be on the as-of day, for duties
	// with a rhythm longer than a period; 0 means that it must be of the period.
	EvidenceMaxAgeDays int                 `json:"evidence_max_age_days,omitempty"`
	Verify             []VerifyStep        `json:"verify"`
	Remediation        []string            `json:"remediation"`
	References         map[string][]string `json:"references"` // control ids by framework
	Checks             Checks              `json:"checks"`
}

// Meanings says what each level means for one question. A yes/no duty has no
// meaning for some and most, and cannot be answered with them.
type Meanings struct {
	None string `json:"none"`
	Some string `json:"some,omitempty"`
	Most string `json:"most,omitempty"`
	All  string `json:"all"`
}

// Of returns what a graded level means, or nothing if it is not offered.
func (m Meanings) Of(level Level) string {
	switch level {
	case LevelNone:
		return m.None
	case LevelSome:
		return m.Some
	case LevelMost:
		return m.Most
	case LevelAll:
		return m.All
	default:
		return ""
	}
}

// VerifyStep is one way to re-perform a check without changing anything: a
// command to run or somebody to ask, and what a good result looks like.
type VerifyStep struct {
	Run    string `json:"run,omitempty"`
	Ask    string `json:"ask,omitempty"`
	Expect string `json:"expect"`
}

// Checks names the scanner checks that speak to a question, or says why no
// scanner can.
type Checks struct {
	Prowler     []string `json:"prowler,omitempty"`
	SecurityHub []string `json:"security_hub,omitempty"`
	None        string   `json:"none,omitempty"`
}

// Offers reports whether the question can be answered with the level.
func (q *Question) Offers(level Level) bool {
	return level == LevelUnknown || level == LevelNA || q.Levels.Of(level) != ""
}

// OfferedLevels returns the graded levels that the question offers, lowest
// first: four, or two for a yes/no duty.
func (q *Question) OfferedLevels() []Level {
	return slices.DeleteFunc(GradedLevels(), func(level Level) bool { return !q.Offers(level) })
}

const (
	maxTitle       = 40
	maxEvidenceAge = 3660 // ten years, in days
)

var questionID = regexp.MustCompile(`^[A-Z]{2,8}(-[A-Z]+)?-\d{2,}$`)

// validate checks one question by itself.
func (q *Question) validate() error {
	if !questionID.MatchString(q.ID) {
		return fmt.Errorf("question id %q is not of the form IAM-01", Printable(q.ID))
	}
	switch {
	case q.Area.IsZero():
		return fmt.Errorf("%s has no area", q.ID)
	case q.Revision < 1:
		return fmt.Errorf("%s: revision must be 1 or more", q.ID)
	case q.Title == "" || utf8.RuneCountInString(q.Title) > maxTitle:
		return fmt.Errorf("%s: title must have 1 to %d characters", q.ID, maxTitle)
	case len(q.Tiers) == 0:
		return fmt.Errorf("%s lists no tier", q.ID)
	case q.Severity.IsZero():
		return fmt.Errorf("%s has no severity", q.ID)
	case q.Effort.IsZero():
		return fmt.Errorf("%s has no effort", q.ID)
	case q.Text == "":
		return fmt.Errorf("%s has no question", q.ID)
	case q.Levels.None == "" || q.Levels.All == "":
		return fmt.Errorf("%s does not say what none and all mean", q.ID)
	case (q.Levels.Some == "") != (q.Levels.Most == ""):
		return fmt.Errorf("%s must say what some and most mean, or leave both out", q.ID)
	case q.EvidenceMaxAgeDays < 0 || q.EvidenceMaxAgeDays > maxEvidenceAge:
		return fmt.Errorf("%s: evidence_max_age_days must be from 0 to %d", q.ID, maxEvidenceAge)
	}
	if err := checkTiers(q.Tiers); err != nil {
		return fmt.Errorf("%s %w", q.ID, err)
	}
	return nil
}
