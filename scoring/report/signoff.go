package report

import (
	"fmt"
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

// leftOpen says on the first page that a final was locked with questions open.
func (s *subject) leftOpen() []Block {
	unanswered, carried := len(s.standing(scoring.Unanswered)), len(s.standing(scoring.Carried))
	if !s.assessment.Final() || unanswered+carried == 0 {
		return nil
	}
	return []Block{Paragraph{strong("Finalized with questions open:"),
		plainf(" %d unanswered, %d carried and not re-affirmed. Each counts as none; ", unanswered, carried),
		link("Open questions", identifier("Open questions")), plain(" names them.")}}
}

// signOff is the register of signatures.
func (s *subject) signOff() Section {
	const title = "Sign-off"
	if !s.assessment.Final() {
		return section(title, paragraph("A draft is not signed."))
	}
	table := Table{Columns: words("Role", "Name", "On", "Remark")}
	table.Rows = append(table.Rows, row("preparer", s.assessment.PreparedBy(), s.assessment.FinalizedAt().String(), "locked the answers"))
	for _, signature := range s.signoff.Signatures {
		remark := nothing
		if signature.SamePersonReason != "" {
			remark = "also the preparer: " + signature.SamePersonReason
		}
		table.Rows = append(table.Rows, row(signature.Role.String(), signature.Name, signature.At.String(), remark))
	}
	blocks := []Block{paragraph("Names as entered; identity not authenticated. Times are those of the computer on which somebody signed."), table}
	if s.signoff.IsZero() {
		return section(title, append(blocks, paragraph("Nobody has signed as reviewer or approver."))...)
	}
	return section(title, append(blocks,
		Paragraph{plain("What was signed is the assessment with the SHA-256 "), code(s.signoff.Assessment.Digest), plain(".")})...)
}

// corrects says on the first page that this is a correction.
func (s *subject) corrects() []Block {
	ref, corrects := s.assessment.Supersedes()
	if !corrects {
		return nil
	}
	return []Block{Paragraph{strong("Correction:"), plain(fmt.Sprintf(" this assessment takes the place of %s.", ref.ID))}}
}
