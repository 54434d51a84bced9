package report

import (
	"fmt"

	"demarc/questionnaire"
)

// integrity names what the report was made from, so that it can be made again.
func (s *subject) integrity() Section {
	a, bank := s.assessment, s.bank.Ref()
	rows := [][]Text{
		row("Assessment", a.ID()),
		{{plain("Assessment SHA-256")}, s.ownDigest()},
		row("Status", a.Status().String()),
		row("Begun", orNothing(a.CreatedAt().String())),
		row("Answers or scope last changed", orNothing(a.CompletedAt().String())),
		row("Finalized", orNothing(a.FinalizedAt().String())),
		row("Prepared by", orNothing(a.PreparedBy())),
		row("As of", s.asOf.String()),
		row("Bank", bank.ID),
		row("Bank version", bank.Version),
		{{plain("Bank SHA-256")}, {code(bank.Digest)}},
	}
	rows = append(rows, reference("Carried on from", a.Previous)...)
	rows = append(rows, reference("Corrects", a.Supersedes)...)
	rows = append(rows, row("Layout of this report", fmt.Sprintf("version %d", FormatVersion)))
	return section("Integrity",
		Table{Columns: words("Item", "Value"), Rows: rows},
		List{
			say("A digest is the SHA-256 of a file's bytes. Each quarter names the digest of the one before, so that together they are a chain."),
			say("The same documents and as-of day give the same report in the same layout, byte for byte, whoever makes it and when."),
			say("A file cannot hold its own digest: that of this report is kept beside it."),
			say("Digests show accidental and partial edits; whoever holds all files can make them anew, so hand a digest to the reader by another way."),
			say("Times are those of the computers that were used; nothing outside vouches for them."),
		},
		heading("How to check it"),
		paragraph("In a package as it is handed over, with what every system brings along (shasum -a 256 -c on macOS); VERIFY.md in the package says more, also on signatures:"),
		Code{Language: "sh", Text: "sha256sum -c SHA256SUMS\n"},
		paragraph("In the team's workspace; the digests have to be those above:"),
		Code{Language: "sh", Text: fmt.Sprintf("sha256sum assessments/%s.json banks/%s-%s-%.12s.json\n", a.ID(), bank.ID, bank.Version, bank.Digest)},
		paragraph("With the program, which also makes scores and report again from the answers and follows the chain of quarters:"),
		Code{Language: "sh", Text: fmt.Sprintf("demarc verify %s\n", a.ID())},
	)
}

func reference(label string, document func() (questionnaire.DocumentRef, bool)) [][]Text {
	ref, ok := document()
	switch {
	case !ok:
		return nil
	case ref.Digest == "":
		return [][]Text{row(label, ref.ID), row(label+", SHA-256", "none: it was not final")}
	default:
		return [][]Text{row(label, ref.ID), {{plain(label + ", SHA-256")}, {code(ref.Digest)}}}
	}
}
