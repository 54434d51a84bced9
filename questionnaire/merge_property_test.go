package questionnaire_test

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

// branches is an assessment and what two people made of it, apart from each
// other.
type branches struct {
	bank               *questionnaire.Bank
	base, ours, theirs *questionnaire.Assessment // base is nil where both began it
}

func randomBranches(t *testing.T, seed uint64) branches {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 9))
	var questions []questionnaire.Question
	for n := 1; n <= 6; n++ {
		questions = append(questions, question(fmt.Sprintf("IAM-%02d", n)))
	}
	bank := bankOf(t, append(questions, question("IAM-07", yesNo))...)
	base := draft(t, bank)
	made := branches{bank: bank, ours: base.Clone(), theirs: base.Clone()}
	if random.IntN(4) > 0 {
		for range random.IntN(12) {
			changeAtRandom(t, random, base, bank, now)
		}
		made.base, made.ours, made.theirs = base, base.Clone(), base.Clone()
	}
	for range random.IntN(8) {
		changeAtRandom(t, random, made.ours, bank, now.Add(time.Duration(1+random.IntN(3))*time.Hour))
	}
	for range random.IntN(8) {
		changeAtRandom(t, random, made.theirs, bank, now.Add(time.Duration(1+random.IntN(3))*time.Hour))
	}
	return made
}

// changeAtRandom changes an assessment in one of the ways in which people do,
// with few enough things to say that two often say the same.
func changeAtRandom(t *testing.T, random *rand.Rand, a *questionnaire.Assessment, bank *questionnaire.Bank, at time.Time) {
	t.Helper()
	var err error
	switch random.IntN(10) {
	case 0:
		people := a.People()
		name := []string{"Ada", "Grace", "Mary"}[random.IntN(3)]
		people = slices.DeleteFunc(people, func(p questionnaire.Person) bool { return p.Name == name })
		if random.IntN(3) > 0 {
			people = append(people, questionnaire.Person{Name: name})
		}
		err = a.SetPeople(people)
	case 1:
		scope := a.Scope()
		switch region := []string{"eu-central-1", "us-east-1"}[random.IntN(2)]; random.IntN(5) {
		case 0:
			scope.Tiers = questionnaire.Tiers()[:1+random.IntN(3)]
		case 1, 2:
			if !slices.Contains(scope.Regions, region) {
				scope.Regions = append(scope.Regions, region)
			}
		case 3:
			scope.Regions = slices.DeleteFunc(scope.Regions, func(known string) bool { return known == region })
		case 4:
			scope.Exclusions = append(scope.Exclusions, fmt.Sprintf("Laboratory %d.", random.IntN(1000)))
		}
		err = a.Rescope(bank, scope, at)
	case 2:
		id := fmt.Sprintf("IAM-%02d", 1+random.IntN(7))
		_, err = a.Record(bank, id, questionnaire.Answer{}, at)
	default:
		id := fmt.Sprintf("IAM-%02d", 1+random.IntN(7))
		level := []questionnaire.Level{questionnaire.LevelNone, questionnaire.LevelAll}[random.IntN(2)]
		before, _ := a.Answer(id)
		by := []string{"Ada", "Grace"}[random.IntN(2)]
		answer := questionnaire.Change{Level: &level, By: &by}.Apply(before)
		if random.IntN(2) == 0 {
			piece, listErr := a.AddEvidence(questionnaire.Evidence{
				Title: fmt.Sprintf("Export %d", random.IntN(6)), Kind: questionnaire.KindConfigExport, Ref: "export.json",
			}, at)
			if listErr != nil {
				t.Fatal(listErr)
			}
			answer.Evidence = []string{piece}
		}
		_, err = a.Record(bank, id, answer, at)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func (b branches) merge(t *testing.T, preferred questionnaire.Side) (*questionnaire.Merged, error) {
	t.Helper()
	var base []byte
	if b.base != nil {
		base = []byte(encoded(t, b.base))
	}
	return questionnaire.Merge(base, []byte(encoded(t, b.ours)), []byte(encoded(t, b.theirs)), preferred)
}

func (b branches) swapped() branches {
	b.ours, b.theirs = b.theirs, b.ours
	return b
}

// said is an answer with its evidence in full, because its ids may differ.
type said struct {
	Answer   questionnaire.Answer
	Evidence []questionnaire.Evidence
}

func saidIn(a *questionnaire.Assessment, answer questionnaire.Answer) said {
	full := said{Answer: answer}
	for _, id := range answer.Evidence {
		piece, _ := a.Evidence(id)
		full.Evidence = append(full.Evidence, piece)
	}
	full.Answer.Evidence = nil
	return full
}

func saidOf(a *questionnaire.Assessment, id string) said {
	if a == nil {
		return said{}
	}
	answer, _ := a.Answer(id)
	return saidIn(a, answer)
}

func (s said) equal(other said) bool { return cmp.Equal(s, other, exportAll) }

// alike leaves the moment out, as a merge does for what both sides changed.
func (s said) alike(other said) bool {
	s.Answer.At, other.Answer.At = questionnaire.Instant{}, questionnaire.Instant{}
	return s.equal(other)
}

func piecesOf(a *questionnaire.Assessment) map[questionnaire.Evidence]int {
	pieces := make(map[questionnaire.Evidence]int)
	for _, id := range a.EvidenceIDs() {
		piece, _ := a.Evidence(id)
		pieces[piece]++
	}
	return pieces
}

const randomMerges = 300

// Every change of either side is in the result or in its conflicts.
func TestNothingIsLostInAMerge(t *testing.T) {
	seen := make(map[string]int)
	for seed := range uint64(randomMerges) {
		b := randomBranches(t, seed)
		merged, err := b.merge(t, questionnaire.NoSide)
		if errors.Is(err, questionnaire.ErrBothChanged) {
			seen["refused"]++
			if cmp.Equal(b.ours.Scope().Tiers, b.theirs.Scope().Tiers, exportAll) {
				t.Errorf("seed %d: %v", seed, err)
			}
			continue
		}
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		result := decoded(t, string(merged.Document))
		if err := result.CheckAgainst(b.bank); err != nil {
			t.Errorf("seed %d: %v", seed, err)
		}
		for n := 1; n <= 7; n++ {
			id := fmt.Sprintf("IAM-%02d", n)
			how, ok := mergedRightly(result, id, saidOf(b.base, id), saidOf(b.ours, id), saidOf(b.theirs, id))
			if seen[how]++; !ok {
				t.Errorf("seed %d: %s, %s, is\n%s", seed, id, how, merged.Document)
			}
		}
		checkPieces(t, seed, b, result)
		checkLists(t, seed, b, result)
	}
	for _, how := range []string{"unchanged or alike", "ours only", "theirs only", "another moment", "conflict", "refused"} {
		if seen[how] < 5 {
			t.Errorf("%q was tried %d times only: %v", how, seen[how], seen)
		}
	}
}

// mergedRightly reports how a question had to be merged and whether it was.
func mergedRightly(result *questionnaire.Assessment, id string, base, ours, theirs said) (how string, ok bool) {
	got := saidOf(result, id)
	other, inConflict := result.Conflict(id)
	switch {
	case ours.equal(theirs):
		return "unchanged or alike", got.equal(ours) && !inConflict
	case theirs.equal(base):
		return "ours only", got.equal(ours) && !inConflict
	case ours.equal(base):
		return "theirs only", got.equal(theirs) && !inConflict
	case ours.alike(theirs):
		later := ours
		if theirs.Answer.At.Time().After(ours.Answer.At.Time()) {
			later = theirs
		}
		return "another moment", got.equal(later) && !inConflict
	default:
		return "conflict", got.equal(ours) && inConflict && saidIn(result, other).equal(theirs)
	}
}

func checkPieces(t *testing.T, seed uint64, b branches, result *questionnaire.Assessment) {
	t.Helper()
	want := piecesOf(b.ours)
	maps.Copy(want, piecesOf(b.theirs))
	if diff := cmp.Diff(want, piecesOf(result), exportAll); diff != "" {
		t.Errorf("seed %d: evidence (-want +got):\n%s", seed, diff)
	}
}

// checkLists checks that each region and person is there that one side added, or
// had and neither removed.
func checkLists(t *testing.T, seed uint64, b branches, result *questionnaire.Assessment) {
	t.Helper()
	lists := map[string]func(*questionnaire.Assessment) []string{
		"regions":    func(a *questionnaire.Assessment) []string { return a.Scope().Regions },
		"exclusions": func(a *questionnaire.Assessment) []string { return a.Scope().Exclusions },
		"people": func(a *questionnaire.Assessment) []string {
			var names []string
			for _, person := range a.People() {
				names = append(names, person.Name)
			}
			return names
		},
	}
	for what, list := range lists {
		var before []string
		if b.base != nil {
			before = list(b.base)
		}
		ours, theirs, got := list(b.ours), list(b.theirs), list(result)
		for _, name := range slices.Concat(before, ours, theirs, got) {
			inOurs, inTheirs := slices.Contains(ours, name), slices.Contains(theirs, name)
			want := inOurs && inTheirs || (inOurs || inTheirs) && !slices.Contains(before, name)
			if slices.Contains(got, name) != want {
				t.Errorf("seed %d: %s: %s of %v; base %v, ours %v, theirs %v", seed, what, name, got, before, ours, theirs)
			}
		}
	}
}

// Which side is ours decides only which answer stands and which is its conflict.
func TestSwappedSidesMergeToTheSame(t *testing.T) {
	for seed := range uint64(randomMerges) {
		b := randomBranches(t, seed)
		merged, err := b.merge(t, questionnaire.NoSide)
		swapped, swappedErr := b.swapped().merge(t, questionnaire.NoSide)
		if errors.Is(err, questionnaire.ErrBothChanged) && errors.Is(swappedErr, questionnaire.ErrBothChanged) {
			continue
		}
		if err != nil || swappedErr != nil {
			t.Fatalf("seed %d: %v, swapped %v", seed, err, swappedErr)
		}
		one, other := merged.Assessment, swapped.Assessment
		if diff := cmp.Diff(one.Conflicts(), other.Conflicts()); diff != "" {
			t.Errorf("seed %d: conflicts (-one +swapped):\n%s", seed, diff)
		}
		if diff := cmp.Diff(piecesOf(one), piecesOf(other), exportAll); diff != "" {
			t.Errorf("seed %d: evidence (-one +swapped):\n%s", seed, diff)
		}
		if one.CompletedAt() != other.CompletedAt() {
			t.Errorf("seed %d: completed at %s, swapped %s", seed, one.CompletedAt(), other.CompletedAt())
		}
		for _, id := range slices.Concat(one.Answered(), other.Answered(), one.Conflicts()) {
			want := saidOf(other, id)
			if conflict, ok := other.Conflict(id); ok {
				want = saidIn(other, conflict)
			}
			if got := saidOf(one, id); !got.equal(want) {
				t.Errorf("seed %d: %s is %v, swapped %v", seed, id, got, want)
			}
		}
	}
}

func TestMergesThatAddNothing(t *testing.T) {
	for seed := range uint64(randomMerges) {
		b := randomBranches(t, seed)
		merged, err := b.merge(t, questionnaire.NoSide)
		if err != nil {
			continue // refused
		}
		itself := branches{b.bank, b.base, b.ours, b.ours}
		if again, err := itself.merge(t, questionnaire.NoSide); err != nil || string(again.Document) != encoded(t, b.ours) {
			t.Errorf("seed %d: merged with itself it is another: %v", seed, err)
		}
		twice, err := branches{b.bank, b.base, merged.Assessment, b.theirs}.merge(t, questionnaire.NoSide)
		if err != nil {
			t.Fatalf("seed %d: theirs merged a second time: %v", seed, err)
		}
		if diff := cmp.Diff(string(merged.Document), string(twice.Document)); diff != "" {
			t.Errorf("seed %d: theirs merged a second time (-once +twice):\n%s", seed, diff)
		}
	}
}

// With a preferred side nothing is left in conflict, and that side's answers are
// those that both had changed.
func TestAPreferredSideDecides(t *testing.T) {
	for seed := range uint64(randomMerges) {
		b := randomBranches(t, seed)
		for preferred, side := range map[questionnaire.Side]*questionnaire.Assessment{questionnaire.Ours: b.ours, questionnaire.Theirs: b.theirs} {
			merged, err := b.merge(t, preferred)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if left := merged.Assessment.Conflicts(); len(left) > 0 {
				t.Errorf("seed %d: %v are in conflict", seed, left)
			}
			undecided, err := b.merge(t, questionnaire.NoSide)
			if err != nil {
				continue
			}
			if diff := cmp.Diff(undecided.Assessment.Conflicts(), merged.Settled); diff != "" {
				t.Errorf("seed %d: settled (-want +got):\n%s", seed, diff)
			}
			for _, id := range undecided.Assessment.Conflicts() {
				if got := saidOf(merged.Assessment, id); !got.equal(saidOf(side, id)) {
					t.Errorf("seed %d: %s is %v", seed, id, got)
				}
			}
		}
	}
}
