package scoring

import "demarc/questionnaire"

// Scores are the figures and the gaps of an assessment as other programs read
// them.
type Scores struct {
	ID      string               `json:"id"`
	Team    string               `json:"team"`
	Period  string               `json:"period"`
	Status  questionnaire.Status `json:"status"`
	Tiers   []questionnaire.Tier `json:"tiers"`
	AsOf    questionnaire.Date   `json:"as_of"`
	Overall Overall              `json:"overall"`
	Areas   []Area               `json:"areas"`
	Gaps    []Gap                `json:"gaps"`
}

// Scores returns the figures and the gaps.
func (s *Sheet) Scores() Scores {
	a := s.assessment
	return Scores{
		ID: a.ID(), Team: a.Team(), Period: a.Period().Label, Status: a.Status(), Tiers: a.Scope().Tiers,
		AsOf: s.asOf, Overall: s.Overall(), Areas: s.Areas(), Gaps: Gaps(s),
	}
}
