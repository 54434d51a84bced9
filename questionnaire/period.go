package questionnaire

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Period is the span of days that an assessment speaks about, both ends in.
type Period struct {
	Label string `json:"label"`
	Start Date   `json:"start"`
	End   Date   `json:"end"`
}

const maxPeriodLabel = 40

var calendarLabel = regexp.MustCompile(`^(\d{4})(?:-(?:([HhQq])(\d)|(\d{2})))?$`)

// ParsePeriod reads a label that gives its own dates: 2026, 2026-H2, 2026-Q4
// or 2026-11. Any other label needs NewPeriod.
func ParsePeriod(label string) (Period, error) {
	parts := calendarLabel.FindStringSubmatch(label)
	if parts == nil {
		return Period{}, fmt.Errorf("period %q does not give its own dates: want 2026, 2026-H2, 2026-Q4 or 2026-11, or give the first and last day", Printable(label))
	}
	year, _ := strconv.Atoi(parts[1])
	first, months, ok := calendarMonths(strings.ToUpper(parts[2]), parts[3], parts[4])
	if !ok || year == 0 {
		return Period{}, fmt.Errorf("period %q is not in the calendar", Printable(label))
	}
	start := time.Date(year, first, 1, 0, 0, 0, 0, time.UTC)
	return Period{Label: strings.ToUpper(label), Start: NewDate(start), End: NewDate(start.AddDate(0, months, -1))}, nil
}

// calendarMonths returns the first month and the number of months of a label's
// part after the year.
func calendarMonths(unit, ordinal, month string) (first time.Month, months int, ok bool) {
	n, _ := strconv.Atoi(ordinal + month)
	switch {
	case unit == "H":
		return time.Month(6*n - 5), 6, n >= 1 && n <= 2
	case unit == "Q":
		return time.Month(3*n - 2), 3, n >= 1 && n <= 4
	case month != "":
		return time.Month(n), 1, n >= 1 && n <= 12
	default:
		return time.January, 12, true
	}
}

// NewPeriod returns a period with a label of the team's own.
func NewPeriod(label string, start, end Date) (Period, error) {
	period := Period{Label: label, Start: start, End: end}
	return period, period.validate()
}

// QuarterOf returns the calendar quarter of a day, the default period.
func QuarterOf(day Date) Period {
	year, month, _ := day.Time().Date()
	period, _ := ParsePeriod(fmt.Sprintf("%d-Q%d", year, (int(month)+2)/3))
	return period
}

// Preceding returns the calendar period right before one of the calendar: the
// quarter before a quarter, the month before a month. ok is false where the
// label does not give the period its dates.
func (p Period) Preceding() (preceding Period, ok bool) {
	if calendar, err := ParsePeriod(p.Label); err != nil || calendar.Start != p.Start || calendar.End != p.End {
		return Period{}, false
	}
	parts := calendarLabel.FindStringSubmatch(p.Label)
	_, months, _ := calendarMonths(strings.ToUpper(parts[2]), parts[3], parts[4])
	year, month, _ := p.Start.Time().AddDate(0, -months, 0).Date()
	label := fmt.Sprintf("%04d", year)
	switch {
	case parts[2] != "":
		label += fmt.Sprintf("-%s%d", parts[2], (int(month)-1)/months+1)
	case parts[4] != "":
		label += fmt.Sprintf("-%02d", month)
	}
	preceding, err := ParsePeriod(label)
	return preceding, err == nil
}

// Days returns how many days the period has.
func (p Period) Days() int { return p.Start.DaysUntil(p.End) + 1 }

// Overlaps reports whether the periods share a day.
func (p Period) Overlaps(other Period) bool {
	return !p.End.Before(other.Start) && !other.End.Before(p.Start)
}

func (p Period) validate() error {
	if slug(p.Label) == "" || len(p.Label) > maxPeriodLabel {
		return fmt.Errorf("period label %q needs 1 to %d characters and at least one letter or digit", Printable(p.Label), maxPeriodLabel)
	}
	if err := checkLine("period label", p.Label, maxPeriodLabel); err != nil {
		return err
	}
	if p.Start.IsZero() || p.End.IsZero() {
		return fmt.Errorf("period %s needs a first and a last day", p.Label)
	}
	if p.End.Before(p.Start) {
		return fmt.Errorf("period %s ends on %s, before it starts on %s", p.Label, p.End, p.Start)
	}
	return nil
}

const maxSlug = 40

// AssessmentID returns the id of a team's assessment for a period, which is
// also its file name: payments-2026-q4.
func AssessmentID(team string, period Period) string {
	return TeamSlug(team) + "-" + slug(period.Label)
}

// TeamSlug returns a team's name as ids and file names hold it.
func TeamSlug(team string) string { return shortSlug(team, "team-") }

// PersonSlug returns a person's name as file names hold it.
func PersonSlug(name string) string { return shortSlug(name, "person-") }

// shortSlug returns the slug of a name or, where nothing of it is left, a prefix
// with a digest.
func shortSlug(name, prefix string) string {
	short := slug(name)
	if len(short) > maxSlug {
		short = strings.Trim(short[:maxSlug], "-")
	}
	if short == "" {
		sum := sha256.Sum256([]byte(name))
		return prefix + hex.EncodeToString(sum[:4])
	}
	return short
}

var slugGap = regexp.MustCompile(`[^a-z0-9]+`)

// slug decomposes text, lowers it, and puts one dash for every run of anything
// but a-z and 0-9. A combining mark is such a run too: Zürich gives zu-rich.
func slug(text string) string {
	return strings.Trim(slugGap.ReplaceAllString(strings.ToLower(norm.NFKD.String(text)), "-"), "-")
}
