package report

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// frameworkIndex leads from the controls of each framework to the questions.
func (s *subject) frameworkIndex() Section {
	const title = "Framework index"
	controls := s.controls()
	frameworks := s.frameworks
	wanted := s.input.Frameworks
	if len(frameworks) == 0 {
		return section(title, paragraph("The question bank names no framework."))
	}
	blocks := []Block{
		paragraph("Which asked questions speak to a control, and how they stand: evidenced where the answer rests on fresh evidence, by word alone where it does not. Controls are named by their ids only; what they ask for stands in the framework."),
		paragraph("A question that refers to a control covers some of what the control asks for, hardly ever all of it. No line here says that a control is met, and a control that is not listed is not assessed."),
	}
	if len(wanted) > 0 {
		blocks = append(blocks, paragraph("Limited on request to %s of the %d frameworks that the question bank has.", strings.Join(wanted, ", "), len(frameworks)))
	}
	standing := s.standingInIndex()
	for number, framework := range frameworks {
		if len(wanted) > 0 && !slices.Contains(wanted, framework) {
			continue
		}
		blocks = append(blocks, s.controlsOf(number+1, framework, controls[framework], standing)...)
	}
	return section(title, blocks...)
}

// standingInIndex says of each question how it stands, and whether its answer is
// evidenced.
func (s *subject) standingInIndex() map[string]Run {
	standing := make(map[string]Run, len(s.lines))
	for i := range s.lines {
		line := &s.lines[i]
		word := " " + standingWord(line)
		if line.Evidenced {
			word += " (evidenced)"
		}
		standing[line.ID] = plain(word)
	}
	return standing
}

// controls returns the lines that refer to each control, by framework and control.
func (s *subject) controls() map[string]map[string][]*scoring.Line {
	controls := make(map[string]map[string][]*scoring.Line)
	for i := range s.lines {
		for framework, ids := range s.lines[i].References {
			for _, id := range ids {
				if controls[framework] == nil {
					controls[framework] = make(map[string][]*scoring.Line)
				}
				if lines := controls[framework][id]; len(lines) == 0 || lines[len(lines)-1] != &s.lines[i] {
					controls[framework][id] = append(lines, &s.lines[i])
				}
			}
		}
	}
	return controls
}

// controlsOf is a framework's part of the index. Its heading goes by a number,
// because names are the bank's and two may be alike.
func (s *subject) controlsOf(number int, id string, controls map[string][]*scoring.Line, standing map[string]Run) []Block {
	blocks := []Block{
		Heading{ID: "framework-" + strconv.Itoa(number), Level: 3, Title: "Framework " + strconv.Itoa(number), Subtitle: s.frameworkName(id)},
	}
	if len(controls) == 0 {
		return append(blocks, paragraph("No asked question refers to it."))
	}
	table := Table{Columns: words("Control", "Questions and their answers"), Rows: make([][]Text, 0, len(controls))}
	for _, control := range slices.SortedFunc(maps.Keys(controls), compareControls) {
		lines := controls[control]
		cells := append(make(Text, 0, 3*len(lines)), plain(control))
		for i, line := range lines {
			if i > 0 {
				cells = append(cells, plain(", "))
			}
			cells = append(cells, s.question(line.ID), standing[line.ID])
		}
		table.Rows = append(table.Rows, []Text{cells[:1:1], cells[1:]})
	}
	return append(blocks, table)
}

// frameworkName names a framework, its version, and the id that questions use.
func (s *subject) frameworkName(id string) string {
	for _, framework := range s.bank.Frameworks() {
		if framework.ID == id {
			return framework.Name + ", " + framework.Version + " (" + id + ")"
		}
	}
	return id + ", of which the bank says no more"
}

// frameworksOf returns the bank's frameworks in its order, then any other that
// questions refer to.
func frameworksOf(bank *questionnaire.Bank, referred iter.Seq[string]) []string {
	var order []string
	for _, framework := range bank.Frameworks() {
		order = append(order, framework.ID)
	}
	known := len(order)
	for id := range referred {
		if !slices.Contains(order[:known], id) {
			order = append(order, id)
		}
	}
	slices.Sort(order[known:])
	return order
}

// referredBy returns the frameworks that questions refer to.
func referredBy(questions []*questionnaire.Question) map[string]bool {
	referred := make(map[string]bool)
	for _, question := range questions {
		for framework := range question.References {
			referred[framework] = true
		}
	}
	return referred
}

func questionsOf(lines []scoring.Line) []*questionnaire.Question {
	questions := make([]*questionnaire.Question, len(lines))
	for i := range lines {
		questions[i] = lines[i].Question
	}
	return questions
}

// FrameworksNamed returns the ids of frameworks that a framework index is to be
// limited to, each once. One that no question refers to is an error that names
// those there are.
func FrameworksNamed(sheet *scoring.Sheet, names []string) ([]string, error) {
	known := frameworksOf(sheet.Bank(), maps.Keys(referredBy(questionsOf(sheet.Lines()))))
	var ids []string
	for _, name := range names {
		switch name = strings.TrimSpace(name); {
		case !slices.Contains(known, name):
			return nil, fmt.Errorf("unknown framework %q: the question bank has %s", questionnaire.PrintableLine(name), strings.Join(known, ", "))
		case !slices.Contains(ids, name):
			ids = append(ids, name)
		}
	}
	return ids, nil
}

// compareControls orders ids as people do: 2.9 before 2.10.
func compareControls(a, b string) int {
	for a != "" && b != "" {
		one, restA := leading(a)
		other, restB := leading(b)
		if order := comparePieces(one, other); order != 0 {
			return order
		}
		a, b = restA, restB
	}
	return cmp.Compare(len(a), len(b))
}

// leading cuts an id after its first run of digits, or before it.
func leading(id string) (piece, rest string) {
	end := strings.IndexFunc(id, func(r rune) bool { return isDigit(r) != isDigit(rune(id[0])) })
	if end < 0 {
		return id, ""
	}
	return id[:end], id[end:]
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// comparePieces compares numbers by their value, whatever their size, and
// everything else as text.
func comparePieces(a, b string) int {
	if isDigit(rune(a[0])) && isDigit(rune(b[0])) {
		shortA, shortB := strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		return cmp.Or(len(shortA)-len(shortB), strings.Compare(shortA, shortB), len(a)-len(b))
	}
	return strings.Compare(a, b)
}
