package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
	"demarc/questionnaire/store"
	"demarc/questionnaire/store/storetest"
)

func day(t *testing.T, text string) questionnaire.Date {
	t.Helper()
	date, err := questionnaire.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

// listed returns a list with assessments of these teams and periods, and one
// that cannot be read.
func listed(t *testing.T, names ...[2]string) []store.Listed {
	t.Helper()
	m := store.NewMemory(storetest.Clock)
	for _, name := range names {
		create(t, m, storetest.Bank(t, 1), name[0], name[1])
	}
	list, err := m.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return append(list, store.Listed{ID: "payments-2026-q2", Err: errors.New("damaged")})
}

func TestLast(t *testing.T) {
	list := listed(t, [2]string{"payments", "2025-Q4"}, [2]string{"payments", "2026-Q1"}, [2]string{"payments", "2026-Q3"}, [2]string{"search", "2026-Q2"})
	cases := []struct{ team, start, want string }{
		{"payments", "2026-10-01", "payments-2026-q3"},
		{"payments", "2026-09-30", "payments-2026-q1"}, // the last day is not before itself
		{"payments", "2026-04-01", "payments-2026-q1"},
		{"payments", "2026-01-01", "payments-2025-q4"},
		{"payments", "2025-10-01", ""},
		{"search", "2027-01-01", "search-2026-q2"},
		{"Payments", "2027-01-01", ""}, // teams are told apart by name
		{"nobody", "2027-01-01", ""},
	}
	for _, c := range cases {
		last, ok := store.Last(list, c.team, day(t, c.start))
		got := ""
		if ok {
			got = last.Assessment.ID()
		}
		if got != c.want {
			t.Errorf("last of %s before %s is %q, want %q", c.team, c.start, got, c.want)
		}
	}
}

func TestCorrectionsTakeThePlace(t *testing.T) {
	m := store.NewMemory(storetest.Clock)
	bank := storetest.Bank(t, 1)
	create(t, m, bank, "payments", "2026-Q3")
	create(t, m, bank, "payments", "2026-Q2")
	first := storetest.Correction(t, storetest.Assessment(t, bank, "payments", "2026-Q3"), "payments-2026-q3-r2")
	second := storetest.Correction(t, first, "payments-2026-q3-r3")
	for _, correction := range []*questionnaire.Assessment{first, second} {
		if err := m.Create(t.Context(), correction, bank); err != nil {
			t.Fatal(err)
		}
	}
	list, err := m.List(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if last, ok := store.Last(list, "payments", day(t, "2026-10-01")); !ok || last.Assessment.ID() != second.ID() {
		t.Errorf("the last is not the newest correction")
	}
	damaged := store.Listed{ID: "damaged", Err: errors.New("damaged")}
	var ids []string
	for _, one := range store.Current(append(list, damaged)) {
		ids = append(ids, one.ID)
	}
	if diff := cmp.Diff([]string{second.ID(), "payments-2026-q2", "damaged"}, ids); diff != "" {
		t.Errorf("current (-want +got):\n%s", diff)
	}
}
