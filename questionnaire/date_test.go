package questionnaire_test

import (
	"encoding/json"
	"testing"
	"time"

	"demarc/questionnaire"
)

func TestParseDate(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-15":                "2026-11-15",
		"2028-02-29":                "2028-02-29",
		"2026-11-15T23:59:59Z":      "2026-11-15",
		"2026-11-15T23:30:00-05:00": "2026-11-16", // the day in UTC
		"2026-11-15T00:30:00+03:00": "2026-11-14",
	} {
		if got := date(t, text); got.String() != want || got.IsZero() {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, text := range []string{
		"", "tomorrow", "15.11.2026", "2026-2-3", "2026-02-29", "2026-13-01", "2026-11-15 10:00", " 2026-11-15", "2026-11-15\n",
		// Moments that no file could hold again, or that would read as no date at all.
		"0001-01-01", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "0000-05-05", "9999-12-31T23:59:59-01:00",
	} {
		if got, err := questionnaire.ParseDate(text); err == nil {
			t.Errorf("%q is read as %q", text, got)
		}
		var instant questionnaire.Instant
		if err := instant.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is read as the moment %q", text, instant)
		}
	}
}

func TestDateCounts(t *testing.T) {
	day := date(t, "2026-02-28")
	for days, want := range map[int]string{1: "2026-03-01", -28: "2026-01-31", 0: "2026-02-28", 400: "2027-04-04"} {
		later := day.AddDays(days)
		if later.String() != want || day.DaysUntil(later) != days {
			t.Errorf("%d days after %s is %s, and %d days away", days, day, later, day.DaysUntil(later))
		}
		if later.After(day) != (days > 0) || later.Before(day) != (days < 0) {
			t.Errorf("%s is on the wrong side of %s", later, day)
		}
	}
}

func TestNewDateTakesTheDayInUTC(t *testing.T) {
	newYork := time.FixedZone("", -5*60*60)
	moment := time.Date(2026, time.November, 15, 23, 30, 0, 0, newYork)
	if got := questionnaire.NewDate(moment); got != date(t, "2026-11-16") {
		t.Errorf("got %s", got)
	}
	if got := questionnaire.NewInstant(moment.Add(999 * time.Millisecond)); got.String() != "2026-11-16T04:30:00Z" || got.Date() != date(t, "2026-11-16") {
		t.Errorf("got %s", got)
	}
}

func TestNoDate(t *testing.T) {
	var day questionnaire.Date
	var moment questionnaire.Instant
	if !day.IsZero() || day.String() != "" || !moment.IsZero() || moment.String() != "" || !moment.Date().IsZero() {
		t.Errorf("no date reads as %q and %q", day, moment)
	}
	if !questionnaire.NewDate(time.Time{}).IsZero() || !questionnaire.NewInstant(time.Time{}).IsZero() {
		t.Error("no time gives a date")
	}
}

func TestDatesInFiles(t *testing.T) {
	type dates struct {
		Day    questionnaire.Date    `json:"day,omitzero"`
		Moment questionnaire.Instant `json:"moment,omitzero"`
	}
	for document, want := range map[string]string{
		`{"day":"2026-11-15","moment":"2026-11-15T10:30:00Z"}`: `{"day":"2026-11-15","moment":"2026-11-15T10:30:00Z"}`,
		`{"day":"2026-11-15T10:30:00Z","moment":"2026-11-15"}`: `{"day":"2026-11-15","moment":"2026-11-15T00:00:00Z"}`,
		`{"moment":"2026-11-15T10:30:00.75+01:00"}`:            `{"moment":"2026-11-15T09:30:00Z"}`,
		`{}`:                         `{}`,
		`{"day":null,"moment":null}`: `{}`,
	} {
		var read dates
		if err := json.Unmarshal([]byte(document), &read); err != nil {
			t.Errorf("%s: %v", document, err)
			continue
		}
		if written, err := json.Marshal(read); err != nil || string(written) != want {
			t.Errorf("%s is written back as %s, %v", document, written, err)
		}
	}
}
