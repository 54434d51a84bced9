package tui_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"demarc/questionnaire"
)

func TestFromALayerToItsQuestionsAndBack(t *testing.T) {
	u := answering(t, 80, 24)
	u.press("m", "end")
	u.sees("AWS's, nothing is asked")
	u.press("enter")
	u.sees("AWS answers for this in every tier that you use")
	u.press("home")
	count := regexp.MustCompile(`(\d+) questions? \(enter\)`).FindStringSubmatch(u.screen())
	if count == nil {
		t.Fatalf("no count on the screen:\n%s", u.screen())
	}
	u.press("enter")
	u.sees("All of Data in every tier", "a layer names", count[1]+" question", "DAT-01")
	u.press("enter", "esc", "esc")
	u.sees("> Responsibility map", count[0])
}

// The questions of a layer are those of its areas, in the tiers in which the
// team has a part in it, and no others.
func TestALayersQuestionsAreCountedAsTheMapSays(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("m")
	bank, err := frozenBank()
	if err != nil {
		t.Fatal(err)
	}
	asked := questionnaire.Asked(bank, questionnaire.Scope{Tiers: questionnaire.Tiers(), Depth: questionnaire.DepthFull})
	for _, layer := range bank.Layers() {
		want := 0
		for _, question := range asked {
			in := slices.ContainsFunc(question.In, func(tier questionnaire.Tier) bool { return layer.Owner[tier] != questionnaire.OwnerAWS })
			if in && slices.Contains(layer.Areas, question.Area) {
				want++
			}
		}
		for range len(bank.Layers()) {
			if chosenLayer(u) == layer.Name {
				break
			}
			u.press("down")
		}
		if want == 0 {
			continue
		}
		text := strconv.Itoa(want) + " question"
		if !strings.Contains(u.screen(), text) {
			t.Errorf("%s: want %s:\n%s", layer.Name, text, u.screen())
		}
		u.press("home")
	}
}

// chosenLayer returns the name of the layer under the cursor.
func chosenLayer(u *user) string {
	for line := range strings.SplitSeq(u.screen(), "\n") {
		if name, ok := strings.CutPrefix(line, "▸ "); ok {
			before, _, _ := strings.Cut(name, "  ")
			return strings.TrimSpace(before)
		}
	}
	return ""
}

// Below the line is what AWS answers for in every tier in use, above it all else.
func TestTheLineDividesYoursFromWhatIsAWSsAlone(t *testing.T) {
	u := answering(t, 140, 45)
	u.press("m")
	above := true
	for i, line := range strings.Split(u.screen(), "\n")[3:] {
		owners := strings.Count(line, "░ AWS")
		switch {
		case strings.Contains(line, "above: yours"):
			above = false
		case owners == 0 && !strings.Contains(line, "█ you") && !strings.Contains(line, "▒ you and AWS"):
			continue
		case above && owners == 3, !above && owners < 3:
			t.Errorf("line %d is on the wrong side: %s", i, line)
		}
	}
	if above {
		t.Errorf("there is no line:\n%s", u.screen())
	}
}

func TestLongNotesOfALayerAreReadAlone(t *testing.T) {
	u := answering(t, 60, 16)
	u.press("m", "down", "down", "down")
	u.sees("tab: ", "more")
	u.press("tab", "down")
	u.fits(60, 16)
	u.seesNot("LAYER")
	u.press("esc")
	u.sees("LAYER", "> Responsibility map")
}
