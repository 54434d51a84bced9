package scoring

import "demarc/questionnaire"

// Figures are what can be said of any set of questions.
type Figures struct {
	// Coverage is the weighted share of what is in place, as answered.
	Coverage Share `json:"coverage"`
	// Ceiling is the coverage if everything that is open were all.
	Ceiling Share `json:"ceiling"`
	// AsCarried is the coverage if every carried answer stood as it is.
	AsCarried Share `json:"as_carried"`
	// Evidenced is the coverage that counts only answers with fresh evidence.
	Evidenced Share `json:"evidenced"`
	// NAAsNone is the coverage if every na were none.
	NAAsNone Share `json:"na_as_none"`
	Band     Band  `json:"band"`
	// CappedBy holds the ids of the critical questions below most, which keep
	// the band from rising above Partial, whether or not it would.
	CappedBy []string `json:"capped_by"`
	Counts
}

// Counts says how the asked questions stand. Asked = applicable + na, and
// applicable = answered + carried + unknown + unanswered.
type Counts struct {
	Asked      int `json:"asked"`
	Applicable int `json:"applicable"`
	Answered   int `json:"answered"`
	Carried    int `json:"carried"`
	Unknown    int `json:"unknown"`
	Unanswered int `json:"unanswered"`
	NA         int `json:"na"`
}

// Sums are the whole numbers behind the figures of one area or cell.
type Sums struct {
	Earned          int `json:"earned"`
	EvidencedEarned int `json:"evidenced_earned"`
	CeilingEarned   int `json:"ceiling_earned"`
	Possible        int `json:"possible"`
}

// tally adds up the lines of one set. Sums of whole numbers do not depend on
// order, so a line can be taken out again exactly.
type tally struct {
	Sums
	Counts
	carriedEarned   int // if carried answers stood as they are
	carriedPossible int
	askedPossible   int // na included
}

func (t *tally) add(line Line, sign int) {
	t.Earned += sign * line.Earned()
	t.Possible += sign * line.Possible()
	t.askedPossible += sign * line.Weight * pointsOfAll
	if line.Evidenced {
		t.EvidencedEarned += sign * line.Earned()
	}
	if line.Open() {
		t.CeilingEarned += sign * line.Possible()
	} else {
		t.CeilingEarned += sign * line.Earned()
	}
	earned, possible := line.standsAs()
	t.carriedEarned += sign * earned
	t.carriedPossible += sign * possible
	t.count(line, sign)
}

func (t *tally) count(line Line, sign int) {
	t.Asked += sign
	if line.Applicable() {
		t.Applicable += sign
	}
	switch line.Standing {
	case Unanswered:
		t.Unanswered += sign
	case Carried:
		t.Carried += sign
	case Unknown:
		t.Unknown += sign
	case NotApplicable:
		t.NA += sign
	case Answered:
		t.Answered += sign
	}
}

func (t *tally) coverage() Share { return shareOf(t.Earned, t.Possible) }

func (t *tally) figures(cappedBy []string, bands questionnaire.Bands) Figures {
	figures := Figures{
		Coverage:  t.coverage(),
		Ceiling:   shareOf(t.CeilingEarned, t.Possible),
		AsCarried: shareOf(t.carriedEarned, t.carriedPossible),
		Evidenced: shareOf(t.EvidencedEarned, t.Possible),
		NAAsNone:  shareOf(t.Earned, t.askedPossible),
		CappedBy:  cappedBy,
		Counts:    t.Counts,
	}
	figures.Band = band(figures.Coverage, figures.Ceiling, len(cappedBy) > 0, bands)
	return figures
}

// areaSums adds up the lines of each area.
type areaSums map[questionnaire.Area]*tally

func newAreaSums() areaSums {
	sums := make(areaSums)
	for _, area := range questionnaire.Areas() {
		sums[area] = &tally{}
	}
	return sums
}

func (s areaSums) add(line *Line, sign int) { s[line.Area].add(*line, sign) }

// coverage returns the overall coverage: the plain mean of the areas with an
// applicable question.
func (s areaSums) coverage() Share {
	var coverage []Share
	for _, sums := range s {
		coverage = append(coverage, sums.coverage())
	}
	return mean(coverage)
}
