package store

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"

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
	Bank string `yaml:"bank,omitempty"`
	Gate Gate   `yaml:"gate,omitempty"`
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
