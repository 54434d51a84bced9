package scoring_test

import (
	"crypto/sha256"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/scoring"
)

func seedOf(t testing.TB, text string) scoring.Seed {
	t.Helper()
	seed, err := scoring.ParseSeed(text)
	if err != nil {
		t.Fatal(err)
	}
	return seed
}

// TestSampleOfWorkedExample draws from the seven positive answers of the worked
// example: IAM-01 and IAM-02 (critical), NET-02 (medium), DAT-01 (critical), and
// DAT-02 to DAT-04 (high). The digests are what sha256sum prints for 7:IAM-01
// and the others.
func TestSampleOfWorkedExample(t *testing.T) {
	sheet := workedExample(t).score()
	sample := scoring.Draw(sheet, seedOf(t, "7"), 4)
	// Shares of 4 in 7: 8/7, 4/7, 4/7 and 12/7. Rounded down 1 0 0 1; of the two
	// that are left the high ones of data (5/7) get one, network (4/7, before
	// data's critical one) the other.
	want := []string{
		"iam critical 1 of IAM-01 8f1e683aad99 IAM-02 c74a71cfcd60",
		"network medium 1 of NET-02 f1c30fc1c896",
		"data critical 0 of DAT-01 84ba5db73aa8",
		"data high 2 of DAT-03 10ed0e38f1f3 DAT-04 c81fe6d64e8e DAT-02 d99d38c89246",
	}
	if diff := cmp.Diff(want, inWords(sample)); diff != "" {
		t.Errorf("(-by hand +drawn):\n%s", diff)
	}
	if sample.Population() != 7 || sample.Size() != 4 || sample.Seed != "7" {
		t.Errorf("%d of %d with seed %s, want 4 of 7 with 7", sample.Size(), sample.Population(), sample.Seed)
	}
	if all := scoring.Draw(sheet, seedOf(t, "7"), 8); all.Size() != 7 {
		t.Errorf("8 of 7 drew %d", all.Size())
	}
	for _, size := range []int{0, -1} {
		if none := scoring.Draw(sheet, seedOf(t, "7"), size); none.Size() != 0 || none.Population() != 7 {
			t.Errorf("a sample of %d drew %d of %d", size, none.Size(), none.Population())
		}
	}
}

func inWords(sample scoring.Sample) []string {
	var strata []string
	for _, stratum := range sample.Strata {
		words := fmt.Sprintf("%s %s %d of", stratum.Area, stratum.Severity, stratum.Take)
		for _, ranked := range stratum.Ranked {
			words += " " + ranked.ID + " " + ranked.Digest[:12]
		}
		strata = append(strata, words)
	}
	return strata
}

// TestSampleAgreesWithPencil draws from random assessments and redoes the draw
// from the lines, by another way.
func TestSampleAgreesWithPencil(t *testing.T) {
	for number := range uint64(300) {
		g := newGenerator(number)
		sheet := g.sample().score()
		seed, size := fmt.Sprintf("s%d", number), g.random.IntN(20)
		sample := scoring.Draw(sheet, seedOf(t, seed), size)
		if diff := cmp.Diff(drawnByHand(sheet, seed, size), drawnIDs(sample)); diff != "" {
			t.Fatalf("draw %d (-by hand +drawn):\n%s", number, diff)
		}
	}
}

func drawnIDs(sample scoring.Sample) []string {
	ids := []string{}
	for _, stratum := range sample.Strata {
		for _, drawn := range stratum.Drawn() {
			ids = append(ids, drawn.ID)
		}
	}
	return ids
}

// drawnByHand writes every positive answer on a slip, "area severity digest id",
// sorts the slips, and hands out the sample slip by slip to the stratum that is
// furthest below its exact share of it.
func drawnByHand(sheet *scoring.Sheet, seed string, size int) []string {
	slips := make(map[string][]string)
	for _, line := range sheet.Lines() {
		if line.Earned() == 0 {
			continue
		}
		stratum := fmt.Sprint(slices.Index(areaOrder, line.Area.String()), slices.Index(severityOrder, line.Severity.String()))
		slips[stratum] = append(slips[stratum], fmt.Sprintf("%x %s", sha256.Sum256([]byte(seed+":"+line.ID)), line.ID))
	}
	var strata []string
	total := 0
	for stratum := range slips {
		slices.Sort(slips[stratum])
		strata = append(strata, stratum)
		total += len(slips[stratum])
	}
	slices.Sort(strata)
	size = min(size, total)
	short := make(map[string]*big.Rat)
	for _, stratum := range strata {
		short[stratum] = big.NewRat(int64(size*len(slips[stratum])), int64(total))
	}
	take := make(map[string]int)
	for range size {
		furthest := strata[0]
		for _, stratum := range strata {
			if short[stratum].Cmp(short[furthest]) > 0 {
				furthest = stratum
			}
		}
		take[furthest]++
		short[furthest].Sub(short[furthest], big.NewRat(1, 1))
	}
	ids := []string{}
	for _, stratum := range strata {
		for _, slip := range slips[stratum][:take[stratum]] {
			_, id, _ := strings.Cut(slip, " ")
			ids = append(ids, id)
		}
	}
	return ids
}

func TestSampleHoldsOnlyClaims(t *testing.T) {
	for number := range uint64(50) {
		sheet := newGenerator(number).sample().score()
		population := 0
		for _, line := range sheet.Lines() {
			claims := line.Standing == scoring.Answered && !line.Expired && line.Answer.Level.Rank() > 0
			if claims {
				population++
			}
		}
		sample := scoring.Draw(sheet, seedOf(t, "1"), 5)
		if sample.Population() != population || sample.Size() != min(5, population) {
			t.Errorf("draw %d: %d of %d, want a population of %d", number, sample.Size(), sample.Population(), population)
		}
	}
}

func TestSeeds(t *testing.T) {
	for _, text := range []string{"0", "7", "2026-11-25", "Roth_1.b", strings.Repeat("9", 64)} {
		if _, err := scoring.ParseSeed(text); err != nil {
			t.Errorf("%q is refused: %v", text, err)
		}
	}
	for _, text := range []string{"", "-1", ".", "a b", "a:b", "$(x)", "a\n", `"`, "ä", "\x1b", strings.Repeat("9", 65)} {
		if _, err := scoring.ParseSeed(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
}
