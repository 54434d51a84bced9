package handover

import (
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
	"demarc/scoring/report"
)

// Namespace is what signatures of packages are made for, so that one made for
// something else is not taken for one.
const Namespace = "demarc-report"

// guide says how to check a package without demarc, and what that proves. It is
// the same for a package that is signed and for one that is not, because it is
// written before anybody signs.
func guide(sheet *scoring.Sheet, chain *chain, paths []string) *report.Document {
	a := sheet.Assessment()
	return &report.Document{
		Title: "How to check this package",
		Sections: []report.Section{
			section("What this is",
				report.List{
					fact("Assessment", a.ID()), fact("Team", a.Team()),
					fact("Period", a.Period().Label+", "+a.Period().Start.String()+" to "+a.Period().End.String()),
					fact("As of", sheet.AsOf().String()), fact("Prepared by", a.PreparedBy()),
				},
				say("Everything below works with tools that come with the system. Type it in the folder of this file. Names in the files are as entered; nobody's identity was checked when they were."),
				say("If the package came as a zip, unpack it into a new folder first. The zip is only the wrapping: what counts is what it holds."),
				whatIsIn(a, paths),
			),
			section("Check the files", filesByHand()...),
			section("Check the signature", signatureByHand()...),
			section("Check the chain", chainByHand(chain)...),
			section("Check the score", scoreByHand()...),
			section("What this proves", whatItProves()),
			section("What this does not prove", whatItDoesNot()),
			section("What the commands above let through", whatSlipsThrough()...),
		},
	}
}

func filesByHand() []report.Block {
	return []report.Block{
		say("On Linux:"), shell("sha256sum -c SHA256SUMS"),
		say("On macOS:"), shell("shasum -a 256 -c SHA256SUMS"),
		say("On Windows, in PowerShell, which prints only what differs or is missing:"),
		report.Code{Language: "text", Text: `Get-Content SHA256SUMS | ForEach-Object { $sum, $file = $_ -split '  ', 2; if (-not (Test-Path $file) -or (Get-FileHash -Algorithm SHA256 $file).Hash -ne $sum) { "$file DIFFERS" } }` + "\n"},
		say("List the files too, and ask about any that SHA256SUMS does not name; only SHA256SUMS itself and SHA256SUMS.sig are not in it:"),
		shell("find . ! -type d | sort"),
		say("Whoever made the package was told the SHA-256 of SHA256SUMS. Get it from them by another way than the package, such as by phone or in a ticket, and compare:"),
		shell("sha256sum SHA256SUMS"),
	}
}

func signatureByHand() []report.Block {
	const verify = "ssh-keygen -Y verify -f ../allowed_signers -I jane@example.com -n " + Namespace + " -s SHA256SUMS.sig < SHA256SUMS"
	return []report.Block{
		say("There is a signature if there is a SHA256SUMS.sig. Put into a file allowed_signers beside this folder, not in it, a line each, who you accept: their name, then their public key, which you get from them and not from this package:"),
		report.Code{Language: "text", Text: `jane@example.com namespaces="` + Namespace + `" ssh-ed25519 AAAA...` + "\n"},
		say("Then, with OpenSSH 8.2 or newer:"),
		shell(verify),
		say("On Windows, in PowerShell:"),
		report.Code{Language: "text", Text: `cmd /c "` + verify + `"` + "\n"},
		say("Without allowed_signers you learn only that some key signed these very bytes, and which:"),
		shell("ssh-keygen -Y check-novalidate -n " + Namespace + " -s SHA256SUMS.sig < SHA256SUMS"),
	}
}

// chainByHand names every link, so that it can be followed by hand.
func chainByHand(chain *chain) []report.Block {
	blocks := []report.Block{
		say("A final assessment names the SHA-256 of the one before it and of the one it corrects, under previous and supersedes; a sign-off names that of what was signed. Compare them with:"),
		shell("sha256sum assessment.json inputs/assessments/*.json"),
	}
	if len(chain.links) == 0 {
		return append(blocks, say("This assessment names no earlier one."))
	}
	table := report.Table{Columns: columns("Assessment", "", "Names", "SHA-256 named", "Here as")}
	for _, link := range chain.links {
		table.Rows = append(table.Rows, []report.Text{
			words(link.From), words(string(link.Relation)), words(link.To),
			machine(link.Digest, "none: it was not final then"), machine(link.path(), "not in this package"),
		})
	}
	return append(blocks, table)
}

// path returns where a package holds what the link leads to.
func (l Link) path() string {
	if !l.Present {
		return ""
	}
	return assessmentsFolder + l.To + documentSuffix
}

func scoreByHand() []report.Block {
	return []report.Block{
		say("The section Method of report.md says how every figure comes about, and the section Points of every question holds the whole numbers behind it: one row a question. A pencil is enough."),
		say("With demarc, all of it is made again from assessment.json, bank.json and what is in inputs, and compared byte for byte, together with all checks above:"),
		shell("demarc verify . --allowed-signers ../allowed_signers --signer jane@example.com"),
		say("A demarc that lays reports out in another way than the format_version in render.json says so, and compares the figures in scores.json instead."),
	}
}

func whatItProves() report.List {
	return report.List{
		words("Sums: no file that SHA256SUMS lists has changed since SHA256SUMS was made."),
		words("The SHA-256 of SHA256SUMS, got by another way: it is still the same SHA256SUMS."),
		words("Signature: whoever holds the private key signed this SHA256SUMS, and so all files; and that is the person you say, as far as the way by which their public key came to you can be trusted."),
		words("Chain: the earlier assessments are those that were named when this one was made, unchanged since."),
		words("Score: report.md and report.html say what the answers give, by the rules that it prints."),
	}
}

func whatItDoesNot() report.List {
	return report.List{
		words("That the answers are true. This is a self-assessment; evidence is named and dated here, not judged."),
		words("That nothing was exchanged as a whole. Whoever holds all files can make every sum and every link anew; whoever holds the key too can sign that. Only what you got by another way, or kept from last time, shows it."),
		words("When anything happened. All times are what the clock of the person who wrote them said, and a signature holds no time at all."),
		words("Who typed a name. Names, sign-offs included, are as entered; only the signature is tied to a key."),
		words("That the key was in the right hands, or is still good today. allowed_signers can say until when it is (valid-before)."),
	}
}

func whatSlipsThrough() []report.Block {
	return []report.Block{
		say("The stock commands are less strict than demarc verify. These they do not notice:"),
		report.List{
			words("Files, folders and links that SHA256SUMS does not list; sha256sum reads only what is listed, and follows links."),
			words("A line that was taken out of SHA256SUMS together with its file, unless SHA256SUMS is signed or its own SHA-256 is known."),
			words("Another form of the same sums: capital hex digits, spaces before a line, other line ends or order, again unless it is signed or known."),
			words("Another form of the same signature: line breaks and blanks in SHA256SUMS.sig, or text around it."),
			words("A report that does not follow from the assessment, if it was summed and signed like that."),
		},
	}
}

// whatIsIn explains the files that are there.
func whatIsIn(a *questionnaire.Assessment, paths []string) report.Table {
	means := make(map[string]string)
	for _, id := range a.EvidenceIDs() {
		piece, _ := a.Evidence(id)
		means[evidencePath(id, piece.Ref)] = meaningOfEvidence(id, piece)
	}
	table := report.Table{Columns: columns("File", "What it is")}
	for _, path := range append(paths, guideFile, SumsFile) {
		said, ok := means[path]
		if !ok {
			said = meaning(path)
		}
		table.Rows = append(table.Rows, []report.Text{machine(path, ""), words(said)})
	}
	return table
}

// meaningOfEvidence says whether a file is known to be the one that was looked at.
func meaningOfEvidence(id string, piece questionnaire.Evidence) string {
	if piece.SHA256 != "" {
		return "the file of evidence " + id + ", whose SHA-256 the assessment names"
	}
	return "what lay where evidence " + id + " refers to when the package was made; the assessment names no SHA-256 of it"
}

func meaning(path string) string {
	switch {
	case strings.HasPrefix(path, banksFolder):
		return "the question bank of an earlier assessment"
	case strings.HasPrefix(path, assessmentsFolder) && strings.HasSuffix(path, signoffSuffix):
		return "who signed an earlier assessment, by name"
	case strings.HasPrefix(path, assessmentsFolder):
		return "an earlier assessment"
	default:
		return map[string]string{
			assessmentFile: "the assessment: every answer, as it was finalized",
			signoffFile:    "who signed the assessment, by name",
			bankFile:       "the question bank that it answers",
			reportFile:     "the report",
			pageFile:       "the same report as a page for browsers, which prints well; it runs and loads nothing",
			scoresFile:     "the figures and gaps of the report, for programs",
			registerFile:   "the evidence register, for spreadsheets",
			renderFile:     "the as-of day, the options and the version of the layout",
			guideFile:      "this file",
			SumsFile:       "the SHA-256 of every file",
		}[path]
	}
}
