package questionnaire_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

func TestEvidenceDate(t *testing.T) {
	tests := []struct{ collected, coversTo, want string }{
		{"", "", ""},
		{"2026-10-20T09:00:00Z", "", "2026-10-20"},
		{"", "2026-09-30", "2026-09-30"},
		{"2026-10-02T00:00:00Z", "2026-09-30", "2026-09-30"},
		{"2026-10-02T00:00:00Z", "2026-12-31", "2026-10-02"},
		{"2026-10-02T00:00:00Z", "2026-10-02", "2026-10-02"},
		{"2026-10-02T23:30:00-05:00", "", "2026-10-03"},
	}
	for _, test := range tests {
		var evidence questionnaire.Evidence
		if test.collected != "" {
			if err := evidence.CollectedAt.UnmarshalText([]byte(test.collected)); err != nil {
				t.Fatal(err)
			}
		}
		if test.coversTo != "" {
			evidence.CoversTo = date(t, test.coversTo)
		}
		if got := evidence.Date().String(); got != test.want {
			t.Errorf("collected %q, covers to %q: dated %q, want %q", test.collected, test.coversTo, got, test.want)
		}
	}
}

func TestEvidenceFreshness(t *testing.T) {
	quarter := period(t, "2026-Q4")
	tests := []struct {
		date, asOf string
		maxAge     int
		fresh      bool
	}{
		// Of this period or later, and not after the as-of day.
		{"2026-09-30", "2026-11-15", 0, false},
		{"2026-10-01", "2026-11-15", 0, true},
		{"2026-11-14", "2026-11-15", 0, true},
		{"2026-11-15", "2026-11-15", 0, true},
		{"2026-11-16", "2026-11-15", 0, false},
		{"2026-10-01", "2027-11-15", 0, true}, // as seen a year later
		{"2027-02-01", "2027-11-15", 0, true}, // after the period
		{"2026-10-01", "2026-09-30", 0, false},
		// Within so many days of the as-of day.
		{"2025-10-11", "2026-11-15", 400, true},
		{"2025-10-10", "2026-11-15", 400, false},
		{"2026-11-15", "2026-11-15", 400, true},
		{"2026-11-16", "2026-11-15", 400, false},
		{"2026-10-16", "2026-11-15", 30, true},
		{"2026-10-15", "2026-11-15", 30, false}, // of the period, but older than the duty's rhythm
		{"2026-11-14", "2026-11-15", 1, true},
		{"2026-11-13", "2026-11-15", 1, false},
		{"", "2026-11-15", 0, false},
		{"", "2026-11-15", 400, false},
	}
	for _, test := range tests {
		asked := question("IAM-01", func(q *questionnaire.Question) { q.EvidenceMaxAgeDays = test.maxAge })
		evidence := questionnaire.Evidence{Title: "Export", Kind: questionnaire.KindConfigExport, Ref: "x"}
		if test.date != "" {
			evidence.CoversTo = date(t, test.date)
		}
		if got := evidence.FreshFor(&asked, quarter, date(t, test.asOf)); got != test.fresh {
			t.Errorf("dated %q on %s, at most %d days old: fresh is %t", test.date, test.asOf, test.maxAge, got)
		}
		evidence.Kind = questionnaire.KindStatement
		if evidence.FreshFor(&asked, quarter, date(t, test.asOf)) {
			t.Errorf("a statement dated %q counts as evidence", test.date)
		}
	}
}

func TestEveryKindButAStatementMakesEvidenced(t *testing.T) {
	asked, quarter, asOf := question("IAM-01"), period(t, "2026-Q4"), date(t, "2026-11-15")
	for _, kind := range questionnaire.EvidenceKinds() {
		evidence := questionnaire.Evidence{Title: "Export", Kind: kind, Ref: "x", CoversTo: asOf}
		if got := evidence.FreshFor(&asked, quarter, asOf); got != (kind != questionnaire.KindStatement) {
			t.Errorf("%s of today: fresh is %t", kind, got)
		}
	}
}

func TestOnePieceOfFreshEvidenceIsEnough(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	fresh, _ := a.AddEvidence(questionnaire.Evidence{Title: "New", Kind: questionnaire.KindLog, Ref: "new", CoversTo: date(t, "2026-11-01")}, now)
	stale, _ := a.AddEvidence(questionnaire.Evidence{Title: "Old", Kind: questionnaire.KindLog, Ref: "old", CoversTo: date(t, "2026-05-01")}, now)
	asked, _ := bank.Question("IAM-01")
	tests := map[string]struct {
		evidence []string
		want     bool
	}{
		"none":     {nil, false},
		"stale":    {[]string{stale}, false},
		"fresh":    {[]string{fresh}, true},
		"both":     {[]string{stale, fresh}, true},
		"unlisted": {[]string{"E-77"}, false},
	}
	for name, test := range tests {
		if got := a.Evidenced(asked, questionnaire.Answer{Evidence: test.evidence}, date(t, "2026-11-15")); got != test.want {
			t.Errorf("%s: evidenced is %t", name, got)
		}
	}
}

func TestAddEvidence(t *testing.T) {
	a := draft(t, smallBank(t))
	export := questionnaire.Evidence{
		Title: "IAM export", Kind: questionnaire.KindConfigExport, Ref: "evidence/iam.json", SHA256: strings.Repeat("0a", 32),
		CollectedAt: questionnaire.NewInstant(now), CoversFrom: date(t, "2026-10-01"), CoversTo: date(t, "2026-11-14"), By: "Ada",
	}
	first, err := a.AddEvidence(export, now)
	if err != nil || first != "E-01" {
		t.Fatalf("first is %s, %v", first, err)
	}
	if again, err := a.AddEvidence(export, now); err != nil || again != first {
		t.Errorf("the same again is %s, %v", again, err)
	}
	other := export
	other.Ref = "evidence/other.json"
	if second, err := a.AddEvidence(other, now); err != nil || second != "E-02" {
		t.Errorf("second is %s, %v", second, err)
	}
	for i := range 100 {
		other.Ref = strings.Repeat("x", i+1)
		if _, err := a.AddEvidence(other, now); err != nil {
			t.Fatal(err)
		}
	}
	ids := a.EvidenceIDs()
	if got := []string{ids[0], ids[98], ids[99], ids[101]}; !cmp.Equal(got, []string{"E-01", "E-99", "E-100", "E-102"}) {
		t.Errorf("in the order %v", got)
	}
	if got, ok := a.Evidence("E-01"); !ok || got != export {
		t.Errorf("E-01 is %+v", got)
	}
	if _, ok := a.Evidence("E-999"); ok {
		t.Error("there is an E-999")
	}
	back := decoded(t, encoded(t, a))
	if again, err := back.AddEvidence(export, now); err != nil || again != first {
		t.Errorf("the same piece, after reading the file, is %s, %v", again, err)
	}
}

func TestAddEvidenceGoesOnFromTheHighestNumber(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	piece := questionnaire.Evidence{Title: "Export", Kind: questionnaire.KindLog, Ref: "x"}
	if _, err := a.AddEvidence(piece, now); err != nil {
		t.Fatal(err)
	}
	a = decoded(t, strings.Replace(encoded(t, a), `"E-01"`, `"E-007"`, 1))
	piece.Ref = "y"
	if id, err := a.AddEvidence(piece, now); err != nil || id != "E-08" {
		t.Errorf("after E-007 comes %s, %v", id, err)
	}
	last := decoded(t, strings.Replace(encoded(t, a), `"E-08"`, `"E-999999999"`, 1))
	piece.Ref = "z"
	for name, add := range map[string]func() (string, error){
		"added":   func() (string, error) { return last.AddEvidence(piece, now) },
		"adopted": func() (string, error) { return last.AdoptEvidence("E-007", piece, now) },
	} {
		if id, err := add(); err == nil {
			t.Errorf("after the last number, %s: %s", name, id)
		}
		decoded(t, encoded(t, last)) // it can still be read
	}
	huge := strings.Replace(encoded(t, a), `"E-007"`, `"E-99999999999999999999"`, 1)
	if _, err := questionnaire.DecodeAssessment([]byte(huge)); err == nil {
		t.Error("an evidence number is read that nothing can follow")
	}
}

func TestAddEvidenceRefuses(t *testing.T) {
	legal := questionnaire.Evidence{Title: "Export", Kind: questionnaire.KindLog, Ref: "x"}
	tests := map[string]struct {
		change func(*questionnaire.Evidence)
		legal  bool
	}{
		"as it is":              {func(*questionnaire.Evidence) {}, true},
		"collected later today": {func(e *questionnaire.Evidence) { e.CollectedAt = questionnaire.NewInstant(now.Add(3600e9)) }, true},
		"covers to today":       {func(e *questionnaire.Evidence) { e.CoversTo = questionnaire.NewDate(now) }, true},
		"covers one day": {func(e *questionnaire.Evidence) {
			e.CoversFrom, e.CoversTo = date(t, "2026-01-01"), date(t, "2026-01-01")
		}, true},
		"no title":             {func(e *questionnaire.Evidence) { e.Title = " " }, false},
		"no kind":              {func(e *questionnaire.Evidence) { e.Kind = questionnaire.EvidenceKind{} }, false},
		"no reference":         {func(e *questionnaire.Evidence) { e.Ref = "" }, false},
		"half a digest":        {func(e *questionnaire.Evidence) { e.SHA256 = strings.Repeat("0a", 31) }, false},
		"a digest in capitals": {func(e *questionnaire.Evidence) { e.SHA256 = strings.Repeat("0A", 32) }, false},
		"collected tomorrow":   {func(e *questionnaire.Evidence) { e.CollectedAt = questionnaire.NewInstant(now.AddDate(0, 0, 1)) }, false},
		"covers to tomorrow":   {func(e *questionnaire.Evidence) { e.CoversTo = questionnaire.NewDate(now).AddDays(1) }, false},
		"covers from tomorrow": {func(e *questionnaire.Evidence) { e.CoversFrom = questionnaire.NewDate(now).AddDays(1) }, false},
		"ends before it starts": {func(e *questionnaire.Evidence) {
			e.CoversFrom, e.CoversTo = date(t, "2026-01-02"), date(t, "2026-01-01")
		}, false},
		"a title with an escape":     {func(e *questionnaire.Evidence) { e.Title = "\x1b[31m" }, false},
		"a reference on two lines":   {func(e *questionnaire.Evidence) { e.Ref = "a\nb" }, false},
		"a name with an escape":      {func(e *questionnaire.Evidence) { e.By = "\x1b" }, false},
		"a reference without an end": {func(e *questionnaire.Evidence) { e.Ref = strings.Repeat("x", 4001) }, false},
	}
	for name, test := range tests {
		evidence := legal
		test.change(&evidence)
		a := draft(t, smallBank(t))
		id, err := a.AddEvidence(evidence, now)
		if (err == nil) != test.legal {
			t.Errorf("%s: %s, %v", name, id, err)
		}
		if listed := len(a.EvidenceIDs()); listed != map[bool]int{true: 1, false: 0}[test.legal] {
			t.Errorf("%s: %d pieces are listed", name, listed)
		}
	}
}

func TestCorrectAndRemoveEvidence(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	piece := questionnaire.Evidence{Title: "Export", Kind: questionnaire.KindLog, Ref: "x"}
	id, _ := a.AddEvidence(piece, now)
	other := piece
	other.Ref = "y"
	spare, _ := a.AddEvidence(other, now)
	if _, err := a.Record(bank, "IAM-01", questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ada", Evidence: []string{id}}, now); err != nil {
		t.Fatal(err)
	}

	corrected := piece
	corrected.Ref, corrected.Kind = "s3://audit/x", questionnaire.KindConfigExport
	if err := a.CorrectEvidence(id, corrected, now); err != nil {
		t.Fatal(err)
	}
	if got, _ := a.Evidence(id); got != corrected {
		t.Errorf("%s is %+v", id, got)
	}
	nameless := corrected
	nameless.Title = ""
	for name, err := range map[string]error{
		"into a piece that is listed": a.CorrectEvidence(id, other, now),
		"into one without a title":    a.CorrectEvidence(id, nameless, now),
		"what is not there":           a.CorrectEvidence("E-09", corrected, now),
		"removed while it is named":   a.RemoveEvidence(id, now),
		"removed and not there":       a.RemoveEvidence("E-09", now),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if err := a.CorrectEvidence(id, corrected, now); err != nil {
		t.Errorf("corrected into itself: %v", err)
	}
	if err := a.RemoveEvidence(spare, now); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{id}, a.EvidenceIDs()); diff != "" {
		t.Errorf("listed (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"IAM-01"}, a.EvidenceNamedBy(id)); diff != "" {
		t.Errorf("named by (-want +got):\n%s", diff)
	}
	decoded(t, encoded(t, a))
}

func TestEvidenceOfAFinalStays(t *testing.T) {
	bank := smallBank(t)
	a := draft(t, bank)
	piece := questionnaire.Evidence{Title: "Export", Kind: questionnaire.KindLog, Ref: "x"}
	id, _ := a.AddEvidence(piece, now)
	if err := a.Finalize(bank, "Ada", true, now); err != nil {
		t.Fatal(err)
	}
	other := piece
	other.Ref = "y"
	for name, err := range map[string]error{"corrected": a.CorrectEvidence(id, other, now), "removed": a.RemoveEvidence(id, now)} {
		if !errors.Is(err, questionnaire.ErrFinal) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
