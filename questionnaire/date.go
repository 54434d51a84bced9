package questionnaire

import (
	"fmt"
	"time"
)

// Date is a whole day in UTC. The zero Date means that none was given.
type Date struct{ midnight time.Time }

// NewDate returns the UTC day on which moment lies.
func NewDate(moment time.Time) Date {
	if moment.IsZero() {
		return Date{}
	}
	year, month, day := moment.UTC().Date()
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC)}
}

// ParseDate reads a day as YYYY-MM-DD, or the UTC day of an RFC 3339 time.
func ParseDate(text string) (Date, error) {
	moment, err := parseMoment(text)
	if err != nil {
		return Date{}, err
	}
	return NewDate(moment), nil
}

// parseMoment refuses year 1, which begins with the time that stands for no
// date, and years of more or less than four digits, which no file can hold.
func parseMoment(text string) (time.Time, error) {
	moment, err := time.Parse(time.DateOnly, text)
	if err != nil {
		moment, err = time.Parse(time.RFC3339, text)
	}
	moment = moment.UTC().Truncate(time.Second)
	if err != nil || moment.Year() < 2 || moment.Year() > 9999 {
		return time.Time{}, fmt.Errorf("%q is not a date: want YYYY-MM-DD", Printable(text))
	}
	return moment, nil
}

// Time returns the day's first moment, in UTC.
func (d Date) Time() time.Time { return d.midnight }

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d.midnight.IsZero() }

// Before reports whether d is an earlier day than other.
func (d Date) Before(other Date) bool { return d.midnight.Before(other.midnight) }

// After reports whether d is a later day than other.
func (d Date) After(other Date) bool { return d.midnight.After(other.midnight) }

// AddDays returns the day that many days later, or earlier if days is negative.
func (d Date) AddDays(days int) Date { return Date{d.midnight.AddDate(0, 0, days)} }

// DaysUntil returns the number of days from d to later.
func (d Date) DaysUntil(later Date) int {
	const day = 24 * time.Hour
	return int(later.midnight.Sub(d.midnight) / day)
}

// String returns the day as YYYY-MM-DD, or nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.midnight.Format(time.DateOnly)
}

// MarshalText writes the day as files hold it.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads a day from a file.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}

// Instant is a moment in whole seconds, UTC: what files hold as an RFC 3339
// time. The zero Instant means that none was given.
type Instant struct{ moment time.Time }

// NewInstant returns moment in whole seconds, UTC.
func NewInstant(moment time.Time) Instant {
	if moment.IsZero() {
		return Instant{}
	}
	return Instant{moment.UTC().Truncate(time.Second)}
}

// Time returns the instant as the standard library knows it.
func (i Instant) Time() time.Time { return i.moment }

// Date returns the UTC day of the instant.
func (i Instant) Date() Date { return NewDate(i.moment) }

// IsZero reports whether no instant was given.
func (i Instant) IsZero() bool { return i.moment.IsZero() }

// String returns the instant in RFC 3339, or nothing for the zero Instant.
func (i Instant) String() string {
	if i.IsZero() {
		return ""
	}
	return i.moment.Format(time.RFC3339)
}

// MarshalText writes the instant as files hold it.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.String()), nil }

// UnmarshalText reads an RFC 3339 time; a bare date is its first moment.
func (i *Instant) UnmarshalText(text []byte) error {
	moment, err := parseMoment(string(text))
	if err != nil {
		return err
	}
	*i = NewInstant(moment)
	return nil
}
