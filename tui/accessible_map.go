package tui

import (
	"fmt"
	"strconv"
	"strings"

	"demarc/questionnaire"
)

// responsibilities read out who answers for each layer of the stack, the team's
// first. A layer leads to what it means in each tier, and to its questions.
func (c *conversation) responsibilities() (chosen pick, err error) {
	layers, yours := c.session.layers()
	if len(layers) == 0 {
		c.say("The bank of this assessment names no layers.")
		return pick{}, nil
	}
	var named pages
	for i, layer := range layers {
		named.lines = append(named.lines, fmt.Sprintf("%d. %s: %s.", i+1, layer.Name, c.ownersWords(layer)))
	}
	c.say("Layers of the stack. First those that are yours, in part or in whole: %d. Then those that are AWS's alone: %d.", yours, len(layers)-yours)
	c.readOn(&named)
	for {
		text, err := c.read(named.prompt("a number says what a layer means and leads to its questions"))
		if err != nil {
			return pick{}, err
		}
		number, notNumber := strconv.Atoi(text)
		switch {
		case text == "" && named.left() > 0:
			c.readOn(&named)
		case text == "" || text == ".":
			return pick{}, nil
		case text == "?":
			c.say("Enter reads on, and goes back from the end. A number from 1 to %d says what that layer means in each tier that you use. A full stop goes back.", len(layers))
		case notNumber != nil || number < 1 || number > len(layers):
			c.say("Not taken: want a number from 1 to %d.", len(layers))
		default:
			if chosen, err := c.layer(layers[number-1], number <= yours); !chosen.isZero() || err != nil {
				return chosen, err
			}
		}
	}
}

// ownersWords says who answers for a layer, once for tiers that are alike.
func (c *conversation) ownersWords(layer questionnaire.Layer) string {
	tiers := make(map[string][]string)
	var owners []string
	for _, tier := range c.session.assessment.Scope().Tiers {
		owner := ownerWord(layer.Owner[tier])
		if tiers[owner] == nil {
			owners = append(owners, owner)
		}
		tiers[owner] = append(tiers[owner], tier.String())
	}
	if len(owners) == 1 {
		return owners[0]
	}
	var parts []string
	for _, owner := range owners {
		parts = append(parts, owner+" in "+listWords(tiers[owner]))
	}
	return strings.Join(parts, "; ")
}

// layer says what a layer means in each tier, and reads the questions about it
// where the team has a part.
func (c *conversation) layer(layer questionnaire.Layer, yours bool) (chosen pick, err error) {
	c.say("%s.", layer.Name)
	for _, tier := range c.session.assessment.Scope().Tiers {
		text := fmt.Sprintf("%s: %s.", tier, ownerWord(layer.Owner[tier]))
		if note := layer.Note[tier]; note != "" {
			text += " " + note
		}
		c.say("%s", text)
	}
	if !yours {
		c.say("AWS answers for this in every tier that you use: nothing is asked of you.")
		return pick{}, nil
	}
	return c.readQuestions(c.session.questionsOfLayer(layer), "")
}
