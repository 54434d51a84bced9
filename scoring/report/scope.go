package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/questionnaire"
	"demarc/scoring"
)

func joined(texts []string) string { return orNothing(strings.Join(texts, ", ")) }

func (s *subject) scopeSection() Section {
	return section("Scope",
		Table{Columns: words("Item", "Value"), Rows: [][]Text{
			row("Accounts", s.accountCount()),
			row("Regions", orNotStated(s.scope.Regions)),
			row("Depth", s.depth()),
			row("Questions asked", fmt.Sprintf("%d of the bank's %d", len(s.lines), len(s.bank.Questions()))),
		}},
		heading("Tiers and services in scope"),
		paragraph("A tier is in scope because the team uses services of it. One of which no service is named has all of its services in scope."),
		s.tierScope(),
		heading("Accounts in scope"),
		s.accounts(),
		heading("Explicitly out of scope"),
		paragraph("A service that is not named takes only the questions about itself with it. Duties of the whole account, such as identities, logging and detection, are asked in any case."),
		s.outOfScope(),
	)
}

// tierMeanings say what a tier leaves to the customer.
var tierMeanings = map[questionnaire.Tier]string{
	questionnaire.Infrastructure: "AWS runs what lies below the virtual machine; the customer runs the operating system and all above it",
	questionnaire.Container:      "AWS runs the machine, the operating system and the platform; the customer configures the platform and runs what is on it",
	questionnaire.Abstracted:     "AWS runs everything behind an API; the customer decides about data, access and settings",
}

func (s *subject) tierScope() Table {
	table := Table{Columns: slices.Concat(words("Tier", "In scope for", "What the tier means"), numbers("Questions"))}
	for _, tier := range questionnaire.Tiers() {
		asked := s.linesWhere(func(line *scoring.Line) bool { return slices.Contains(line.In, tier) })
		table.Rows = append(table.Rows, append(row(tierTitles[tier], s.inScopeFor(tier), tierMeanings[tier]), say("%d", len(asked))))
	}
	return table
}

func (s *subject) inScopeFor(tier questionnaire.Tier) string {
	if !s.scope.Uses(tier) {
		return "not in use"
	}
	in, _ := s.servicesOf(tier)
	if len(s.servicesNamed(tier)) == 0 {
		return "all services of the tier, because none is named: " + joined(in)
	}
	return strings.Join(in, ", ")
}

// servicesNamed returns the services of a tier that the scope names, by id.
func (s *subject) servicesNamed(tier questionnaire.Tier) []string {
	return slices.DeleteFunc(slices.Clone(s.scope.Services), func(id string) bool {
		service, ok := s.bank.Service(id)
		return !ok || service.Tier != tier
	})
}

// servicesOf names the bank's services of a tier that are in scope, and those
// that are not.
func (s *subject) servicesOf(tier questionnaire.Tier) (in, out []string) {
	named := s.servicesNamed(tier)
	for _, service := range s.bank.Services() {
		switch {
		case service.Tier != tier:
		case len(named) == 0 || slices.Contains(named, service.ID):
			in = append(in, service.Name)
		default:
			out = append(out, service.Name)
		}
	}
	return in, out
}

func orNotStated(texts []string) string {
	if len(texts) == 0 {
		return "not stated"
	}
	return strings.Join(texts, ", ")
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

// outOfScope says what is left out: what the team excluded, and what follows
// from what it named.
func (s *subject) outOfScope() List {
	list := List{fact("Stated by the team", plain("nothing"))}
	if len(s.scope.Exclusions) > 0 {
		list = nil
		for _, exclusion := range s.scope.Exclusions {
			list = append(list, fact("Stated by the team", plain(exclusion)))
		}
	}
	list = append(list, fact("Accounts", plain(s.accountsLeftOut())), fact("Regions", plain(s.regionsLeftOut())))
	for _, tier := range questionnaire.Tiers() {
		list = append(list, fact(tierTitles[tier], plain(s.servicesLeftOut(tier))))
	}
	return append(list, s.questionsLeftOut()...)
}

func (s *subject) accountsLeftOut() string {
	named, total := len(s.scope.Accounts), s.scope.AccountsTotal
	switch {
	case total == 0:
		return "not stated how many there are, so it cannot be said whether one is left out"
	case named == 0:
		return "no account is named, so it cannot be said which are left out"
	case named >= total:
		return "none; all are assessed"
	default:
		return fmt.Sprintf("%d of %d %s not assessed", total-named, total, isOrAre(total-named))
	}
}

func (s *subject) regionsLeftOut() string {
	if len(s.scope.Regions) == 0 {
		return "no region is named, so it cannot be said whether one is left out"
	}
	return "every region but " + strings.Join(s.scope.Regions, ", ")
}

func (s *subject) servicesLeftOut(tier questionnaire.Tier) string {
	if !s.scope.Uses(tier) {
		return "the whole tier, because the team does not use it"
	}
	if _, out := s.servicesOf(tier); len(out) > 0 {
		return "not named by the team: " + strings.Join(out, ", ")
	}
	return "no service that the bank knows"
}

// questionsLeftOut names the questions of the bank that are not asked, by why.
func (s *subject) questionsLeftOut() List {
	var shallow, elsewhere []string
	for _, question := range s.bank.Questions() {
		switch {
		case s.asks(question.ID):
		case s.scope.Depth == questionnaire.DepthBaseline && !question.Baseline:
			shallow = append(shallow, question.ID+" "+question.Title)
		default:
			elsewhere = append(elsewhere, question.ID+" "+question.Title)
		}
	}
	list := List{fact("Questions of tiers or services that are not in scope", plain(cmp.Or(strings.Join(elsewhere, "; "), "none")))}
	if len(shallow) > 0 {
		list = append(list, fact("Questions beyond the baseline", plain(strings.Join(shallow, "; "))))
	}
	return list
}

// responsibility is the matrix of who answers for what in the tiers in use.
func (s *subject) responsibility() Section {
	const title = "Responsibility boundary"
	layers := s.bank.Layers()
	if len(layers) == 0 {
		return section(title, paragraph("The question bank says nothing of who answers for what."), awsReports)
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
		paragraph("This report speaks of the customer's side. What AWS does is inherited, never asked and never scored."),
		awsReports,
		paragraph("Who answers for each layer, in the tiers in use. Shared means that AWS provides the mechanism and the customer configures or operates it; it never means nobody. \"You\" is the customer, here the team."),
		paragraph("Container is AWS's own term for managed platforms, not only for Docker."),
		matrix,
	}
	return section(title, append(blocks, s.cautions()...)...)
}

// awsReports says where the other side of the boundary is reported on.
var awsReports = paragraph("AWS's own side is reported on by independent auditors whom AWS engages. Their reports, such as SOC 1, SOC 2, ISO/IEC 27001 and PCI DSS, are downloaded from AWS Artifact in the AWS console, by somebody with access to an account and under AWS's terms. They also list what AWS expects its customers to do, which is worth holding against the matrix below.")

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
