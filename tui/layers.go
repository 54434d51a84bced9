package tui

import (
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

// layers returns the layers of the stack, first those in which the team has a
// part, of which there are yours, and then those that are AWS's alone.
func (s *session) layers() (layers []questionnaire.Layer, yours int) {
	layers = s.bank.Layers()
	part := func(layer questionnaire.Layer) bool { return len(yourTiers(layer, s.assessment.Scope().Tiers)) > 0 }
	slices.SortStableFunc(layers, func(a, b questionnaire.Layer) int {
		switch {
		case part(a) == part(b):
			return 0
		case part(a):
			return -1
		default:
			return 1
		}
	})
	for yours < len(layers) && part(layers[yours]) {
		yours++
	}
	return layers, yours
}

// yourTiers returns the tiers of those given in which a layer is the team's, or
// shared.
func yourTiers(layer questionnaire.Layer, tiers []questionnaire.Tier) []questionnaire.Tier {
	return slices.DeleteFunc(slices.Clone(tiers), func(tier questionnaire.Tier) bool {
		return layer.Owner[tier] != questionnaire.OwnerCustomer && layer.Owner[tier] != questionnaire.OwnerShared
	})
}

// questionsOfLayer returns the questions about a layer, as near as can be told:
// a layer names the areas that it touches, and no single question.
func (s *session) questionsOfLayer(layer questionnaire.Layer) questionsOf {
	tiers := yourTiers(layer, s.assessment.Scope().Tiers)
	var areas []string
	for _, area := range layer.Areas {
		areas = append(areas, area.ShortName())
	}
	return questionsOf{
		title: clean(layer.Name),
		rule: fmt.Sprintf("All of %s in %s, where it is yours or shared: a layer names areas, not questions.",
			strings.Join(areas, ", "), tierWords(tiers)),
		holds: func(line *scoring.Line) bool {
			return slices.Contains(layer.Areas, line.Area) &&
				slices.ContainsFunc(line.In, func(tier questionnaire.Tier) bool { return slices.Contains(tiers, tier) })
		},
	}
}

func ownerWord(owner questionnaire.Owner) string {
	switch owner {
	case questionnaire.OwnerCustomer:
		return "you"
	case questionnaire.OwnerShared:
		return "you and AWS"
	default:
		return "AWS"
	}
}
