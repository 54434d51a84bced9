package questionnaire

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// BankSchema is the schema of the bank documents that this program writes.
const BankSchema = "demarc/bank/v1"

// MaxBankBytes is how large the document of a bank may be.
const MaxBankBytes = 10 << 20

// BankContent is what a bank holds, in the form of its document.
type BankContent struct {
	Schema     string      `json:"schema"`
	ID         string      `json:"id"`
	Version    string      `json:"version"`
	Weights    Weights     `json:"weights"`
	Bands      Bands       `json:"bands"`
	Frameworks []Framework `json:"frameworks"`
	Services   []Service   `json:"services"`
	Layers     []Layer     `json:"layers"`
	Questions  []Question  `json:"questions"`
	Retired    []Retired   `json:"retired"`
}

// Weights says how much a question of each severity counts: whole numbers from
// 1 to 100, not rising from critical to low.
type Weights struct {
	Critical int `json:"critical"`
	High     int `json:"high"`
	Medium   int `json:"medium"`
	Low      int `json:"low"`
}

// Of returns the weight of a severity.
func (w Weights) Of(severity Severity) int {
	switch severity {
	case SeverityCritical:
		return w.Critical
	case SeverityHigh:
		return w.High
	case SeverityMedium:
		return w.Medium
	default:
		return w.Low
	}
}

// Bands holds the coverage, in percent, at which each band above Low begins.
type Bands struct {
	Partial     int `json:"partial"`
	Substantial int `json:"substantial"`
	High        int `json:"high"`
}

// Framework is a published set of controls that questions refer to.
type Framework struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Service is an AWS service and the tier that its duties belong to.
type Service struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Tier Tier   `json:"tier"`
	// Caution says what a team that uses the service should know about its
	// tier; empty where there is nothing to say.
	Caution string `json:"caution,omitempty"`
	// Also names a tier that the team most likely uses too.
	Also Tier `json:"also,omitzero"`
}

// Layer is one row of the responsibility matrix: a layer of the stack and who
// answers for it in each tier.
type Layer struct {
	ID    string          `json:"id"`
	Name  string          `json:"name"`
	Areas []Area          `json:"areas"`
	Owner map[Tier]Owner  `json:"owner"`
	Note  map[Tier]string `json:"note"`
}

// Retired is a question that a bank no longer asks. Its id is never reused.
type Retired struct {
	ID         string   `json:"id"`
	Since      string   `json:"since"` // the bank version that dropped it
	Successors []string `json:"successors,omitempty"`
}

// Bank is a checked question bank. It never changes.
type Bank struct {
	content   BankContent
	questions []Question // sorted by area, then id
	byID      map[string]*Question
	services  map[string]Service
	document  []byte
	digest    string
}

// BankRef names the bank that an assessment uses. Digest is the SHA-256, in hex,
// of the bank's document.
type BankRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
}

// NewBank checks content and returns it as a bank.
func NewBank(content BankContent) (*Bank, error) {
	content.Schema = BankSchema
	content.Questions = inBankOrder(content.Questions)
	document, err := encodeDocument(content)
	if err != nil {
		return nil, fmt.Errorf("encode bank %s: %w", content.ID, err)
	}
	return newBank(content, document)
}

// DecodeBank reads a bank document.
func DecodeBank(document []byte) (*Bank, error) {
	var content BankContent
	if err := decodeDocument(document, BankSchema, &content); err != nil {
		return nil, fmt.Errorf("bank: %w", err)
	}
	return newBank(content, document)
}

// inBankOrder returns the questions by area, then id: the order in which
// screens and reports show them, whatever order they were written in.
func inBankOrder(questions []Question) []Question {
	return slices.SortedFunc(slices.Values(questions), func(a, b Question) int {
		return cmp.Or(indexOf(areas, a.Area)-indexOf(areas, b.Area), strings.Compare(a.ID, b.ID))
	})
}

func newBank(content BankContent, document []byte) (*Bank, error) {
	content.Questions = inBankOrder(content.Questions)
	sum := sha256.Sum256(document)
	bank := &Bank{
		content:   content,
		questions: content.Questions,
		byID:      make(map[string]*Question, len(content.Questions)),
		services:  make(map[string]Service, len(content.Services)),
		document:  document,
		digest:    hex.EncodeToString(sum[:]),
	}
	for _, service := range content.Services {
		bank.services[service.ID] = service
	}
	if err := bank.validate(); err != nil {
		return nil, fmt.Errorf("bank %s: %w", Printable(content.ID), err)
	}
	return bank, nil
}

func (b *Bank) validate() error {
	if slug(b.content.ID) != b.content.ID || b.content.ID == "" {
		return errors.New("id must be lower-case letters, digits and dashes")
	}
	if err := checkVersion(b.content.Version); err != nil {
		return err
	}
	if err := b.content.Weights.validate(); err != nil {
		return err
	}
	if bands := b.content.Bands; bands.Partial <= 0 || bands.Substantial <= bands.Partial || bands.High <= bands.Substantial || bands.High > 100 {
		return errors.New("bands must rise from above 0 to at most 100 percent")
	}
	if len(b.questions) == 0 {
		return errors.New("no questions")
	}
	for i := range b.questions {
		if err := b.admit(&b.questions[i]); err != nil {
			return err
		}
	}
	for _, retired := range b.content.Retired {
		if b.byID[retired.ID] != nil {
			return fmt.Errorf("%s is both asked and retired", retired.ID)
		}
	}
	return nil
}

// admit checks one question against the rest of the bank and indexes it.
func (b *Bank) admit(question *Question) error {
	if err := question.validate(); err != nil {
		return err
	}
	if b.byID[question.ID] != nil {
		return fmt.Errorf("%s stands twice", question.ID)
	}
	for _, id := range question.Services {
		service, ok := b.services[id]
		if !ok {
			return fmt.Errorf("%s names unknown service %q", question.ID, Printable(id))
		}
		if !slices.Contains(question.Tiers, service.Tier) {
			return fmt.Errorf("%s names service %s of tier %s, which it does not list", question.ID, id, service.Tier)
		}
	}
	b.byID[question.ID] = question
	return nil
}

func (w Weights) validate() error {
	ordered := []int{100, w.Critical, w.High, w.Medium, w.Low, 1}
	if !slices.IsSortedFunc(ordered, func(a, b int) int { return b - a }) {
		return errors.New("weights must be whole numbers from 100 to 1 that do not rise from critical to low")
	}
	return nil
}

func checkVersion(version string) error {
	if version == "" || strings.ContainsFunc(version, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && r != '.' && r != '-'
	}) {
		return fmt.Errorf("version %q must be digits, lower-case letters, dots and dashes", Printable(version))
	}
	return nil
}

// Ref returns what names this very bank.
func (b *Bank) Ref() BankRef {
	return BankRef{ID: b.content.ID, Version: b.content.Version, Digest: b.digest}
}

// Document returns the bank's document, byte for byte as its digest covers it.
func (b *Bank) Document() []byte { return slices.Clone(b.document) }

// Weights returns what each severity counts.
func (b *Bank) Weights() Weights { return b.content.Weights }

// Bands returns where the bands begin.
func (b *Bank) Bands() Bands { return b.content.Bands }

// Questions returns all questions, by area and id.
func (b *Bank) Questions() []*Question {
	all := make([]*Question, len(b.questions))
	for i := range b.questions {
		all[i] = &b.questions[i]
	}
	return all
}

// Question returns the question with the id.
func (b *Bank) Question(id string) (*Question, bool) {
	question, ok := b.byID[id]
	return question, ok
}

// Frameworks returns the frameworks that questions may refer to.
func (b *Bank) Frameworks() []Framework { return slices.Clone(b.content.Frameworks) }

// Services returns the services the bank knows, in its order.
func (b *Bank) Services() []Service { return slices.Clone(b.content.Services) }

// Layers returns the rows of the responsibility matrix, the customer's first.
func (b *Bank) Layers() []Layer { return slices.Clone(b.content.Layers) }

// Retired returns the questions that the bank no longer asks.
func (b *Bank) Retired() []Retired { return slices.Clone(b.content.Retired) }

// Service returns the service with the id.
func (b *Bank) Service(id string) (Service, bool) {
	service, ok := b.services[id]
	return service, ok
}

// FindService returns the service that a person means by a name: its id or its
// name, in any case, with or without "Amazon" or "AWS".
func (b *Bank) FindService(name string) (Service, error) {
	wanted := plainServiceName(name)
	for _, service := range b.content.Services {
		if wanted == service.ID || wanted == plainServiceName(service.Name) {
			return service, nil
		}
	}
	return Service{}, fmt.Errorf("unknown service %q: see demarc questions --services", Printable(name))
}

func plainServiceName(name string) string {
	plain := strings.ToLower(strings.TrimSpace(name))
	plain = strings.TrimPrefix(strings.TrimPrefix(plain, "amazon "), "aws ")
	return strings.ReplaceAll(plain, " ", "-")
}
