package store

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"demarc/questionnaire"
)

const (
	configFile     = "demarc.yaml"
	maxConfigBytes = 64 << 10
)

// Config is what holds for a whole workspace: demarc.yaml, which people write.
// Everything in it may be left out.
type Config struct {
	Organization string `yaml:"organization,omitempty"`
	Team         string `yaml:"team,omitempty"` // where no other is named
	// Bank is the folder of the team's own bank, as people wrote it; a relative
	// one is meant from the workspace's folder. Empty means our own bank.
	Bank   string `yaml:"bank,omitempty"`
	Gate   Gate   `yaml:"gate,omitempty"`
	Report Report `yaml:"report,omitempty"`
}

// Report holds what a team puts first on its reports, in its own words. It is
// text, and nothing in it is markup.
type Report struct {
	Logo  string `yaml:"logo,omitempty"`  // one line of at most maxLogoRunes
	Cover string `yaml:"cover,omitempty"` // lines, at most maxCoverLines of them and maxCoverRunes in all
}

// What fits the first page beside everything else on it.
const (
	maxLogoRunes  = 120
	maxCoverRunes = 2000
	maxCoverLines = 30
)

// validate says what is wrong with a text, and under which key.
func (r Report) validate() (what, key string) {
	switch {
	case questionnaire.PrintableLine(r.Logo) != r.Logo:
		return "must be one line without control characters", "logo"
	case utf8.RuneCountInString(r.Logo) > maxLogoRunes:
		return fmt.Sprintf("must be at most %d characters", maxLogoRunes), "logo"
	case questionnaire.Printable(r.Cover) != r.Cover:
		return "must be without control characters", "cover"
	case utf8.RuneCountInString(r.Cover) > maxCoverRunes || strings.Count(strings.TrimRight(r.Cover, "\n"), "\n") >= maxCoverLines:
		return fmt.Sprintf("must be at most %d characters in %d lines", maxCoverRunes, maxCoverLines), "cover"
	default:
		return "", ""
	}
}

// Gate holds the thresholds of a gate. What is left out is not checked.
// Percentages are from 0 to 100, as text, because they are compared exact.
type Gate struct {
	Min            string            `yaml:"min,omitempty"`
	MinArea        map[string]string `yaml:"min_area,omitempty"` // by area, as files write it
	NoCriticalGaps bool              `yaml:"no_critical_gaps,omitempty"`
	NoRegressions  bool              `yaml:"no_regressions,omitempty"`
	// MaxStale is how many answers may rest on evidence that is not fresh,
	// MaxOverdue how many gaps may be past their due date, and MaxCarried how
	// many carried answers may wait to be re-affirmed; nil if that is not checked.
	MaxStale   *int `yaml:"max_stale,omitempty"`
	MaxOverdue *int `yaml:"max_overdue,omitempty"`
	MaxCarried *int `yaml:"max_carried,omitempty"`
}

// Config reads demarc.yaml. It is read when it is asked for, not when the
// workspace is opened. An error in the text names file, line and column.
func (f *File) Config() (Config, error) {
	workspace, err := f.open()
	if err != nil {
		return Config{}, err
	}
	defer workspace.close()
	content, err := workspace.read(configFile, maxConfigBytes)
	if err != nil {
		return Config{}, fmt.Errorf("read settings: %w", err)
	}
	return parseConfig(filepath.Join(f.dir, configFile), content)
}

// validate checks every value. fault makes the error of the value at a path of
// keys.
func (c Config) validate(fault func(what string, path ...string) error) error {
	for _, line := range []struct{ key, text string }{{"organization", c.Organization}, {"team", c.Team}, {"bank", c.Bank}} {
		if questionnaire.PrintableLine(line.text) != line.text {
			return fault("must be one line without control characters", line.key)
		}
	}
	if what, key := c.Report.validate(); what != "" {
		return fault(what, "report", key)
	}
	if c.Gate.Min != "" && !percentage.MatchString(c.Gate.Min) {
		return fault(notPercentage, "gate", "min")
	}
	for _, area := range slices.Sorted(maps.Keys(c.Gate.MinArea)) {
		if _, err := questionnaire.ParseArea(area); err != nil {
			return fault(err.Error(), "gate", "min_area", area)
		}
		if !percentage.MatchString(c.Gate.MinArea[area]) {
			return fault(notPercentage, "gate", "min_area", area)
		}
	}
	for _, limit := range []struct {
		key  string
		most *int
	}{{"max_stale", c.Gate.MaxStale}, {"max_overdue", c.Gate.MaxOverdue}, {"max_carried", c.Gate.MaxCarried}} {
		if limit.most != nil && *limit.most < 0 {
			return fault("must not be negative", "gate", limit.key)
		}
	}
	return nil
}
