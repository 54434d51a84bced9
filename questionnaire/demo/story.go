package demo

import (
	"embed"
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"

	"demarc/questionnaire"
)

//go:embed story
var files embed.FS

// chapters are the files of the story, a quarter each.
var chapters = []string{"first", "second", "third", "current"}

// story is what the team did, quarter by quarter.
type story []chapter

// chapter is what the team did in one quarter. Once read, its people, scope and
// evidence are all there are in that quarter; in its file they are what is other
// than in the quarter before.
type chapter struct {
	Begun        day                    `yaml:"begun"`
	People       []questionnaire.Person `yaml:"people"`
	Scope        questionnaire.Scope    `yaml:"scope"`
	AddsServices []string               `yaml:"adds_services"`
	Evidence     map[string]exhibit     `yaml:"evidence"`
	Sittings     []sitting              `yaml:"sittings"`
	Answers      map[string]statement   `yaml:"answers"`
	// Later are the questions whose answers stay carried.
	Later []string `yaml:"later"`
	Final *closing `yaml:"final"` // nil for a draft
}

// sitting is a day on which the team goes through some areas.
type sitting struct {
	Day   day                  `yaml:"day"`
	Areas []questionnaire.Area `yaml:"areas"`
	Types string               `yaml:"types"` // who types what is said
	// OnlyTold says that they get to nothing but what the chapter tells.
	OnlyTold bool `yaml:"only_told"`
}

// statement is what the team says about a question. What is left out stays as
// it was, a level too: that is given again, or left for later where the
// question is parked.
type statement struct {
	Level     questionnaire.Level    `yaml:"level"`
	Count     count                  `yaml:"count"`
	Source    string                 `yaml:"source"`
	Note      string                 `yaml:"note"`
	NA        questionnaire.NAReason `yaml:"na"`
	Owner     string                 `yaml:"owner"`
	Due       *day                   `yaml:"due"`
	Parked    string                 `yaml:"parked"` // for whom
	Exception *exception             `yaml:"exception"`
}

// count is a population as the story writes it: 47/50.
type count struct{ questionnaire.Population }

// UnmarshalYAML reads a population.
func (c *count) UnmarshalYAML(decode func(any) error) error {
	var text string
	err := decode(&text)
	if err == nil {
		c.Population, err = questionnaire.ParsePopulation(text)
	}
	return err
}

type exception struct {
	Kind     questionnaire.ExceptionKind `yaml:"kind"`
	Reason   string                      `yaml:"reason"`
	Approver string                      `yaml:"approver"`
	Expires  day                         `yaml:"expires"`
}

// exhibit is a piece of evidence as it was collected last.
type exhibit struct {
	Title     string                     `yaml:"title"`
	Kind      questionnaire.EvidenceKind `yaml:"kind"`
	Ref       string                     `yaml:"ref"`
	By        string                     `yaml:"by"`
	Collected day                        `yaml:"collected"`
	Covers    int                        `yaml:"covers"` // days up to its collection
	For       []string                   `yaml:"for"`    // questions
}

// closing is how a quarter ends.
type closing struct {
	Day        day         `yaml:"day"`
	PreparedBy string      `yaml:"prepared_by"`
	Signed     []signature `yaml:"signed"`
}

type signature struct {
	Role             questionnaire.Role `yaml:"role"`
	Name             string             `yaml:"name"`
	Day              day                `yaml:"day"`
	SamePersonReason string             `yaml:"same_person_reason"`
}

func readStory() (story, error) {
	told := make(story, len(chapters))
	for i, name := range chapters {
		text, err := files.ReadFile("story/" + name + ".yaml")
		if err == nil {
			err = yaml.UnmarshalWithOptions(text, &told[i], yaml.Strict())
		}
		if err != nil {
			return nil, fmt.Errorf("read the %s quarter of the sample team: %w", name, err)
		}
		if i > 0 {
			told[i].follow(told[i-1])
		}
	}
	return told, nil
}

// follow takes over what a chapter leaves as it was.
func (c *chapter) follow(before chapter) {
	if c.People == nil {
		c.People = before.People
	}
	c.Scope = before.Scope
	c.Scope.Services = slices.Concat(before.Scope.Services, c.AddsServices)
	shelf := maps.Clone(before.Evidence)
	for name, exhibit := range c.Evidence {
		shelf[name] = exhibit.over(before.Evidence[name])
	}
	c.Evidence = shelf
}

// over returns a piece of evidence that was collected again.
func (e exhibit) over(before exhibit) exhibit {
	again := before
	again.Collected = e.Collected
	for _, field := range []struct {
		to   *string
		from string
	}{{&again.Title, e.Title}, {&again.Ref, e.Ref}, {&again.By, e.By}} {
		if field.from != "" {
			*field.to = field.from
		}
	}
	if !e.Kind.IsZero() {
		again.Kind = e.Kind
	}
	if e.For != nil {
		again.For = e.For
	}
	if e.Covers > 0 {
		again.Covers = e.Covers
	}
	return again
}

// tells reports whether a question has a part in the story.
func (s story) tells(id string) bool {
	for _, chapter := range s {
		if _, told := chapter.Answers[id]; told {
			return true
		}
	}
	return false
}
