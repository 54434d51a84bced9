package report

import (
	"cmp"
	"fmt"
	"strings"

	"demarc/questionnaire"
)

func joined(texts []string) string { return orNothing(strings.Join(texts, ", ")) }

func (s *subject) scopeSection() Section {
	return section("Scope",
		Table{Columns: words("Item", "Value"), Rows: [][]Text{
			row("Service tiers in use", joined(s.tierTitles())),
			row("Service tiers not in use", joined(s.tiersNotInUse())),
			row("Services named", cmp.Or(strings.Join(s.servicesNamed(), ", "), "none: all services of the tiers in use")),
			row("Accounts", s.accountCount()),
			row("Regions", orNotStated(s.scope.Regions)),
			row("Depth", s.depth()),
		}},
		paragraph("A tier of which no service is named has all of its services in scope."),
		heading("Accounts in scope"),
		s.accounts(),
		heading("Explicitly out of scope"),
		s.exclusions(),
	)
}

func orNotStated(texts []string) string {
	if len(texts) == 0 {
		return "not stated"
	}
	return strings.Join(texts, ", ")
}

func (s *subject) tiersNotInUse() []string {
	var titles []string
	for _, tier := range questionnaire.Tiers() {
		if !s.scope.Uses(tier) {
			titles = append(titles, tierTitles[tier])
		}
	}
	return titles
}

func (s *subject) servicesNamed() []string {
	var names []string
	for _, id := range s.scope.Services {
		service, ok := s.bank.Service(id)
		if !ok {
			names = append(names, id)
			continue
		}
		names = append(names, service.Name)
	}
	return names
}

func (s *subject) accountCount() string {
	named := len(s.scope.Accounts)
	switch {
	case s.scope.AccountsTotal == 0 && named == 0:
		return "not stated"
	case s.scope.AccountsTotal == 0:
		return fmt.Sprintf("%d in scope; how many there are in all is not stated", named)
	case s.scope.AccountsSource == "":
		return fmt.Sprintf("%d of %d in scope; source of the total not stated", named, s.scope.AccountsTotal)
	default:
		return fmt.Sprintf("%d of %d in scope; source of the total: %s", named, s.scope.AccountsTotal, s.scope.AccountsSource)
	}
}

func (s *subject) depth() string {
	if s.scope.Depth == questionnaire.DepthBaseline {
		return "baseline: the short form of the bank"
	}
	return "full: the whole bank"
}

func (s *subject) accounts() Block {
	if len(s.scope.Accounts) == 0 {
		return paragraph("No account is named.")
	}
	table := Table{Columns: words("Account", "Name")}
	for _, account := range s.scope.Accounts {
		table.Rows = append(table.Rows, row(account.ID, orNothing(account.Name)))
	}
	return table
}

func (s *subject) exclusions() Block {
	if len(s.scope.Exclusions) == 0 {
		return paragraph("No exclusion is stated.")
	}
	var list List
	for _, exclusion := range s.scope.Exclusions {
		list = append(list, Text{plain(exclusion)})
	}
	return list
}

// responsibility is the matrix of who answers for what in the tiers in use.
func (s *subject) responsibility() Section {
	layers := s.bank.Layers()
	if len(layers) == 0 {
		return section("Responsibility matrix", paragraph("The question bank says nothing of who answers for what."))
	}
	matrix := Table{Columns: words(append([]string{"Layer"}, s.tierTitles()...)...)}
	for _, layer := range layers {
		cells := []Text{{plain(layer.Name)}}
		for _, tier := range s.tiers {
			cells = append(cells, s.duty(layer, tier))
		}
		matrix.Rows = append(matrix.Rows, cells)
	}
	blocks := []Block{
		paragraph("Who answers for each layer, in the tiers in use. Shared means that AWS provides the mechanism and the customer configures or operates it; it never means nobody."),
		paragraph("Container is AWS's own term for managed platforms, not only for Docker."),
		matrix,
	}
	return section("Responsibility matrix", append(blocks, s.cautions()...)...)
}

var ownerTitles = map[questionnaire.Owner]string{
	questionnaire.OwnerCustomer: "Customer",
	questionnaire.OwnerShared:   "Shared",
	questionnaire.OwnerAWS:      "AWS (inherited)",
}

func (s *subject) duty(layer questionnaire.Layer, tier questionnaire.Tier) Text {
	duty := Text{strong(orNothing(ownerTitles[layer.Owner[tier]]))}
	if note := layer.Note[tier]; note != "" {
		duty = append(duty, plain(": "+note))
	}
	return duty
}

// cautions says where the tier of a service in scope does not tell the whole
// story.
func (s *subject) cautions() []Block {
	var list List
	for _, service := range s.servicesInScope() {
		caution := service.Caution
		if also := service.Also; !also.IsZero() && !s.scope.Uses(also) {
			caution = strings.TrimSpace(fmt.Sprintf("%s Most teams that use it also use the tier %s, which is not in this assessment.", caution, tierTitles[also]))
		}
		if caution != "" {
			list = append(list, fact(service.Name, plain(caution)))
		}
	}
	if len(list) == 0 {
		return nil
	}
	return []Block{heading("Cautions on services in scope"), list}
}
