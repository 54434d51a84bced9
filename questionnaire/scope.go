package questionnaire

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Scope says what an assessment speaks about. Tiers, services and depth decide
// which questions it asks; the rest is for the reader of its report.
type Scope struct {
	Tiers []Tier `json:"tiers"`
	// Services in use, by id. A tier with none named here has all of its
	// services in scope.
	Services []string  `json:"services,omitempty"`
	Accounts []Account `json:"accounts,omitempty"`
	// AccountsTotal is how many accounts there are, in scope or not; 0 where
	// nobody said. AccountsSource says who or what that number came from.
	AccountsTotal  int      `json:"accounts_total,omitempty"`
	AccountsSource string   `json:"accounts_source,omitempty"`
	Regions        []string `json:"regions,omitempty"`
	Exclusions     []string `json:"exclusions,omitempty"`
	Depth          Depth    `json:"depth"`
}

// Account is one AWS account.
type Account struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
}

var (
	accountID  = regexp.MustCompile(`^\d{12}$`)
	regionName = regexp.MustCompile(`^[a-z]{2,4}(-[a-z]+)+-\d$`)
)

const maxLine = 400

// Uses reports whether the tier is in use.
func (s Scope) Uses(tier Tier) bool { return slices.Contains(s.Tiers, tier) }

// normalized returns the scope with tiers in their order and services by the
// bank's ids, sorted, each once, or an error that names what is wrong.
func (s Scope) normalized(bank *Bank) (Scope, error) {
	s = s.clone()
	if s.Depth.IsZero() {
		s.Depth = DepthFull
	}
	slices.SortFunc(s.Tiers, func(a, b Tier) int { return indexOf(tiers, a) - indexOf(tiers, b) })
	s.Tiers = slices.Compact(s.Tiers)
	if err := s.validate(); err != nil {
		return Scope{}, err
	}
	for i, name := range s.Services {
		service, err := bank.FindService(name)
		if err != nil {
			return Scope{}, err
		}
		if !s.Uses(service.Tier) {
			return Scope{}, fmt.Errorf("service %s belongs to tier %s, which is not in use", service.ID, service.Tier)
		}
		s.Services[i] = service.ID
	}
	slices.Sort(s.Services)
	s.Services = slices.Compact(s.Services)
	return s, nil
}

// validate checks what can be checked without a bank.
func (s Scope) validate() error {
	if len(s.Tiers) == 0 {
		return errors.New("scope names no tier: an assessment needs at least one")
	}
	if err := checkTiers(s.Tiers); err != nil {
		return fmt.Errorf("scope %w", err)
	}
	if s.Depth.IsZero() {
		return errors.New("scope needs a depth: full or baseline")
	}
	if s.AccountsTotal < 0 || s.AccountsTotal > 0 && s.AccountsTotal < len(s.Accounts) {
		return fmt.Errorf("scope names %d accounts of %d in all", len(s.Accounts), s.AccountsTotal)
	}
	for _, account := range s.Accounts {
		if !accountID.MatchString(account.ID) {
			return fmt.Errorf("account id %q is not twelve digits", Printable(account.ID))
		}
		if err := checkLine("account name", account.Name, maxLine); err != nil {
			return err
		}
	}
	for _, region := range s.Regions {
		if !regionName.MatchString(region) {
			return fmt.Errorf("region %q is not of the form eu-west-1", Printable(region))
		}
	}
	for _, exclusion := range s.Exclusions {
		if err := checkLine("exclusion", exclusion, 10*maxLine); err != nil {
			return err
		}
		if strings.TrimSpace(exclusion) == "" {
			return errors.New("scope holds an empty exclusion")
		}
	}
	return checkLine("source of the accounts", s.AccountsSource, maxLine)
}

// checkTiers refuses what would make a column count twice, or for nothing.
func checkTiers(tiers []Tier) error {
	for i, tier := range tiers {
		if tier.IsZero() {
			return errors.New("holds an empty tier")
		}
		if slices.Contains(tiers[:i], tier) {
			return fmt.Errorf("names tier %s twice", tier)
		}
	}
	return nil
}

func (s Scope) clone() Scope {
	s.Tiers = slices.Clone(s.Tiers)
	s.Services = slices.Clone(s.Services)
	s.Accounts = slices.Clone(s.Accounts)
	s.Regions = slices.Clone(s.Regions)
	s.Exclusions = slices.Clone(s.Exclusions)
	return s
}
