package report

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// signed says on the first page who signed, and what a reader must not miss
// about it.
func (s *subject) signed() []Block {
	if !s.assessment.Final() {
		return nil
	}
	blocks := []Block{Paragraph{strong("Signed by name:"), plainf(" reviewer %s; approver %s.",
		s.signers(questionnaire.RoleReviewer), s.signers(questionnaire.RoleApprover))}}
	for _, signature := range s.signoff.Of(questionnaire.RoleApprover) {
		if signature.SamePersonReason != "" {
			blocks = append(blocks, Paragraph{strong("The preparer is the approver."),
				plainf(" Reason given by %s: %s", signature.Name, signature.SamePersonReason)})
		}
	}
	return blocks
}

func (s *subject) signers(role questionnaire.Role) string {
	var names []string
	for _, signature := range s.signoff.Of(role) {
		names = append(names, signature.Name)
	}
	if len(names) == 0 {
		return "none yet"
	}
	return strings.Join(names, ", ")
}

// leftOpen says on the first page that questions are open, so that nobody takes
// what they count as for what is there.
func (s *subject) leftOpen() []Block {
	unanswered, carried := len(s.standing(scoring.Unanswered)), len(s.standing(scoring.Carried))
	if unanswered+carried == 0 {
		return nil
	}
	label := "Not finished:"
	if s.assessment.Final() {
		label = "Finalized with questions open:"
	}
	return []Block{Paragraph{strong(label),
		plainf(" of %s, %d unanswered, %d carried and not re-affirmed. Each counts as none; ", count(len(s.lines), "question"), unanswered, carried),
		s.sectionNamed("Open questions"), plain(" names them.")}}
}

// signOff is the register of signatures.
func (s *subject) signOff() Section {
	const title = "Sign-off"
	if !s.assessment.Final() {
		return section(title, paragraph("A draft is not signed."))
	}
	spoken := s.spokenByName()
	answers := func(name string) string {
		if by := spoken[name]; by != nil {
			return fmt.Sprint(len(by.said))
		}
		return "0"
	}
	preparer := s.assessment.PreparedBy()
	table := Table{Columns: slices.Concat(words("Role", "Name", "On"), numbers("Answers given in this name"), words("Remark"))}
	table.Rows = append(table.Rows, row("preparer", preparer, s.assessment.FinalizedAt().String(), answers(preparer), "locked the answers"))
	for _, signature := range s.signoff.Signatures {
		remark := nothing
		if signature.SamePersonReason != "" {
			remark = "also the preparer: " + signature.SamePersonReason
		}
		table.Rows = append(table.Rows, row(signature.Role.String(), signature.Name, signature.At.String(), answers(signature.Name), remark))
	}
	blocks := []Block{
		paragraph("Names as entered; identity not authenticated. Times are those of the computer on which somebody signed. Who signs stands behind the record as it is; a signature does not say that anybody tested an answer."),
		paragraph("Answers were last changed on %s, and locked on %s; no answer can change after that.", s.assessment.CompletedAt().Date(), s.assessment.FinalizedAt().Date()),
		table,
	}
	if s.signoff.IsZero() {
		return section(title, append(blocks, paragraph("Nobody has signed as reviewer or approver."))...)
	}
	return section(title, append(blocks,
		Paragraph{plain("What was signed is the assessment with the SHA-256 "), code(s.signoff.Assessment.Digest), plain(".")})...)
}
