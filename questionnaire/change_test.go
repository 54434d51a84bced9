package questionnaire_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/questionnaire"
)

func TestChangeApply(t *testing.T) {
	counted := questionnaire.Answer{
		Level: questionnaire.LevelMost, By: "Ana", RecordedBy: "Sam", Note: "47 hosts", Owner: "Tom",
		Population: questionnaire.Population{InPlace: 47, Total: 50}, Evidence: []string{"E-01"},
		State: questionnaire.StateCarried, Bulk: true,
	}
	excused := questionnaire.Answer{
		Level: questionnaire.LevelNA, By: "Ana",
		NAReason: questionnaire.NAReason{Code: questionnaire.NAOther, Text: "no such thing"},
	}
	control := questionnaire.Exception{Kind: questionnaire.Compensating, Reason: "VPN", Approver: "Eve", Expires: date(t, "2026-12-15")}
	compensated := questionnaire.Answer{Level: questionnaire.LevelMost, By: "Ana", Exception: control}
	parked := questionnaire.Answer{Flagged: questionnaire.ParkFor("Tom")}
	tests := map[string]struct {
		before questionnaire.Answer
		change questionnaire.Change
		want   questionnaire.Answer
	}{
		"nothing said": {before: counted, want: counted},
		"only the note": {
			before: counted,
			change: questionnaire.Change{Note: new("three are left")},
			want: func(a questionnaire.Answer) questionnaire.Answer {
				a.Note = "three are left"
				return a
			}(counted),
		},
		"another level drops the population and keeps the note": {
			before: counted,
			change: questionnaire.Change{Level: &questionnaire.LevelAll, By: new("Priya")},
			want: questionnaire.Answer{
				Level: questionnaire.LevelAll, By: "Priya", Note: "47 hosts", Owner: "Tom", Evidence: []string{"E-01"},
			},
		},
		"the same level keeps the population": {
			before: counted,
			change: questionnaire.Change{Level: &questionnaire.LevelMost, By: new("Priya")},
			want: questionnaire.Answer{
				Level: questionnaire.LevelMost, By: "Priya", Note: "47 hosts", Owner: "Tom", Evidence: []string{"E-01"},
				Population: questionnaire.Population{InPlace: 47, Total: 50},
			},
		},
		"a level drops the reason for not applicable": {
			before: excused,
			change: questionnaire.Change{Level: &questionnaire.LevelNone},
			want:   questionnaire.Answer{Level: questionnaire.LevelNone, By: "Ana"},
		},
		"all ends the exception": {
			before: compensated,
			change: questionnaire.Change{Level: &questionnaire.LevelAll},
			want:   questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ana"},
		},
		"all with an exception of its own": {
			before: compensated,
			change: questionnaire.Change{Level: &questionnaire.LevelAll, Exception: &control},
			want:   questionnaire.Answer{Level: questionnaire.LevelAll, By: "Ana", Exception: control},
		},
		"a lower level keeps the exception": {
			before: compensated,
			change: questionnaire.Change{Level: &questionnaire.LevelSome},
			want:   questionnaire.Answer{Level: questionnaire.LevelSome, By: "Ana", Exception: control},
		},
		"all given again keeps the exception": {
			before: questionnaire.Answer{Level: questionnaire.LevelAll, Exception: control},
			change: questionnaire.Change{Level: &questionnaire.LevelAll},
			want:   questionnaire.Answer{Level: questionnaire.LevelAll, Exception: control},
		},
		"a level ends parking": {
			before: parked,
			change: questionnaire.Change{Level: &questionnaire.LevelSome, By: new("Tom")},
			want:   questionnaire.Answer{Level: questionnaire.LevelSome, By: "Tom"},
		},
		"unknown does not end parking": {
			before: parked,
			change: questionnaire.Change{Level: &questionnaire.LevelUnknown, By: new("Ana")},
			want:   questionnaire.Answer{Level: questionnaire.LevelUnknown, By: "Ana", Flagged: questionnaire.ParkFor("Tom")},
		},
		"empty takes back": {
			before: counted,
			change: questionnaire.Change{
				Note: new(""), Owner: new(""), Evidence: new([]string{}), Population: new(questionnaire.Population{}),
			},
			want: questionnaire.Answer{
				Level: questionnaire.LevelMost, By: "Ana", RecordedBy: "Sam", Evidence: []string{},
				State: questionnaire.StateCarried, Bulk: true,
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := test.change.Apply(test.before)
			if diff := cmp.Diff(test.want, got, exportAll); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAdoptEvidence(t *testing.T) {
	a := draft(t, smallBank(t))
	piece := func(title string) questionnaire.Evidence {
		return questionnaire.Evidence{Title: title, Kind: questionnaire.KindLog, Ref: "a.log"}
	}
	steps := []struct {
		local, title, want string
	}{
		{"E-07", "seventh", "E-07"},         // free: kept
		{"E-01", "first", "E-01"},           // free, though below the highest
		{"E-07", "seventh", "E-07"},         // the same piece
		{"E-99", "first", "E-01"},           // the same piece, by another id
		{"E-07", "something else", "E-08"},  // taken
		{"E-08", "yet something", "E-09"},   // taken by the one before
		{"E-02", "something else", "E-08"},  // listed once
		{"E-09", "yet something", "E-09"},   // the same piece again
		{"E-10", "free once more", "E-10"},  // free
		{"E-10", "taken once more", "E-11"}, // taken
	}
	for _, step := range steps {
		got, err := a.AdoptEvidence(step.local, piece(step.title), now)
		if err != nil || got != step.want {
			t.Errorf("AdoptEvidence(%s, %s) = %s, %v; want %s", step.local, step.title, got, err, step.want)
		}
	}
	for _, id := range []string{"", "E-1", "e-01", "E-0123456789", "E-01\n"} {
		if _, err := a.AdoptEvidence(id, piece("of no good id"), now); err == nil {
			t.Errorf("AdoptEvidence(%q) was taken", id)
		}
	}
}
