package report

import (
	"fmt"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring/spreadsheet"
)

// sheetsHold says what each sheet is for.
var sheetsHold = map[string]string{
	"Summary":            "status, what is worst, the overall figures and the six areas",
	"Areas by tier":      "the figures of each area in each tier; a question counts in every tier that it is about, so they do not add up",
	"Ledger":             "a row for every asked question, with every field of its answer and its score",
	"Gaps and plan":      "every gap without an accepted risk, in the order that gains the most for the effort",
	"Exceptions":         "accepted risks and compensating controls, with who approved them and until when",
	"Not applicable":     "what the team says does not apply, and why",
	"Evidence":           "every piece of evidence once, with the questions that rest on it; its SHA-256 stands where somebody recorded it, and the evidence itself stays where the reference says",
	"Crosswalk":          "a row for every control of a framework and every asked question that speaks to it, hardly ever for all that the control asks for",
	"Change":             "what the change since the period before is made of",
	"Movements":          "every answer that moved since then, with who gave it and the note to it as it is now",
	"Trend":              "the figures of every period that leads here",
	"Kept but not asked": "answers to questions that this scope does not ask; they count nowhere",
}

// readingSheet says how to read the workbook, for whoever has nothing else.
func (s *subject) readingSheet(sheets []spreadsheet.Sheet) spreadsheet.Sheet {
	var r rowsOfSheet
	r.add(spreadsheet.PageTitle("How to read this workbook"))
	r.prose(paragraph("Sections and guides that are named here stand in the whole report: demarc report %s.", s.assessment.ID()))
	r.prose(s.purpose().Blocks...)
	r.head(words("Sheet", "What it holds"))
	for _, sheet := range sheets {
		r.add(spreadsheet.Strong(sheet.Name), spreadsheet.Line(sheetsHold[sheet.Name]))
	}
	r.head(words("Figure", "How it comes about"))
	for formula := range strings.Lines(formula) {
		figure, how, _ := strings.Cut(formula, "=")
		r.add(spreadsheet.Strong(strings.TrimSpace(figure)), spreadsheet.Line(strings.TrimSpace(how)))
	}
	r.add(spreadsheet.Strong("weight"), spreadsheet.Line(s.weightsInWords()))
	r.add(spreadsheet.Strong("points"), spreadsheet.Line("none 0, some 1, most 3, all 4"))
	r.add(spreadsheet.Strong("redone"), spreadsheet.Line("filter the ledger by an area and add up earned and possible; the one divided by the other is its coverage"))
	r.head(words("Column", "What it says in the ledger"))
	for _, column := range ledgerFields() {
		if column.says != "" {
			r.add(spreadsheet.Strong(column.title), spreadsheet.Line(column.says))
		}
	}
	r.head(words("Word", "What it means"))
	for _, entry := range terms {
		r.add(spreadsheet.Strong(entry.term), spreadsheet.Line(entry.meaning))
	}
	return spreadsheet.Sheet{Name: "How to read", Widths: []float64{26, 110}, Rows: r}
}

func (s *subject) weightsInWords() string {
	var texts []string
	for _, severity := range questionnaire.Severities() {
		texts = append(texts, fmt.Sprintf("%s %d", severity, s.bank.Weights().Of(severity)))
	}
	return strings.Join(texts, ", ")
}
